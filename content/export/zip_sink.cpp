#include "content/export/zip_sink.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <filesystem>
#include <fstream>

namespace approdo::content_export {

namespace fs = std::filesystem;

struct ZipSink::Writer {
    archive* opened = archive_write_new();

    ~Writer() { archive_write_free(opened); }
};

ZipSink::ZipSink(std::string path)
    : path_(std::move(path)),
      unfinished_(path_ + ".unfinished"),
      writer_(std::make_unique<Writer>()) {
    archive_write_set_format_zip(writer_->opened);
    archive_write_set_options(writer_->opened, "zip:hdrcharset=UTF-8");
    archive_write_open_filename(writer_->opened, unfinished_.c_str());
}

ZipSink::~ZipSink() {
    writer_.reset();
    std::error_code ignored;
    fs::remove(unfinished_, ignored);
}

Error ZipSink::cannot_write() const {
    return fail(ErrorCode::exhausted, "cannot write " + path_ + ": check the space on the disk");
}

// The same course gives the same bytes: no times.
Result<void> ZipSink::begin_entry(const std::string& path, std::uint64_t size) {
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                         archive_entry_free);
    archive_entry_set_pathname_utf8(entry.get(), path.c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
    if (archive_write_header(writer_->opened, entry.get()) < ARCHIVE_WARN) return cannot_write();
    return {};
}

Result<void> ZipSink::add_bytes(ByteView bytes) {
    const auto written = archive_write_data(writer_->opened, bytes.data(), bytes.size());
    if (written < 0 || static_cast<std::size_t>(written) != bytes.size()) return cannot_write();
    return {};
}

Result<void> ZipSink::write(const std::string& path, ByteView bytes) {
    APPRODO_CHECK(begin_entry(path, bytes.size()));
    return add_bytes(bytes);
}

Result<void> ZipSink::copy(const std::string& path, const content::AuthoredFile& file) {
    constexpr std::size_t piece = 64 * 1024;
    APPRODO_CHECK(begin_entry(path, file.size));
    std::ifstream in(file.source, std::ios::binary);
    std::string buffer(piece, '\0');
    while (in.read(buffer.data(), piece), in.gcount() > 0) {
        const auto got = static_cast<std::size_t>(in.gcount());
        APPRODO_CHECK(add_bytes(bytes_of(std::string_view(buffer).substr(0, got))));
    }
    return {};
}

Result<void> ZipSink::finish() {
    if (archive_write_close(writer_->opened) != ARCHIVE_OK) return cannot_write();
    writer_ = std::make_unique<Writer>();
    fs::rename(unfinished_, path_);
    return {};
}

}  // namespace approdo::content_export
