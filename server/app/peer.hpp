// Who a peer is when what it may take is counted. An IPv4 address is somebody. Of an IPv6 address
// the first half is: whoever has one has the 2^64 of that network. Called by whatever gives each
// peer a share or a number of tries.
#pragma once

#include <string>
#include <string_view>

namespace approdo::app {

// What is no address stays as it is.
std::string who_is(std::string_view peer);

}  // namespace approdo::app
