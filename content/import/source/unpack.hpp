// Archives of courses, unpacked safely before anything looks at them: zip (with what Moodle, SCORM
// tools and Windows make of it) and tar, plain or through gzip, bzip2 or xz. Nothing is written
// outside of the target, nothing is followed, bounds hold (limits.hpp), sizes and checksums must be
// what the archive says. What is refused leaves the target as empty as it was; the error names the
// entry and the reason. Memory does not depend on the archive's size.
#pragma once

#include <cstdint>
#include <string>

#include "content/import/source/limits.hpp"
#include "content/import/source/report.hpp"
#include "sync/base/result.hpp"

namespace approdo::import {

enum class ArchiveKind : std::uint8_t { none, zip, tar };
// By its first bytes, whatever it is called.
ArchiveKind archive_kind(const std::string& file);

struct UnpackLimits {
    std::uint64_t bytes_max = limits::archive_bytes_max;
    std::size_t entries_max = limits::archive_entries_max;
    std::uint64_t ratio_max = limits::archive_ratio_max;
    std::uint64_t ratio_free = limits::archive_ratio_free;
};

struct Unpacked {
    std::size_t files = 0;
    std::uint64_t bytes = 0;
};

// Into `folder`, which exists and is empty. `name` is what the report calls the archive, for advice
// on what was set right.
Result<Unpacked> unpack(const std::string& file, const std::string& folder, const std::string& name,
                        Report& report, const UnpackLimits& limits = {});

}  // namespace approdo::import
