// Certificate and key from PEM files into an Asio TLS context. Private to server/net.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

#include "sync/base/result.hpp"

namespace approdo::net {

// TLS 1.2 and newer. Refuses a key that others on the machine may read.
Result<std::unique_ptr<boost::asio::ssl::context>> load_tls(const std::string& certificate_file,
                                                            const std::string& key_file);

}  // namespace approdo::net
