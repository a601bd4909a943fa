#include "server/app/file_body.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace approdo::app {

std::shared_ptr<const FileBody> FileBody::open(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 && errno == ENOENT) return nullptr;
    struct stat about {};
    if (descriptor < 0 || ::fstat(descriptor, &about) != 0) {
        const int reason = errno;
        if (descriptor >= 0) ::close(descriptor);
        throw std::system_error(reason, std::generic_category(), "cannot open " + path.string());
    }
    return std::shared_ptr<const FileBody>(
        new FileBody(descriptor, static_cast<std::size_t>(about.st_size)));
}

FileBody::~FileBody() {
    ::close(descriptor_);
}

std::size_t FileBody::read_at(std::size_t offset, MutableByteView into) const {
    std::size_t read = 0;
    while (read < into.size()) {
        const ssize_t got = ::pread(descriptor_, into.data() + read, into.size() - read,
                                    static_cast<off_t>(offset + read));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        read += static_cast<std::size_t>(got);
    }
    return read;
}

void FileBody::warm() const {
    std::array<std::uint8_t, 32 * 1024> passing;
    for (std::size_t at = 0; at < size_; at += passing.size()) {
        if (read_at(at, passing) == 0) return;
    }
}

}  // namespace approdo::app
