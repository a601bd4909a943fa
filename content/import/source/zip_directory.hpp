// The directory of a zip file, read as strictly as its specification (PKWARE APPNOTE 6.3) allows:
// end record, zip64, entries. Two programs must never see different files in one archive, so what
// is contradictory is refused, and everything that is unpacked comes from what stands here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "content/import/source/random_file.hpp"

namespace approdo::import {

struct ZipEntry {
    std::string name;  // in UTF-8
    std::uint16_t flags = 0;
    std::uint16_t method = 0;
    std::uint32_t checksum = 0;
    std::uint64_t packed = 0;
    std::uint64_t size = 0;
    std::uint64_t header = 0;  // where the entry's own header is
    bool is_folder = false;
};

struct ZipDirectory {
    std::vector<ZipEntry> entries;  // by their place in the file
    std::uint64_t begin = 0;        // of the directory: entries end before it
};

Result<ZipDirectory> read_zip_directory(const RandomFile& file, std::size_t entries_max);

// An error that names the entry.
Error wrong_entry(const ZipEntry& entry, const std::string& reason);

}  // namespace approdo::import
