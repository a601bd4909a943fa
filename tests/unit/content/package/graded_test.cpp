#include "content/package/graded.hpp"

#include "tests/support/test.hpp"
#include "tests/unit/content/package/course_fixture.hpp"

using namespace approdo;
using namespace approdo::package;
using test::TestPublisher;

namespace {

constexpr const char* secret_feedback = "la risposta giusta era la terza, si veda il decreto";

content::AuthoredCourse exam() {
    auto course = test::small_course(2);
    course.quizzes.push_back(test::quiz(50, content::QuizMode::graded, 3));
    course.quizzes.push_back(test::quiz(60, content::QuizMode::timed, 3));
    return course;
}

// All that a learner's key opens: the manifest and every chunk it leads to, as plain bytes.
std::vector<Bytes> openable(const TestPublisher& publisher, const ChannelHead& head,
                            ChunkSource& source) {
    const auto reader = publisher.open(head, source).value();
    std::vector<Bytes> all = {reader.signed_manifest()};
    const auto add = [&](const ChunkRef& ref) -> Result<void> {
        all.push_back(reader.open_chunk_at(ref).value());
        return {};
    };
    CHECK(reader.visit_nodes(add).ok());
    CHECK(reader.visit_content({}, add).ok());
    return all;
}

content::ChoiceKey& choice_key(content::AuthoredQuiz& quiz, std::size_t question) {
    return std::get<content::ChoiceKey>(quiz.key.questions[question].parts[0].shape);
}

}  // namespace

TEST_CASE("graded: courses that differ only in keys, points and feedback look alike to learners") {
    auto plain = exam();
    auto changed = exam();
    for (auto& quiz : changed.quizzes) {
        for (std::size_t i = 0; i < quiz.key.questions.size(); ++i) {
            auto& options = choice_key(quiz, i).options;
            std::swap(options[0].share, options[2].share);
            options[0].feedback = 1;
            auto& key = quiz.key.questions[i];
            key.points = {7'000'000};
            key.feedback.push_back({1, {}});
            key.feedback[0].text.set({secret_feedback, "it", {}});
        }
    }
    TestPublisher one(1);
    TestPublisher other(1);
    const auto first = one.publish(plain, 1);
    const auto second = other.publish(changed, 1);
    CHECK(openable(one, first.head, one.store) == openable(other, second.head, other.store));
    CHECK(first.head.manifest == second.head.manifest);
    CHECK(first.head.site_part.size() == second.head.site_part.size());
    CHECK(first.head.site_part != second.head.site_part);
    for (std::size_t i = 0; i < first.head.site_part.size(); ++i) {
        CHECK(one.store.get(first.head.site_part[i])->size() ==
              other.store.get(second.head.site_part[i])->size());
    }
    for (const Bytes& bytes : openable(other, second.head, other.store)) {
        CHECK(text_of(bytes).find(secret_feedback) == std::string_view::npos);
    }
}

TEST_CASE("graded: a practice quiz is different when its key is, so the comparison can fail") {
    auto course = test::small_course(1);
    course.quizzes.push_back(test::quiz(50, content::QuizMode::practice, 3));
    TestPublisher one(1);
    const auto first = one.publish(course, 1);
    course.quizzes[0].key.questions[0].points = {7'000'000};
    TestPublisher other(1);
    const auto second = other.publish(course, 1);
    CHECK(openable(one, first.head, one.store) != openable(other, second.head, other.store));
}

TEST_CASE("graded: the site opens what learners cannot") {
    TestPublisher publisher;
    const auto course = exam();
    const auto published = publisher.publish(course, 1);
    const auto part = open_site_part(published.head, publisher.site_box, publisher.store);
    REQUIRE(part.ok());
    REQUIRE(part->quizzes.size() == 2);
    CHECK(content::decode<content::QuizKey>(part->quizzes[0].key).value() == course.quizzes[0].key);
    CHECK(content::decode<content::QuizKey>(part->quizzes[1].key).value() == course.quizzes[1].key);
    CHECK(part->quizzes[1].mode == content::QuizMode::timed);

    const auto reader = publisher.open(published.head, publisher.store).value();
    CHECK(reader.practice_key(course.quizzes[0].unit).error().code == ErrorCode::forbidden);
    const auto stranger = crypto::BoxKey::random(publisher.random);
    CHECK_FALSE(open_site_part(published.head, stranger, publisher.store).ok());

    // Parts of two versions do not mix.
    const auto second = publisher.publish(course, 2);
    ChannelHead mixed = second.head;
    mixed.site_part = published.head.site_part;
    CHECK(open_site_part(mixed, publisher.site_box, publisher.store).error().code ==
          ErrorCode::unauthentic);
    Bytes& bytes = publisher.store.all().at(second.head.site_part[0]);
    bytes[bytes.size() / 2] ^= 1;
    CHECK_FALSE(open_site_part(second.head, publisher.site_box, publisher.store).ok());
}

TEST_CASE("graded: a large exam is sealed in several pieces of one size") {
    TestPublisher publisher;
    SitePart part{publisher.channel.channel, {4}, {}, {}};
    part.quizzes.push_back(
        {content::QuizMode::graded, test::random_bytes(70, 300'000), {}, {}, {}});
    ChannelHead head;
    head.channel = publisher.channel.channel;
    head.version = {4};
    auto ids =
        seal_site_part(part, publisher.site_box.public_key(), publisher.store, publisher.random);
    REQUIRE(ids.ok());
    head.site_part = *ids;
    CHECK(head.site_part.size() == 3);
    for (const ChunkId& id : head.site_part) {
        CHECK(publisher.store.get(id)->size() == SitePart::bucket + crypto::box_overhead_bytes);
    }
    const auto opened = open_site_part(head, publisher.site_box, publisher.store);
    REQUIRE(opened.ok());
    CHECK(opened->quizzes[0].key == part.quizzes[0].key);
    std::swap(head.site_part[0], head.site_part[1]);
    CHECK_FALSE(open_site_part(head, publisher.site_box, publisher.store).ok());
}

TEST_CASE("graded: a timed quiz travels as a paper that its sitting's key opens") {
    TestPublisher publisher;
    const auto course = exam();
    const auto published = publisher.publish(course, 1);
    const auto reader = publisher.open(published.head, publisher.store).value();
    const std::string path = course.quizzes[1].languages[0].path;
    CHECK(reader.quiz(path).error().code == ErrorCode::locked);
    const auto paper = reader.paper(path);
    REQUIRE(paper.ok());
    for (const Bytes& bytes : openable(publisher, published.head, publisher.store)) {
        CHECK(text_of(bytes).find("Domanda 60.") == std::string_view::npos);
    }

    const auto part = open_site_part(published.head, publisher.site_box, publisher.store).value();
    CHECK(part.quizzes[1].sitting == paper->sitting);
    const auto key = PaperKey::from(part.quizzes[1].paper_key).value();
    const auto quiz = open_paper(*paper, key);
    REQUIRE(quiz.ok());
    CHECK(quiz->questions.size() == 3);

    // An unchanged paper keeps its bytes; a changed one gets a sitting and a key of its own.
    auto next = course;
    next.pages[0].page.html += "<p>Altro.</p>";
    const auto second = publisher.publish(next, 2);
    CHECK(publisher.open(second.head, publisher.store)->paper(path).value() == *paper);
    next.quizzes[1].languages[0].shown.questions[0].title = "Corretta";
    const auto third = publisher.publish(next, 3);
    const auto changed = publisher.open(third.head, publisher.store)->paper(path).value();
    CHECK(changed.sitting != paper->sitting);
    CHECK_FALSE(open_paper(changed, key).ok());
}

TEST_CASE("graded: options stand in an order that tells nothing of the author's") {
    const TestPublisher publisher;
    const TestPublisher stranger(1, 2);
    std::vector<OptionId> own_order;
    std::vector<OptionId> other_order;
    std::vector<OptionId> author_order;
    for (std::uint8_t i = 1; i <= 8; ++i) {
        const auto question = test::choice_question(i, "?");
        const auto order_in = [](const content::QuestionPublic& shown) {
            std::vector<OptionId> ids;
            for (const auto& option : std::get<content::ChoicePart>(shown.parts[0].shape).options) {
                ids.push_back(option.id);
            }
            return ids;
        };
        const auto add = [](std::vector<OptionId>& to, const std::vector<OptionId>& ids) {
            to.insert(to.end(), ids.begin(), ids.end());
        };
        add(author_order, order_in(question.shown));
        auto shown = question.shown;
        hide_option_order(shown, publisher.library);
        add(own_order, order_in(shown));
        auto elsewhere = question.shown;
        hide_option_order(elsewhere, stranger.library);
        add(other_order, order_in(elsewhere));
        // From whatever order it starts, it comes out alike.
        auto& options = std::get<content::ChoicePart>(elsewhere.parts[0].shape).options;
        std::reverse(options.begin(), options.end());
        hide_option_order(elsewhere, publisher.library);
        CHECK(elsewhere == shown);
    }
    CHECK(own_order != author_order);
    CHECK(own_order != other_order);

    auto fixed = test::choice_question(1, "?").shown;
    std::get<content::ChoicePart>(fixed.parts[0].shape).fixed_order = true;
    const auto before = fixed;
    hide_option_order(fixed, publisher.library);
    CHECK(fixed == before);
}
