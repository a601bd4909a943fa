#include "content/import/qti1/qti1.hpp"

#include "content/model/grading.hpp"
#include "tests/support/import_source.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;
using namespace approdo::import;
using approdo::test::ImportSource;
using approdo::test::says;
using approdo::test::text_of;

namespace {

std::string item(std::string_view type, std::string_view presentation, std::string_view processing,
                 std::string_view rest = "") {
    return "<questestinterop xmlns=\"http://www.imsglobal.org/xsd/ims_qtiasiv1p2\">\n"
           "<item ident=\"i1\" title=\"Domanda\"><itemmetadata><qtimetadata><qtimetadatafield>"
           "<fieldlabel>question_type</fieldlabel><fieldentry>" +
           std::string(type) +
           "</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>\n<presentation>" +
           std::string(presentation) +
           "</presentation>\n<resprocessing><outcomes>"
           "<decvar maxvalue=\"100\" minvalue=\"0\" varname=\"SCORE\"/></outcomes>" +
           std::string(processing) + "</resprocessing>" + std::string(rest) +
           "</item></questestinterop>";
}

Import read(const std::string& text) {
    ImportSource source;
    source.add("q.xml", text);
    return source.read_file(qti1_format, "q.xml");
}

// The first question of the first quiz, both halves.
Question question_of(const Import& result, std::size_t index = 0) {
    INFO(text_of(result.report));
    REQUIRE_FALSE(result.course.quizzes.empty());
    const AuthoredQuiz& quiz = result.course.quizzes.front();
    return {quiz.languages.at(0).shown.questions.at(index), quiz.key.questions.at(index)};
}
template <class Key>
const Key& key_of(const Question& question, std::size_t part = 0) {
    return std::get<Key>(question.key.parts.at(part).shape);
}
template <class Shape>
const Shape& part_of(const Question& question, std::size_t part = 0) {
    return std::get<Shape>(question.shown.parts.at(part).shape);
}

Points marks(const Question& question, const Response& response) {
    return grade(question.shown, question.key, response, Seed{}).points;
}

std::string labels(std::initializer_list<std::pair<const char*, const char*>> list) {
    std::string xml = "<render_choice>";
    for (const auto& [id, text] : list)
        xml += std::string("<response_label ident=\"") + id +
               "\"><material><mattext texttype=\"text/plain\">" + text +
               "</mattext></material></response_label>";
    return xml + "</render_choice>";
}
std::string choice(std::string_view id, std::string_view cardinality, const std::string& inner) {
    return "<response_lid ident=\"" + std::string(id) + "\" rcardinality=\"" +
           std::string(cardinality) + "\">" + inner + "</response_lid>";
}
std::string scores(std::string_view condition, std::string_view points,
                   std::string_view action = "Set") {
    return "<respcondition><conditionvar>" + std::string(condition) +
           "</conditionvar><setvar varname=\"SCORE\" action=\"" + std::string(action) + "\">" +
           std::string(points) + "</setvar></respcondition>";
}
std::string equals(std::string_view field, std::string_view value) {
    return "<varequal respident=\"" + std::string(field) + "\">" + std::string(value) +
           "</varequal>";
}
constexpr std::string_view question_text =
    "<material><mattext texttype=\"text/html\">&lt;p&gt;Testo&lt;/p&gt;</mattext></material>";

OptionId option_with(const Question& question, std::string_view words) {
    for (const Option& one : part_of<ChoicePart>(question).options) {
        if (one.text.html.find(words) != std::string::npos) return one.id;
    }
    return {};
}

}  // namespace

TEST_CASE("qti 1.2: a choice takes its key from what each option earns") {
    const Question question = question_of(read(item(
        "multiple_choice_question",
        std::string(question_text) + choice("r", "Single", labels({{"a", "uno"}, {"b", "due"}})),
        scores(equals("r", "b"), "100") + scores(equals("r", "a"), "25"))));
    CHECK(question.shown.kind == QuestionKind::choice_one);
    CHECK(question.shown.text.html == "<p>Testo</p>");
    CHECK(marks(question, choose({option_with(question, "due")})) == Points{1'000'000});
    CHECK(marks(question, choose({option_with(question, "uno")})) == Points{250'000});
}

TEST_CASE("qti 1.2: of several right options all count together, or each by itself") {
    const std::string presentation =
        choice("r", "Multiple", labels({{"a", "uno"}, {"b", "due"}, {"c", "tre"}}));
    const Question together =
        question_of(read(item("multiple_answers_question", presentation,
                              scores("<and>" + equals("r", "a") + "<not>" + equals("r", "b") +
                                         "</not>" + equals("r", "c") + "</and>",
                                     "100"))));
    CHECK(together.shown.kind == QuestionKind::choice_many);
    CHECK(key_of<ChoiceKey>(together).all_or_nothing);
    const OptionId one = option_with(together, "uno");
    const OptionId three = option_with(together, "tre");
    CHECK(marks(together, choose({one, three})) == Points{1'000'000});
    CHECK(marks(together, choose({one})) == Points{0});
    const Question singly = question_of(
        read(item("multiple_answers_question", presentation,
                  scores(equals("r", "a"), "50", "Add") + scores(equals("r", "c"), "50", "Add") +
                      scores(equals("r", "b"), "50", "Subtract"))));
    CHECK_FALSE(key_of<ChoiceKey>(singly).all_or_nothing);
    CHECK(marks(singly, choose({option_with(singly, "uno")})) == Points{500'000});
    CHECK(marks(singly, choose({option_with(singly, "uno"), option_with(singly, "due")})) ==
          Points{0});
}

TEST_CASE("qti 1.2: true or false is told in the reader's own words") {
    const Question question = question_of(read(
        item("true_false_question", choice("r", "Single", labels({{"1", "True"}, {"2", "False"}})),
             scores(equals("r", "2"), "100"))));
    CHECK(question.shown.kind == QuestionKind::true_false);
    CHECK(marks(question, choose({option_false})) == Points{1'000'000});
    CHECK(marks(question, choose({option_true})) == Points{0});
}

TEST_CASE("qti 1.2: typed words, alternatives and parts of words") {
    const std::string field =
        "<response_str ident=\"r\"><render_fib><response_label ident=\"x\"/></render_fib>"
        "</response_str>";
    const Question question = question_of(
        read(item("short_answer_question", std::string(question_text) + field,
                  scores(equals("r", "blu") + equals("r", "azzurro"), "100") +
                      scores("<varsubstring respident=\"r\">verd</varsubstring>", "50"))));
    CHECK(marks(question, type_text("Azzurro")) == Points{1'000'000});
    CHECK(marks(question, type_text("verdastro")) == Points{500'000});
    CHECK(marks(question, type_text("rosso")) == Points{0});
    const Question essay = question_of(
        read(item("essay_question", std::string(question_text) + field,
                  "<respcondition><conditionvar><other/></conditionvar></respcondition>")));
    CHECK(essay.shown.kind == QuestionKind::essay);
}

TEST_CASE("qti 1.2: numbers have ranges, the wider one first") {
    const Question question = question_of(
        read(item("numerical_question",
                  "<response_str ident=\"r\"><render_fib fibtype=\"Decimal\"/></response_str>",
                  scores("<or>" + equals("r", "77.0") +
                             "<and><vargte respident=\"r\">70.0</vargte>"
                             "<varlte respident=\"r\">84.0</varlte></and></or>",
                         "100"))));
    CHECK(question.shown.kind == QuestionKind::numerical);
    CHECK(marks(question, type_text("84")) == Points{1'000'000});
    CHECK(marks(question, type_text("84,1")) == Points{0});
}

TEST_CASE("qti 1.2: matching joins what earns points, distractors stay alone") {
    const std::string options = labels({{"x", "X"}, {"y", "Y"}, {"z", "Z"}});
    const auto row = [&](const char* id, const char* words) {
        return choice(
            id, "Single",
            std::string("<material><mattext>") + words + "</mattext></material>" + options);
    };
    const Question question = question_of(read(
        item("matching_question", std::string(question_text) + row("q1", "A") + row("q2", "B"),
             scores(equals("q1", "x"), "50", "Add") + scores(equals("q2", "y"), "50", "Add"))));
    CHECK(question.shown.kind == QuestionKind::matching);
    const MatchPart& part = part_of<MatchPart>(question);
    CHECK(part.left.size() == 2);
    CHECK(part.right.size() == 3);
    const MatchKey& key = key_of<MatchKey>(question);
    REQUIRE(key.pairs.size() == 2);
    CHECK_FALSE(key.all_or_nothing);
    CHECK(marks(question, match({{key.pairs[0].left, key.pairs[0].right}})) == Points{500'000});
}

TEST_CASE("qti 1.2: menus stand where their names stood in the text") {
    const Question question = question_of(read(
        item("multiple_dropdowns_question",
             "<material><mattext texttype=\"text/html\">&lt;p&gt;Rose [c1], viole [c2].&lt;/p&gt;"
             "</mattext></material>" +
                 choice("response_c1", "Single",
                        "<material><mattext>c1</mattext></material>" +
                            labels({{"1", "rosse"}, {"2", "blu"}})) +
                 choice("response_c2", "Single",
                        "<material><mattext>c2</mattext></material>" +
                            labels({{"1", "rosse"}, {"2", "blu"}})),
             scores(equals("response_c1", "1"), "50", "Add") +
                 scores(equals("response_c2", "2"), "50", "Add"))));
    CHECK(question.shown.kind == QuestionKind::cloze);
    CHECK(question.shown.text.html ==
          "<p>Rose <span data-part=\"1\"></span>, viole <span data-part=\"2\"></span>.</p>");
    REQUIRE(question.shown.parts.size() == 2);
    CHECK(part_of<ChoicePart>(question).inline_menu);
    CHECK(key_of<ChoiceKey>(question).options.size() == 2);
    Response response;
    for (const std::uint32_t part : {1U, 2U}) {
        for (const ChosenKey& one : key_of<ChoiceKey>(question, part - 1).options) {
            if (one.share == Share::all()) response.at(part).values = {one.option};
        }
    }
    CHECK(marks(question, response) == Points{1'000'000});
}

TEST_CASE("qti 1.2: gaps between texts keep their place") {
    const auto gap = [](const char* id) {
        return std::string("<response_str ident=\"") + id + "\"><render_fib/></response_str>";
    };
    const auto text = [](const char* words) {
        return std::string("<material><mattext>") + words + "</mattext></material>";
    };
    const Question question = question_of(read(
        item("fib", text("Prima") + gap("g1") + text("poi") + gap("g2") + text("."),
             scores(equals("g1", "a"), "50", "Add") + scores(equals("g2", "b"), "50", "Add"))));
    REQUIRE(question.shown.parts.size() == 2);
    CHECK(question.shown.text.html ==
          "Prima <span data-part=\"1\"></span> poi <span data-part=\"2\"></span> .");
    Response response;
    response.at(1).values = {std::string("a")};
    response.at(2).values = {std::string("x")};
    CHECK(marks(question, response) == Points{500'000});
}

TEST_CASE("qti 1.2: a calculated question brings its drawn values and their answers") {
    const Question question = question_of(read(
        item("calculated_question",
             "<material><mattext texttype=\"text/html\">&lt;p&gt;Quanto fa [x] + 1?&lt;/p&gt;"
             "</mattext></material><response_str ident=\"r\"><render_fib fibtype=\"Decimal\"/>"
             "</response_str>",
             "",
             "<itemproc_extension><calculated><answer_tolerance>10%</answer_tolerance>"
             "<formulas><formula>x+1</formula></formulas><vars><var name=\"x\"/></vars><var_sets>"
             "<var_set><var name=\"x\">9</var><answer>10.0</answer></var_set>"
             "<var_set><var name=\"x\">19</var><answer>20.0</answer></var_set>"
             "</var_sets></calculated></itemproc_extension>")));
    CHECK(question.shown.kind == QuestionKind::calculated);
    CHECK(question.shown.text.html == "<p>Quanto fa {x} + 1?</p>");
    REQUIRE(question.shown.variables.size() == 1);
    CHECK(question.shown.variables[0].values == std::vector<Decimal>{{9, 0}, {19, 0}});
    const NumberKey& key = key_of<NumberKey>(question);
    CHECK(key.answers_per_set == 1);
    REQUIRE(key.answers.size() == 2);
    CHECK(key.answers[1].range == DecimalRange{{18, 0}, {22, 0}});
    CHECK(key.formula == "x+1");
}

TEST_CASE("qti 1.2: feedback goes to the answers that show it, what always shows to all") {
    const auto feedback = [](const char* id, const char* words) {
        return std::string("<itemfeedback ident=\"") + id + "\"><flow_mat><material><mattext>" +
               words + "</mattext></material></flow_mat></itemfeedback>";
    };
    const Question question = question_of(read(item(
        "multiple_choice_question", choice("r", "Single", labels({{"a", "uno"}, {"b", "due"}})),
        "<respcondition continue=\"Yes\"><conditionvar><other/></conditionvar>"
        "<displayfeedback linkrefid=\"general_fb\"/></respcondition>"
        "<respcondition continue=\"Yes\"><conditionvar>" +
            equals("r", "a") +
            "</conditionvar><displayfeedback linkrefid=\"a_fb\"/></respcondition>" +
            scores(equals("r", "b"), "100"),
        feedback("general_fb", "sempre") + feedback("a_fb", "solo uno") +
            feedback("correct_fb", "bravo"))));
    const LocalRich* const general = question.key.feedback_text(question.key.general_feedback);
    REQUIRE(general != nullptr);
    CHECK(general->texts.at(0).html == "sempre");
    for (const ChosenKey& one : key_of<ChoiceKey>(question).options) {
        const LocalRich* const own = question.key.feedback_text(one.feedback);
        CHECK((own != nullptr) == (one.share.parts == 0));
        if (own != nullptr) CHECK(own->texts.at(0).html == "solo uno");
    }
    const LocalRich* const right = question.key.feedback_text(question.key.right_feedback);
    REQUIRE(right != nullptr);
    CHECK(right->texts.at(0).html == "bravo");
    CHECK(question.key.wrong_feedback == 0);
}

TEST_CASE("qti 1.2: Blackboard's boxes and its own words are read all the same") {
    const auto text = [](const char* words) {
        return std::string("<material><mat_extension><mat_formattedtext type=\"HTML\">&lt;p&gt;") +
               words + "&lt;/p&gt;</mat_formattedtext></mat_extension></material>";
    };
    const std::string file =
        "<questestinterop><assessment title=\"Prova\"><section><item maxattempts=\"0\">"
        "<itemmetadata><bbmd_questiontype>Multiple Choice</bbmd_questiontype>"
        "<qmd_absolutescore_max>10.0</qmd_absolutescore_max></itemmetadata>"
        "<presentation><flow class=\"Block\"><flow class=\"QUESTION_BLOCK\">"
        "<flow class=\"FORMATTED_TEXT_BLOCK\">" +
        text("Che cosa?") +
        "</flow></flow>"
        "<flow class=\"RESPONSE_BLOCK\"><response_lid ident=\"response\" rcardinality=\"Single\">"
        "<render_choice shuffle=\"No\"><flow_label class=\"Block\"><response_label ident=\"a\">"
        "<flow_mat class=\"FORMATTED_TEXT_BLOCK\">" +
        text("questo") +
        "</flow_mat></response_label></flow_label><flow_label class=\"Block\">"
        "<response_label ident=\"b\"><flow_mat class=\"FORMATTED_TEXT_BLOCK\">" +
        text("quello") +
        "</flow_mat></response_label></flow_label></render_choice></response_lid></flow></flow>"
        "</presentation><resprocessing><outcomes><decvar varname=\"SCORE\" maxvalue=\"10\"/>"
        "</outcomes><respcondition title=\"correct\"><conditionvar><varequal "
        "respident=\"response\" case=\"No\">b</varequal></conditionvar>"
        "<setvar variablename=\"SCORE\" action=\"Set\">SCORE.max</setvar></respcondition>"
        "</resprocessing></item></section></assessment></questestinterop>";
    const Import result = read(file);
    const Question question = question_of(result);
    CHECK(question.shown.text.html == "<p>Che cosa?</p>");
    CHECK(question.key.points == Points{10'000'000});
    CHECK(part_of<ChoicePart>(question).fixed_order);
    CHECK(marks(question, choose({option_with(question, "quello")})) == Points{10'000'000});
    CHECK(result.course.quizzes.at(0).languages.at(0).shown.title == "Prova");
}

TEST_CASE("qti 1.2: Blackboard's matching joins rows with a column that stands apart") {
    const auto text = [](const char* words) {
        return std::string("<flow class=\"FORMATTED_TEXT_BLOCK\"><material><mattext>") + words +
               "</mattext></material></flow>";
    };
    const auto row = [&](const char* id, const char* words, const char* first, const char* second) {
        return "<flow class=\"Block\">" + text(words) + "<response_lid ident=\"" + id +
               "\" rcardinality=\"Single\"><render_choice><flow_label><response_label ident=\"" +
               first + "\"/><response_label ident=\"" + second +
               "\"/></flow_label></render_choice></response_lid></flow>";
    };
    const std::string file =
        "<questestinterop><item ident=\"m\"><itemmetadata><bbmd_questiontype>Matching"
        "</bbmd_questiontype></itemmetadata><presentation><flow class=\"Block\">"
        "<flow class=\"QUESTION_BLOCK\">" +
        text("Unisci") + "</flow><flow class=\"RESPONSE_BLOCK\">" + row("r1", "CIE", "a1", "a2") +
        row("r2", "TS", "b1", "b2") + "</flow><flow class=\"RIGHT_MATCH_BLOCK\">" +
        text("identit\u00e0") + text("sanitaria") + "</flow></flow></presentation><resprocessing>" +
        scores(equals("r1", "a1"), "50", "Add") + scores(equals("r2", "b2"), "50", "Add") +
        "</resprocessing></item></questestinterop>";
    const Question question = question_of(read(file));
    CHECK(question.shown.kind == QuestionKind::matching);
    CHECK(question.shown.text.html == "Unisci");
    const MatchPart& part = part_of<MatchPart>(question);
    REQUIRE(part.left.size() == 2);
    REQUIRE(part.right.size() == 2);
    CHECK(part.left[0].text.html == "CIE");
    for (const MatchPair& pair : key_of<MatchKey>(question).pairs) {
        const bool first = pair.left == part.left[0].id;
        const auto right = std::find_if(part.right.begin(), part.right.end(),
                                        [&](const Option& one) { return one.id == pair.right; });
        REQUIRE(right != part.right.end());
        CHECK(right->text.html == (first ? "identit\u00e0" : "sanitaria"));
    }
    CHECK(key_of<MatchKey>(question).pairs.size() == 2);
}

TEST_CASE("qti 1.2: an unknown kind keeps its text and takes an answer in words") {
    const Import result = read(item("hot_potato_question", question_text, ""));
    const Question question = question_of(result);
    CHECK(question.shown.kind == QuestionKind::unknown);
    CHECK(part_of<UnknownPart>(question).type == "hot_potato_question");
    CHECK(says(result.report, "hot_potato_question"));
}

TEST_CASE("qti 1.2: script in a text does not come through, and is reported") {
    const Import result =
        read(item("text_only_question",
                  "<material><mattext texttype=\"text/html\">&lt;p onclick=\"x()\"&gt;a&lt;/p&gt;"
                  "&lt;script&gt;alert(1)&lt;/script&gt;</mattext></material>",
                  ""));
    CHECK(question_of(result).shown.text.html == "<p>a</p>");
    CHECK(result.report.count(Severity::warning) > 0);
}

TEST_CASE("qti 1.2: a group that is the whole quiz draws from it, others are sections") {
    const auto section = [](const char* picked, const char* ids) {
        std::string xml =
            "<section ident=\"s\" title=\"Gruppo\"><selection_ordering><selection>"
            "<selection_number>" +
            std::string(picked) +
            "</selection_number></selection>"
            "</selection_ordering>";
        for (const char* id = ids; *id != 0; ++id)
            xml += std::string("<item ident=\"") + *id +
                   "\"><presentation><response_str ident=\"r\"><render_fib/></response_str>"
                   "</presentation></item>";
        return xml + "</section>";
    };
    const auto quiz = [](const std::string& inner) {
        return "<questestinterop><assessment ident=\"q\" title=\"Q\"><section ident=\"root\">" +
               inner + "</section></assessment></questestinterop>";
    };
    const Import whole = read(quiz(section("2", "abc")));
    CHECK(whole.course.quizzes.at(0).settings().questions_shown == 2);
    const Import several = read(quiz(section("2", "abc") + section("1", "de")));
    CHECK(several.course.quizzes.at(0).settings().questions_shown == 0);
    const QuizPublic& shown = several.course.quizzes.at(0).languages.at(0).shown;
    CHECK(shown.questions.size() == 5);
    REQUIRE(shown.sections.size() == 3);
    CHECK(shown.sections[0].members.size() == 2);
    CHECK(shown.sections[0].members[1].section == 2);
    CHECK(shown.sections[1].drawn == 2);
    CHECK(shown.sections[1].members.size() == 3);
    CHECK(shown.sections[2].drawn == 1);
    CHECK(plan_sitting(shown, Seed{}).size() == 3);
}

TEST_CASE(
    "qti 1.2: the same file gives the same ids, and options' ids say nothing of their order") {
    const std::string file =
        item("multiple_choice_question",
             choice("r", "Single", labels({{"a", "uno"}, {"b", "due"}, {"c", "tre"}})),
             scores(equals("r", "a"), "100"));
    const Question once = question_of(read(file));
    CHECK(once == question_of(read(file)));
    const auto& options = part_of<ChoicePart>(once).options;
    CHECK(std::is_sorted(options.begin(), options.end(),
                         [](const Option& a, const Option& b) { return a.id < b.id; }));
}
