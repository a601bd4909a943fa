#include "content/import/source/zip_directory.hpp"

#include <algorithm>
#include <optional>

#include "content/import/source/entry_path.hpp"
#include "content/import/source/limits.hpp"
#include "content/import/source/zip_names.hpp"

namespace approdo::import {
namespace {

constexpr std::uint32_t end_mark = 0x06054b50;
constexpr std::uint32_t end64_mark = 0x06064b50;
constexpr std::uint32_t locator64_mark = 0x07064b50;
constexpr std::uint32_t entry_mark = 0x02014b50;
constexpr std::size_t end_size = 22;
constexpr std::size_t end64_size = 56;
constexpr std::size_t locator64_size = 20;
constexpr std::size_t entry_size = 46;
constexpr std::uint32_t elsewhere32 = 0xFFFF'FFFF;  // the value stands in the zip64 field
constexpr std::uint16_t elsewhere16 = 0xFFFF;

Error broken(const char* message) {
    return fail(ErrorCode::malformed, message);
}

struct End {
    std::uint64_t at = 0;  // where the directory must have ended
    std::uint64_t entries = 0;
    std::uint64_t size = 0;
    std::uint64_t begin = 0;
};

Error multi_disk() {
    return fail(ErrorCode::unsupported,
                "the archive is one part of several: join them to one zip file first");
}

Result<End> read_end64(const RandomFile& file, std::uint64_t end_at) {
    if (end_at < locator64_size + end64_size) return broken("the archive's zip64 end is missing");
    const Bytes locator = file.read(end_at - locator64_size, locator64_size);
    if (little32(locator, 0) != locator64_mark) return broken("the archive's zip64 end is missing");
    if (little32(locator, 4) != 0 || little32(locator, 16) > 1) return multi_disk();
    const std::uint64_t at = little64(locator, 8);
    const Bytes record = at < end_at ? file.read(at, end64_size) : Bytes();
    if (record.size() < end64_size || little32(record, 0) != end64_mark)
        return broken("the archive's zip64 end is missing");
    if (little32(record, 16) != 0 || little32(record, 20) != 0) return multi_disk();
    if (little64(record, 24) != little64(record, 32)) return multi_disk();
    return End{at, little64(record, 32), little64(record, 40), little64(record, 48)};
}

Result<End> read_end(const RandomFile& file) {
    const std::size_t tail_size =
        static_cast<std::size_t>(std::min<std::uint64_t>(file.size(), end_size + 0xFFFF));
    const Bytes tail = file.read(file.size() - tail_size, tail_size);
    for (std::size_t i = tail.size() + 1 - std::min(end_size, tail.size() + 1); i-- > 0;) {
        if (i + end_size > tail.size() || little32(tail, i) != end_mark) continue;
        // A mark that stands in a comment, or bytes behind the end: two programs would find two
        // ends.
        if (i + end_size + little16(tail, i + 20) != tail.size())
            return broken("the end of the archive does not fit the file: bytes follow it, or lack");
        const std::uint64_t at = file.size() - tail.size() + i;
        const End end{at, little16(tail, i + 10), little32(tail, i + 12), little32(tail, i + 16)};
        const bool large =
            end.entries == elsewhere16 || end.size == elsewhere32 || end.begin == elsewhere32;
        if (large) return read_end64(file, at);
        if (little16(tail, i + 4) != 0 || little16(tail, i + 6) != 0 ||
            little16(tail, i + 8) != little16(tail, i + 10))
            return multi_disk();
        return end;
    }
    return broken("the end of the archive is missing: it is no zip file, or only a part of one");
}

// Numbers too large for their place stand in the extra field 1, in this order, each only if needed.
Result<void> read_zip64(ByteView extra, ZipEntry& entry) {
    const auto field = extra_field(extra, 1);
    const ByteView values = field.value_or(ByteView());
    std::size_t at = 0;
    const auto take = [&](std::uint64_t& value) {
        if (value != elsewhere32) return true;
        if (at + 8 > values.size()) return false;
        value = little64(values, at);
        at += 8;
        return true;
    };
    if (!take(entry.size)) return wrong_entry(entry, "its size is missing");
    if (!take(entry.packed)) return wrong_entry(entry, "its packed size is missing");
    if (!take(entry.header)) return wrong_entry(entry, "its place is missing");
    return {};
}

// Unix keeps the file's type above its permissions.
Result<void> check_type(const ZipEntry& entry, std::uint16_t made_by, std::uint32_t attributes) {
    const std::uint32_t type = made_by >> 8 == 3 ? attributes >> 28 : 0;
    if (type == 0xA) return wrong_entry(entry, "it is a link");
    if (type != 0 && type != 0x8 && type != 0x4)
        return wrong_entry(entry, "it is a device or the like");
    return {};
}

Result<void> check_entry(const ZipEntry& entry) {
    constexpr std::uint16_t encrypted = 1 | 1 << 6 | 1 << 13;
    if ((entry.flags & encrypted) != 0)
        return wrong_entry(entry, "it is encrypted; pack the course without a password");
    if (entry.method != 0 && entry.method != 8)
        return wrong_entry(entry, "its compression method " + std::to_string(entry.method) +
                                      " is unknown here; pack it as a plain zip file");
    if (entry.method == 0 && entry.packed != entry.size)
        return wrong_entry(entry, "its sizes contradict each other");
    if (entry.is_folder && (entry.size != 0 || entry.packed != 0) && entry.method == 0)
        return wrong_entry(entry, "a folder has bytes of its own");
    return {};
}

// Returns how many bytes of the directory it took.
Result<std::size_t> read_entry(ByteView bytes, ZipEntry& entry) {
    if (bytes.size() < entry_size || little32(bytes, 0) != entry_mark)
        return broken("the archive's directory is broken");
    const std::size_t name_size = little16(bytes, 28);
    const std::size_t extra_size = little16(bytes, 30);
    const std::size_t whole = entry_size + name_size + extra_size + little16(bytes, 32);
    if (whole > bytes.size()) return broken("the archive's directory is cut off");
    entry.flags = little16(bytes, 8);
    entry.method = little16(bytes, 10);
    entry.checksum = little32(bytes, 16);
    entry.packed = little32(bytes, 20);
    entry.size = little32(bytes, 24);
    entry.header = little32(bytes, 42);
    const ByteView extra = bytes.subspan(entry_size + name_size, extra_size);
    entry.name = name_of_entry(text_of(bytes.subspan(entry_size, name_size)), entry.flags, extra);
    if (!extra_fields_fit(extra)) return wrong_entry(entry, "its extra fields are broken");
    if (little16(bytes, 34) != 0 && little16(bytes, 34) != elsewhere16) return multi_disk();
    APPRODO_CHECK(read_zip64(extra, entry));
    entry.is_folder = entry.name.ends_with('/') || entry.name.ends_with('\\');
    APPRODO_CHECK(check_type(entry, little16(bytes, 4), little32(bytes, 38)));
    APPRODO_CHECK(check_entry(entry));
    return whole;
}

}  // namespace

Error wrong_entry(const ZipEntry& entry, const std::string& reason) {
    return wrong_entry(ErrorCode::malformed, entry.name, reason);
}

Result<ZipDirectory> read_zip_directory(const RandomFile& file, std::size_t entries_max) {
    APPRODO_TRY(const End end, read_end(file));
    if (end.begin > end.at || end.size != end.at - end.begin)
        return broken("the archive's directory is not where it should be");
    if (end.entries > entries_max || end.size > entries_max * std::uint64_t{1024})
        return fail(ErrorCode::too_large,
                    "the archive has more than " + std::to_string(entries_max) + " entries");
    ZipDirectory directory;
    directory.begin = end.begin;
    constexpr std::size_t entry_max = entry_size + 3 * 0xFFFF;
    Bytes window;
    std::size_t used = 0;
    std::uint64_t at = end.begin;
    for (std::uint64_t i = 0; i < end.entries; ++i) {
        if (window.size() - used < entry_max && at + window.size() < end.at) {
            at += used;
            window = file.read(
                at, static_cast<std::size_t>(std::min<std::uint64_t>(end.at - at, 2 * entry_max)));
            used = 0;
        }
        ZipEntry entry;
        APPRODO_TRY(const std::size_t taken, read_entry(ByteView(window).subspan(used), entry));
        used += taken;
        directory.entries.push_back(std::move(entry));
    }
    if (at + used != end.at) return broken("the archive's directory has another size than it says");
    std::stable_sort(directory.entries.begin(), directory.entries.end(),
                     [](const ZipEntry& a, const ZipEntry& b) { return a.header < b.header; });
    return directory;
}

}  // namespace approdo::import
