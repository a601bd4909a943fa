// What a connection with a socket needs beyond ConnectionHost: the one receive buffer of the
// network thread, and somebody to tell that it has closed. Private to server/net.
#pragma once

#include "server/net/connection_host.hpp"

namespace approdo::net {

class SocketHost : public ConnectionHost {
  public:
    // Valid until the next read on this thread: connections own no receive buffer while they wait.
    virtual MutableByteView receive_buffer() = 0;
    virtual void closed(Connection& connection) = 0;
};

}  // namespace approdo::net
