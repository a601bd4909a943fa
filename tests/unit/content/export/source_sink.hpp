// What an exporter writes, as the source that an importer reads.
#pragma once

#include <string>

#include "content/export/course_folder.hpp"
#include "tests/support/import_source.hpp"

namespace approdo::test {

class SourceSink final : public content_export::FolderSink {
  public:
    explicit SourceSink(ImportSource& source) : source_(source) {}
    Result<void> write(const std::string& path, ByteView bytes) override {
        source_.add(path, approdo::text_of(bytes));
        return {};
    }
    Result<void> copy(const std::string& path, const content::AuthoredFile&) override {
        source_.add(path, "copied");
        return {};
    }

  private:
    ImportSource& source_;
};

}  // namespace approdo::test
