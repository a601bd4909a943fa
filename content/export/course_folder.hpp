// A course as a folder that a person can read and keep in git: the form of docs/authoring.md.
// Reading the folder again gives the same course, with the same ids. Pages are written as HTML,
// quizzes as GIFT.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "content/model/authored.hpp"

namespace approdo::content_export {

// Where the folder's files go: a path inside the folder and its bytes.
class FolderSink {
  public:
    virtual ~FolderSink() = default;
    virtual Result<void> write(const std::string& path, ByteView bytes) = 0;
    // A file of the course whose bytes are not at hand: from AuthoredFile::source, or a package.
    virtual Result<void> copy(const std::string& path, const content::AuthoredFile& file) = 0;
};

// A file of the course, held or not.
Result<void> put(FolderSink& sink, const content::AuthoredFile& file);

struct FolderExport {
    std::vector<std::string> dropped;  // in words
};
Result<FolderExport> write_folder(const content::AuthoredCourse& authored, FolderSink& sink);

// course.toml alone.
std::string course_toml(const content::AuthoredCourse& authored);

}  // namespace approdo::content_export
