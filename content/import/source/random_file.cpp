#include "content/import/source/random_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace approdo::import {
namespace {

std::uint64_t little(ByteView bytes, std::size_t at, std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = size; i > 0; --i) value = value << 8 | bytes[at + i - 1];
    return value;
}

}  // namespace

RandomFile::RandomFile(const std::string& path)
    : handle_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct ::stat state {};
    if (handle_ < 0 || ::fstat(handle_, &state) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot read " + path);
    size_ = static_cast<std::uint64_t>(state.st_size);
}

RandomFile::~RandomFile() {
    if (handle_ >= 0) ::close(handle_);
}

Bytes RandomFile::read(std::uint64_t at, std::size_t bytes_max) const {
    const std::uint64_t left = at < size_ ? size_ - at : 0;
    Bytes bytes(static_cast<std::size_t>(std::min<std::uint64_t>(left, bytes_max)));
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::pread(handle_, bytes.data() + done, bytes.size() - done,
                                    static_cast<off_t>(at + done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw std::system_error(errno, std::generic_category(), "cannot read a file");
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    return bytes;
}

std::uint16_t little16(ByteView bytes, std::size_t at) {
    return static_cast<std::uint16_t>(little(bytes, at, 2));
}

std::uint32_t little32(ByteView bytes, std::size_t at) {
    return static_cast<std::uint32_t>(little(bytes, at, 4));
}

std::uint64_t little64(ByteView bytes, std::size_t at) {
    return little(bytes, at, 8);
}

}  // namespace approdo::import
