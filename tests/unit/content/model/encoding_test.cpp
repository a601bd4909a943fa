#include "content/model/encoding.hpp"

#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

RichText rich(std::string html) {
    return {std::move(html), "it", Direction::left_to_right};
}

// A quiz with every kind of part, and its key.
QuizPublic full_quiz() {
    QuizPublic quiz;
    quiz.unit = UnitId{{1, 2}};
    quiz.language = "it";
    quiz.title = "Prova";
    quiz.settings.mode = QuizMode::timed;
    quiz.settings.time_limit_s = 1800;
    quiz.settings.pass_mark = Share::of(3, 5);
    QuestionPublic question;
    question.id = QuestionId{{3}};
    question.kind = QuestionKind::composite;
    question.text = rich("<p>Testo</p>");
    const Option option{OptionId{{1}}, rich("uno")};
    const NamedPlace place{OptionId{{4}}, {AreaShape::circle, {1, -2, 3}}, "porta"};
    question.parts = {
        {1, ChoicePart{{option}, 0, true, false}, "scelta"},
        {2, TextPart{20}, ""},
        {3, NumberPart{{"m", "cm"}}, ""},
        {4, MatchPart{{option}, {option}, true}, ""},
        {5, OrderPart{{option}}, ""},
        {6, EssayPart{10, 50, 300}, ""},
        {7, FilePart{{"application/pdf"}, 1'000'000, 2}, ""},
        {8, HotspotPart{{"a.png", 10, 20, "pianta"}, {place}, 1}, ""},
        {9, DragPart{{}, {{OptionId{{5}}, rich("due"), 1}}, {place}}, ""},
        {10, UnknownPart{0, "drawing", BaseType::file, Cardinality::multiple, {9, 9}}, ""}};
    question.variables = {{"a", {{1, 0}, {25, -1}}}};
    question.tags = {"accoglienza"};
    question.category = "Modulo 1/Base";
    question.numbering = Numbering::capital_roman;
    question.foreign_id = "ACC-7";
    question.details = {
        {6, rich("<p>Gentile signora,</p>"), EssayFormat::plain, true, {}},
        {9, {}, EssayFormat::rich, false, {{OptionId{{4}}, 2}, {OptionId{{5}}, 2}}}};
    quiz.settings.behaviour = Behaviour::interactive;
    quiz.questions = {question};
    return quiz;
}

QuizKey full_key() {
    QuizKey key;
    key.unit = UnitId{{1, 2}};
    QuestionKey question;
    question.id = QuestionId{{3}};
    question.points = {2'500'000};
    question.feedback = {{1, LocalRich{{rich("bene")}}}};
    question.general_feedback = 1;
    question.hints = {LocalRich{{rich("pensa")}}};
    question.penalty = Share::of(1, 3);
    question.right_feedback = 1;
    question.partly_feedback = 2;
    question.wrong_feedback = 3;
    question.show_right_count = true;
    question.least = Share{-840'000};
    question.hint_rules = {{true, true}};
    question.formula_rules = {{3, {1, -2}, ToleranceKind::geometric, 3, true}};
    question.parts = {
        {1, 1, ChoiceKey{{{OptionId{{1}}, Share{-5}, 1}}, true, 1}},
        {2, 2, TextKey{{{"a*", Share::all(), 1}}, true}},
        {3, 3,
         NumberKey{{{{{1, 0}, {2, 0}}, Share::all(), 1, false}},
                   {{"m", {1, 0}}},
                   Share::of(1, 4),
                   true,
                   1,
                   "{a}*2"}},
        {4, 1, MatchKey{{{OptionId{{1}}, OptionId{{1}}}}, false}},
        {5, 1, OrderKey{{OptionId{{1}}}, OrderScoring::each_neighbour}},
        {6, 1, PersonKey{LocalRich{{rich("guida")}}}},
        {8, 1, HotspotKey{{{{AreaShape::rectangle, {0, 0, 5, 5}}, Share::all(), 0}}, {}}},
        {9, 1, DragKey{{{OptionId{{5}}, OptionId{{4}}}}, false}},
        {10, 1, UnknownKey{0, {7}}}};
    key.questions = {question};
    return key;
}

Course full_course() {
    Course course;
    course.id = CourseId{{1}};
    course.slug = "accoglienza";
    course.languages = {"it", "ar"};
    course.title = LocalText("it", "Accoglienza");
    course.title.set("ar", "\xD8\xA7");
    course.minutes_recognised = 480;
    course.availability = {{2026, 9, 1}, {2027, 6, 30}, "Europe/Rome"};
    Module module;
    module.id = ModuleId{{2}};
    module.slug = "m1";
    Unit unit;
    unit.id = UnitId{{3}};
    unit.kind = UnitKind::media;
    unit.slug = "u1";
    unit.to_be_done_again = 2;
    unit.completion = {CompletionKind::watched, Share::of(9, 10), 30};
    unit.prerequisites = {{UnitId{{4}}, {}, PrerequisiteKind::passed}};
    unit.variants = {{"it",
                      Direction::left_to_right,
                      "a/v.mp4",
                      "Video",
                      "video/mp4",
                      "a/v.txt",
                      "",
                      {{TrackKind::captions, "it", "a/v.vtt"}},
                      60'000,
                      0}};
    module.units = {unit};
    course.modules = {module};
    return course;
}

Response full_response() {
    Response response;
    response.at(1).values = {OptionId{{2}}, OptionId{{1}}, OptionId{{2}}};
    response.at(1).cardinality = Cardinality::multiple;
    response.at(3).values = {true,
                             std::int64_t{-5},
                             Decimal{15, -1},
                             std::string("ciao"),
                             Point{1, -1},
                             Pair{OptionId{{9}}, OptionId{{1}}},
                             DirectedPair{OptionId{{9}}, OptionId{{1}}},
                             DurationMs{-3},
                             FileValue{Hash{{1}}, "a.pdf", "application/pdf", 12},
                             Uri{"x:y"}};
    response.at(3).cardinality = Cardinality::ordered;
    response.at(2).values = {std::string("campo")};
    response.at(2).names = {"nome"};
    response.at(2).cardinality = Cardinality::record;
    response.at(4);
    return response;
}

template <class T>
void check_every_truncation_and_flip(const T& value) {
    const Bytes bytes = encode(value);
    REQUIRE(decode<T>(bytes).ok());
    CHECK(decode<T>(bytes).value() == value);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(decode<T>(ByteView(bytes).first(size)).ok());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        for (int bit = 0; bit < 8; ++bit) {
            Bytes flipped = bytes;
            flipped[i] = static_cast<std::uint8_t>(flipped[i] ^ (1 << bit));
            const Result<T> decoded = decode<T>(flipped);
            // Whatever still decodes is the one encoding of what it decodes to.
            if (decoded.ok()) {
                INFO("byte " << i << " bit " << bit);
                CHECK(encode(decoded.value()) == flipped);
            }
        }
    }
    Bytes longer = bytes;
    longer.push_back(0);
    CHECK_FALSE(decode<T>(longer).ok());
}

}  // namespace

TEST_CASE("encoding: courses, quizzes, keys and responses come back as they were, and only so") {
    check_every_truncation_and_flip(full_course());
    check_every_truncation_and_flip(full_quiz());
    check_every_truncation_and_flip(full_key());
    check_every_truncation_and_flip(canonical(full_response()));
    Page page{UnitId{{1}}, "ar", Direction::right_to_left, "t", "<p id=\"b1\">x</p>", 1,
              {"a.png"},   {}};
    check_every_truncation_and_flip(page);
}

TEST_CASE("encoding: a response has one encoding in whatever order it was put together") {
    Response other = full_response();
    std::swap(other.parts[0], other.parts[1]);
    std::swap(other.parts[1].values[0], other.parts[1].values[1]);
    CHECK(encode(other) == encode(full_response()));
    CHECK(decode<Response>(encode(other)).value().part(4) == nullptr);
}

TEST_CASE("encoding: what a newer program added is kept and written back") {
    Course course = full_course();
    course.tail = {2, {1, 2, 3}};
    course.modules[0].units[0].tail = {7, {9}};
    const Bytes bytes = encode(course);
    const Course again = decode<Course>(bytes).value();
    CHECK(again == course);
    CHECK(encode(again) == bytes);
}

TEST_CASE("encoding: a kind of part from the future is kept as it is") {
    QuizPublic quiz = full_quiz();
    quiz.questions[0].parts[0].shape =
        UnknownPart{42, "", BaseType::text, Cardinality::single, {1, 2, 3}};
    const QuizPublic again = decode<QuizPublic>(encode(quiz)).value();
    CHECK(std::get<UnknownPart>(again.questions[0].parts[0].shape).tag == 42);
    CHECK(encode(again) == encode(quiz));
    Response response;
    response.at(1).values = {UnknownValue{99, {1, 2}}};
    CHECK(decode<Response>(encode(response)).value() == response);
}

TEST_CASE("encoding: what says nothing new is written as before there was anything new to say") {
    QuestionPublic plain;
    plain.id = QuestionId{{3}};
    plain.text = rich("Testo");
    // The bytes of the first version, written down when it was the only one.
    const std::string first =
        "0121030000000000000000000000000000000e0005546573746f026974010000000000";
    CHECK(to_hex(encode(plain)) == first);
    CHECK(decode<QuestionPublic>(encode(plain)).value() == plain);
    plain.numbering = Numbering::digits;
    CHECK(encode(plain)[0] == 2);
    CHECK(decode<QuestionPublic>(encode(plain)).value() == plain);
}

TEST_CASE("encoding: the second version with nothing to say is not canonical") {
    QuestionPublic plain;
    plain.numbering = Numbering::digits;
    Bytes bytes = encode(plain);
    bytes[bytes.size() - 3] = 0;
    CHECK_FALSE(decode<QuestionPublic>(bytes).ok());
}
