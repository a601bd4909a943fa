// A course written as a cartridge and read again is the same course, but for what is listed.
#include "content/export/cartridge/cartridge.hpp"

#include "content/import/cartridge/cartridge.hpp"
#include "content/model/grading.hpp"
#include "tests/support/import_source.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/content/export/source_sink.hpp"

using namespace approdo;
using namespace approdo::content;
using approdo::test::ImportSource;
using approdo::test::SourceSink;
using approdo::test::text_of;

namespace {

RichText rich(std::string html) {
    return {std::move(html), "", Direction::inherit};
}

Question choice(std::uint8_t id, bool many) {
    Question question;
    question.shown.id.bytes[0] = id;
    question.shown.kind = many ? QuestionKind::choice_many : QuestionKind::choice_one;
    question.shown.title = "Scelta";
    question.shown.text = rich("<p>Quale? <img src=\"files/a.png\" alt=\"foto\"></p>");
    ChoicePart part;
    ChoiceKey key;
    for (std::uint8_t i = 1; i <= 3; ++i) {
        const OptionId option{{id, i}};
        part.options.push_back({option, rich("opzione " + std::to_string(i))});
        const bool right = many ? i != 2 : i == 2;
        key.options.push_back({option,
                               !right ? Share::none()
                               : many ? Share::of(1, 2)
                                      : Share::all(),
                               0});
    }
    part.chosen_max = many ? 0 : 1;
    key.all_or_nothing = many;
    key.options[1].feedback = 2;
    question.shown.parts = {{1, part, ""}};
    question.key.id = question.shown.id;
    question.key.points = {2'000'000};
    question.key.feedback = {{1, LocalRich{{{"sempre", "it", Direction::inherit}}}},
                             {2, LocalRich{{{"il secondo", "it", Direction::inherit}}}},
                             {3, LocalRich{{{"bene", "it", Direction::inherit}}}},
                             {4, LocalRich{{{"no", "it", Direction::inherit}}}}};
    question.key.general_feedback = 1;
    question.key.right_feedback = 3;
    question.key.wrong_feedback = 4;
    question.key.parts = {{1, 1, key}};
    return question;
}

Question words() {
    Question question;
    question.shown.id.bytes[0] = 9;
    question.shown.kind = QuestionKind::short_answer;
    question.shown.text = rich("<p>Chi?</p>");
    question.shown.parts = {{1, TextPart{}, ""}};
    question.key.id = question.shown.id;
    question.key.parts = {
        {1, 1, TextKey{{{"anagrafe", Share::all(), 0}, {"*comun*", Share::all(), 0}}, false}}};
    return question;
}

Question number() {
    Question question;
    question.shown.id.bytes[0] = 10;
    question.shown.kind = QuestionKind::numerical;
    question.shown.title = "Numero";
    question.shown.text = rich("<p>Quanti?</p>");
    question.shown.parts = {{1, NumberPart{}, ""}};
    question.key.id = question.shown.id;
    question.key.parts = {
        {1, 1,
         NumberKey{{{{{1, 0}, {2, 0}}, Share::all(), 0, false}}, {}, Share::none(), false, 0, {}}}};
    return question;
}

AuthoredCourse sample() {
    AuthoredCourse authored;
    Course& course = authored.course;
    course.id.bytes[0] = 1;
    course.slug = "corso";
    course.languages = {"it"};
    course.title = LocalText("it", "Accogliere & ascoltare");
    course.summary = LocalText("it", "Di che cosa");
    course.licence = "CC-BY-4.0";
    Module module;
    module.id.bytes[0] = 2;
    module.slug = "primo";
    module.title = LocalText("it", "Primo modulo");
    const auto unit = [&](std::uint8_t id, UnitKind kind, const std::string& title) {
        Unit one;
        one.id.bytes[0] = id;
        one.kind = kind;
        one.slug = "u" + std::to_string(id);
        Variant variant;
        variant.language = "it";
        variant.direction = Direction::left_to_right;
        variant.title = title;
        variant.path = "primo/" + one.slug;
        one.variants = {variant};
        module.units.push_back(one);
        return one.id;
    };
    const auto page = [&](const UnitId& id, std::string title, std::string html) {
        AuthoredPage one;
        one.path = "primo/" + std::to_string(id.bytes[0]) + ".page";
        one.module = module.id;
        one.page = {id, "it", Direction::left_to_right, std::move(title), std::move(html), 1,
                    {}, {}};
        authored.pages.push_back(one);
    };
    const UnitId first = unit(3, UnitKind::page, "Pagina");
    const UnitId second = unit(4, UnitKind::assignment, "Compito");
    const UnitId third = unit(5, UnitKind::quiz, "Verifica");
    page(first, "Pagina",
         "<p data-block=\"1\">Vedi <a href=\"unit:" + third.hex() +
             "\">la verifica</a> e <a href=\"https://example.org/\" "
             "rel=\"external\">fuori</a></p>\n");
    page(second, "Compito", "<p data-block=\"1\">Scrivi</p>\n");
    AuthoredQuiz quiz;
    quiz.unit = third;
    quiz.module = module.id;
    quiz.key.unit = third;
    QuizPublic shown;
    shown.unit = third;
    shown.language = "it";
    shown.title = "Verifica";
    shown.settings.mode = QuizMode::graded;
    shown.settings.attempts_max = 3;
    for (const Question& question : {choice(7, false), choice(8, true), words(), number()}) {
        shown.questions.push_back(question.shown);
        quiz.key.questions.push_back(question.key);
    }
    quiz.languages = {{"primo/u5.quiz", shown}};
    authored.quizzes = {quiz};
    AuthoredFile file;
    file.path = "files/a.png";
    file.bytes = {1, 2, 3};
    file.media_type = "image/png";
    file.part.type = PartType::picture;
    authored.files = {file};
    course.modules = {module};
    return authored;
}

}  // namespace

TEST_CASE("cartridge export: read again it is the same course, losses listed") {
    ImportSource target;
    SourceSink sink(target);
    const AuthoredCourse course = sample();
    const auto exported = content_export::write_cartridge(course, sink);
    REQUIRE(exported.ok());
    REQUIRE(exported.value().dropped.size() == 1);
    CHECK(exported.value().dropped[0].find("«Numero»") != std::string::npos);

    REQUIRE(target.is_recognised(import::cartridge_format));
    const import::Import again = target.read(import::cartridge_format);
    INFO(text_of(again.report));
    CHECK(again.report.findings.empty());
    const Course& read = again.course.course;
    CHECK(read.title == course.course.title);
    CHECK(read.summary == course.course.summary);
    CHECK(read.licence == course.course.licence);
    CHECK(read.languages == course.course.languages);
    REQUIRE(read.modules.size() == 1);
    CHECK(read.modules[0].title == course.course.modules[0].title);
    REQUIRE(read.modules[0].units.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(read.modules[0].units[i].kind == course.course.modules[0].units[i].kind);
        CHECK(read.modules[0].units[i].variants[0].title ==
              course.course.modules[0].units[i].variants[0].title);
    }
    CHECK(again.course.pages[0].page.html ==
          "<p data-block=\"1\">Vedi <a href=\"unit:" + read.modules[0].units[2].id.hex() +
              "\">la verifica</a> e <a href=\"https://example.org/\" "
              "rel=\"external\">fuori</a></p>\n");
    CHECK(again.course.pages[1].page.html == "<p data-block=\"1\">Scrivi</p>\n");
    REQUIRE(again.course.files.size() == 1);
    CHECK(again.course.files[0].path == "files/a.png");
}

TEST_CASE("cartridge export: questions keep their texts, keys, points and feedback") {
    ImportSource target;
    SourceSink sink(target);
    const AuthoredCourse course = sample();
    REQUIRE(content_export::write_cartridge(course, sink).ok());
    const import::Import again = target.read(import::cartridge_format);
    INFO(text_of(again.report));
    REQUIRE(again.course.quizzes.size() == 1);
    const AuthoredQuiz& quiz = again.course.quizzes[0];
    CHECK(quiz.settings().mode == QuizMode::graded);
    CHECK(quiz.settings().attempts_max == 3);
    const auto& shown = quiz.languages[0].shown.questions;
    REQUIRE(shown.size() == 4);
    CHECK(shown[0].kind == QuestionKind::choice_one);
    CHECK(shown[0].title == "Scelta");
    CHECK(shown[0].text.html == "<p>Quale? <img src=\"files/a.png\" alt=\"foto\"></p>");
    CHECK(quiz.key.questions[0].points == Points{2'000'000});
    const auto option = [&](std::size_t question, const char* words) {
        for (const Option& one : std::get<ChoicePart>(shown[question].parts[0].shape).options) {
            if (one.text.html == words) return one.id;
        }
        return OptionId{};
    };
    const auto points = [&](std::size_t question, const Response& response) {
        return grade(shown[question], quiz.key.questions[question], response, Seed{}).points.micro;
    };
    CHECK(points(0, choose({option(0, "opzione 2")})) == 2'000'000);
    CHECK(points(0, choose({option(0, "opzione 1")})) == 0);
    CHECK(points(1, choose({option(1, "opzione 1"), option(1, "opzione 3")})) == 2'000'000);
    CHECK(points(1, choose({option(1, "opzione 1")})) == 0);
    CHECK(points(2, type_text("Anagrafe")) == 1'000'000);
    CHECK(points(2, type_text("il comune")) == 1'000'000);
    CHECK(shown[3].kind == QuestionKind::essay);
    const LocalRich* const general =
        quiz.key.questions[0].feedback_text(quiz.key.questions[0].general_feedback);
    REQUIRE(general != nullptr);
    CHECK(general->texts[0].html == "sempre");
    const auto words_of = [&](FeedbackId id) {
        const LocalRich* const text = quiz.key.questions[0].feedback_text(id);
        return text == nullptr ? std::string() : text->texts[0].html;
    };
    CHECK(words_of(quiz.key.questions[0].right_feedback) == "bene");
    CHECK(words_of(quiz.key.questions[0].wrong_feedback) == "no");
    for (const ChosenKey& one : std::get<ChoiceKey>(quiz.key.questions[0].parts[0].shape).options) {
        const LocalRich* const own = quiz.key.questions[0].feedback_text(one.feedback);
        CHECK((own != nullptr) == (one.option == option(0, "opzione 2")));
    }
}

TEST_CASE("cartridge export: what has no place in a cartridge is listed") {
    AuthoredCourse course = sample();
    course.course.languages.push_back("ar");
    course.course.minutes_recognised = 60;
    Unit& first = course.course.modules[0].units[0];
    first.availability.from = {2026, 9, 1};
    first.variants[0].tracks = {{TrackKind::narration, "it", "primo/u3.narration.ogg"}};
    Unit foreign;
    foreign.id.bytes[0] = 66;
    foreign.kind = UnitKind::foreign;
    foreign.slug = "pacchetto";
    foreign.variants = {Variant{}};
    foreign.variants[0].language = "it";
    foreign.variants[0].path = "pacchetto";
    course.course.modules[0].units.push_back(foreign);
    AuthoredFile inside;
    inside.path = "pacchetto/index.html";
    course.files.push_back(inside);
    ImportSource target;
    SourceSink sink(target);
    const auto exported = content_export::write_cartridge(course, sink);
    REQUIRE(exported.ok());
    const auto& dropped = exported.value().dropped;
    const auto lists = [&](std::string_view words) {
        return std::any_of(dropped.begin(), dropped.end(), [&](const std::string& one) {
            return one.find(words) != std::string::npos;
        });
    };
    CHECK(lists("corso: all languages but the first"));
    CHECK(lists("corso: the hours"));
    CHECK(lists("u3: when it opens"));
    CHECK(lists("u3: that the page is read aloud"));
    CHECK(lists("pacchetto: a foreign package"));
    CHECK(target.read(import::cartridge_format).course.files.size() == 1);
}
