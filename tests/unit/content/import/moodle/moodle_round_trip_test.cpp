// What is written as Moodle XML and read again is the same: for what the importer makes of every
// type, for the corpus, and for questions that chance makes.
#include <algorithm>

#include "content/export/moodle_xml/moodle_xml.hpp"
#include "content/import/moodle/moodle_xml.hpp"
#include "content/model/encoding.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::import;
using namespace approdo::content;

namespace {

Import read_text(const std::string& xml) {
    test::TempDir folder;
    const SourceFiles files(folder.path().string());
    files.write("domande.xml", xml);
    return read_moodle_xml({files, "domande.xml", "Domande"});
}

const QuizPublic& shown(const AuthoredCourse& course) {
    return course.quizzes.front().languages.front().shown;
}

content_export::FileBytes files_of(const AuthoredCourse& course) {
    return [&course](const std::string& path) -> std::optional<Bytes> {
        for (const AuthoredFile& file : course.files) {
            if (file.path == path) return file.bytes;
        }
        return std::nullopt;
    };
}

// Ids of feedback are numbers within a question: in the order in which they are first named.
void settle_feedback(QuestionKey& key) {
    std::vector<FeedbackId> order;
    const auto settle = [&](FeedbackId& id) {
        if (id == 0) return;
        auto at = std::find(order.begin(), order.end(), id);
        if (at == order.end()) at = order.insert(order.end(), id);
        id = static_cast<FeedbackId>(at - order.begin() + 1);
    };
    const auto old = key.feedback;
    settle(key.general_feedback);
    settle(key.right_feedback);
    settle(key.partly_feedback);
    settle(key.wrong_feedback);
    for (PartKey& part : key.parts) {
        if (auto* const choice = std::get_if<ChoiceKey>(&part.shape)) {
            for (ChosenKey& one : choice->options) settle(one.feedback);
        } else if (auto* const words = std::get_if<TextKey>(&part.shape)) {
            for (TextAnswer& one : words->answers) settle(one.feedback);
        } else if (auto* const numbers = std::get_if<NumberKey>(&part.shape)) {
            for (NumberAnswer& one : numbers->answers) settle(one.feedback);
        }
    }
    key.feedback.clear();
    for (std::size_t i = 0; i < order.size(); ++i) {
        for (const Feedback& one : old) {
            if (one.id == order[i])
                key.feedback.push_back({static_cast<FeedbackId>(i + 1), one.text});
        }
    }
}

void check_round_trip(const AuthoredCourse& course) {
    const QuizPublic& before = shown(course);
    const QuizKey& key = course.quizzes.front().key;
    const auto text = content_export::moodle_xml_of(before, key, files_of(course));
    const Import again = read_text(text.text);
    std::string findings;
    for (const Finding& one : again.report.findings)
        findings += line_of(one, name_of(one.severity)) + "\n";
    INFO(findings);
    REQUIRE(again.course.quizzes.size() == 1);
    REQUIRE(shown(again.course).questions.size() == before.questions.size());
    for (std::size_t i = 0; i < before.questions.size(); ++i) {
        const QuestionPublic& one = before.questions[i];
        INFO(one.title << ", a question of the kind " << static_cast<int>(one.kind));
        CHECK(to_hex(encode(shown(again.course).questions[i])) == to_hex(encode(one)));
        CHECK(shown(again.course).questions[i] == one);
        QuestionKey was = *key.question(one.id);
        QuestionKey is = again.course.quizzes.front().key.questions[i];
        settle_feedback(was);
        settle_feedback(is);
        CHECK(is == was);
    }
    CHECK(again.course.files.size() == course.files.size());
}

// Questions as chance makes them, each of a kind that Moodle has a form for.
class Maker {
  public:
    explicit Maker(test::SeededRandom& random) : random_(random) {}

    Question question() {
        Question question;
        question.shown.id = question.key.id = random_.id<QuestionId>();
        question.shown.title = words();
        question.shown.text = rich();
        question.shown.category = random_.chance(2) ? "Uno/" + plain() : "";
        if (random_.chance(3)) question.shown.tags = {plain(), plain()};
        if (random_.chance(3)) question.shown.foreign_id = plain();
        question.key.points = {static_cast<std::int64_t>(random_.below(40)) * 250'000};
        question.key.penalty = Share::of(static_cast<std::int64_t>(random_.below(4)), 3);
        question.key.penalty = clamped(question.key.penalty, Share::none(), Share::all());
        if (random_.chance(2)) question.key.general_feedback = feedback(question);
        if (random_.chance(3)) question.key.right_feedback = feedback(question);
        if (random_.chance(3)) question.key.wrong_feedback = feedback(question);
        for (std::uint64_t i = random_.below(3); i > 0; --i) question.key.hints.push_back(local());
        if (!question.key.hints.empty() && random_.chance(2)) {
            question.key.hint_rules.resize(question.key.hints.size());
            question.key.hint_rules[0] = {true, random_.chance(2)};
        }
        shape(question);
        auto halves = split(std::move(question));
        REQUIRE(halves.ok());
        return {std::move(halves->shown), std::move(halves->key)};
    }

  private:
    std::string plain() { return "p" + std::to_string(random_.below(1000)); }
    std::string words() {
        static constexpr const char* some[] = {
            "Roma & dintorni", "a < b",   "perché «sì»",        "x{1}y", "100%",
            "=uguale",         "a~b#c}d", "l'uno \"o\" l'altro"};
        return some[random_.below(8)] + plain();
    }
    std::string html() {
        std::string text;
        for (const char c : words())
            text += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
        return random_.chance(2) ? text : "<b>" + text + "</b> e <em>poi</em>";
    }
    RichText rich() { return {html(), "it", Direction::inherit}; }
    LocalRich local() {
        LocalRich text;
        text.set(rich());
        return text;
    }
    FeedbackId feedback(Question& question) {
        const auto id = static_cast<FeedbackId>(question.key.feedback.size() + 1);
        question.key.feedback.push_back({id, local()});
        return id;
    }
    FeedbackId maybe(Question& question) { return random_.chance(3) ? feedback(question) : 0; }
    Share share() { return Share::of(static_cast<std::int64_t>(random_.below(5)), 4); }
    Option option() { return {random_.id<OptionId>(), rich()}; }

    std::pair<ChoicePart, ChoiceKey> choice(Question& question, bool within) {
        ChoicePart part;
        ChoiceKey key;
        part.chosen_max = random_.chance(2) ? 1 : 0;
        part.fixed_order = random_.chance(2);
        part.inline_menu = within && part.chosen_max == 1 && random_.chance(2);
        for (std::uint64_t i = 2 + random_.below(4); i > 0; --i) {
            part.options.push_back(option());
            const bool negative = random_.chance(5);
            const Share worth = negative ? Share::of(-1, 4) : share();
            if (negative && part.chosen_max == 1) question.key.least = worth;
            key.options.push_back({part.options.back().id, worth, maybe(question)});
        }
        return {part, key};
    }
    TextKey typed(Question& question) {
        TextKey key;
        key.case_matters = random_.chance(2);
        for (std::uint64_t i = 1 + random_.below(3); i > 0; --i)
            key.answers.push_back({words(), share(), maybe(question)});
        return key;
    }
    NumberKey number(Question& question) {
        NumberKey key;
        for (std::uint64_t i = 1 + random_.below(3); i > 0; --i) {
            const Decimal centre = *decimal_from(std::to_string(random_.below(100'000)) + "e-2");
            const Decimal spread = *decimal_from(std::to_string(random_.below(100)) + "e-3");
            key.answers.push_back({*range_around(centre, spread), share(), maybe(question), false});
        }
        return key;
    }

    void add(Question& question, PartShape shape, PartKeyShape key, std::uint32_t weight = 1) {
        const auto number = static_cast<std::uint32_t>(question.shown.parts.size() + 1);
        question.shown.parts.push_back({number, std::move(shape), ""});
        question.key.parts.push_back({number, weight, std::move(key)});
    }

    void shape(Question& question) {
        QuestionKind& kind = question.shown.kind;
        switch (random_.below(8)) {
            case 0: {
                auto [part, key] = choice(question, false);
                kind = part.chosen_max == 1 ? QuestionKind::choice_one : QuestionKind::choice_many;
                question.shown.numbering = static_cast<Numbering>(random_.below(6));
                return add(question, part, key);
            }
            case 1:
                kind = QuestionKind::short_answer;
                return add(question, TextPart{}, typed(question));
            case 2: {
                kind = QuestionKind::numerical;
                NumberKey key = number(question);
                if (random_.chance(2)) {
                    key.units = {{"m", {1, 0}}, {"cm", {1, -2}}, {"ft", {25, -2}}};
                    key.unit_required = true;
                    key.unit_penalty = Share::of(1, 4);
                }
                return add(question, NumberPart{}, key);
            }
            case 3: {
                kind = QuestionKind::matching;
                MatchPart part;
                MatchKey key;
                for (std::uint64_t i = 2 + random_.below(3); i > 0; --i) {
                    part.left.push_back(option());
                    part.right.push_back(
                        {random_.id<OptionId>(), {plain() + std::to_string(i), "it", {}}});
                    key.pairs.push_back({part.left.back().id, part.right.back().id});
                }
                part.right.push_back({random_.id<OptionId>(), {"distrattore", "it", {}}});
                return add(question, part, key);
            }
            case 4: {
                kind = QuestionKind::ordering;
                OrderPart part;
                OrderKey key;
                for (int i = 0; i < 3; ++i) {
                    part.items.push_back(option());
                    key.order.push_back(part.items.back().id);
                }
                key.scoring = static_cast<OrderScoring>(1 + random_.below(3));
                return add(question, part, key);
            }
            case 5: {
                kind = QuestionKind::essay;
                PersonKey key;
                if (random_.chance(2)) key.guide = local();
                return add(question, EssayPart{5, 10, 200}, key);
            }
            case 6:
                kind = QuestionKind::description;
                question.key.points = {};
                return;
            default:
                return cloze(question);
        }
    }

    void cloze(Question& question) {
        question.shown.kind = QuestionKind::cloze;
        for (std::uint32_t n = 1 + static_cast<std::uint32_t>(random_.below(4)); n > 0; --n) {
            // Weights without a divisor that all have.
            const std::uint32_t weight =
                question.shown.parts.empty() ? 1 : static_cast<std::uint32_t>(1 + random_.below(9));
            const std::uint64_t which = random_.below(3);
            if (which == 0) {
                auto [part, key] = choice(question, true);
                add(question, part, key, weight);
            } else if (which == 1) {
                add(question, TextPart{}, typed(question), weight);
            } else {
                add(question, NumberPart{}, number(question), weight);
            }
            question.shown.text.html +=
                " <span data-part=\"" + std::to_string(question.shown.parts.size()) + "\"></span>.";
        }
    }

    test::SeededRandom& random_;
};

}  // namespace

TEST_CASE("moodle round trip: what chance makes comes back as it was") {
    const std::uint64_t seed = test::seed_of_run(41);
    INFO("APPRODO_SEED=" << seed);
    test::SeededRandom random(seed);
    Maker maker(random);
    for (int round = 0; round < 40; ++round) {
        AuthoredCourse course;
        AuthoredQuiz& quiz = course.quizzes.emplace_back();
        quiz.languages.emplace_back();
        quiz.languages[0].shown.language = "it";
        for (int i = 0; i < 5; ++i) {
            Question one = maker.question();
            quiz.languages[0].shown.questions.push_back(std::move(one.shown));
            quiz.key.questions.push_back(std::move(one.key));
        }
        check_round_trip(course);
    }
}

TEST_CASE("moodle round trip: calculated, dragged and marked questions come back as they were") {
    const std::string picture =
        "<file name=\"p.png\" path=\"/\" "
        "encoding=\"base64\">iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAf"
        "FcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==</file>";
    const std::string head =
        "<name><text>N</text></name><questiontext format=\"html\"><text><![CDATA[Con {a} e "
        "{={a}*2} "
        "<img src=\"@@PLUGINFILE@@/p.png\" alt=\"punto\">]]></text>" +
        picture + "</questiontext>";
    const std::string data =
        "<dataset_definitions><dataset_definition><name><text>a</text></name><dataset_items>"
        "<dataset_item><number>1</number><value>1.5</value></dataset_item><dataset_item>"
        "<number>2</number><value>7</value></dataset_item></dataset_items></dataset_definition>"
        "</dataset_definitions>";
    const Import import = read_text(
        "<quiz><question type=\"calculated\">" + head +
        "<answer fraction=\"100\"><text>sqrt({a})</text><tolerance>0.01</tolerance>"
        "<tolerancetype>1</tolerancetype><correctanswerlength>3</correctanswerlength></answer>"
        "<answer fraction=\"50\"><text>{a}</text><tolerance>1</tolerance>"
        "<tolerancetype>2</tolerancetype></answer>" +
        data + "</question><question type=\"calculatedmulti\">" + head +
        "<answer fraction=\"100\" format=\"html\"><text>{={a}+1}</text></answer>"
        "<answer fraction=\"0\" format=\"html\"><text>{a}</text></answer>" +
        data + "</question><question type=\"ddimageortext\">" + head + picture +
        "<drag><no>1</no><text>uno</text><draggroup>1</draggroup></drag>"
        "<drag><no>2</no><text>due</text>" +
        picture +
        "<draggroup>2</draggroup><infinite/></drag>"
        "<drop><text>A</text><no>1</no><choice>1</choice><xleft>1</xleft><ytop>2</ytop></drop>"
        "<drop><text>B</text><no>2</no><choice>2</choice><xleft>30</xleft><ytop>2</ytop></drop>"
        "</question><question type=\"ddmarker\">" +
        head + picture +
        "<drag><no>1</no><text>Roma</text><noofdrags>2</noofdrags></drag>"
        "<drop><no>1</no><shape>polygon</shape><coords>1,2;3,4;5,0</coords><choice>1</choice></"
        "drop>"
        "<drop><no>2</no><shape>rectangle</shape><coords>9,9;4,5</coords><choice>1</choice></drop>"
        "</question><question type=\"stack\">" +
        head +
        "</question><question type=\"gapselect\"><name><text>G</text></name><questiontext>"
        "<text>[[1]] e [[2]]</text></questiontext><shuffleanswers>1</shuffleanswers>"
        "<selectoption><text>x</text><group>1</group></selectoption>"
        "<selectoption><text>y</text><group>1</group></selectoption></question></quiz>");
    REQUIRE(import.course.quizzes.size() == 1);
    REQUIRE(shown(import.course).questions.size() == 6);
    check_round_trip(import.course);
}

TEST_CASE("moodle round trip: the corpus comes back as it was") {
    const auto corpus = test::corpus();
    if (!corpus) return;
    const SourceFiles files((*corpus / "moodle-xml").string());
    for (const std::string& name : files.all()) {
        const Import import = read_moodle_xml({files, name, name});
        INFO(name);
        REQUIRE(import.course.quizzes.size() == 1);
        // A file may hold a category alone.
        if (!shown(import.course).questions.empty()) check_round_trip(import.course);
    }
}

TEST_CASE("moodle round trip: what Moodle has no place for is said") {
    test::SeededRandom random(7);
    QuizPublic quiz;
    quiz.title = "Prova";
    quiz.settings.time_limit_s = 60;
    Question one;
    one.shown.id = one.key.id = random.id<QuestionId>();
    one.shown.title = "Piano";
    HotspotPart part;
    part.places = {{random.id<OptionId>(), {AreaShape::rectangle, {0, 0, 1, 1}}, "porta"}};
    one.shown.parts = {{1, part, ""}};
    one.key.parts = {{1, 1, HotspotKey{}}};
    quiz.questions = {one.shown};
    QuizKey key;
    key.questions = {one.key};
    const auto text = content_export::moodle_xml_of(
        quiz, key, [](const std::string&) { return std::optional<Bytes>(); });
    REQUIRE(text.dropped.size() == 2);
    CHECK(text.dropped[0].find("«Prova»") != std::string::npos);
    CHECK(text.dropped[1].find("«Piano»") != std::string::npos);
    CHECK(read_text(text.text).course.quizzes.size() == 1);
}
