// Files of questions and backups, compared with the counts of expected.json.
#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "content/import/gift/gift.hpp"
#include "content/import/moodle/backup_files.hpp"
#include "content/import/moodle/backup_inventory.hpp"
#include "content/import/source/trimmed.hpp"
#include "content/import/source/xml.hpp"
#include "tests/corpus/expected.hpp"

namespace approdo::test {

using namespace content;

namespace {

using import::Report;
using import::SourceFiles;

std::size_t of_kinds(const ExpectedRow& row, std::initializer_list<QuestionKind> kinds) {
    const auto questions = distinct_questions(row.course());
    return static_cast<std::size_t>(
        std::count_if(questions.begin(), questions.end(), [&](const auto& one) {
            return std::find(kinds.begin(), kinds.end(), one.second.kind) != kinds.end();
        }));
}
// Types that are not known here keep their name.
std::size_t of_unknown_type(const ExpectedRow& row, std::string_view type) {
    std::size_t count = 0;
    for (const auto& [id, question] : distinct_questions(row.course())) {
        for (const Part& part : question.parts) {
            const auto* const unknown = std::get_if<UnknownPart>(&part.shape);
            count += unknown != nullptr && unknown->type == type ? 1 : 0;
        }
    }
    return count;
}

void gift_type(const ExpectedRow& row, const std::string& name, const Json& value) {
    std::size_t count = 0;
    if (name == "TF") count = of_kinds(row, {QuestionKind::true_false});
    if (name == "MC") count = of_kinds(row, {QuestionKind::choice_one, QuestionKind::choice_many});
    if (name == "Short") count = of_kinds(row, {QuestionKind::short_answer});
    if (name == "Numerical") count = of_kinds(row, {QuestionKind::numerical});
    if (name == "Essay") count = of_kinds(row, {QuestionKind::essay});
    if (name == "Description") count = of_kinds(row, {QuestionKind::description});
    if (name == "Category") {
        Report unused;
        const std::string path = row.path;
        const std::string text = text_of_file(row.on_disk);
        for (const auto& item : import::parse_gift(text, path, unused).items)
            count += item.kind == import::GiftItemKind::category ? 1 : 0;
    }
    CHECK(count == value.GetUint());
}
constexpr ExpectedField gift[] = {{"TF", gift_type, false},     {"MC", gift_type, false},
                                  {"Short", gift_type, false},  {"Numerical", gift_type, false},
                                  {"Essay", gift_type, false},  {"Description", gift_type, false},
                                  {"Category", gift_type, true}};

void aiken_strict(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(distinct_questions(row.course()).size() == value.GetUint());
}
// Answers that strict Aiken does not know are reported, each by its line.
void aiken_any(const ExpectedRow& row, const std::string&, const Json& value) {
    std::istringstream lines(text_of_file(row.on_disk));
    std::size_t answers = 0;
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        const bool strict = line.starts_with("ANSWER:");
        std::string lower(import::trimmed(line));
        for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        if (!lower.starts_with("answer:")) continue;
        ++answers;
        const auto& findings = row.report().findings;
        INFO(line);
        CHECK((strict || std::any_of(findings.begin(), findings.end(), [&](const auto& one) {
                   return one.line == number && one.severity == import::Severity::warning;
               })));
    }
    CHECK(answers == value.GetUint());
}
constexpr ExpectedField aiken[] = {{"ANSWER lines (strict, upper case)", aiken_strict, false},
                                   {"answer lines (any case)", aiken_any, false}};

std::size_t of_moodle_type(const ExpectedRow& row, const std::string& type) {
    if (type == "cloze") return of_kinds(row, {QuestionKind::cloze});
    if (type == "description") return of_kinds(row, {QuestionKind::description});
    if (type == "essay") return of_kinds(row, {QuestionKind::essay});
    if (type == "matching") return of_kinds(row, {QuestionKind::matching});
    if (type == "multichoice")
        return of_kinds(row, {QuestionKind::choice_one, QuestionKind::choice_many});
    if (type == "numerical") return of_kinds(row, {QuestionKind::numerical});
    if (type == "shortanswer") return of_kinds(row, {QuestionKind::short_answer});
    if (type == "truefalse") return of_kinds(row, {QuestionKind::true_false});
    return of_unknown_type(row, type);
}
void moodle_type(const ExpectedRow& row, const std::string& type, const Json& value) {
    CHECK(of_moodle_type(row, type) == value.GetUint());
    if (type == "stack" || type == "order")
        CHECK(findings_with(row.report(), "the type «" + type + "»") > 0);
}
// A file may have a category and nothing in it.
void moodle_category(const ExpectedRow& row, const std::string&, const Json& value) {
    std::set<std::string> categories;
    for (const auto& [id, question] : distinct_questions(row.course()))
        categories.insert(question.category);
    CHECK((categories.empty() || categories.size() == value.GetUint()));
}
constexpr ExpectedField moodle_xml[] = {
    {"category", moodle_category, false}, {"cloze", moodle_type, false},
    {"description", moodle_type, false},  {"essay", moodle_type, false},
    {"matching", moodle_type, false},     {"multichoice", moodle_type, false},
    {"numerical", moodle_type, false},    {"order", moodle_type, false},
    {"shortanswer", moodle_type, false},  {"stack", moodle_type, false},
    {"truefalse", moodle_type, false}};

approdo::import::BackupInventory inventory_of(const ExpectedRow& row) {
    Report unused;
    return import::read_inventory(SourceFiles(row.unpacked.string()), unused).value();
}
void backup_release(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(inventory_of(row).release == value.GetString());
}
void backup_type(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(inventory_of(row).kind == value.GetString());
}
// A backup of one activity is called like it, and not like the course that it was taken from.
void backup_course(const ExpectedRow& row, const std::string&, const Json& value) {
    const import::BackupInventory inventory = inventory_of(row);
    CHECK(inventory.course_title == value.GetString());
    CHECK(row.course().course.title.texts.front().text == (inventory.kind == "activity"
                                                               ? inventory.activities.front().title
                                                               : inventory.course_title));
}
void backup_format(const ExpectedRow& row, const std::string&, const Json& value) {
    const std::string format = value.GetString();
    CHECK(inventory_of(row).course_format == format);
    CHECK((format == "topics") ==
          (findings_with(row.report(), "the course has the format «") == 0));
}
// They come in, and nobody has to do them.
std::size_t empty_quizzes(const ExpectedRow& row) {
    const auto& findings = row.report().findings;
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [](const import::Finding& one) {
            return one.message.starts_with("the quiz «") &&
                   one.message.find("» has no questions") != std::string::npos;
        }));
}
void backup_activities(const ExpectedRow& row, const std::string&, const Json& value) {
    std::map<std::string, std::size_t> counts;
    for (const auto& one : inventory_of(row).activities) ++counts[one.type];
    CHECK(counts.size() == value.MemberCount());
    for (const auto& one : value.GetObject()) {
        INFO(one.name.GetString());
        CHECK(counts[one.name.GetString()] == one.value.GetUint());
        if (std::string_view(one.name.GetString()) == "quiz")
            CHECK(quizzes_to_do(row.course()) + empty_quizzes(row) == one.value.GetUint());
    }
}
void backup_sections(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(inventory_of(row).sections.size() == value.GetUint());
}
void backup_types(const ExpectedRow& row, const std::string&, const Json& value) {
    for (const auto& one : value.GetObject()) moodle_type(row, one.name.GetString(), one.value);
}

std::size_t elements_in(const ExpectedRow& row, const std::string& file, std::string_view name) {
    const SourceFiles files(row.unpacked.string());
    Report unused;
    std::size_t count = 0;
    approdo::import::XmlCursor cursor(files, file, unused);
    while (cursor.next([&](const auto& path) {
        count += path.size() == 2 && path[1].name == name ? 1 : 0;
        return false;
    })) {
    }
    return count;
}
// Most of them are empty; a question's is one of them.
void backup_categories(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(elements_in(row, "questions.xml", "question_category") == value.GetUint());
    std::set<std::string> used;
    for (const auto& [id, question] : distinct_questions(row.course()))
        used.insert(question.category);
    CHECK(used.size() <= value.GetUint());
}
void backup_slots(const ExpectedRow& row, const std::string&, const Json& value) {
    std::size_t slots = 0;
    for (const AuthoredQuiz& quiz : row.course().quizzes) {
        if (row.course().course.unit(quiz.unit)->required) slots += quiz.question_count();
    }
    CHECK(slots == value.GetUint());
}
void backup_file_rows(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(elements_in(row, "files.xml", "file") == value.GetUint());
}
// Every file comes in, or is named as one that nothing shows.
void backup_real_files(const ExpectedRow& row, const std::string&, const Json& value) {
    const SourceFiles files(row.unpacked.string());
    Report unused;
    approdo::import::BackupFiles rows(files, [](const std::string&) { return std::nullopt; });
    rows.read(unused);
    CHECK(rows.count() == value.GetUint());
    CHECK(rows.blobs() == row.fields["distinct_blobs"].GetUint());
    CHECK(row.course().files.size() +
              findings_with(row.report(), "no text and no activity here shows the file") ==
          value.GetUint());
}
void backup_blobs(const ExpectedRow& row, const std::string&, const Json& value) {
    std::size_t blobs = 0;
    if (std::filesystem::is_directory(row.unpacked / "files")) {
        for (const auto& one :
             std::filesystem::recursive_directory_iterator(row.unpacked / "files"))
            blobs += one.is_regular_file() ? 1 : 0;
    }
    // One more may be that of all folders.
    CHECK((blobs == value.GetUint() || blobs == value.GetUint() + 1));
}
void backup_blobs_missing(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(findings_with(row.report(), "is not in the backup") == value.GetUint());
}
constexpr ExpectedField moodle_mbz[] = {{"kind", compare_kind, false},
                                        {"files", compare_files, false},
                                        {"release", backup_release, false},
                                        {"type", backup_type, false},
                                        {"course", backup_course, false},
                                        {"format", backup_format, false},
                                        {"activities", backup_activities, false},
                                        {"sections", backup_sections, false},
                                        {"qtypes", backup_types, false},
                                        {"qcategories", backup_categories, false},
                                        {"quiz_slots", backup_slots, false},
                                        {"file_rows", backup_file_rows, false},
                                        {"real_files", backup_real_files, false},
                                        {"distinct_blobs", backup_blobs, false},
                                        {"blobs_missing", backup_blobs_missing, false}};

std::size_t sum_of(const Json& counts, std::string_view prefix) {
    std::size_t sum = 0;
    for (const auto& one : counts.GetObject())
        sum += std::string_view(one.name.GetString()).starts_with(prefix) ? one.value.GetUint() : 0;
    return sum;
}

bool is_qti_1(const ExpectedRow& row) {
    return row.file.format->name != "qti";
}
void qti_manifest(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(std::filesystem::exists(row.unpacked / "imsmanifest.xml") == value.GetBool());
}
void qti_resources(const ExpectedRow& row, const std::string&, const Json& value) {
    if (is_qti_1(row)) {
        CHECK(quizzes_to_do(row.course()) == sum_of(value, "imsqti_xmlv1p2"));
        return;
    }
    CHECK(distinct_questions(row.course()).size() == sum_of(value, "imsqti_item_"));
    if (sum_of(value, "imsqti_test_") > 0)
        CHECK(row.course().quizzes.size() == sum_of(value, "imsqti_test_"));
}
void qti_missing(const ExpectedRow& row, const std::string&, const Json& value) {
    for (const Json& one : value.GetArray())
        CHECK(findings_with(row.report(), "lacks the file «" + std::string(one.GetString())) == 1);
    CHECK(findings_with(row.report(), "lacks the file «") == value.Size());
}
// Of QTI 1.2 one file holds many, and its counts stand with the interactions.
void qti_roots(const ExpectedRow& row, const std::string&, const Json& value) {
    const std::size_t items =
        sum_of(value, "assessmentItem") + sum_of(value, "qti-assessment-item");
    const std::size_t tests =
        sum_of(value, "assessmentTest") + sum_of(value, "qti-assessment-test");
    if (is_qti_1(row)) {
        CHECK(sum_of(value, "questestinterop") >= quizzes_to_do(row.course()));
        return;
    }
    CHECK(distinct_questions(row.course()).size() == items);
    CHECK(row.course().quizzes.size() == std::max<std::size_t>(tests, 1));
}
void qti_interactions(const ExpectedRow& row, const std::string&, const Json& value) {
    const auto questions = distinct_questions(row.course());
    if (sum_of(value, "question_type=") > 0) return compare_canvas_types(row, value);
    if (is_qti_1(row)) {
        CHECK(questions.size() == sum_of(value, "qti1.2 item"));
        return;
    }
    std::size_t parts = 0;
    for (const auto& [id, question] : questions) parts += question.parts.size();
    CHECK(parts == sum_of(value, ""));
}
void qti_namespaces(const ExpectedRow& row, const std::string&, const Json& value) {
    bool first = false;
    for (const Json& one : value.GetArray())
        first = first || std::string_view(one.GetString()).ends_with("ims_qtiasiv1p2");
    CHECK(is_qti_1(row) == first);
}
void qti_tests(const ExpectedRow& row, const std::string&, const Json& value) {
    for (const Json& one : value.GetArray()) {
        const auto& quizzes = row.course().quizzes;
        INFO(one.GetString());
        CHECK(std::any_of(quizzes.begin(), quizzes.end(), [&](const AuthoredQuiz& quiz) {
            return quiz.languages.front().shown.title == one.GetString();
        }));
    }
}
void qti_unparseable(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(row.is_refused() == !value.Empty());
    if (value.Empty()) return;
    const auto& findings = row.report().findings;
    CHECK(std::any_of(findings.begin(), findings.end(), [&](const import::Finding& one) {
        return one.severity == import::Severity::error && one.file == value[0].GetString() &&
               one.line > 0;
    }));
}
constexpr ExpectedField qti[] = {{"kind", compare_kind, false},
                                 {"files", compare_files, false},
                                 {"manifest", qti_manifest, false},
                                 {"resource_types", qti_resources, false},
                                 {"missing_hrefs", qti_missing, false},
                                 {"roots", qti_roots, false},
                                 {"interactions", qti_interactions, false},
                                 {"ns", qti_namespaces, false},
                                 {"tests", qti_tests, false},
                                 {"unparseable", qti_unparseable, true}};

// Their outcomes are compared in tests/unit/content/import/qti.
std::size_t in_cases(const ExpectedRow& row, std::string_view word) {
    const std::string text = text_of_file(row.on_disk.parent_path() / "cases.json");
    rapidjson::Document document;
    document.Parse(text.c_str());
    std::size_t count = 0;
    for (const Json& one : document["cases"].GetArray())
        count += word.empty() || one.HasMember(std::string(word).c_str()) ? 1 : 0;
    return count;
}
void scored_cases(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(in_cases(row, "") == value.GetUint());
}
void scored_xfail(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(in_cases(row, "xfail") == value.GetUint());
}
constexpr ExpectedField scoring[] = {{"cases", scored_cases, false},
                                     {"xfail", scored_xfail, false},
                                     {"interactions", qti_interactions, false}};

}  // namespace

std::span<const ExpectedField> question_fields(std::string_view group) {
    if (group == "gift") return gift;
    if (group == "aiken") return aiken;
    if (group == "moodle-xml") return moodle_xml;
    if (group == "moodle-mbz") return moodle_mbz;
    if (group == "qti packages" || group == "qti 1.2 items") return qti;
    if (group == "qti scoring 2.2") return scoring;
    return {};
}

}  // namespace approdo::test
