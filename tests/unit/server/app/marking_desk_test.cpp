#include "server/app/marking_desk.hpp"

#include "content/model/encoding.hpp"
#include "tests/unit/server/app/study.hpp"

using namespace approdo;
using namespace approdo::app;
using content::Points;
using content::QuizMode;

namespace {

constexpr std::uint8_t quiz = 50;
const auto attempt = test::id_of<content::AttemptId>(1);

// A quiz of three questions whose last two are essays, handed in by Ada, and two trainers.
struct Desk {
    explicit Desk(QuizMode mode = QuizMode::graded, StoreKind kind = StoreKind::memory)
        : school(kind) {
        auto& exam = school.course.add_quiz(quiz, mode);
        for (const std::size_t i : {1U, 2U}) {
            auto& shown = exam.languages.front().shown.questions[i];
            shown.kind = content::QuestionKind::essay;
            shown.parts.front().shape = content::EssayPart{};
            content::PersonKey person;
            person.guide.set({"<p>Cerca le tre parole.</p>", "it", {}});
            exam.key.questions[i].parts.front().shape = person;
        }
        school.open();
        berta = school.town.settle("berta", Role::trainer, school.town.town);
        carlo = school.town.settle("carlo", Role::trainer, school.town.town);
        hand_in(mode);
    }

    void hand_in(QuizMode mode) {
        content::AttemptOpened opened;
        opened.attempt = attempt;
        opened.mode = mode;
        opened.language = "it";
        std::vector<log::Event> events{event(opened)};
        for (std::uint8_t i = 0; i < 3; ++i) {
            content::Answered answered;
            answered.attempt = attempt;
            answered.question = question(i);
            content::Response response;
            if (i == 0)
                response.at(1).values = {test::id_of<OptionId>(12)};
            else
                response.at(1).values = {"Ascoltare, poi spiegare. " + std::to_string(i)};
            answered.response = content::encode(response);
            events.push_back(event(answered));
        }
        content::Submitted submitted;
        submitted.attempt = attempt;
        events.push_back(event(submitted));
        school.ada.write(events);
        school.ada.sync();
    }
    template <class Payload>
    log::Event event(const Payload& payload) {
        return school.ada.event(payload, school.enrolment, quiz);
    }
    static QuestionId question(std::uint8_t i) {
        return test::id_of<QuestionId>(static_cast<std::uint8_t>(quiz + i));
    }

    LocalSite& site() { return *school.town.site; }
    MarkingList list(const AccountId& who, MarkingWish wish = {}) {
        return site().marking({false, who}, wish).value();
    }
    MarkingSheet sheet(const AccountId& who) {
        return site().marking_sheet({false, who}, school.enrolment, attempt, false).value();
    }
    NewMark mark(const MarkingSheet& seen, std::size_t i, std::int64_t micro,
                 const std::string& feedback = "") {
        return {seen.answers[i].question, seen.answers[i].state, Points{micro}, feedback};
    }
    Result<MarkingSheet> give(const AccountId& who, const std::vector<NewMark>& marks) {
        auto given = site().give_marks({false, who}, school.enrolment, attempt, marks);
        school.town.run();
        return given;
    }
    content::Grade grade() {
        school.ada.sync();
        const auto grades = school.ada.told<content::Grade>();
        REQUIRE_FALSE(grades.empty());
        for (const auto& one : grades) {
            if (one.by == content::MarkedBy::person) last = one;
        }
        return last;
    }

    School school;
    AccountId berta, carlo;
    content::Grade last;
};

}  // namespace

TEST_CASE("marking desk: what waits is listed with its question, answer and guide", "[unit]") {
    Desk desk(QuizMode::graded, GENERATE(StoreKind::memory, StoreKind::sqlite));
    const MarkingList list = desk.list(desk.berta);
    REQUIRE(list.lines.size() == 1);
    CHECK(list.lines[0].waiting == 2);
    CHECK(list.lines[0].display_name == "ada");
    CHECK(list.lines[0].points == Points{1'000'000});
    const MarkingSheet sheet = desk.sheet(desk.berta);
    REQUIRE(sheet.answers.size() == 2);
    CHECK(sheet.answers[0].answer == "Ascoltare, poi spiegare. 1");
    CHECK(sheet.answers[0].guide_html == "<p>Cerca le tre parole.</p>");
    CHECK(sheet.answers[0].points_max == Points{1'000'000});
    CHECK(sheet.answers[0].waits);
}

TEST_CASE("marking desk: a mark and its words reach the learner, the grade adds them up",
          "[unit]") {
    Desk desk(QuizMode::graded, GENERATE(StoreKind::memory, StoreKind::sqlite));
    const MarkingSheet seen = desk.sheet(desk.berta);
    const auto after = desk.give(desk.berta, {desk.mark(seen, 0, 750'000, "Bene, **ma** breve.")});
    REQUIRE(after.ok());
    CHECK(after->line.waiting == 1);
    CHECK(after->answers[0].mark->name == "berta");
    CHECK(desk.grade().waits_for_person);
    CHECK(desk.grade().points == Points{1'750'000});
    const auto told = desk.school.ada.told<content::FeedbackGiven>();
    REQUIRE(told.size() == 1);
    CHECK(told[0].html.find("<strong>ma</strong>") != std::string::npos);
    CHECK(told[0].by == desk.berta);

    REQUIRE(desk.give(desk.carlo, {desk.mark(*after, 1, 1'000'000)}).ok());
    CHECK_FALSE(desk.grade().waits_for_person);
    CHECK(desk.grade().points == Points{2'750'000});
    CHECK(desk.list(desk.berta).lines.empty());
    MarkingWish all;
    all.marked_too = true;
    CHECK(desk.list(desk.berta, all).lines.size() == 1);
}

TEST_CASE("marking desk: of two who mark one answer the later is told who was first", "[unit]") {
    Desk desk(QuizMode::graded, GENERATE(StoreKind::memory, StoreKind::sqlite));
    const MarkingSheet seen = desk.sheet(desk.berta);
    REQUIRE(desk.give(desk.carlo, {desk.mark(seen, 0, 500'000, "Di Carlo")}).ok());
    // All of hers or none: the other answer is not marked either.
    const auto late =
        desk.give(desk.berta, {desk.mark(seen, 1, 1'000'000), desk.mark(seen, 0, 0, "Di Berta")});
    REQUIRE_FALSE(late.ok());
    CHECK(late.error().code == ErrorCode::conflict);
    CHECK(late.error().message.find("carlo") != std::string::npos);
    CHECK(desk.grade().points == Points{1'500'000});
    CHECK(desk.sheet(desk.berta).answers[1].waits);
    // Who has seen the mark may replace it.
    const MarkingSheet again = desk.sheet(desk.berta);
    CHECK(again.answers[0].mark->source == "Di Carlo");
    REQUIRE(desk.give(desk.berta, {desk.mark(again, 0, 1'000'000, "Di Berta")}).ok());
    CHECK(desk.grade().points == Points{2'000'000});
    CHECK(desk.sheet(desk.carlo).answers[0].mark->name == "berta");
}

TEST_CASE("marking desk: points stay in their bounds, and a mark is a person's of others' work",
          "[unit]") {
    Desk desk;
    const MarkingSheet seen = desk.sheet(desk.berta);
    for (const std::int64_t micro : {-10'000LL, 1'000'001LL, 5'001LL}) {
        CHECK(desk.give(desk.berta, {desk.mark(seen, 0, micro)}).error().code ==
              ErrorCode::invalid_input);
    }
    CHECK(desk.give(desk.berta, {}).error().code == ErrorCode::invalid_input);
    NewMark of_choice = desk.mark(seen, 0, 10'000);
    of_choice.question = Desk::question(0);
    CHECK(desk.give(desk.berta, {of_choice}).error().code == ErrorCode::not_found);
    const Actor machine = Actor::machine_operator();
    CHECK(desk.site()
              .give_marks(machine, desk.school.enrolment, attempt, {desk.mark(seen, 0, 10'000)})
              .error()
              .code == ErrorCode::forbidden);
    // Ada becomes a trainer, too.
    desk.school.town.store->write([&](store::Session& session) {
        session.territory().grant({desk.school.ada.account, Role::trainer, desk.school.town.town});
    });
    CHECK(desk.give(desk.school.ada.account, {desk.mark(seen, 0, 10'000)}).error().code ==
          ErrorCode::forbidden);
    CHECK(desk.sheet(desk.berta).line.waiting == 2);
}

TEST_CASE("marking desk: what a person gave stays through a rebuild, with the same digest",
          "[unit]") {
    Desk desk(QuizMode::graded, GENERATE(StoreKind::memory, StoreKind::sqlite));
    const MarkingSheet seen = desk.sheet(desk.berta);
    REQUIRE(desk.give(desk.berta, {desk.mark(seen, 0, 250'000), desk.mark(seen, 1, 500'000)}).ok());
    const auto rebuilt = desk.site().rebuild().value();
    CHECK(rebuilt.digest_before == rebuilt.digest_after);
    desk.school.town.run();
    CHECK(desk.grade().points == Points{1'750'000});
    CHECK(desk.sheet(desk.carlo).answers[1].mark->points == Points{500'000});
}

TEST_CASE("marking desk: an exercise with written answers is marked, too", "[unit]") {
    Desk desk(QuizMode::practice);
    REQUIRE(desk.list(desk.berta).lines.size() == 1);
    const MarkingSheet seen = desk.sheet(desk.berta);
    REQUIRE(desk.give(desk.berta, {desk.mark(seen, 0, 1'000'000), desk.mark(seen, 1, 0)}).ok());
    CHECK(desk.grade().points == Points{2'000'000});
    CHECK(desk.list(desk.berta).lines.empty());
}

TEST_CASE("marking desk: without names nothing tells whose answer it is", "[unit]") {
    Desk desk;
    MarkingWish wish;
    wish.nameless = true;
    const auto line = desk.list(desk.berta, wish).lines.at(0);
    CHECK(line.display_name.empty());
    CHECK(line.account.is_zero());
    const auto sheet =
        desk.site().marking_sheet({false, desk.berta}, desk.school.enrolment, attempt, true);
    CHECK(sheet->line.display_name.empty());
}
