// The corpus comes with counts of what is in each file, made by a program that knows nothing of
// ours (expected.json): what is imported has to agree with them.
#include <rapidjson/document.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "tests/corpus/walk.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;

namespace {

namespace fs = std::filesystem;
using Json = rapidjson::Value;

std::size_t sum_of(const Json& counts, std::string_view prefix, std::string_view but = "-") {
    std::size_t sum = 0;
    for (const auto& one : counts.GetObject()) {
        const std::string_view name = one.name.GetString();
        if (name.starts_with(prefix) && name != but) sum += one.value.GetUint();
    }
    return sum;
}

// Canvas writes a quiz twice, in the profile of the standard and with all its kinds of questions:
// the latter name their type, and count. One item of the corpus names two types.
std::size_t questions_in(const std::string& group, const Json& row) {
    if (group == "gift") return sum_of(row, "", "Category");
    if (group == "aiken") return row["ANSWER lines (strict, upper case)"].GetUint();
    if (group == "moodle-xml") return sum_of(row, "", "category");
    if (group == "moodle-mbz") return sum_of(row["qtypes"], "");
    const Json& counts = row[group == "common-cartridge" ? "questions" : "interactions"];
    const std::size_t typed = sum_of(counts, "question_type=");
    const std::size_t items = sum_of(counts, "qti1.2 item");
    if (typed > 0) return std::min(typed, items);
    if (items > 0 || group != "qti packages") return items;
    if (!row.HasMember("roots")) return 0;
    return sum_of(row["roots"], "assessmentItem") + sum_of(row["roots"], "qti-assessment-item");
}

std::size_t distinct_questions(const content::AuthoredCourse& course) {
    std::set<QuestionId> ids;
    for (const content::AuthoredQuiz& quiz : course.quizzes) {
        for (const content::QuestionKey& key : quiz.key.questions) ids.insert(key.id);
    }
    return ids.size();
}

}  // namespace

TEST_CASE("corpus: every question that its own table counts comes in") {
    const auto corpus = test::corpus();
    if (!corpus) return;
    std::ifstream in(*corpus / "expected.json", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    rapidjson::Document expected;
    expected.Parse(text.c_str());
    REQUIRE(expected.IsObject());
    std::set<std::string> sources;
    for (const test::CorpusSource& one : test::corpus_sources(*corpus)) sources.insert(one.path);
    for (const char* group : {"gift", "aiken", "moodle-xml", "moodle-mbz", "qti 1.2 items",
                              "qti packages", "common-cartridge"}) {
        REQUIRE(expected.HasMember(group));
        for (const auto& row : expected[group].GetObject()) {
            const std::string path = row.name.GetString();
            INFO(path);
            CHECK(sources.contains(path));
            const test::TempDir scratch;
            const import::ImportedFile file =
                import::import_file((*corpus / path).string(), scratch.path().string());
            if (import::outcome_of(file.import.report) == import::Outcome::refused) {
                CHECK(file.import.course.course.modules.empty());
                for (const import::Finding& one : file.import.report.findings) {
                    if (one.severity == import::Severity::error) CHECK_FALSE(one.file.empty());
                }
                continue;
            }
            CHECK(distinct_questions(file.import.course) == questions_in(group, row.value));
        }
    }
}
