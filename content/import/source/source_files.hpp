// The folder of a course: reading files inside it and nowhere else. Paths are relative, with '/'.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/course.hpp"
#include "sync/base/bytes.hpp"

namespace approdo::import {

class SourceFiles {
  public:
    explicit SourceFiles(std::string folder) : folder_(std::move(folder)) {}

    bool exists(const std::string& path) const;  // as a file, and inside the folder
    bool has(const std::string& folder) const;   // as a folder
    std::uint64_t size(const std::string& path) const;
    std::optional<std::string> read(const std::string& path) const;
    Bytes beginning(const std::string& path, std::size_t bytes_max) const;
    // Through a file beside it, so that a crash leaves the old or the new one.
    void write(const std::string& path, std::string_view text) const;
    std::vector<std::string> all() const;  // in order; hidden ones left out
    // Of these the uppermost, files and folders, without what systems and tools leave behind.
    std::vector<std::string> hidden() const;
    std::string on_disk(const std::string& path) const { return folder_ + "/" + path; }

  private:
    std::string folder_;
};

// `address` seen from the folder of `from`, percent signs decoded, without query and anchor;
// nothing when it would lead out of the course.
std::optional<std::string> resolve(std::string_view from, std::string_view address);
std::string folder_of(std::string_view path);
std::string extension_of(std::string_view path);  // ".md", in lower case
std::string stem_of(std::string_view path);       // the name without folder and extension

struct FileType {
    std::string media_type;
    content::PartType part = content::PartType::document;
};
FileType type_of(std::string_view path);

}  // namespace approdo::import
