// What was made of a trainer's file, in a folder: `import.json` with format, report and the shape
// of the course, `values/` with its encoded pages, quizzes and packages, and its files wherever the
// importer left them inside the folder. A process of its own writes it from a file that may be
// hostile (importing.hpp); the server reads it and believes nothing: values are decoded as those of
// a package are, and no path may lead out of the folder, by a link neither.
#pragma once

#include <boost/json/object.hpp>
#include <filesystem>

#include "content/import/import_file.hpp"
#include "content/package/publisher.hpp"

namespace approdo::app {

struct ImportedCourse {
    std::string format;  // Format::name; empty: none has recognised the file
    import::Report report;
    content::AuthoredCourse course;  // empty when it was refused

    approdo::import::Outcome outcome() const { return import::outcome_of(report); }
};

// Marks a sentence of a report that is no Error, so that its translation is asked for.
inline std::string notice(std::string sentence) {
    return sentence;
}

// `import.json` is written last: where it stands, all of it stands.
bool was_imported(const std::filesystem::path& folder);
Result<void> write_imported(const import::ImportedFile& file, const std::filesystem::path& folder);
// A refusal with one finding, for what ended before it could say anything itself.
void write_refusal(const std::filesystem::path& folder, const std::string& file,
                   std::string message, std::string mend);
// corrupt: it is not what write_imported() writes.
Result<ImportedCourse> read_imported(const std::filesystem::path& folder);

// The course's files, for a publisher; each below `folder`.
class ImportedFiles final : public package::FileSource {
  public:
    explicit ImportedFiles(const std::filesystem::path& folder);
    ImportedFiles(const ImportedFiles&) = delete;
    ImportedFiles& operator=(const ImportedFiles&) = delete;
    ~ImportedFiles() override;

    Result<std::size_t> read(const std::string& source, std::uint64_t offset,
                             MutableByteView out) override;

  private:
    const std::string folder_;
    std::string name_;
    int handle_ = -1;
};

}  // namespace approdo::app
