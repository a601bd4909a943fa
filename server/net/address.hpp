// "host:port", "[v6]:port" or ":port" (loopback) as an endpoint. Private to server/net.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <string>

#include "sync/base/result.hpp"

namespace approdo::net {

Result<boost::asio::ip::tcp::endpoint> resolve_listen_address(const std::string& text);

}  // namespace approdo::net
