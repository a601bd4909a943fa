// What was imported is written as a course folder and read again: the same course must come out,
// for the whole corpus.
#include "content/import/folder/folder.hpp"
#include "tests/corpus/differences.hpp"
#include "tests/corpus/disk_sink.hpp"
#include "tests/corpus/each_course.hpp"

using namespace approdo;

TEST_CASE("corpus: each course written as a folder and read again is the same course") {
    test::each_course([](const content::AuthoredCourse& course) {
        const test::TempDir folder;
        test::DiskSink sink(folder.path());
        const auto written = content_export::write_folder(course, sink);
        REQUIRE(written.ok());
        CHECK(written->dropped.empty());
        const import::FolderReading reading = import::read_folder(folder.path().string());
        for (const import::Finding& one : reading.report.findings) {
            INFO(import::line_of(one, import::name_of(one.severity)));
            CHECK(one.severity != import::Severity::error);
        }
        for (const std::string& one : test::differences(course, reading.course)) FAIL_CHECK(one);
    });
}
