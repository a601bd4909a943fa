// What was imported is written as a course folder and read again: the same course must come out,
// for the whole corpus.
#include <fstream>

#include "content/export/course_folder.hpp"
#include "content/import/folder/folder.hpp"
#include "tests/corpus/differences.hpp"
#include "tests/corpus/walk.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

namespace fs = std::filesystem;

class DiskSink final : public content_export::FolderSink {
  public:
    explicit DiskSink(fs::path folder) : folder_(std::move(folder)) {}
    Result<void> write(const std::string& path, ByteView bytes) override {
        std::ofstream(place_of(path), std::ios::binary) << text_of(bytes);
        return {};
    }
    Result<void> copy(const std::string& path, const AuthoredFile& file) override {
        fs::copy_file(file.source, place_of(path));
        return {};
    }

  private:
    fs::path place_of(const std::string& path) const {
        fs::create_directories((folder_ / path).parent_path());
        return folder_ / path;
    }
    fs::path folder_;
};

}  // namespace

TEST_CASE("corpus: each course written as a folder and read again is the same course") {
    const auto corpus = test::corpus();
    if (!corpus) return;
    for (const test::CorpusSource& source : test::corpus_sources(*corpus)) {
        const test::TempDir scratch;
        const import::ImportedFile file =
            import::import_file((*corpus / source.path).string(), scratch.path().string());
        if (import::outcome_of(file.import.report) == import::Outcome::refused) continue;
        INFO(source.path);
        const test::TempDir folder;
        DiskSink sink(folder.path());
        const auto written = content_export::write_folder(file.import.course, sink);
        REQUIRE(written.ok());
        CHECK(written->dropped.empty());
        const import::FolderReading reading = import::read_folder(folder.path().string());
        for (const import::Finding& one : reading.report.findings) {
            INFO(import::line_of(one, import::name_of(one.severity)));
            CHECK(one.severity != import::Severity::error);
        }
        for (const std::string& one : test::differences(file.import.course, reading.course))
            FAIL_CHECK(one);
    }
}
