// A file of which any part can be read, with the little-endian numbers that archives are made of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sync/base/bytes.hpp"

namespace approdo::import {

class RandomFile {
  public:
    // Throws when it cannot be opened: who names a file has looked for it.
    explicit RandomFile(const std::string& path);
    RandomFile(const RandomFile&) = delete;
    RandomFile& operator=(const RandomFile&) = delete;
    ~RandomFile();

    std::uint64_t size() const { return size_; }
    // As many bytes as there are, at most those asked for.
    Bytes read(std::uint64_t at, std::size_t bytes_max) const;

  private:
    int handle_ = -1;
    std::uint64_t size_ = 0;
};

// `at` and what follows it must lie within.
std::uint16_t little16(ByteView bytes, std::size_t at);
std::uint32_t little32(ByteView bytes, std::size_t at);
std::uint64_t little64(ByteView bytes, std::size_t at);

}  // namespace approdo::import
