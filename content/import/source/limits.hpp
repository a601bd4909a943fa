// Every bound on what comes in as a course. Real packages stay far below; what goes beyond is
// refused by name, before anything is allocated or written for it. Sizes are bytes.
#pragma once

#include "sync/base/limits.hpp"

namespace approdo::limits {

// An archive, when it is unpacked.
inline constexpr std::uint64_t archive_bytes_max = 16ULL * 1024 * mib;
inline constexpr std::size_t archive_entries_max = 100'000;
inline constexpr std::size_t archive_path_max = 1024;
inline constexpr std::size_t archive_name_max = 255;  // one part of a path
inline constexpr std::size_t archive_depth_max = 32;
// Text packs well, bombs better: what unpacks to more than this many times its size, once it is
// larger than a bomb can afford to be, is one.
inline constexpr std::uint64_t archive_ratio_max = 200;
inline constexpr std::uint64_t archive_ratio_free = 64 * mib;

// What is held at once of an XML file: a whole document, or one element of a large one.
inline constexpr std::size_t xml_bytes_max = 24 * mib;
inline constexpr std::size_t xml_depth_max = 200;

// A quiz made of a file of questions: it is held, and opened by devices, as a whole. What goes
// beyond becomes another one.
inline constexpr std::size_t quiz_bytes_max = 8 * mib;

}  // namespace approdo::limits
