// What was imported is written in every format that a course can be exported to, and read again:
// what no line of the export's list names comes back as it was, for the whole corpus.
#include <algorithm>
#include <fstream>
#include <map>

#include "content/export/cartridge/cartridge.hpp"
#include "content/export/gift_writer.hpp"
#include "content/export/moodle_xml/moodle_xml.hpp"
#include "content/export/qti/qti_package.hpp"
#include "content/import/source/trimmed.hpp"
#include "content/model/grading.hpp"
#include "tests/corpus/differences.hpp"
#include "tests/corpus/disk_sink.hpp"
#include "tests/corpus/each_course.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

AuthoredCourse read_back(const fs::path& path, const fs::path& scratch) {
    const import::ImportedFile file = import::import_file(path.string(), scratch.string());
    for (const import::Finding& one : file.import.report.findings) {
        if (one.severity == import::Severity::error)
            FAIL_CHECK(import::line_of(one, import::name_of(one.severity)));
    }
    return file.import.course;
}

bool names(const Lines& lost, const std::string& title) {
    return std::any_of(lost.begin(), lost.end(), [&](const std::string& line) {
        return line.find(title) != std::string::npos;
    });
}

// By id, the first where several quizzes ask the same.
std::map<QuestionId, Question> questions_of(const AuthoredCourse& course) {
    std::map<QuestionId, Question> questions;
    for (const AuthoredQuiz& quiz : course.quizzes) {
        for (const QuestionPublic& shown : quiz.languages.front().shown.questions) {
            if (const QuestionKey* const key = quiz.key.question(shown.id))
                questions.try_emplace(shown.id, Question{shown, *key});
        }
    }
    return questions;
}

std::string title_of(const QuestionPublic& shown) {
    return shown.title.empty() ? shown.id.hex() : shown.title;
}

// Parts without a mark follow the text: marks at its end say the same.
void drop_marks_at_end(QuestionPublic& shown) {
    std::string& html = shown.text.html;
    for (std::size_t i = shown.parts.size(); i > 0; --i) {
        const std::string mark =
            "<span data-part=\"" + std::to_string(shown.parts[i - 1].number) + "\"></span>";
        if (!html.ends_with(mark)) break;
        html.erase(html.size() - mark.size());
    }
    while (html.ends_with(' ') || html.ends_with('\n')) html.pop_back();
}

// Of one choice that earns all or nothing it need not be said that it does.
void settle_choice(Question& question) {
    for (PartKey& part : question.key.parts) {
        auto* const key = std::get_if<ChoiceKey>(&part.shape);
        const Part* const shown = question.shown.part(part.number);
        if (key == nullptr || std::get<ChoicePart>(shown->shape).chosen_max != 1) continue;
        if (std::all_of(key->options.begin(), key->options.end(), [](const ChosenKey& one) {
                return one.share == Share::all() || one.share == Share::none();
            }))
            key->all_or_nothing = false;
    }
}

// Right answers, wrong ones and none.
std::vector<Response> samples(const Question& question) {
    std::vector<Response> list{{}, type_text("zzz")};
    if (question.shown.parts.size() != 1) return list;
    const PartShape& shape = question.shown.parts[0].shape;
    const PartKeyShape& key = question.key.parts[0].shape;
    if (const auto* const choice = std::get_if<ChoicePart>(&shape)) {
        std::vector<OptionId> right;
        for (const Option& one : choice->options) list.push_back(choose({one.id}));
        if (const auto* const keyed = std::get_if<ChoiceKey>(&key)) {
            for (const ChosenKey& one : keyed->options) {
                if (one.share.parts > 0) right.push_back(one.option);
            }
        }
        list.push_back(choose(right));
    }
    if (const auto* const words = std::get_if<TextKey>(&key)) {
        for (const TextAnswer& one : words->answers) list.push_back(type_text(one.pattern));
    }
    if (const auto* const numbers = std::get_if<NumberKey>(&key)) {
        for (const NumberAnswer& one : numbers->answers)
            list.push_back(type_text(decimal_text(one.range.low)));
    }
    return list;
}

// A key that became response processing: it gives the same points.
void check_points(const Question& before, const Question& after) {
    for (const Response& response : samples(before))
        CHECK(grade(before.shown, before.key, response, {}).points ==
              grade(after.shown, after.key, response, {}).points);
}

void check_questions(const AuthoredCourse& before, const AuthoredCourse& after, const Lines& lost) {
    const auto again = questions_of(after);
    for (const auto& [id, question] : questions_of(before)) {
        INFO(title_of(question.shown));
        const auto found = again.find(id);
        if (found == again.end()) {
            FAIL_CHECK("is not there any more");
            continue;
        }
        if (names(lost, title_of(question.shown))) continue;
        Question left = question;
        Question right = found->second;
        if (left.key.rules.empty() && !right.key.rules.empty()) {
            check_points(left, right);
            left.key = right.key = {};
        }
        for (Question* const one : {&left, &right}) {
            drop_marks_at_end(one->shown);
            settle_choice(*one);
        }
        for (const std::string& one :
             test::differences(left, right, before.course.languages.front()))
            FAIL_CHECK(one);
    }
}

// Units and questions get ids of their own in a cartridge: they are compared by their places.
struct Placed {
    const Unit* unit;
    const AuthoredQuiz* quiz;
};
std::vector<Placed> placed_units(const AuthoredCourse& course) {
    std::vector<Placed> list;
    for (const Module& module : course.course.modules) {
        for (const Unit& unit : module.units) {
            if (unit.kind == UnitKind::foreign) continue;
            const auto quiz =
                std::find_if(course.quizzes.begin(), course.quizzes.end(),
                             [&](const AuthoredQuiz& one) { return one.unit == unit.id; });
            list.push_back({&unit, quiz == course.quizzes.end() ? nullptr : &*quiz});
        }
    }
    return list;
}

// Of a cartridge texts without a question stand in the question behind them.
std::vector<const QuestionPublic*> items_of(const QuizPublic& quiz) {
    std::vector<const QuestionPublic*> items;
    for (const QuestionPublic& one : quiz.questions) {
        if (one.kind != QuestionKind::description) items.push_back(&one);
    }
    return items;
}

// The files of a cartridge come into a folder of their own.
std::string html_with_places_of_files(QuestionPublic shown) {
    drop_marks_at_end(shown);
    std::string& html = shown.text.html;
    for (std::size_t at = html.find("\"files/"); at != std::string::npos;
         at = html.find("\"files/"))
        html.erase(at + 1, 6);
    return html;
}

// Units get ids of their own: links are compared by where they lead.
std::string html_with_places(const AuthoredCourse& course, std::string html) {
    const std::vector<Placed> units = placed_units(course);
    for (std::size_t i = 0; i < units.size(); ++i) {
        const std::string id = units[i].unit->id.hex();
        for (std::size_t at = html.find(id); at != std::string::npos; at = html.find(id))
            html.replace(at, id.size(), "#" + std::to_string(i));
    }
    for (std::size_t at = html.find("\"files/"); at != std::string::npos;
         at = html.find("\"files/"))
        html.erase(at + 1, 6);
    return html;
}

std::string page_of(const AuthoredCourse& course, const Unit& unit) {
    const std::string& path = unit.variants.front().path;
    const auto page = std::find_if(course.pages.begin(), course.pages.end(),
                                   [&](const AuthoredPage& one) { return one.path == path; });
    return page == course.pages.end() ? std::string() : html_with_places(course, page->page.html);
}

std::string words_of(const QuestionKey& key, FeedbackId id) {
    const LocalRich* const text = key.feedback_text(id);
    return text == nullptr || text->texts.empty() ? std::string() : text->texts.front().html;
}

// What earns points, and what is said to it, by the words of the answers: their ids are new.
std::vector<std::string> key_in_words(const Question& question) {
    std::vector<std::string> list;
    const QuestionKey& key = question.key;
    for (const PartKey& part : key.parts) {
        if (const auto* const choice = std::get_if<ChoiceKey>(&part.shape)) {
            const auto* const shown =
                std::get_if<ChoicePart>(&question.shown.part(part.number)->shape);
            if (choice->all_or_nothing) list.push_back("all or nothing");
            for (const ChosenKey& one : choice->options) {
                const auto option =
                    std::find_if(shown->options.begin(), shown->options.end(),
                                 [&](const Option& other) { return other.id == one.option; });
                std::string words(
                    import::trimmed(option->text.html));  // blanks around show nothing
                if (words.empty()) words = one.option.hex();
                list.push_back(words + ": " + percent_text(one.share) + ", " +
                               words_of(key, one.feedback));
            }
        }
        if (const auto* const text = std::get_if<TextKey>(&part.shape)) {
            if (text->case_matters) list.emplace_back("case matters");
            for (const TextAnswer& one : text->answers)
                list.push_back(one.pattern + ": " + percent_text(one.share) + ", " +
                               words_of(key, one.feedback));
        }
    }
    std::sort(list.begin(), list.end());
    list.push_back("general: " + words_of(key, key.general_feedback));
    list.push_back("right: " + words_of(key, key.right_feedback));
    list.push_back("wrong: " + words_of(key, key.wrong_feedback));
    return list;
}

// What a format does not keep is in the list, under this name.
void check_settings(const QuizPublic& before, const QuizPublic& after, const Lines& lost,
                    const std::string& name) {
    if (names(lost, name)) return;
    QuizSettings left = before.settings;
    QuizSettings right = after.settings;
    // Drawing and shuffling are said of sections where a format has these.
    if (!after.sections.empty()) {
        left.questions_shown = right.questions_shown = 0;
        left.shuffle_questions = right.shuffle_questions = false;
    }
    CHECK(left == right);
}

void check_cartridge(const AuthoredCourse& before, const AuthoredCourse& after, const Lines& lost) {
    const std::vector<Placed> left = placed_units(before);
    const std::vector<Placed> right = placed_units(after);
    REQUIRE(left.size() == right.size());
    for (std::size_t i = 0; i < left.size(); ++i) {
        INFO(left[i].unit->slug);
        CHECK((left[i].unit->kind == right[i].unit->kind || names(lost, left[i].unit->slug)));
        CHECK(left[i].unit->variants.front().title == right[i].unit->variants.front().title);
        if (left[i].quiz == nullptr || right[i].quiz == nullptr) {
            CHECK((left[i].quiz == nullptr) == (right[i].quiz == nullptr));
            if (!names(lost, left[i].unit->slug))
                CHECK(page_of(before, *left[i].unit) == page_of(after, *right[i].unit));
            continue;
        }
        const QuizPublic& shown = left[i].quiz->languages.front().shown;
        const QuizPublic& again = right[i].quiz->languages.front().shown;
        check_settings(shown, again, lost, left[i].unit->slug);
        const auto items = items_of(shown);
        REQUIRE(items.size() == again.questions.size());
        for (std::size_t q = 0; q < again.questions.size(); ++q) {
            const QuestionPublic& a = *items[q];
            const QuestionPublic& b = again.questions[q];
            INFO(title_of(a));
            if (names(lost, title_of(a))) continue;
            CHECK(a.title == b.title);
            CHECK(html_with_places_of_files(a) == html_with_places_of_files(b));
            CHECK(a.kind == b.kind);
            Question first{a, *left[i].quiz->key.question(a.id)};
            Question second{b, *right[i].quiz->key.question(b.id)};
            CHECK(first.key.points == second.key.points);
            settle_choice(first);
            settle_choice(second);
            CHECK(key_in_words(first) == key_in_words(second));
        }
    }
}

}  // namespace

TEST_CASE("corpus: every quiz written as GIFT and read again is the same quiz") {
    test::each_course([](const AuthoredCourse& course) {
        for (const AuthoredQuiz& quiz : course.quizzes) {
            const QuizPublic& shown = quiz.languages.front().shown;
            if (shown.questions.empty()) continue;
            const test::TempDir folder;
            const test::TempDir scratch;
            const content_export::GiftExport gift = content_export::write_gift(shown, quiz.key);
            test::DiskSink sink(folder.path());
            for (const AuthoredFile& file : course.files) REQUIRE(put(sink, file).ok());
            REQUIRE(sink.write("quiz.gift", bytes_of(gift.text)).ok());
            const AuthoredCourse again = read_back(folder.path() / "quiz.gift", scratch.path());
            REQUIRE(again.quizzes.size() == 1);
            AuthoredCourse alone = course;
            alone.quizzes = {quiz};
            check_questions(alone, again, {});
            CHECK(again.quizzes[0].languages[0].shown.settings == shown.settings);
            CHECK(again.quizzes[0].languages[0].shown.sections == shown.sections);
            CHECK(again.quizzes[0].languages[0].shown.introduction.html == shown.introduction.html);
            CHECK(again.quizzes[0].key.rules == quiz.key.rules);
        }
    });
}

TEST_CASE("corpus: questions written as Moodle XML and read again are the same but for the list") {
    test::each_course([](const AuthoredCourse& course) {
        if (questions_of(course).empty()) return;
        const test::TempDir folder;
        const test::TempDir scratch;
        const std::string path = folder.file("questions.xml");
        std::ofstream out(path, std::ios::binary);
        const auto written =
            content_export::write_moodle_xml(course, [&](std::string_view text) -> Result<void> {
                out << text;
                return {};
            });
        out.close();
        REQUIRE(written.ok());
        const AuthoredCourse again = read_back(path, scratch.path());
        check_questions(course, again, written->dropped);
        // A question file has no quizzes: what was set for one is named, quiz by quiz.
        for (const AuthoredQuiz& quiz : course.quizzes) {
            const QuizPublic& shown = quiz.languages.front().shown;
            check_settings(shown, again.quizzes.front().languages.front().shown, written->dropped,
                           "quiz «" + shown.title + "»");
        }
    });
}

TEST_CASE("corpus: quizzes written as QTI 3.0 and read again are the same but for the list") {
    test::each_course([](const AuthoredCourse& course) {
        if (questions_of(course).empty()) return;
        const test::TempDir folder;
        const test::TempDir scratch;
        test::DiskSink sink(folder.path());
        const auto written = content_export::write_qti(course, sink);
        REQUIRE(written.ok());
        const AuthoredCourse again = read_back(folder.path(), scratch.path());
        check_questions(course, again, written->dropped);
        std::size_t at = 0;
        for (const AuthoredQuiz& quiz : course.quizzes) {
            const QuizPublic& shown = quiz.languages.front().shown;
            if (shown.questions.empty()) continue;  // comes back as none
            REQUIRE(at < again.quizzes.size());
            INFO(shown.title);
            check_settings(shown, again.quizzes[at++].languages.front().shown, written->dropped,
                           shown.title + ": ");
        }
    });
}

TEST_CASE("corpus: courses written as cartridges and read again are the same but for the list") {
    test::each_course([](const AuthoredCourse& course) {
        const test::TempDir folder;
        const test::TempDir scratch;
        test::DiskSink sink(folder.path());
        const auto written = content_export::write_cartridge(course, sink);
        REQUIRE(written.ok());
        const bool anything = std::any_of(
            course.course.modules.begin(), course.course.modules.end(), [](const Module& module) {
                return std::any_of(module.units.begin(), module.units.end(),
                                   [](const Unit& unit) { return unit.kind != UnitKind::foreign; });
            });
        if (!anything) return;
        check_cartridge(course, read_back(folder.path(), scratch.path()), written->dropped);
    });
}
