// What `doctor` asks of the network side: whether anybody listens at an address of this machine,
// and until when the certificate is good. Asks at once and changes nothing.
#pragma once

#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"

namespace approdo::net {

// `listen` as in ServerOptions. An error: this is no address.
Result<bool> somebody_listens(const std::string& listen);

// When the certificate ends. Whatever would keep a server from using the two files is an error.
Result<UtcMs> certificate_end(const std::string& certificate_file, const std::string& key_file);

}  // namespace approdo::net
