// A course, a quiz with every kind of part, its key with rules, and a response with every kind of
// value. Their bytes are kept in tests/golden/content.
#pragma once

#include "content/model/encoding.hpp"

namespace approdo::test {

using namespace approdo::content;

inline RichText rich(std::string html) {
    return {std::move(html), "it", Direction::left_to_right};
}

// A quiz with every kind of part, and its key.
inline QuizPublic full_quiz() {
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
    QuizSection whole;
    whole.name = "tutto";
    whole.drawn = 1;
    whole.shuffled = true;
    whole.members = {{question.id, 0, true, true, 60, 2}};
    quiz.sections = {whole};
    return quiz;
}

// Every kind of field that rules have.
inline processing::ItemRules full_rules() {
    using namespace processing;
    using Value = processing::Value;
    Declaration response;
    response.name = "RESPONSE";
    response.kind = VariableKind::response;
    response.cardinality = Cardinality::multiple;
    response.base = BaseType::directed_pair;
    response.correct = Value::single(BaseType::directed_pair, NamePair{"A", "B"});
    response.mapping.entries = {{NamePair{"A", "B"}, 1.5, true}, {std::string("si"), -1, false}};
    response.mapping.areas = {{{AreaShape::circle, {10, 10, 5}}, 2}};
    response.mapping.lower = {true, 0};
    response.mapping.upper = {true, 3};
    Declaration score;
    score.name = "SCORE";
    score.base = BaseType::decimal;
    score.initial = Value::of(0.5);
    score.table = {true, {{1, false, Value::of(std::int64_t{2})}}, Value::of(true)};
    score.normal_maximum = {true, 3};
    Expression mapped;
    mapped.op = Operator::map_response;
    mapped.name = "RESPONSE";
    Expression rounded;
    rounded.op = Operator::round_to;
    rounded.mode = 2;
    rounded.operands = {mapped, mapped};
    rounded.operands[1] = {Operator::constant, 0, "", Value::of(std::int64_t{1}), {}};
    Rule set{RuleKind::set_value, "SCORE", rounded, {}};
    Rule condition;
    condition.branches = {{mapped, {set}}, {{}, {{RuleKind::stop, "", {}, {}}}}};
    ItemRules rules;
    rules.variables = {response, score};
    rules.bindings = {{"RESPONSE", 4, {{OptionId{{1}}, "A"}}}};
    rules.drawing = {{RuleKind::constraint, "", rounded, {}}};
    rules.responding = {set, condition};
    rules.feedback = {{"SCORE", "1.5", false, 1}};
    return rules;
}

inline QuizKey full_key() {
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
    question.rules = full_rules();
    key.questions = {question};
    key.rules.variables = question.rules.variables;
    key.rules.roles = {{"q1",
                        question.id,
                        {"base"},
                        {{"doppio", 2}},
                        {question.rules.responding[0].value},
                        {{question.rules.responding[0].value, "EXIT_TEST"}}}};
    key.rules.outcomes = question.rules.responding;
    key.rules.feedback = question.rules.feedback;
    key.rules.feedback_texts = question.feedback;
    key.rules.points_max = {10'000'000};
    return key;
}

inline Course full_course() {
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

inline Response full_response() {
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

}  // namespace approdo::test
