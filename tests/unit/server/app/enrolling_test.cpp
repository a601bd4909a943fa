#include "server/app/enrolling.hpp"

#include "tests/unit/server/app/study.hpp"

using namespace approdo;
using namespace approdo::app;
using content::QuizMode;

namespace {

constexpr std::uint8_t quiz = 50;

}  // namespace

TEST_CASE("enrolling: it reaches the laptop with the next exchange, once however often asked",
          "[unit]") {
    School school(GENERATE(StoreKind::memory, StoreKind::sqlite));
    school.open();
    CHECK(school.enrol(school.ada) == school.enrolment);
    const auto enrolled = school.ada.told<content::Enrolled>();
    REQUIRE(enrolled.size() == 1);
    CHECK(enrolled[0].edition == school.edition);
    CHECK(enrolled[0].account == school.ada.account);
    CHECK(enrolled[0].organisation == school.town.town);
    CHECK(enrolled[0].zone == "Europe/Rome");
}

TEST_CASE("enrolling: attempts are drawn from values that the site issued, as many as are allowed",
          "[unit]") {
    School school;
    school.course.add_quiz(quiz, QuizMode::graded).languages.front().shown.settings.attempts_max =
        2;
    school.open();
    school.enrol(school.ada);
    const auto seeds = school.ada.told<content::AttemptSeed>();
    REQUIRE(seeds.size() == 2);
    CHECK(seeds[0].attempt_number != seeds[1].attempt_number);
    CHECK(seeds[0].value != seeds[1].value);
}

TEST_CASE("enrolling: whoever was enrolled before the first version gets all that it needs",
          "[unit]") {
    School school(GENERATE(StoreKind::memory, StoreKind::sqlite));
    school.open();
    CHECK(school.ada.told<content::AttemptSeed>().empty());
    school.course.add_quiz(quiz, QuizMode::timed);
    school.course.publish(2);
    school.ada.sync();
    CHECK_FALSE(school.ada.told<content::AttemptSeed>().empty());
}

TEST_CASE("enrolling: an invitation with a course enrols on joining", "[unit]") {
    School school(GENERATE(StoreKind::memory, StoreKind::sqlite));
    school.open();
    NewInvitation wish;
    wish.organisation = school.town.town;
    wish.course = school.id;
    Newcomer laptop(school.town.random);
    laptop.knows("segreto", school.town.random).request.code = school.town.invite(wish);
    laptop.request.user_name = "carla";
    REQUIRE(school.town.join(laptop).refused == 0);
    const auto rows =
        school.town.site->enrolments(Actor::machine_operator(), school.edition).value();
    CHECK(rows.size() == 2);
}

TEST_CASE("enrolling: what is not there is said, and leaves nothing behind", "[unit]") {
    School school;
    school.open();
    const Actor machine = Actor::machine_operator();
    LocalSite& site = *school.town.site;
    CHECK(site.enrol(machine, EditionId{{9}}, school.ada.account).error().code ==
          ErrorCode::not_found);
    CHECK(site.enrol(machine, school.edition, AccountId{{9}}).error().code == ErrorCode::not_found);
    NewInvitation wish;
    wish.organisation = school.town.town;
    wish.address = "http://here";
    wish.course = school.town.add_course("senza-edizione", school.town.town);
    CHECK(site.invite(machine, wish).error().code == ErrorCode::missing);
    CHECK(site.enrolments(machine, school.edition).value().size() == 1);
}
