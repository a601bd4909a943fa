#include "content/model/grading.hpp"

#include "content/model/compare_text.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

OptionId option_id(std::uint8_t n) {
    return OptionId{{n}};
}
Option option(std::uint8_t n) {
    return {option_id(n), RichText{"option " + std::to_string(n), "", {}}};
}

// A question of one part.
Question one_part(PartShape shape, PartKeyShape key) {
    Question question;
    question.shown.id = QuestionId{{7}};
    question.key.id = question.shown.id;
    question.shown.parts.push_back({1, std::move(shape), ""});
    question.key.parts.push_back({1, 1, std::move(key)});
    return question;
}

Outcome marked(const Question& question, const Response& response) {
    return grade(question.shown, question.key, response, Seed{});
}
std::int64_t micro(const Question& question, const Response& response) {
    return marked(question, response).points.micro;
}

Question continents() {
    const Share third = Share::of(1, 3);
    ChoicePart part;
    part.chosen_max = 0;
    for (std::uint8_t n = 1; n <= 5; ++n) part.options.push_back(option(n));
    ChoiceKey key;
    for (std::uint8_t n = 1; n <= 3; ++n) key.options.push_back({option_id(n), third, n});
    for (std::uint8_t n = 4; n <= 5; ++n)
        key.options.push_back({option_id(n), Share{-Share::whole}, n});
    return one_part(part, key);
}

}  // namespace

TEST_CASE(
    "grading: right options add up to all points, wrong ones take them away, never below zero") {
    const Question question = continents();
    CHECK(micro(question, choose({option_id(1), option_id(2), option_id(3)})) == 1'000'000);
    CHECK(micro(question, choose({option_id(1), option_id(2)})) == 666'667);
    CHECK(micro(question, choose({option_id(1), option_id(4)})) == 0);
    CHECK(marked(question, choose({option_id(1), option_id(4)})).feedback ==
          std::vector<FeedbackId>{1, 4});
    CHECK(marked(question, {}).verdict == Verdict::unanswered);
    CHECK(marked(question, choose({option_id(1)})).verdict == Verdict::partly);
}

TEST_CASE("grading: choosing more options than allowed earns nothing") {
    ChoicePart part;
    part.options = {option(1), option(2)};
    ChoiceKey key;
    key.options = {{option_id(1), Share::all(), 0}, {option_id(2), Share::none(), 0}};
    const Question question = one_part(part, key);
    CHECK(micro(question, choose({option_id(1)})) == 1'000'000);
    CHECK(micro(question, choose({option_id(1), option_id(2)})) == 0);
}

TEST_CASE("grading: all or nothing asks for exactly the right options") {
    Question question = continents();
    std::get<ChoiceKey>(question.key.parts[0].shape).all_or_nothing = true;
    CHECK(micro(question, choose({option_id(1), option_id(2)})) == 0);
    CHECK(micro(question, choose({option_id(1), option_id(2), option_id(3)})) == 1'000'000);
    CHECK(micro(question, choose({option_id(1), option_id(2), option_id(3), option_id(4)})) == 0);
}

TEST_CASE("grading: a typed word is compared without case, blanks and typographic signs") {
    const Question question = one_part(TextPart{}, TextKey{{{"l'ufficio anagrafe", Share::all(), 1},
                                                            {"*anagraf*", Share::of(1, 2), 2}},
                                                           false});
    CHECK(micro(question, type_text("  L\xE2\x80\x99Ufficio   Anagrafe ")) == 1'000'000);
    CHECK(micro(question, type_text("servizi anagrafici")) == 500'000);
    CHECK(micro(question, type_text("stato civile")) == 0);
    CHECK(marked(question, type_text("anagrafe")).feedback == std::vector<FeedbackId>{2});
}

TEST_CASE("grading: letters with an accent are the same composed and decomposed, in any case") {
    CHECK(fits("citt\xC3\xA0", "CITTA\xCC\x80", Case::folded));
    CHECK_FALSE(fits("citt\xC3\xA0", "citta", Case::folded));
    CHECK(
        fits("\xCE\x9F\xCE\x94\xCE\x9F\xCE\xA3", "\xCE\xBF\xCE\xB4\xCE\xBF\xCF\x82", Case::folded));
    CHECK(
        fits("Stra\xC3\x9F"
             "e",
             "STRASSE", Case::folded));
    CHECK_FALSE(fits("Roma", "roma", Case::matters));
    CHECK(fits("2\\*3", "2*3", Case::folded));
    CHECK_FALSE(fits("2\\*3", "2 mal 3", Case::folded));
    CHECK(fits("*", "", Case::folded));
    CHECK(fits("a*b*c", "a--b--b--c", Case::folded));
    CHECK_FALSE(fits("a*b*c", "a--b", Case::folded));
    // Bytes that are no text do not match by accident and do not crash.
    CHECK_FALSE(fits("a", "\xFF\xFE\xE2", Case::folded));
}

TEST_CASE("grading: a number is right within its range, units convert it") {
    NumberKey key;
    key.answers = {{range_around({5, 0}, {1, -1}).value(), Share::all(), 1, false},
                   {range_around({5, 0}, {1, 0}).value(), Share::of(1, 2), 2, false},
                   {{}, Share::none(), 3, true}};
    key.units = {{"m", {1, 0}}, {"cm", {1, -2}}};
    key.unit_penalty = Share::of(1, 4);
    const Question question = one_part(NumberPart{}, key);
    CHECK(micro(question, type_text("5,1 m")) == 1'000'000);
    CHECK(micro(question, type_text("510 cm")) == 1'000'000);
    CHECK(micro(question, type_text("5.5")) == 500'000);
    CHECK(micro(question, type_text("5 km")) == 750'000);
    CHECK(micro(question, type_text("7")) == 0);
    CHECK(marked(question, type_text("seven")).feedback == std::vector<FeedbackId>{3});
    // A unit on a question that has none makes it wrong.
    Question plain = question;
    std::get<NumberKey>(plain.key.parts[0].shape).units.clear();
    CHECK(micro(plain, type_text("5 km")) == 0);
    CHECK(micro(plain, type_text("5")) == 1'000'000);
}

TEST_CASE("grading: matching earns by pair, and joining everything with everything earns nothing") {
    MatchPart part;
    MatchKey key;
    for (std::uint8_t n = 1; n <= 4; ++n) {
        part.left.push_back(option(n));
        part.right.push_back(option(static_cast<std::uint8_t>(n + 10)));
        key.pairs.push_back({option_id(n), option_id(static_cast<std::uint8_t>(n + 10))});
    }
    const Question question = one_part(part, key);
    std::vector<DirectedPair> pairs;
    for (const MatchPair& pair : key.pairs) pairs.push_back({pair.left, pair.right});
    CHECK(micro(question, match(pairs)) == 1'000'000);
    std::swap(pairs[0].to, pairs[1].to);
    CHECK(micro(question, match(pairs)) == 500'000);
    std::vector<DirectedPair> all;
    for (const Option& left : part.left) {
        for (const Option& right : part.right) all.push_back({left.id, right.id});
    }
    CHECK(micro(question, match(all)) == 0);
}

TEST_CASE("grading: ordering earns by place, by neighbour, or all at once") {
    OrderPart part;
    OrderKey key;
    std::vector<OptionId> given;
    for (std::uint8_t n = 1; n <= 4; ++n) {
        part.items.push_back(option(n));
        key.order.push_back(option_id(n));
        given.push_back(option_id(static_cast<std::uint8_t>(n % 4 + 1)));  // 2 3 4 1
    }
    Question question = one_part(part, key);
    CHECK(micro(question, put_in_order(key.order)) == 1'000'000);
    CHECK(micro(question, put_in_order(given)) == 0);
    std::get<OrderKey>(question.key.parts[0].shape).scoring = OrderScoring::each_neighbour;
    CHECK(micro(question, put_in_order(given)) == 666'667);
    std::get<OrderKey>(question.key.parts[0].shape).scoring = OrderScoring::all_or_nothing;
    std::swap(key.order[0], key.order[1]);
    CHECK(micro(question, put_in_order(key.order)) == 0);
    // Repeating one item fills no two places.
    CHECK(micro(question, put_in_order({option_id(1), option_id(1), option_id(1), option_id(1)})) ==
          0);
}

TEST_CASE("grading: the gaps of a cloze share its points by weight") {
    Question question = one_part(TextPart{}, TextKey{{{"Roma", Share::all(), 0}}, false});
    ChoicePart menu;
    menu.options = {option(1), option(2)};
    question.shown.parts.push_back({2, menu, ""});
    question.key.parts.push_back(
        {2, 3,
         ChoiceKey{{{option_id(1), Share::all(), 0}, {option_id(2), Share::none(), 0}}, false, 0}});
    question.key.points = {4'000'000};
    Response response;
    response.at(1).values.emplace_back(std::string("roma"));
    CHECK(micro(question, response) == 1'000'000);
    response.at(2).values.emplace_back(option_id(1));
    CHECK(micro(question, response) == 4'000'000);
    CHECK(marked(question, response).verdict == Verdict::right);
}

TEST_CASE("grading: an essay waits for a person, and an unknown interaction keeps its answer") {
    const Question essay = one_part(EssayPart{}, PersonKey{});
    CHECK(marked(essay, type_text("...")).needs_person);
    CHECK(marked(essay, type_text("...")).verdict == Verdict::waits);
    CHECK_FALSE(marked(essay, {}).needs_person);
    const Question foreign =
        one_part(UnknownPart{0, "drawing", {}, {}, {1, 2}}, UnknownKey{0, {3}});
    CHECK(marked(foreign, type_text("a line")).needs_person);
}

TEST_CASE("grading: a point on a picture counts inside a circle, a rectangle and a polygon") {
    HotspotPart part;
    HotspotKey key;
    key.areas = {{{AreaShape::circle, {100, 100, 10}}, Share::all(), 1},
                 {{AreaShape::polygon, {0, 0, 50, 0, 0, 50}}, Share::of(1, 2), 2}};
    const Question question = one_part(part, key);
    const auto at = [](std::int32_t x, std::int32_t y) {
        Response response;
        response.at(1).values.emplace_back(Point{x, y});
        return response;
    };
    CHECK(micro(question, at(106, 108)) == 1'000'000);
    CHECK(micro(question, at(108, 108)) == 0);
    CHECK(micro(question, at(10, 10)) == 500'000);
    CHECK(micro(question, at(40, 40)) == 0);
    CHECK(micro(question, at(2'000'000'000, -2'000'000'000)) == 0);
}

TEST_CASE("grading: a calculated question is marked with the data set of its seed") {
    NumberKey key;
    key.answers_per_set = 1;
    Question question = one_part(NumberPart{}, key);
    TemplateVariable variable{"a", {}};
    for (std::int64_t value = 1; value <= 9; ++value) {
        variable.values.push_back({value, 0});
        std::get<NumberKey>(question.key.parts[0].shape)
            .answers.push_back(
                {{{value * 2, value == 5 ? 0 : 0}, {value * 2, 0}}, Share::all(), 0, false});
    }
    std::get<NumberKey>(question.key.parts[0].shape).answers[4].range = {{1, 1}, {1, 1}};
    question.shown.variables = {variable};
    question.shown.text.html = "{a} + {a}";
    for (std::uint8_t n = 0; n < 20; ++n) {
        Seed seed;
        seed.bytes[0] = n;
        const std::uint32_t set = data_set_of(question.shown.id, 9, seed);
        CHECK(set < 9);
        CHECK(with_values(question.shown, set).text.html ==
              std::to_string(set + 1) + " + " + std::to_string(set + 1));
        const Response right = type_text(std::to_string((set + 1) * 2));
        CHECK(grade(question.shown, question.key, right, seed).points.micro == 1'000'000);
        CHECK(grade(question.shown, question.key, type_text("1"), seed).points.micro == 0);
        CHECK(right_response(question.shown, question.key, seed) == right);
    }
}

TEST_CASE("grading: the right response to every kind of question earns all its points") {
    const Question question = continents();
    CHECK(micro(question, right_response(question.shown, question.key, Seed{})) == 1'000'000);
}

TEST_CASE("question: the public half stands in the order of ids, whatever the author's order") {
    ChoicePart part;
    part.options = {option(9), option(2), option(5)};
    ChoiceKey key;
    key.options = {{option_id(9), Share::all(), 0},
                   {option_id(2), Share::none(), 0},
                   {option_id(5), Share::none(), 0}};
    const Question question = one_part(part, key);
    const QuestionHalves halves = split(question).value();
    const auto& options = std::get<ChoicePart>(halves.shown.parts[0].shape).options;
    CHECK(options[0].id == option_id(2));
    CHECK(options[2].id == option_id(9));
    CHECK(join(halves.shown, halves.key).ok());

    Question other = question;
    auto& entries = std::get<ChoiceKey>(other.key.parts[0].shape).options;
    entries[0].share = Share::none();
    entries[1].share = Share::all();
    other.key.points = {3'000'000};
    CHECK(split(other).value().shown == halves.shown);
}

TEST_CASE("question: halves that do not belong together are refused") {
    Question question = continents();
    std::get<ChoiceKey>(question.key.parts[0].shape).options[0].option = option_id(77);
    CHECK_FALSE(split(question).ok());
    question = continents();
    question.key.parts[0].weight = 10;
    CHECK_FALSE(split(question).ok());
    question = continents();
    question.key.id = QuestionId{{8}};
    CHECK_FALSE(split(question).ok());
    question = continents();
    question.key.parts[0].shape = TextKey{};
    CHECK_FALSE(split(question).ok());
}
