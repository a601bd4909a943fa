// From an open file into a socket that does not block: by the kernel alone where it can do so, with
// a buffer in between elsewhere. Private to server/net.
#pragma once

#include "server/app/file_body.hpp"

namespace approdo::net {

struct FileSent {
    std::size_t bytes = 0;  // 0: the socket takes nothing now
    bool failed = false;    // of the line, or of a file that ends before its time
};

// At most `bytes_max` from `offset` on, which is before the file's end.
FileSent send_from_file(int socket, const app::FileBody& file, std::size_t offset,
                        std::size_t bytes_max);

}  // namespace approdo::net
