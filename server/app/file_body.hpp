// The bytes of an answer that stay in their file until the kernel sends them: an open file of known
// size, whose content never changes. It can be read to its end even when its name is gone. Made on
// worker threads by whoever answers with chunks; read by server/net, from any thread.
#pragma once

#include <filesystem>
#include <memory>

#include "sync/base/bytes.hpp"

namespace approdo::app {

class FileBody {
  public:
    // Nullptr when there is no such file. Any other failure throws.
    static std::shared_ptr<const FileBody> open(const std::filesystem::path& path);
    ~FileBody();
    FileBody(const FileBody&) = delete;
    FileBody& operator=(const FileBody&) = delete;

    int descriptor() const { return descriptor_; }
    std::size_t size() const { return size_; }
    // Fills `into` from `offset` on, up to the file's end; fewer bytes only where it ends or fails.
    std::size_t read_at(std::size_t offset, MutableByteView into) const;
    // Reads all of it once, so that who sends it next does not wait for the disk.
    void warm() const;

  private:
    FileBody(int descriptor, std::size_t size) : descriptor_(descriptor), size_(size) {}

    const int descriptor_;
    const std::size_t size_;
};

}  // namespace approdo::app
