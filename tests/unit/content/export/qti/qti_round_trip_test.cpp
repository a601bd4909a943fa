// Quizzes written as QTI 3.0 and read again are the same quizzes, but for what is listed.
#include "content/export/qti/qti_package.hpp"
#include "content/import/qti/qti.hpp"
#include "content/model/grading.hpp"
#include "tests/support/import_source.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/content/export/source_sink.hpp"

using namespace approdo;
using namespace approdo::content;
using approdo::test::ImportSource;
using approdo::test::SourceSink;

namespace {

RichText rich(std::string html) {
    return {std::move(html), "", Direction::inherit};
}
std::string mark(int number) {
    return "<span data-part=\"" + std::to_string(number) + "\"></span>";
}
std::vector<Option> options(std::uint8_t question, std::uint8_t first, int count) {
    std::vector<Option> list;
    for (int i = 0; i < count; ++i) {
        const auto number = static_cast<std::uint8_t>(first + i);
        list.push_back({OptionId{{question, number}}, rich("opzione " + std::to_string(number))});
    }
    return list;
}

Question begin(std::uint8_t id, QuestionKind kind, const std::string& title) {
    Question question;
    question.shown.id.bytes[0] = id;
    question.shown.kind = kind;
    question.shown.title = title;
    question.shown.text = rich("<p>Che cosa?</p>" + mark(1));
    question.key.id = question.shown.id;
    question.key.points = {2'000'000};
    return question;
}
template <class Shape, class Key>
Question finish(Question question, Shape shape, Key key) {
    question.shown.parts = {{1, std::move(shape), ""}};
    question.key.parts = {{1, 1, std::move(key)}};
    auto halves = split(std::move(question));
    REQUIRE(halves.ok());
    return {std::move(halves->shown), std::move(halves->key)};
}

Question one_choice() {
    ChoicePart part;
    part.options = options(1, 1, 3);
    ChoiceKey key;
    for (const Option& one : part.options) key.options.push_back({one.id, Share::none(), 0});
    key.options[1].share = Share::all();
    key.all_or_nothing = true;
    return finish(begin(1, QuestionKind::choice_one, "Una"), part, key);
}
Question many_choices() {
    ChoicePart part;
    part.options = options(2, 1, 4);
    part.chosen_max = 0;
    part.fixed_order = true;
    ChoiceKey key;
    for (const Option& one : part.options) key.options.push_back({one.id, Share::of(1, 3), 0});
    key.options[3].share = Share::of(-1, 2);
    return finish(begin(2, QuestionKind::choice_many, "Molte"), part, key);
}
Question typed_words() {
    TextKey key;
    key.answers = {{"anagrafe", Share::all(), 0}, {"ufficio anagrafe", Share::of(1, 2), 0}};
    return finish(begin(3, QuestionKind::short_answer, "Parole"), TextPart{}, key);
}
Question matched_pairs() {
    MatchPart part{options(4, 1, 3), options(4, 4, 4), true};
    MatchKey key;
    for (int i = 0; i < 3; ++i)
        key.pairs.push_back({part.left[static_cast<std::size_t>(i)].id,
                             part.right[static_cast<std::size_t>(i)].id});
    return finish(begin(4, QuestionKind::matching, "Coppie"), part, key);
}
Question in_order() {
    OrderPart part{options(5, 1, 3)};
    OrderKey key{{part.items[2].id, part.items[0].id, part.items[1].id},
                 OrderScoring::all_or_nothing};
    return finish(begin(5, QuestionKind::ordering, "Ordine"), part, key);
}
Question told_freely() {
    return finish(begin(6, QuestionKind::essay, "Racconto"), EssayPart{5, 0, 0}, PersonKey{});
}
Question numbered() {
    NumberKey key;
    key.answers = {{{Decimal{195, -1}, Decimal{205, -1}}, Share::all(), 0, false}};
    return finish(begin(7, QuestionKind::numerical, "Numero"), NumberPart{}, key);
}

AuthoredCourse course_of(std::vector<Question> questions) {
    AuthoredCourse authored;
    authored.course.id.bytes[0] = 1;
    authored.course.languages = {"it"};
    authored.course.title = LocalText("it", "Prova");
    Module module;
    module.slug = "m";
    Unit unit;
    unit.id.bytes[0] = 3;
    unit.kind = UnitKind::quiz;
    unit.slug = "quiz";
    module.units.push_back(unit);
    authored.course.modules.push_back(module);
    AuthoredQuiz quiz;
    quiz.unit = unit.id;
    quiz.languages.push_back({"m/quiz.quiz", {}});
    QuizPublic& shown = quiz.languages[0].shown;
    shown.unit = unit.id;
    shown.language = "it";
    shown.title = "Verifica";
    for (Question& one : questions) {
        shown.questions.push_back(std::move(one.shown));
        quiz.key.questions.push_back(std::move(one.key));
    }
    authored.quizzes.push_back(std::move(quiz));
    return authored;
}

struct Trip {
    content_export::FolderExport written;
    import::Import read;
};
Trip there_and_back(const AuthoredCourse& authored) {
    ImportSource source;
    SourceSink sink(source);
    auto written = content_export::write_qti(authored, sink);
    REQUIRE(written.ok());
    CHECK(source.is_recognised(import::qti_format));
    Trip trip{std::move(*written), source.read(import::qti_format)};
    for (const auto& finding : trip.read.report.findings)
        UNSCOPED_INFO(import::line_of(finding, import::name_of(finding.severity)));
    CHECK(trip.read.report.count(import::Severity::error) == 0);
    REQUIRE(trip.read.course.quizzes.size() == 1);
    return trip;
}

}  // namespace

TEST_CASE("qti export: questions that keys mark come back as they were") {
    const AuthoredCourse authored = course_of(
        {one_choice(), many_choices(), typed_words(), matched_pairs(), in_order(), told_freely()});
    const Trip trip = there_and_back(authored);
    CHECK(trip.written.dropped.empty());
    const AuthoredQuiz& before = authored.quizzes[0];
    const AuthoredQuiz& after = trip.read.course.quizzes[0];
    REQUIRE(after.key.questions.size() == 6);
    for (std::size_t i = 0; i < 6; ++i) {
        INFO(before.languages[0].shown.questions[i].title);
        const QuestionPublic& a = before.languages[0].shown.questions[i];
        const QuestionPublic& b = after.languages[0].shown.questions[i];
        CHECK(a.text == b.text);
        CHECK(a.parts == b.parts);
        CHECK(a == b);
        CHECK(before.key.questions[i].parts == after.key.questions[i].parts);
        CHECK(before.key.questions[i] == after.key.questions[i]);
    }
}

TEST_CASE("qti export: what becomes rules gives the same points as before") {
    const AuthoredCourse authored = course_of({numbered()});
    const Trip trip = there_and_back(authored);
    const AuthoredQuiz& after = trip.read.course.quizzes[0];
    for (const char* typed : {"19,4", "19.5", "20", "20,5", "20.6", "molti"}) {
        INFO(typed);
        const Response response = type_text(typed);
        CHECK(grade(authored.quizzes[0].languages[0].shown.questions[0],
                    authored.quizzes[0].key.questions[0], response, {})
                  .points ==
              grade(after.languages[0].shown.questions[0], after.key.questions[0], response, {})
                  .points);
    }
}

TEST_CASE("qti export: rules come back as they were, and so does a second time round") {
    ImportSource source;
    source.add(
        "item.xml",
        "<qti-assessment-item xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" "
        "identifier=\"conto\" title=\"Conto\" xml:lang=\"it\" adaptive=\"true\">"
        "<qti-response-declaration identifier=\"R\" cardinality=\"single\" base-type=\"float\"/>"
        "<qti-response-declaration identifier=\"C\" cardinality=\"multiple\" "
        "base-type=\"identifier\"><qti-correct-response><qti-value>A</qti-value>"
        "</qti-correct-response></qti-response-declaration>"
        "<qti-outcome-declaration identifier=\"SCORE\" cardinality=\"single\" "
        "base-type=\"float\" normal-maximum=\"3\"/>"
        "<qti-outcome-declaration identifier=\"MAXSCORE\" cardinality=\"single\" "
        "base-type=\"float\"><qti-default-value><qti-value>3</qti-value></qti-default-value>"
        "</qti-outcome-declaration>"
        "<qti-outcome-declaration identifier=\"F\" cardinality=\"single\" "
        "base-type=\"identifier\"/>"
        "<qti-template-declaration identifier=\"X\" cardinality=\"single\" "
        "base-type=\"integer\"/>"
        "<qti-template-processing><qti-set-template-value identifier=\"X\">"
        "<qti-random-integer min=\"2\" max=\"40\" step=\"2\"/></qti-set-template-value>"
        "<qti-template-constraint><qti-gt><qti-variable identifier=\"X\"/>"
        "<qti-base-value base-type=\"integer\">4</qti-base-value></qti-gt>"
        "</qti-template-constraint></qti-template-processing>"
        "<qti-item-body><p>Il doppio di <qti-printed-variable identifier=\"X\"/>? "
        "<qti-text-entry-interaction response-identifier=\"R\"/></p>"
        "<qti-choice-interaction response-identifier=\"C\" max-choices=\"0\" shuffle=\"true\">"
        "<qti-simple-choice identifier=\"A\">a</qti-simple-choice>"
        "<qti-simple-choice identifier=\"B\">b</qti-simple-choice></qti-choice-interaction>"
        "</qti-item-body><qti-response-processing><qti-response-condition><qti-response-if>"
        "<qti-and><qti-equal tolerance-mode=\"relative\" tolerance=\"5 10\" "
        "include-upper-bound=\"false\"><qti-variable identifier=\"R\"/><qti-round-to "
        "rounding-mode=\"decimalPlaces\" figures=\"1\"><qti-math-operator name=\"exp\">"
        "<qti-variable identifier=\"X\"/></qti-math-operator></qti-round-to></qti-equal>"
        "<qti-any-n min=\"1\" max=\"2\"><qti-is-null><qti-variable identifier=\"R\"/>"
        "</qti-is-null><qti-string-match case-sensitive=\"false\" substring=\"true\">"
        "<qti-base-value base-type=\"string\">abc</qti-base-value>"
        "<qti-base-value base-type=\"string\">B</qti-base-value></qti-string-match></qti-any-n>"
        "</qti-and><qti-set-outcome-value identifier=\"SCORE\"><qti-base-value "
        "base-type=\"float\">3</qti-base-value></qti-set-outcome-value><qti-exit-response/>"
        "</qti-response-if><qti-response-else-if><qti-match><qti-variable identifier=\"C\"/>"
        "<qti-correct identifier=\"C\"/></qti-match><qti-set-outcome-value identifier=\"F\">"
        "<qti-base-value base-type=\"identifier\">ok</qti-base-value></qti-set-outcome-value>"
        "</qti-response-else-if></qti-response-condition></qti-response-processing>"
        "<qti-modal-feedback outcome-identifier=\"F\" identifier=\"ok\" show-hide=\"show\">"
        "<qti-content-body><p>Bene.</p></qti-content-body></qti-modal-feedback>"
        "</qti-assessment-item>");
    const import::Import first = source.read(import::qti_format);
    REQUIRE(first.course.quizzes.size() == 1);
    CHECK(first.report.findings.empty());
    const AuthoredQuiz& before = first.course.quizzes[0];
    CHECK_FALSE(before.key.questions[0].rules.drawing.empty());
    const Trip trip = there_and_back(first.course);
    const AuthoredQuiz& after = trip.read.course.quizzes[0];
    CHECK(before.languages[0].shown.questions[0] == after.languages[0].shown.questions[0]);
    CHECK(before.key.questions[0].rules == after.key.questions[0].rules);
    CHECK(before.key.questions[0] == after.key.questions[0]);
}

TEST_CASE("qti export: true or false, and pairs of one column, stay what they were") {
    Question truth = begin(8, QuestionKind::true_false, "Vero o falso");
    ChoicePart both;
    both.options = {{option_true, {}}, {option_false, {}}};
    both.fixed_order = true;
    ChoiceKey is_true;
    is_true.options = {{option_true, Share::all(), 0}, {option_false, Share::none(), 0}};
    is_true.all_or_nothing = true;
    Question text = begin(9, QuestionKind::description, "Leggi");
    text.shown.text = rich("<p>Leggi il caso.</p>");
    text.key.points = {};
    const AuthoredCourse authored = course_of({finish(truth, both, is_true), text});
    const Trip trip = there_and_back(authored);
    CHECK(trip.written.dropped.empty());
    const QuizPublic& before = authored.quizzes[0].languages[0].shown;
    const AuthoredQuiz& after = trip.read.course.quizzes[0];
    REQUIRE(after.key.questions.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(after.languages[0].shown.questions[i].kind == before.questions[i].kind);
        CHECK(after.languages[0].shown.questions[i].parts == before.questions[i].parts);
        CHECK(after.key.questions[i].points == authored.quizzes[0].key.questions[i].points);
    }
}

TEST_CASE("qti export: data sets that were drawn elsewhere are listed, the first stands for all") {
    Question question = numbered();
    question.shown.text = rich("<p>Quanto fa {x} e {x}?</p>");
    question.shown.variables = {{"x", {Decimal{7, 0}, Decimal{8, 0}}}};
    const AuthoredCourse authored = course_of({question});
    const Trip trip = there_and_back(authored);
    REQUIRE(trip.written.dropped.size() == 1);
    CHECK(trip.written.dropped[0].find("data sets") != std::string::npos);
    CHECK(trip.read.course.quizzes[0].languages[0].shown.questions[0].text.html.find(
              "Quanto fa 7 e 7?") != std::string::npos);
}

TEST_CASE("qti export: what QTI has no place for is listed") {
    Question question = one_choice();
    question.shown.tags = {"anagrafe"};
    question.key.hints.push_back(LocalRich{{rich("pensa")}});
    AuthoredCourse authored = course_of({question});
    Unit page;
    page.slug = "pagina";
    authored.course.modules[0].units.push_back(page);
    const Trip trip = there_and_back(authored);
    CHECK(trip.written.dropped == std::vector<std::string>{"Una: hints", "Una: tags and category",
                                                           "pagina: QTI holds quizzes only"});
}
