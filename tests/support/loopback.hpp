// Sockets of this machine alone, for tests that stand between two programs.
#pragma once

#include <cstdint>

namespace approdo::test {

// Listening on a free port of 127.0.0.1. Throws std::runtime_error when there is none.
struct Listener {
    int socket = -1;
    std::uint16_t port = 0;
};
Listener listen_on_loopback();

// -1: nobody listens there. `from` is the last number of the address that the connection comes
// from: to the other side, 127.0.0.2 is somebody else than 127.0.0.1.
int connect_on_loopback(std::uint16_t port, std::uint8_t from = 1);

// False: the other side is gone.
bool send_whole(int socket, const char* bytes, std::size_t size);

}  // namespace approdo::test
