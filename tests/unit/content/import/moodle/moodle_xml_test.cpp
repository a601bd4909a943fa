#include "content/import/moodle/moodle_xml.hpp"

#include <algorithm>
#include <filesystem>

#include "content/model/grading.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::import;
using namespace approdo::content;

namespace {

const Seed seed{};

Import import_text(const std::string& xml) {
    test::TempDir folder;
    const SourceFiles files(folder.path().string());
    files.write("domande.xml", xml);
    const Source source{files, "domande.xml", "Domande"};
    REQUIRE(is_moodle_xml(source));
    return read_moodle_xml(source);
}

Import import_questions(const std::string& questions) {
    return import_text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n" + questions +
                       "\n</quiz>\n");
}

std::string words(const Report& report) {
    std::string all;
    for (const Finding& one : report.findings) all += line_of(one, name_of(one.severity)) + "\n";
    return all;
}

const QuizPublic& shown(const Import& import) {
    return import.course.quizzes.front().languages.front().shown;
}

// The only question of a file.
Question only(const Import& import) {
    INFO(words(import.report));
    REQUIRE(import.course.quizzes.size() == 1);
    REQUIRE(shown(import).questions.size() == 1);
    return {shown(import).questions[0], import.course.quizzes[0].key.questions[0]};
}

Question only(const std::string& question) {
    return only(import_questions(question));
}

std::string question(const std::string& type, const std::string& rest,
                     const std::string& text = "Testo") {
    return "<question type=\"" + type + "\"><name><text>Nome</text></name>" +
           "<questiontext format=\"html\"><text><![CDATA[" + text + "]]></text></questiontext>" +
           rest + "</question>";
}

std::string answer(const std::string& percent, const std::string& text,
                   const std::string& rest = "") {
    return "<answer fraction=\"" + percent + "\" format=\"html\"><text>" + text + "</text>" + rest +
           "</answer>";
}

std::string feedback(const std::string& text) {
    return "<feedback format=\"html\"><text>" + text + "</text></feedback>";
}

OptionId called(const Question& question, std::string_view html, std::size_t part = 0) {
    for (const Option& one : std::get<ChoicePart>(question.shown.parts[part].shape).options) {
        if (one.text.html == html) return one.id;
    }
    FAIL("no option says " << html);
    return {};
}

Points points_for(const Question& question, const Response& response) {
    return grade(question.shown, question.key, response, seed).points;
}

std::size_t warnings(const Import& import) {
    return import.report.count(Severity::warning);
}

constexpr const char* dot_png =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5Er"
    "kJggg==";

}  // namespace

TEST_CASE("moodle xml: a multiple choice keeps weights, numbering, feedback and penalty") {
    const Question one = only(question(
        "multichoice",
        "<generalfeedback format=\"html\"><text>Generale</text></generalfeedback>"
        "<defaultgrade>2</defaultgrade><penalty>0.3333333</penalty><idnumber>Q-7</idnumber>"
        "<single>false</single><shuffleanswers>true</shuffleanswers>"
        "<answernumbering>iii</answernumbering>"
        "<correctfeedback format=\"html\"><text>Tutto</text></correctfeedback>"
        "<partiallycorrectfeedback format=\"html\"><text>Metà</text></partiallycorrectfeedback>"
        "<incorrectfeedback format=\"html\"><text>Niente</text></incorrectfeedback>"
        "<shownumcorrect/>" +
            answer("50", "A", feedback("bene")) + answer("50", "B") + answer("-50", "C") +
            "<hint format=\"html\"><text>Pensaci</text><shownumcorrect/></hint>"
            "<hint format=\"html\"><text>Ancora</text><clearwrong/></hint>"
            "<tags><tag><text>base</text></tag></tags>"));
    CHECK(one.shown.kind == QuestionKind::choice_many);
    CHECK(one.shown.title == "Nome");
    CHECK(one.shown.foreign_id == "Q-7");
    CHECK(one.shown.numbering == Numbering::small_roman);
    CHECK(one.shown.tags == std::vector<std::string>{"base"});
    CHECK(one.key.points == Points{2'000'000});
    CHECK(one.key.penalty == Share::of(1, 3));
    CHECK(one.key.hints.size() == 2);
    CHECK(one.key.hint_rules == std::vector<HintRule>{{true, false}, {false, true}});
    CHECK(one.key.show_right_count);
    const OptionId a = called(one, "A"), b = called(one, "B"), c = called(one, "C");
    CHECK(points_for(one, choose({a, b})) == Points{2'000'000});
    CHECK(points_for(one, choose({a})) == Points{1'000'000});
    CHECK(points_for(one, choose({a, c})) == Points{0});
    const Outcome partly = grade(one.shown, one.key, choose({a}), seed);
    REQUIRE(partly.feedback.size() == 3);
    CHECK(one.key.feedback_text(partly.feedback[0])->texts[0].html == "bene");
    CHECK(one.key.feedback_text(partly.feedback[1])->texts[0].html == "Metà");
    CHECK(one.key.feedback_text(partly.feedback[2])->texts[0].html == "Generale");
}

TEST_CASE("moodle xml: a single choice may cost points when it is wrong") {
    const Question one =
        only(question("multichoice", "<single>true</single>" + answer("100", "A") +
                                         answer("-33.33333", "B") + answer("0", "C")));
    CHECK(one.shown.kind == QuestionKind::choice_one);
    CHECK(one.key.least == Share::of(-1, 3));
    CHECK(points_for(one, choose({called(one, "B")})) == Points{-333'333});
    CHECK(points_for(one, choose({called(one, "A")})) == Points{1'000'000});
}

TEST_CASE("moodle xml: true or false, with the feedback of either answer") {
    const Question one = only(question(
        "truefalse", answer("0", "true", feedback("no")) + answer("100", "false", feedback("sì"))));
    CHECK(one.shown.kind == QuestionKind::true_false);
    CHECK(points_for(one, choose({option_false})) == Points{1'000'000});
    const Outcome wrong = grade(one.shown, one.key, choose({option_true}), seed);
    CHECK(wrong.points == Points{0});
    CHECK(one.key.feedback_text(wrong.feedback[0])->texts[0].html == "no");
}

TEST_CASE("moodle xml: short answers take stars and mind the case where they say so") {
    const Question one = only(question(
        "shortanswer", "<usecase>1</usecase>" + answer("100", "Roma*") + answer("50", "roma")));
    CHECK(points_for(one, type_text("Roma capitale")) == Points{1'000'000});
    CHECK(points_for(one, type_text("roma")) == Points{500'000});
    CHECK(points_for(one, type_text("ROMA")) == Points{0});
}

TEST_CASE("moodle xml: numbers have tolerances, and units their multipliers") {
    const Question one = only(question(
        "numerical", answer("100", "5500", "<tolerance>10</tolerance>") +
                         "<unitgradingtype>2</unitgradingtype><unitpenalty>0.25</unitpenalty>"
                         "<showunits>1</showunits><units><unit><multiplier>1</multiplier>"
                         "<unit_name>W</unit_name></unit><unit><multiplier>0.001</multiplier>"
                         "<unit_name>kW</unit_name></unit></units>"));
    CHECK(points_for(one, type_text("5509 W")) == Points{1'000'000});
    CHECK(points_for(one, type_text("5,5 kW")) == Points{1'000'000});
    CHECK(points_for(one, type_text("5500")) == Points{750'000});
    CHECK(points_for(one, type_text("5511 W")) == Points{0});
    CHECK(std::get<NumberPart>(one.shown.parts[0].shape).units ==
          std::vector<std::string>{"W", "kW"});
}

TEST_CASE("moodle xml: a matching has right sides without a left one, and shares equal ones") {
    const auto pair = [](const std::string& left, const std::string& right) {
        return "<subquestion format=\"html\"><text>" + left + "</text><answer><text>" + right +
               "</text></answer></subquestion>";
    };
    const Question one =
        only(question("matching", pair("Roma", "Lazio") + pair("Palermo", "Sicilia") +
                                      pair("Trapani", "Sicilia") + pair("", "Molise")));
    const auto& part = std::get<MatchPart>(one.shown.parts[0].shape);
    CHECK(part.left.size() == 3);
    CHECK(part.right.size() == 3);
    CHECK(points_for(one, right_response(one.shown, one.key, seed)) == Points{1'000'000});
}

TEST_CASE("moodle xml: an essay keeps what it asks for, a template and the marker's guide") {
    const Question one = only(question(
        "essay",
        "<responseformat>plain</responseformat><responserequired>0</responserequired>"
        "<responsefieldlines>15</responsefieldlines><minwordlimit>50</minwordlimit>"
        "<maxwordlimit>300</maxwordlimit><attachments>2</attachments>"
        "<attachmentsrequired>1</attachmentsrequired><filetypeslist>.pdf,image</filetypeslist>"
        "<graderinfo format=\"html\"><text>Guida</text></graderinfo>"
        "<responsetemplate format=\"html\"><text>Gentile</text></responsetemplate>"));
    CHECK(one.shown.kind == QuestionKind::essay);
    REQUIRE(one.shown.parts.size() == 2);
    CHECK(std::get<EssayPart>(one.shown.parts[0].shape) == EssayPart{15, 50, 300});
    const auto& file = std::get<FilePart>(one.shown.parts[1].shape);
    CHECK(file.count_max == 2);
    CHECK(file.media_types == std::vector<std::string>{"application/pdf", "image/*"});
    REQUIRE(one.shown.detail(1) != nullptr);
    CHECK(one.shown.detail(1)->optional);
    CHECK(one.shown.detail(1)->format == EssayFormat::plain);
    CHECK(one.shown.detail(1)->prefilled.html == "Gentile");
    CHECK(one.shown.detail(2) == nullptr);
    CHECK(std::get<PersonKey>(one.key.parts[0].shape).guide.texts[0].html == "Guida");
    CHECK(grade(one.shown, one.key, type_text("Testo"), seed).needs_person);
}

TEST_CASE("moodle xml: embedded answers become parts in the text, worth their weights") {
    const Question one = only(question("cloze", "",
                                       "<p>Roma è in {2:MC:=Italia#sì~Francia} e ha "
                                       "{1:NM:=2.8:0.2} milioni; {1:SA:=capitale}.</p>"));
    CHECK(one.shown.kind == QuestionKind::cloze);
    CHECK(one.shown.text.html ==
          "Roma è in <span data-part=\"1\"></span> e ha <span data-part=\"2\"></span> milioni; "
          "<span data-part=\"3\"></span>.");
    REQUIRE(one.key.parts.size() == 3);
    CHECK(one.key.points == Points{4'000'000});
    CHECK(one.key.parts[0].weight == 2);
    CHECK(points_for(one, right_response(one.shown, one.key, seed)) == Points{4'000'000});
    Response half;
    half.at(1).values = {called(one, "Italia")};
    CHECK(points_for(one, half) == Points{2'000'000});
}

TEST_CASE("moodle xml: calculated questions are worked out for each data set") {
    const std::string set =
        "<dataset_definitions><dataset_definition><status><text>private</text></status>"
        "<name><text>a</text></name><dataset_items>"
        "<dataset_item><number>1</number><value>1.5</value></dataset_item>"
        "<dataset_item><number>2</number><value>2</value></dataset_item>"
        "</dataset_items></dataset_definition></dataset_definitions>";
    const Question one =
        only(question("calculated",
                      answer("100", "{a}*2",
                             "<tolerance>0.01</tolerance><tolerancetype>1</tolerancetype>"
                             "<correctanswerformat>1</correctanswerformat>"
                             "<correctanswerlength>2</correctanswerlength>") +
                          set,
                      "Il doppio di {a}? (La metà è {={a}/2}.)"));
    CHECK(one.shown.kind == QuestionKind::calculated);
    REQUIRE(one.shown.data_sets() == 2);
    CHECK(std::get<NumberKey>(one.key.parts[0].shape).formula == "{a}*2");
    for (std::uint32_t wanted = 0; wanted < 2; ++wanted) {
        Seed chosen;
        while (data_set_of(one.shown.id, 2, chosen) != wanted) ++chosen.bytes[0];
        CHECK(with_values(one.shown, wanted).text.html ==
              (wanted == 0 ? "Il doppio di 1.5? (La metà è 0.75.)"
                           : "Il doppio di 2? (La metà è 1.)"));
        const auto points = [&](const char* typed) {
            return grade(one.shown, one.key, type_text(typed), chosen).points;
        };
        CHECK(points(wanted == 0 ? "3" : "4") == Points{1'000'000});
        CHECK(points(wanted == 0 ? "3.03" : "4.04") == Points{1'000'000});
        CHECK(points(wanted == 0 ? "3.04" : "4.05") == Points{0});
    }
    const Import broken = import_questions(
        question("calculated", answer("100", "{a}/({a}-2)", "<tolerance>0</tolerance>") + set));
    CHECK(only(broken).shown.kind == QuestionKind::unknown);
    CHECK(warnings(broken) == 1);
}

TEST_CASE("moodle xml: a calculated choice has formulas in its options") {
    const Question one = only(
        question("calculatedmulti",
                 answer("100", "{={a}+1}") + answer("0", "{={a}-1}") +
                     "<dataset_definitions><dataset_definition><status><text>shared</text></status>"
                     "<name><text>a</text></name><dataset_items><dataset_item><number>1</number>"
                     "<value>4</value></dataset_item></dataset_items></dataset_definition>"
                     "</dataset_definitions>"));
    const QuestionPublic filled = with_values(one.shown, 0);
    std::vector<std::string> texts;
    for (const Option& option : std::get<ChoicePart>(filled.parts[0].shape).options)
        texts.push_back(option.text.html);
    std::sort(texts.begin(), texts.end());
    CHECK(texts == std::vector<std::string>{"3", "5"});
}

TEST_CASE("moodle xml: gaps are menus of the choices of their group") {
    const auto choice = [](const char* kind, const char* text, const char* group) {
        return "<" + std::string(kind) + "><text>" + text + "</text><group>" + group +
               "</group></" + kind + ">";
    };
    const Question select =
        only(question("gapselect",
                      choice("selectoption", "gatto", "1") + choice("selectoption", "cane", "1") +
                          choice("selectoption", "miagola", "2"),
                      "Il [[1]] [[3]]; il [[2]] no. [[9]]"));
    CHECK(select.shown.text.html.ends_with("no. [[9]]"));
    REQUIRE(select.shown.parts.size() == 3);
    CHECK(std::get<ChoicePart>(select.shown.parts[0].shape).options.size() == 2);
    CHECK(std::get<ChoicePart>(select.shown.parts[1].shape).options.size() == 1);
    CHECK(points_for(select, right_response(select.shown, select.key, seed)) == Points{1'000'000});
    const Question drag = only(question(
        "ddwtos", choice("dragbox", "uno", "1") + choice("dragbox", "due", "1"), "[[2]] [[1]]"));
    CHECK(drag.shown.kind == QuestionKind::drag_and_drop);
    CHECK(points_for(drag, right_response(drag.shown, drag.key, seed)) == Points{1'000'000});
}

TEST_CASE("moodle xml: things are dragged to places on a picture that comes along") {
    const std::string picture = "<file name=\"pianta.png\" path=\"/\" encoding=\"base64\">" +
                                std::string(dot_png) + "</file>";
    const Import import = import_questions(question(
        "ddimageortext",
        picture +
            "<drag><no>1</no><text>Porta</text><draggroup>1</draggroup></drag>"
            "<drag><no>2</no><text>Banco</text><draggroup>2</draggroup><infinite/></drag>"
            "<drop><text>ingresso</text><no>1</no><choice>1</choice><xleft>10</xleft>"
            "<ytop>20</ytop></drop>"
            "<drop><text/><no>2</no><choice>2</choice><xleft>-3</xleft><ytop>5</ytop></drop>"));
    const Question one = only(import);
    const auto& part = std::get<DragPart>(one.shown.parts[0].shape);
    CHECK(part.picture.width == 1);
    CHECK(part.items.size() == 2);
    REQUIRE(part.targets.size() == 2);
    CHECK(part.targets[0].label == "ingresso");
    CHECK(part.targets[1].area.coordinates[0] == -3);
    REQUIRE(one.shown.detail(1) != nullptr);
    CHECK(one.shown.detail(1)->groups.size() == 4);
    CHECK(points_for(one, right_response(one.shown, one.key, seed)) == Points{1'000'000});
    REQUIRE(import.course.files.size() == 1);
    CHECK(import.course.files[0].path == part.picture.path);
    CHECK(import.course.files[0].bytes.size() == 70);
    CHECK(import.course.files[0].media_type == "image/png");
}

TEST_CASE("moodle xml: markers are put on areas that nobody sees") {
    const std::string picture = "<file name=\"mappa.png\" path=\"/\" encoding=\"base64\">" +
                                std::string(dot_png) + "</file>";
    const Import import = import_questions(question(
        "ddmarker", picture + "<drag><no>1</no><text>Roma</text><noofdrags>1</noofdrags></drag>"
                              "<drag><no>2</no><text>Parigi</text><noofdrags>1</noofdrags></drag>"
                              "<drop><no>1</no><shape>circle</shape><coords>80,100;10</coords>"
                              "<choice>1</choice></drop>"));
    const Question one = only(import);
    CHECK(one.shown.kind == QuestionKind::hotspot);
    REQUIRE(one.shown.parts.size() == 1);
    CHECK(one.shown.parts[0].label == "Roma");
    CHECK(std::get<HotspotPart>(one.shown.parts[0].shape).places.empty());
    Response there, elsewhere;
    there.at(1).values = {Point{85, 100}};
    elsewhere.at(1).values = {Point{95, 100}};
    CHECK(points_for(one, there) == Points{1'000'000});
    CHECK(points_for(one, elsewhere) == Points{0});
    CHECK(warnings(import) == 1);
}

TEST_CASE("moodle xml: a random matching has the short answers of its category") {
    const std::string category =
        "<question type=\"category\"><category><text>$course$/top/Capitali</text></category>"
        "</question>";
    const Import import = import_questions(
        category + question("randomsamatch", "<choose>2</choose><subcats>0</subcats>") +
        question("shortanswer", answer("100", "Roma"), "Italia") +
        question("shortanswer", answer("100", "Parigi"), "Francia"));
    REQUIRE(shown(import).questions.size() == 3);
    const QuestionPublic& matching = shown(import).questions[0];
    CHECK(matching.category == "Capitali");
    const QuestionKey& key = *import.course.quizzes[0].key.question(matching.id);
    CHECK(std::get<MatchPart>(matching.parts[0].shape).left.size() == 2);
    CHECK(grade(matching, key, right_response(matching, key, seed), seed).points ==
          Points{1'000'000});
    CHECK(warnings(import) == 1);
}

TEST_CASE("moodle xml: texts come in four formats") {
    const auto text = [](const std::string& format, const std::string& words_in) {
        return only(
                   "<question type=\"description\"><name><text>N</text></name>"
                   "<questiontext format=\"" +
                   format + "\"><text><![CDATA[" + words_in +
                   "]]></text></questiontext></question>")
            .shown.text.html;
    };
    CHECK(text("html", "<p>a <b>b</b></p>") == "a <b>b</b>");
    CHECK(text("moodle_auto_format", "a\n<b>b</b>") == "a<br><b>b</b>");
    CHECK(text("plain_text", "a < b\nc") == "a &lt; b<br>c");
    CHECK(text("markdown", "a *b*") == "a <em>b</em>");
}

TEST_CASE("moodle xml: files within texts are taken along, once, and missing ones are reported") {
    const std::string file = "<file name=\"due parole.png\" path=\"/x/\" encoding=\"base64\">" +
                             std::string(dot_png) + "</file>";
    const std::string one =
        "<question type=\"description\"><name><text>A</text></name><questiontext format=\"html\">"
        "<text><![CDATA[<img src=\"@@PLUGINFILE@@/x/due%20parole.png\" alt=\"punto\">]]></text>" +
        file + "</questiontext></question>";
    const Import import = import_questions(
        one +
        "<question type=\"description\"><name><text>B</text></name><questiontext "
        "format=\"html\"><text><![CDATA[<img src=\"@@PLUGINFILE@@/x/due%20parole.png\" "
        "alt=\"punto\"><img src=\"@@PLUGINFILE@@/manca.png\" alt=\"manca\">]]></text>" +
        file + "</questiontext></question>");
    REQUIRE(import.course.files.size() == 1);
    const std::string path = import.course.files[0].path;
    CHECK(path.ends_with("/due_parole.png"));
    CHECK(shown(import).questions[0].text.html ==
          "<img src=\"" + path + "\" width=\"1\" height=\"1\" alt=\"punto\">");
    CHECK(shown(import).questions[1].text.html.ends_with("manca"));
    CHECK(warnings(import) == 1);
    CHECK_FALSE(import.report.has_errors());
}

TEST_CASE("moodle xml: files go to the scratch folder where there is one") {
    test::TempDir folder, scratch;
    const SourceFiles files(folder.path().string());
    files.write("q.xml",
                "<quiz>" +
                    question("description", "", "<img src=\"@@PLUGINFILE@@/p.png\" alt=\"\">") +
                    "</quiz>");
    std::string xml = *files.read("q.xml");
    xml.insert(xml.find("</questiontext>"), "<file name=\"p.png\" path=\"/\" encoding=\"base64\">" +
                                                std::string(dot_png) + "</file>");
    files.write("q.xml", xml);
    const Import held = read_moodle_xml({files, "q.xml", "q"});
    const Import put = read_moodle_xml({files, "q.xml", "q", scratch.path().string()});
    REQUIRE(put.course.files.size() == 1);
    CHECK(put.course.files[0].path == held.course.files[0].path);
    CHECK(put.course.files[0].bytes.empty());
    CHECK(put.course.files[0].source.starts_with(scratch.path().string()));
    CHECK(std::filesystem::file_size(put.course.files[0].source) == 70);
}

TEST_CASE("moodle xml: an unknown type keeps its text, takes words, and is named") {
    const Import import = import_questions("\n\n" + question("stack", "", "<p>Semplifica</p>"));
    const Question one = only(import);
    CHECK(one.shown.kind == QuestionKind::unknown);
    CHECK(one.shown.text.html == "Semplifica");
    CHECK(std::get<UnknownPart>(one.shown.parts[0].shape).type == "stack");
    CHECK(grade(one.shown, one.key, type_text("x"), seed).needs_person);
    REQUIRE(warnings(import) == 1);
    const auto finding =
        std::find_if(import.report.findings.begin(), import.report.findings.end(),
                     [](const Finding& each) { return each.severity == Severity::warning; });
    CHECK(finding->message.find("«stack»") != std::string::npos);
    CHECK(finding->line == 5);
}

TEST_CASE("moodle xml: categories nest, and their order in the file decides") {
    const auto category = [](const char* path) {
        return "<question type=\"category\"><category><text>" + std::string(path) +
               "</text></category></question>";
    };
    const Import import =
        import_questions(category("$course$/top/Uno/Due") + question("description", "") +
                         category("$system$/Tre") + question("description", ""));
    CHECK(shown(import).questions[0].category == "Uno/Due");
    CHECK(shown(import).questions[1].category == "Tre");
    CHECK(shown(import).questions[0].id != shown(import).questions[1].id);
}

TEST_CASE("moodle xml: ids stay when texts change, and say nothing of right or first") {
    const auto ids = [](const std::string& first, const std::string& second) {
        const Question one = only(question("multichoice", first + second));
        return std::pair{one.shown.id, std::pair{called(one, "A"), called(one, "B")}};
    };
    const auto [id, options] = ids(answer("100", "A"), answer("0", "B"));
    const auto [same_id, same_options] = ids(answer("0", "B"), answer("100", "A"));
    CHECK(id == same_id);
    CHECK(options == same_options);
    const auto [other_id, other_options] = ids(answer("0", "A"), answer("100", "B"));
    CHECK(other_options == options);
}

TEST_CASE("moodle xml: other encodings are read, and what is no XML is refused with its line") {
    const std::string latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><quiz>" +
                              question("description", "", "Perch\xE9") + "</quiz>";
    CHECK(shown(import_text(latin)).questions[0].text.html == "Perché");
    const Import broken = import_text("<quiz>\n<question type=\"essay\">\n</quiz>");
    CHECK(broken.report.has_errors());
    CHECK(broken.course.quizzes.empty());
    CHECK(broken.report.findings[0].line == 3);
    const Import empty = import_text("<quiz></quiz>");
    CHECK(empty.report.has_errors());
}
