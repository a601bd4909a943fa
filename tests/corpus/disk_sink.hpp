// Where the tests write what is exported: a folder on the disk.
#pragma once

#include <filesystem>
#include <fstream>

#include "content/export/course_folder.hpp"

namespace approdo::test {

class DiskSink final : public content_export::FolderSink {
  public:
    explicit DiskSink(std::filesystem::path folder) : folder_(std::move(folder)) {}
    Result<void> write(const std::string& path, ByteView bytes) override {
        std::ofstream(place_of(path), std::ios::binary) << text_of(bytes);
        return {};
    }
    Result<void> copy(const std::string& path, const content::AuthoredFile& file) override {
        std::filesystem::copy_file(file.source, place_of(path));
        return {};
    }

  private:
    std::filesystem::path place_of(const std::string& path) const {
        std::filesystem::create_directories((folder_ / path).parent_path());
        return folder_ / path;
    }
    std::filesystem::path folder_;
};

}  // namespace approdo::test
