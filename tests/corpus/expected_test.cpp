// The corpus comes with counts of what is in each file (expected.json): what is imported has to
// agree with every one of them.
#include <algorithm>
#include <fstream>
#include <set>

#include "content/import/source/unpack.hpp"
#include "tests/corpus/expected.hpp"
#include "tests/corpus/walk.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/temp_dir.hpp"

using namespace approdo;

namespace approdo::test {

namespace fs = std::filesystem;
using content::QuestionKind;

std::string text_of_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::size_t findings_with(const import::Report& report, std::string_view words) {
    return static_cast<std::size_t>(std::count_if(
        report.findings.begin(), report.findings.end(),
        [&](const auto& one) { return one.message.find(words) != std::string::npos; }));
}

std::map<QuestionId, content::QuestionPublic> distinct_questions(
    const content::AuthoredCourse& course) {
    std::map<QuestionId, content::QuestionPublic> questions;
    for (const content::AuthoredQuiz& listed : course.quizzes) {
        const content::WholeQuiz quiz(listed);
        for (const content::QuestionPublic& one : quiz->languages.front().shown.questions)
            questions.emplace(one.id, one);
    }
    return questions;
}

std::size_t quizzes_to_do(const content::AuthoredCourse& course) {
    return static_cast<std::size_t>(
        std::count_if(course.quizzes.begin(), course.quizzes.end(),
                      [&](const auto& quiz) { return course.course.unit(quiz.unit)->required; }));
}

void compare_kind(const ExpectedRow& row, const std::string&, const Json& value) {
    const std::string kind = value.GetString();
    const auto found = import::archive_kind(row.on_disk.string());
    CHECK(found == (kind == "zip" ? import::ArchiveKind::zip : import::ArchiveKind::tar));
}

std::size_t files_below(const fs::path& folder) {
    std::size_t files = 0;
    for (const auto& one : fs::recursive_directory_iterator(folder))
        files += one.is_regular_file() ? 1 : 0;
    return files;
}

void compare_files(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(files_below(row.unpacked) == value.GetUint());
}

namespace {

QuestionKind kind_of_canvas_type(const std::string& type) {
    static const std::map<std::string, QuestionKind> kinds{
        {"multiple_choice_question", QuestionKind::choice_one},
        {"multiple_answers_question", QuestionKind::choice_many},
        {"true_false_question", QuestionKind::true_false},
        {"short_answer_question", QuestionKind::short_answer},
        {"essay_question", QuestionKind::essay},
        {"file_upload_question", QuestionKind::file},
        {"matching_question", QuestionKind::matching},
        {"numerical_question", QuestionKind::numerical},
        {"calculated_question", QuestionKind::calculated},
        {"text_only_question", QuestionKind::description},
        {"multiple_dropdowns_question", QuestionKind::cloze}};
    INFO(type);
    const auto known = kinds.find(type);
    REQUIRE(known != kinds.end());
    return known->second;
}

// A menu for which its text has no gap is a choice.
QuestionKind compared(QuestionKind kind) {
    return kind == QuestionKind::cloze ? QuestionKind::choice_one : kind;
}

}  // namespace

// Canvas writes a quiz twice, in the profile of the standard and with all its kinds of questions:
// the latter name their type, and come in. One item of the corpus names two types, and is of the
// first.
void compare_canvas_types(const ExpectedRow& row, const Json& counts) {
    constexpr std::string_view prefix = "question_type=";
    std::size_t typed = 0;
    std::size_t items = 0;
    std::map<std::string, std::size_t> types;
    for (const auto& one : counts.GetObject()) {
        const std::string name = one.name.GetString();
        if (name == "qti1.2 item") items = one.value.GetUint();
        if (!name.starts_with(prefix)) continue;
        typed += one.value.GetUint();
        types[name.substr(prefix.size())] = one.value.GetUint();
    }
    std::map<QuestionKind, std::size_t> read;
    const auto questions = distinct_questions(row.course());
    for (const auto& [id, question] : questions) ++read[compared(question.kind)];
    CHECK(questions.size() == std::min(typed, items));
    if (types.size() == 1) return;  // one type may be read as a kind that holds more of it
    std::map<QuestionKind, std::size_t> expected;
    for (const auto& [type, count] : types) expected[compared(kind_of_canvas_type(type))] += count;
    for (const auto& [kind, count] : expected) {
        INFO(static_cast<int>(kind));
        CHECK((read[kind] == count || (typed > items && read[kind] < count)));
    }
}

namespace {

// Of no course: badges, rosters and statements have tests of their own.
constexpr std::string_view other_matters[] = {"scorm2004-adl cases", "oneroster", "xapi",
                                              "accessibility"};

std::span<const ExpectedField> fields_of(std::string_view group) {
    for (const auto find : {foreign_fields, question_fields, course_fields}) {
        if (const auto fields = find(group); !fields.empty()) return fields;
    }
    return {};
}

// What is imported for a row: the item of a scored folder, the course of a language.
std::string source_of(const std::string& group, const std::string& path) {
    if (group == "qti scoring 2.2") return path + "/item.xml";
    if (group == "markdown-course") return path.substr(0, path.rfind('/'));
    return path;
}

void compare_row(const ExpectedRow& row, std::span<const ExpectedField> fields) {
    for (const auto& one : row.fields.GetObject()) {
        const std::string name = one.name.GetString();
        INFO(name);
        const auto field = std::find_if(fields.begin(), fields.end(),
                                        [&](const auto& known) { return known.name == name; });
        if (field == fields.end()) {
            FAIL_CHECK("field not compared");
            continue;
        }
        if (!row.is_refused() || field->of_refused) field->compare(row, name, one.value);
    }
}

}  // namespace

}  // namespace approdo::test

TEST_CASE("corpus: what comes in agrees with every field of the corpus' own table") {
    const auto corpus = test::corpus();
    if (!corpus) return;
    const std::string text = test::text_of_file(*corpus / "expected.json");
    rapidjson::Document expected;
    expected.Parse(text.c_str());
    REQUIRE(expected.IsObject());
    std::set<std::string> sources;
    for (const test::CorpusSource& one : test::corpus_sources(*corpus)) sources.insert(one.path);
    for (const auto& group : expected.GetObject()) {
        const std::string name = group.name.GetString();
        INFO(name);
        const bool is_other =
            std::find(std::begin(test::other_matters), std::end(test::other_matters), name) !=
            std::end(test::other_matters);
        if (is_other) continue;
        const auto fields = test::fields_of(name);
        REQUIRE_FALSE(fields.empty());
        for (const auto& one : group.value.GetObject()) {
            const std::string path = one.name.GetString();
            INFO(path);
            const std::string source = test::source_of(name, path);
            CHECK(sources.contains(source));
            const test::TempDir scratch;
            const import::ImportedFile file =
                import::import_file((*corpus / source).string(), scratch.path().string());
            const std::string on_disk = name == "markdown-course" ? path : source;
            const test::ExpectedRow row{path, *corpus / on_disk, scratch.path(), one.value, file};
            if (row.is_refused()) {
                CHECK(file.import.course.course.modules.empty());
                for (const import::Finding& finding : file.import.report.findings) {
                    if (finding.severity == import::Severity::error)
                        CHECK_FALSE(finding.file.empty());
                }
            }
            test::compare_row(row, fields);
        }
    }
}

// What the corpus' README says of packages besides.
TEST_CASE("corpus: Italian and Arabic packages keep titles, language and direction") {
    const auto corpus = test::corpus();
    if (!corpus) return;
    struct Expected {
        const char* file;
        const char* title;
        const char* language;
        content::Direction direction;
    };
    using content::Direction;
    for (const Expected& one :
         {Expected{"osg-it-scorm12.zip", "Guide all'open source: contribuire e avviare un progetto",
                   "it", Direction::left_to_right},
          Expected{"osg-it-scorm2004-3rd.zip", "Guide all'open source: utenti & comunità", "it",
                   Direction::left_to_right},
          Expected{"osg-ar-scorm2004-4th.zip", "أدلة المصدر المفتوح", "ar",
                   Direction::right_to_left}}) {
        INFO(one.file);
        const test::TempDir scratch;
        const import::ImportedFile file = import::import_file(
            (*corpus / "scorm-packages" / one.file).string(), scratch.path().string());
        CHECK(import::outcome_of(file.import.report) == import::Outcome::full);
        const content::Course& course = file.import.course.course;
        CHECK(course.languages == std::vector<std::string>{one.language});
        CHECK(course.title.in(one.language) == one.title);
        const content::Variant& variant = course.modules.at(0).units.at(0).variants.at(0);
        CHECK(variant.language == one.language);
        CHECK(variant.direction == one.direction);
        CHECK(variant.title == one.title);
        // They never call the run time, and nobody completes them in its stead.
        CHECK(course.modules[0].units[0].completion.kind == content::CompletionKind::by_package);
    }
}
