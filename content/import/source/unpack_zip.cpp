#include <zlib.h>

#include <algorithm>

#include "content/import/source/inflate.hpp"
#include "content/import/source/unpack_readers.hpp"
#include "content/import/source/zip_directory.hpp"

namespace approdo::import {
namespace {

constexpr std::size_t buffer_bytes = 64 * limits::kib;
constexpr std::uint32_t header_mark = 0x04034b50;
constexpr std::size_t header_size = 30;

// Where the entry's bytes begin. Names stand in the directory alone: some programs write others
// here.
Result<std::uint64_t> find_bytes(const RandomFile& file, const ZipEntry& entry,
                                 std::uint64_t free_from, std::uint64_t end) {
    const Bytes header = file.read(entry.header, header_size);
    if (entry.header < free_from) return wrong_entry(entry, "it lies over another entry");
    if (header.size() < header_size || little32(header, 0) != header_mark)
        return wrong_entry(entry, "its header is broken");
    const std::size_t name_size = little16(header, 26);
    if (little16(header, 8) != entry.method)
        return wrong_entry(entry, "it has another compression method in its header");
    const std::uint64_t begin = entry.header + header_size + name_size + little16(header, 28);
    if (begin > end || entry.packed > end - begin)
        return wrong_entry(entry, "it reaches into the archive's directory");
    return begin;
}

// Counts and sums up what is unpacked, on its way to the target.
class EntryCheck {
  public:
    EntryCheck(const ZipEntry& entry, UnpackTarget& target) : entry_(entry), target_(target) {}

    Result<void> write(ByteView bytes) {
        size_ += bytes.size();
        if (size_ > entry_.size) return wrong_entry(entry_, "it has more bytes than it says");
        checksum_ = ::crc32_z(checksum_, bytes.data(), bytes.size());
        return target_.write(bytes);
    }
    Result<void> finish() const {
        if (size_ < entry_.size) return wrong_entry(entry_, "it has fewer bytes than it says");
        if (checksum_ != entry_.checksum)
            return wrong_entry(entry_, "its checksum is wrong: the archive is damaged");
        return {};
    }

  private:
    const ZipEntry& entry_;
    UnpackTarget& target_;
    std::uint64_t size_ = 0;
    uLong checksum_ = ::crc32_z(0, nullptr, 0);
};

Result<void> unpack_entry(const RandomFile& file, const ZipEntry& entry, std::uint64_t begin,
                          UnpackTarget& target) {
    EntryCheck check(entry, target);
    Inflate inflate(Inflate::Form::raw);
    Bytes out(buffer_bytes);
    for (std::uint64_t at = 0; at < entry.packed;) {
        const Bytes in = file.read(begin + at, static_cast<std::size_t>(std::min<std::uint64_t>(
                                                   buffer_bytes, entry.packed - at)));
        if (in.empty()) return wrong_entry(entry, "the archive is cut off");
        at += in.size();
        if (entry.method == 0) {
            APPRODO_CHECK(check.write(in));
            continue;
        }
        inflate.give(in);
        while (const std::size_t got = inflate.take(out))
            APPRODO_CHECK(check.write(ByteView(out).first(got)));
        const bool ends_early = inflate.ended() && (inflate.left() > 0 || at < entry.packed);
        if (inflate.broken() || ends_early)
            return wrong_entry(entry, "its compressed bytes are damaged");
    }
    if (entry.method != 0 && !inflate.ended())
        return wrong_entry(entry, "its compressed bytes are damaged");
    return check.finish();
}

}  // namespace

Result<void> unpack_zip(const RandomFile& file, UnpackTarget& target, const UnpackLimits& limits) {
    APPRODO_TRY(const ZipDirectory directory, read_zip_directory(file, limits.entries_max));
    std::uint64_t total = 0;
    for (const ZipEntry& entry : directory.entries) {
        if (entry.size > limits.bytes_max || entry.packed > file.size())
            return wrong_entry(entry, "it is too large");
        total += entry.size;
    }
    APPRODO_CHECK(target.check_total(total));
    std::uint64_t free_from = 0;
    for (const ZipEntry& entry : directory.entries) {
        APPRODO_TRY(const std::uint64_t begin, find_bytes(file, entry, free_from, directory.begin));
        free_from = begin + entry.packed;
        if (entry.is_folder) {
            APPRODO_CHECK(target.add_folder(entry.name));
            continue;
        }
        APPRODO_CHECK(target.begin_file(entry.name));
        APPRODO_CHECK(unpack_entry(file, entry, begin, target));
        APPRODO_CHECK(target.finish_file());
    }
    return {};
}

}  // namespace approdo::import
