#include "content/import/source/unpack.hpp"

#include <algorithm>

#include "content/import/source/random_file.hpp"
#include "content/import/source/unpack_readers.hpp"

namespace approdo::import {
namespace {

ArchiveKind kind_of(const RandomFile& file) {
    using namespace std::string_view_literals;
    const Bytes begin = file.read(0, 512);
    const std::string_view text = text_of(begin);
    // Whatever the mark is: it begins as nothing else does, and what is wrong is said later.
    if (text.starts_with("PK") && text.size() > 2 && text[2] < ' ') return ArchiveKind::zip;
    if (text.starts_with("\x1F\x8B") || text.starts_with("BZh") ||
        text.starts_with("\xFD"
                         "7zXZ\0"sv))
        return ArchiveKind::tar;
    return text.substr(std::min<std::size_t>(257, text.size()), 5) == "ustar" ? ArchiveKind::tar
                                                                              : ArchiveKind::none;
}

}  // namespace

ArchiveKind archive_kind(const std::string& file) {
    return kind_of(RandomFile(file));
}

Result<Unpacked> unpack(const std::string& file, const std::string& folder, const std::string& name,
                        Report& report, const UnpackLimits& limits) {
    const RandomFile packed(file);
    UnpackTarget target(folder, name, packed.size(), report, limits);
    const auto run = [&]() -> Result<void> {
        switch (kind_of(packed)) {
            case ArchiveKind::zip:
                return unpack_zip(packed, target, limits);
            case ArchiveKind::tar:
                return unpack_tar(packed, target);
            case ArchiveKind::none:
                break;
        }
        return fail(ErrorCode::invalid_input, "this is no archive");
    };
    try {
        if (auto done = run(); !done.ok()) {
            target.remove_all();
            return std::move(done).error();
        }
    } catch (...) {
        target.remove_all();
        throw;
    }
    return target.unpacked();
}

}  // namespace approdo::import
