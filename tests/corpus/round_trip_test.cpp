// What was imported is written as a course folder and read again: the same course must come out,
// for the whole corpus.
#include <algorithm>
#include <fstream>
#include <set>

#include "content/export/course_folder.hpp"
#include "content/import/folder/folder.hpp"
#include "content/model/encoding.hpp"
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

// Numbers of feedback are a question's own business: what counts is which words belong to what.
class FeedbackNumbers {
  public:
    explicit FeedbackNumbers(QuestionKey& key) : key_(key) {}

    void renumber() {
        take(key_.general_feedback);
        for (PartKey& part : key_.parts)
            std::visit([&](auto& shape) { take_of(shape); }, part.shape);
        std::erase_if(key_.feedback, [&](const Feedback& one) { return of(one.id) == 0; });
        for (Feedback& one : key_.feedback) one.id = of(one.id);
        std::sort(key_.feedback.begin(), key_.feedback.end(),
                  [](const Feedback& a, const Feedback& b) { return a.id < b.id; });
    }

  private:
    FeedbackId of(FeedbackId old) const {
        const auto found = std::find(seen_.begin(), seen_.end(), old);
        return found == seen_.end() ? 0 : static_cast<FeedbackId>(found - seen_.begin() + 1);
    }
    void take(FeedbackId& id) {
        if (id == 0) return;
        if (of(id) == 0) seen_.push_back(id);
        id = of(id);
    }
    void take_of(ChoiceKey& key) {
        for (ChosenKey& one : key.options) take(one.feedback);
        take(key.not_chosen_feedback);
    }
    void take_of(TextKey& key) {
        for (TextAnswer& one : key.answers) take(one.feedback);
    }
    void take_of(NumberKey& key) {
        for (NumberAnswer& one : key.answers) take(one.feedback);
    }
    void take_of(HotspotKey& key) {
        for (AreaAnswer& one : key.areas) take(one.feedback);
        for (ChosenKey& one : key.places) take(one.feedback);
    }
    template <class Key>
    void take_of(Key&) {}

    QuestionKey& key_;
    std::vector<FeedbackId> seen_;
};

// A text without a language has the one of what it stands in.
void name_language(RichText& text, const std::string& language) {
    if (!text.html.empty()) text.language = language;
    if (text.html.empty()) text.language.clear();
}

void name_languages(AuthoredQuiz& quiz) {
    const std::string& language = quiz.languages.front().shown.language;
    for (QuestionPublic& question : quiz.languages.front().shown.questions) {
        name_language(question.text, language);
        for (Part& part : question.parts) {
            if (auto* choice = std::get_if<ChoicePart>(&part.shape))
                for (Option& one : choice->options) name_language(one.text, language);
            if (auto* match = std::get_if<MatchPart>(&part.shape)) {
                for (Option& one : match->left) name_language(one.text, language);
                for (Option& one : match->right) name_language(one.text, language);
            }
            if (auto* order = std::get_if<OrderPart>(&part.shape))
                for (Option& one : order->items) name_language(one.text, language);
        }
    }
    for (QuestionKey& key : quiz.key.questions) {
        for (Feedback& one : key.feedback)
            for (RichText& text : one.text.texts) name_language(text, language);
        for (LocalRich& hint : key.hints)
            for (RichText& text : hint.texts) name_language(text, language);
        for (PartKey& part : key.parts)
            if (auto* person = std::get_if<PersonKey>(&part.shape))
                for (RichText& text : person->guide.texts) name_language(text, language);
    }
}

AuthoredCourse comparable(AuthoredCourse course) {
    for (AuthoredQuiz& quiz : course.quizzes) {
        name_languages(quiz);
        for (QuestionKey& key : quiz.key.questions) FeedbackNumbers(key).renumber();
    }
    std::sort(course.pages.begin(), course.pages.end(),
              [](const AuthoredPage& a, const AuthoredPage& b) { return a.path < b.path; });
    std::sort(course.files.begin(), course.files.end(),
              [](const AuthoredFile& a, const AuthoredFile& b) { return a.path < b.path; });
    return course;
}

// Not the same yet. Of STACK's texts headings of the first level and loose words come back as GIFT
// readers have them; a quiz without questions is an error in a folder; a question without a word of
// text has no place in GIFT; of a stimulus and of gaps with several menus the parts are grouped
// anew.
bool is_known_to_differ(const std::string& path) {
    static const std::set<std::string> known{
        "qti/scoring-2.2/responseProcessing_preCondition/item.xml",
        "qti/items-1.2/stimulus_with_child_item.xml",
        "common-cartridge/all-question-types.imscc",
        "moodle-xml/stack-Style_check-proof.xml",
        "moodle-xml/stack-gitsync_category.xml",
        "moodle-mbz/STACK-demo.mbz",
    };
    return known.contains(path);
}

void check_same(const AuthoredCourse& again, const AuthoredCourse& before) {
    CHECK(again.course == before.course);
    REQUIRE(again.pages.size() == before.pages.size());
    for (std::size_t i = 0; i < before.pages.size(); ++i) {
        INFO(before.pages[i].path);
        CHECK(again.pages[i].path == before.pages[i].path);
        CHECK(again.pages[i].page == before.pages[i].page);
    }
    REQUIRE(again.quizzes.size() == before.quizzes.size());
    for (std::size_t i = 0; i < before.quizzes.size(); ++i) {
        const QuizPublic& a = again.quizzes[i].languages.at(0).shown;
        const QuizPublic& b = before.quizzes[i].languages.at(0).shown;
        CHECK(a.settings == b.settings);
        REQUIRE(a.questions.size() == b.questions.size());
        for (std::size_t q = 0; q < b.questions.size(); ++q) {
            INFO(b.questions[q].title << ": " << b.questions[q].text.html);
            CHECK(a.questions[q] == b.questions[q]);
            CHECK(encode(again.quizzes[i].key.questions[q]) ==
                  encode(before.quizzes[i].key.questions[q]));
        }
    }
    REQUIRE(again.files.size() == before.files.size());
    for (std::size_t i = 0; i < before.files.size(); ++i) {
        CHECK(again.files[i].path == before.files[i].path);
        CHECK(again.files[i].size == before.files[i].size);
    }
}

}  // namespace

TEST_CASE("corpus: each course written as a folder and read again is the same course") {
    const auto corpus = test::corpus();
    if (!corpus) return;
    for (const test::CorpusSource& source : test::corpus_sources(*corpus)) {
        const test::TempDir scratch;
        const import::ImportedFile file =
            import::import_file((*corpus / source.path).string(), scratch.path().string());
        if (import::outcome_of(file.import.report) == import::Outcome::refused) continue;
        if (is_known_to_differ(source.path)) continue;
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
        check_same(comparable(reading.course), comparable(file.import.course));
    }
}
