// Imports everything. What must come out of each source stands in outcomes.txt, one line each,
// checked by hand against the corpus' own tables; the table in docs/formats.md is drawn from the
// same outcomes. APPRODO_CORPUS_WRITE=1 writes both anew, to be read before they are committed.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "tests/corpus/walk.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/source_dir.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;

namespace {

namespace fs = std::filesystem;

std::string read_all(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool writes() {
    return std::getenv("APPRODO_CORPUS_WRITE") != nullptr;
}

struct Row {
    std::size_t files = 0;
    std::size_t full = 0;
    std::size_t losses = 0;
    std::size_t refused = 0;
};

// Between two marks in docs/formats.md.
constexpr std::string_view table_begin = "<!-- outcomes -->\n";
constexpr std::string_view table_end = "<!-- /outcomes -->";

std::string table_of(const std::vector<std::pair<std::string, Row>>& rows) {
    std::string table =
        "| standard | files | in full | with losses | refused |\n|---|---|---|---|---|\n";
    for (const auto& [standard, row] : rows)
        table += "| " + standard + " | " + std::to_string(row.files) + " | " +
                 std::to_string(row.full) + " | " + std::to_string(row.losses) + " | " +
                 std::to_string(row.refused) + " |\n";
    return table;
}

void count(std::vector<std::pair<std::string, Row>>& rows, const std::string& standard,
           import::Outcome outcome) {
    auto row = std::find_if(rows.begin(), rows.end(),
                            [&](const auto& one) { return one.first == standard; });
    if (row == rows.end()) row = rows.insert(rows.end(), {standard, {}});
    ++row->second.files;
    if (outcome == import::Outcome::full) ++row->second.full;
    if (outcome == import::Outcome::losses) ++row->second.losses;
    if (outcome == import::Outcome::refused) ++row->second.refused;
}

}  // namespace

TEST_CASE("corpus: every file is accounted for, and gives what it must or is refused with reason") {
    const auto corpus = test::corpus();
    if (!corpus) return;
    CHECK(test::unaccounted_files(*corpus).empty());
    std::vector<std::pair<std::string, Row>> rows;
    std::string outcomes;
    for (const test::CorpusSource& source : test::corpus_sources(*corpus)) {
        INFO(source.path);
        const test::TempDir scratch;
        const import::ImportedFile file =
            import::import_file((*corpus / source.path).string(), scratch.path().string());
        const import::Outcome outcome = import::outcome_of(file.import.report);
        // Half a course is none, and no course comes without a title and a language.
        const content::Course& course = file.import.course.course;
        CHECK((outcome == import::Outcome::refused) == course.modules.empty());
        if (outcome != import::Outcome::refused) {
            CHECK_FALSE(course.id.is_zero());
            CHECK_FALSE(course.languages.empty());
            CHECK_FALSE(course.title.empty());
        }
        count(rows, source.standard, outcome);
        outcomes += test::outcome_line(source, file) + "\n";
    }
    const fs::path kept = test::source_dir() / "tests/corpus/outcomes.txt";
    const fs::path page = test::source_dir() / "docs/formats.md";
    std::string text = read_all(page);
    const std::size_t begin = text.find(table_begin) + table_begin.size();
    const std::size_t end = text.find(table_end);
    REQUIRE(end != std::string::npos);
    if (writes()) {
        std::ofstream(kept, std::ios::binary) << outcomes;
        text.replace(begin, end - begin, table_of(rows));
        std::ofstream(page, std::ios::binary) << text;
        return;
    }
    std::istringstream now(outcomes);
    std::istringstream before(read_all(kept));
    for (std::string line, expected; std::getline(now, line);) {
        std::getline(before, expected);
        CHECK(line == expected);
    }
    CHECK(text.substr(begin, end - begin) == table_of(rows));
}

TEST_CASE("corpus: a source read twice gives the same ids") {
    const auto corpus = test::corpus();
    if (!corpus) return;
    for (const test::CorpusSource& source : test::corpus_sources(*corpus)) {
        INFO(source.path);
        const test::TempDir one;
        const test::TempDir two;
        const std::string path = (*corpus / source.path).string();
        const auto first = import::import_file(path, one.path().string());
        const auto second = import::import_file(path, two.path().string());
        CHECK(first.import.course.course == second.import.course.course);
    }
}
