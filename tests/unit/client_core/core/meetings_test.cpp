// Meetings on a learner's device: read without a network, and the learner's own word of being
// there.
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/client_core/core/test_course.hpp"

namespace {

using namespace approdo;
using namespace approdo::client;

constexpr std::int64_t hour_ms = 3'600'000;
constexpr content::MeetingId lesson_id{{1}};

struct School {
    School() {
        REQUIRE(learner.join(site).ok());
        course.enrol();
        course.publish("Prima versione");
        REQUIRE(learner.sync(site).ok());
        course.download(*learner);
    }
    content::MeetingPlanned lesson() {
        content::MeetingPlanned said;
        said.meeting = lesson_id;
        said.title = "Lezione";
        said.starts = UtcMs{clock.now().wall.value + hour_ms};
        said.minutes = 90;
        said.zone = "Europe/Rome";
        said.place = "Sala grande";
        said.language = "it";
        said.written = UtcMs{1'000};
        return said;
    }
    void sync() { REQUIRE(learner.sync(site).ok()); }
    MeetingView only() {
        const auto views = learner->meetings().value();
        REQUIRE(views.size() == 1);
        return views.front();
    }

    test::SeededRandom random{test::seed_of_run()};
    test::ManualClock clock;
    test::TestSite site{random};
    test::TempDir folder;
    test::TestClient learner{folder.path().string(), random, clock};
    test::TestCourse course{site, random};
};

}  // namespace

TEST_CASE("meetings: those of one's editions are read, changed and cancelled ones said so") {
    School school;
    content::MeetingPlanned said = school.lesson();
    school.site.say_to_all(said);
    // Of an edition that this person is not in.
    content::MeetingPlanned elsewhere = said;
    elsewhere.meeting = content::MeetingId{{2}};
    elsewhere.edition = EditionId{{9}};
    school.site.say_to_all(elsewhere);
    school.sync();
    CHECK(school.only().title == "Lezione");
    CHECK(school.only().course_slug == "prova");
    CHECK(school.only().zone == "Europe/Rome");
    CHECK_FALSE(school.only().cancelled);
    CHECK_FALSE(school.only().may_declare);

    content::MeetingCancelled cancelled;
    cancelled.meeting = lesson_id;
    cancelled.reason = "Sala chiusa";
    cancelled.written = UtcMs{2'000};
    cancelled.change = 1;
    school.site.say_to_all(cancelled);
    school.sync();
    school.learner.reopen();
    CHECK(school.only().cancelled);
    CHECK(school.only().reason == "Sala chiusa");
    CHECK(school.only().change == 1);
    CHECK(school.only().written == UtcMs{2'000});

    said.title = "Lezione, in biblioteca";
    said.written = UtcMs{3'000};
    said.change = 2;
    school.site.say_to_all(said);
    school.sync();
    CHECK_FALSE(school.only().cancelled);
    CHECK(school.only().title == "Lezione, in biblioteca");
    CHECK(school.only().change == 2);
}

TEST_CASE("meetings: one of them, or all that are not over, go into a calendar") {
    School school;
    CHECK(school.learner->calendar(std::nullopt)->find("VEVENT") == std::string::npos);
    school.site.say_to_all(school.lesson());
    school.sync();
    CHECK(school.learner->calendar(std::nullopt)->find("SUMMARY:Lezione") != std::string::npos);
    school.clock.advance_ms(5 * hour_ms);
    CHECK(school.learner->calendar(std::nullopt)->find("VEVENT") == std::string::npos);
    CHECK(school.learner->calendar(lesson_id)->find("SUMMARY:Lezione") != std::string::npos);
    CHECK(school.learner->calendar(content::MeetingId{{7}}).error().code == ErrorCode::not_found);
}

TEST_CASE("meetings: one's own word of being there is kept, and ends with the trainer's") {
    School school;
    school.site.say_to_all(school.lesson());
    school.sync();
    CHECK(school.learner->declare_attended(lesson_id, 90).error().code == ErrorCode::conflict);
    school.clock.advance_ms(2 * hour_ms);
    CHECK(school.only().may_declare);
    CHECK(school.learner->declare_attended(lesson_id, 0).error().code == ErrorCode::invalid_input);
    CHECK(school.learner->declare_attended(lesson_id, 91).error().code == ErrorCode::invalid_input);
    CHECK(school.learner->declare_attended(content::MeetingId{{7}}, 9).error().code ==
          ErrorCode::not_found);
    REQUIRE(school.learner->declare_attended(lesson_id, 80).ok());
    school.learner.reopen();
    CHECK(school.only().minutes_declared == 80);
    CHECK(school.learner->record()->courses.front().minutes_declared == 80);
    CHECK(school.learner->record()->courses.front().minutes_attended == 0);
    school.sync();
    CHECK(school.site.count(content::event_type::attended) == 1);

    content::AttendanceMarked marked;
    marked.meeting = lesson_id;
    marked.minutes = 70;
    school.site.say(marked, school.course.enrolment);
    school.sync();
    CHECK(school.only().minutes_attended == 70U);
    CHECK_FALSE(school.only().may_declare);
    CHECK(school.learner->declare_attended(lesson_id, 90).error().code == ErrorCode::conflict);
    CHECK(school.learner->record()->courses.front().minutes_attended == 70);
    CHECK(school.learner->record()->courses.front().minutes_declared == 0);
    // Both stand in the copy of one's own data.
    const std::string copy = school.learner->my_data("").value();
    for (const char* const told :
         {"\"attended\": [", "\"minutes\": 80", "\"attendance_marked\": [", "\"minutes\": 70"})
        CHECK(copy.find(told) != std::string::npos);
}

TEST_CASE("meetings: nobody declares to have been at a cancelled one") {
    School school;
    school.site.say_to_all(school.lesson());
    content::MeetingCancelled cancelled;
    cancelled.meeting = lesson_id;
    school.site.say_to_all(cancelled);
    school.sync();
    school.clock.advance_ms(2 * hour_ms);
    CHECK_FALSE(school.only().may_declare);
    CHECK(school.learner->declare_attended(lesson_id, 9).error().code == ErrorCode::conflict);
}
