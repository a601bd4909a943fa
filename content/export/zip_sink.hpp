// A zip file as the place that an export is written to: one entry after the other, so that memory
// does not depend on how much it is. It appears under its name when finish() has succeeded.
#pragma once

#include <memory>
#include <string>

#include "content/export/course_folder.hpp"

namespace approdo::content_export {

class ZipSink final : public FolderSink {
  public:
    explicit ZipSink(std::string path);
    ZipSink(const ZipSink&) = delete;
    ZipSink& operator=(const ZipSink&) = delete;
    ~ZipSink() override;

    Result<void> write(const std::string& path, ByteView bytes) override;
    Result<void> copy(const std::string& path, const content::AuthoredFile& file) override;
    Result<void> finish();

  private:
    struct Writer;
    Result<void> begin_entry(const std::string& path, std::uint64_t size);
    Result<void> add_bytes(ByteView bytes);
    Error cannot_write() const;

    std::string path_;
    std::string unfinished_;
    std::unique_ptr<Writer> writer_;
};

}  // namespace approdo::content_export
