#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include "content/import/source/inflate.hpp"
#include "content/import/source/unpack_readers.hpp"
#include "sync/base/text_encoding.hpp"

namespace approdo::import {
namespace {

constexpr std::size_t buffer_bytes = 64 * limits::kib;

// The archive's bytes for libarchive. Gzip is undone here: libarchive leaves its checksums unread.
class TarBytes {
  public:
    explicit TarBytes(const RandomFile& file) : file_(file) {
        const Bytes begin = file.read(0, 2);
        is_gzip_ = begin.size() == 2 && begin[0] == 0x1F && begin[1] == 0x8B;
    }

    // Empty at the end.
    ByteView next() {
        if (!is_gzip_) return fill() ? ByteView(in_) : ByteView();
        while (!inflate_.broken()) {
            const std::size_t got = inflate_.take(out_);
            if (got > 0) return ByteView(out_).first(got);
            if (inflate_.broken()) break;
            if (inflate_.left() == 0 && !fill()) break;
            if (inflate_.left() == 0) inflate_.give(in_);
            if (inflate_.ended()) inflate_.restart();
        }
        return {};
    }
    bool damaged() const { return is_gzip_ && (inflate_.broken() || !inflate_.ended()); }

  private:
    bool fill() {
        in_ = file_.read(at_, buffer_bytes);
        at_ += in_.size();
        return !in_.empty();
    }

    const RandomFile& file_;
    bool is_gzip_ = false;
    std::uint64_t at_ = 0;
    Bytes in_;
    Bytes out_ = Bytes(buffer_bytes);
    Inflate inflate_{Inflate::Form::gzip};
};

la_ssize_t next_bytes(archive*, void* client, const void** buffer) {
    const ByteView bytes = static_cast<TarBytes*>(client)->next();
    *buffer = bytes.data();
    return static_cast<la_ssize_t>(bytes.size());
}

struct CloseArchive {
    void operator()(archive* opened) const { archive_read_free(opened); }
};
using Archive = std::unique_ptr<archive, CloseArchive>;

Error damaged() {
    return fail(ErrorCode::malformed, "the archive is damaged or cut off: get it once more");
}

// As the archive's bytes have it; names in UTF-16 and the like come converted.
std::string name_of(archive_entry* entry) {
    const char* raw = archive_entry_pathname(entry);
    if (raw != nullptr && is_utf8(raw)) return raw;
    const char* converted = archive_entry_pathname_utf8(entry);
    if (converted != nullptr) return converted;
    return raw != nullptr ? from_windows_1252(raw) : std::string();
}

Result<void> unpack_bytes(archive* opened, const std::string& name, UnpackTarget& target) {
    std::int64_t written = 0;
    while (true) {
        const void* bytes = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        const int status = archive_read_data_block(opened, &bytes, &size, &offset);
        if (status == ARCHIVE_EOF) return {};
        if (status != ARCHIVE_OK) return damaged();
        if (offset != written)
            return wrong_entry(ErrorCode::unsupported, name, "it is a file with holes");
        written += static_cast<std::int64_t>(size);
        APPRODO_CHECK(target.write({static_cast<const std::uint8_t*>(bytes), size}));
    }
}

// Some writers say once more, as a link to itself, what they have packed already.
bool names_itself(archive_entry* entry, std::string_view name) {
    const char* const target = archive_entry_hardlink(entry);
    if (target == nullptr) return false;
    std::string_view other = target;
    for (std::string_view* const path : {&name, &other}) {
        if (path->starts_with("./")) path->remove_prefix(2);
    }
    return name == other;
}

Result<void> unpack_entry(archive* opened, archive_entry* entry, UnpackTarget& target) {
    const std::string name = name_of(entry);
    const auto type = archive_entry_filetype(entry);
    if (names_itself(entry, name)) return {};
    if (archive_entry_hardlink(entry) != nullptr || type == AE_IFLNK)
        return wrong_entry(ErrorCode::invalid_input, name, "it is a link");
    if (type == AE_IFDIR) return target.add_folder(name);
    if (type != AE_IFREG)
        return wrong_entry(ErrorCode::invalid_input, name, "it is a device or the like");
    APPRODO_CHECK(target.begin_file(name));
    APPRODO_CHECK(unpack_bytes(opened, name, target));
    return target.finish_file();
}

}  // namespace

Result<void> unpack_tar(const RandomFile& file, UnpackTarget& target) {
    TarBytes bytes(file);
    const Archive opened(archive_read_new());
    archive_read_support_filter_bzip2(opened.get());
    archive_read_support_filter_xz(opened.get());
    archive_read_support_format_tar(opened.get());
    if (archive_read_open(opened.get(), &bytes, nullptr, next_bytes, nullptr) != ARCHIVE_OK)
        return fail(ErrorCode::malformed, "the compressed file holds no tar archive");
    while (true) {
        archive_entry* entry = nullptr;
        const int status = archive_read_next_header(opened.get(), &entry);
        if (status == ARCHIVE_EOF) break;
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return damaged();
        APPRODO_CHECK(unpack_entry(opened.get(), entry, target));
    }
    // Whatever follows the archive's end belongs to the checksum, too.
    while (!bytes.next().empty()) {
    }
    if (bytes.damaged()) return damaged();
    return {};
}

}  // namespace approdo::import
