#include "content/import/source/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sync/base/limits.hpp"

namespace approdo::import {
namespace {

constexpr std::size_t step = 4 * limits::mib;

char* memory_of(std::string_view mapped) {
    return const_cast<char*>(mapped.data());
}

}  // namespace

MappedFile::MappedFile(const std::string& on_disk) {
    const int handle = ::open(on_disk.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) return;
    struct ::stat state {};
    if (::fstat(handle, &state) == 0 && S_ISREG(state.st_mode) && state.st_size > 0) {
        const auto size = static_cast<std::size_t>(state.st_size);
        void* memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, handle, 0);
        if (memory != MAP_FAILED) {
            ::madvise(memory, size, MADV_SEQUENTIAL);
            text_ = {static_cast<const char*>(memory), size};
        }
    }
    ::close(handle);
}

MappedFile::~MappedFile() {
    if (!text_.empty()) ::munmap(memory_of(text_), text_.size());
}

void MappedFile::give_back(std::size_t position) {
    const std::size_t whole_steps = position / step * step;
    if (whole_steps <= given_back_) return;
    ::madvise(memory_of(text_) + given_back_, whole_steps - given_back_, MADV_DONTNEED);
    given_back_ = whole_steps;
}

}  // namespace approdo::import
