// What was imported is written as a course folder and read again: the same course must come out,
// for the whole corpus.
#include "content/import/folder/folder.hpp"
#include "tests/corpus/differences.hpp"
#include "tests/corpus/disk_sink.hpp"
#include "tests/corpus/walk.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
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
        test::DiskSink sink(folder.path());
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
