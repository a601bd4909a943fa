// Meetings of an edition and who was there, as the site keeps them.
#include "server/app/attendance.hpp"
#include "tests/unit/server/app/study.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

constexpr std::int64_t hour_ms = 3'600'000;

struct Book {
    explicit Book(StoreKind kind) : school(kind) {
        school.open();
        berta = {false, school.town.settle("berta", Role::trainer, school.town.town)};
        carla = {false, school.town.settle("carla", Role::trainer, school.town.town)};
    }
    LocalSite& site() { return *school.town.site; }
    NewMeeting lesson() {
        NewMeeting wish;
        wish.title = "Lezione";
        wish.starts = UtcMs{school.town.clock.now().wall.value + hour_ms};
        wish.minutes = 90;
        wish.place = "Sala grande";
        wish.language = "it";
        return wish;
    }
    MeetingRow plan() { return site().plan_meeting(berta, school.edition, lesson()).value(); }
    // One that has begun.
    MeetingRow begun() {
        MeetingRow row = plan();
        school.town.clock.advance_ms(2 * hour_ms);
        return row;
    }
    Result<std::vector<AttendanceRow>> mark(const Actor& who, const MeetingRow& meeting,
                                            const NewAttendance& mark) {
        return site().mark_attendance(who, school.edition, meeting.id, {mark});
    }
    AttendanceRow row_of_ada(const MeetingRow& meeting) {
        return site().attendance(berta, school.edition, meeting.id).value().front();
    }

    School school;
    Actor berta;
    Actor carla;
};

}  // namespace

TEST_CASE("meetings: every participant is told of one, with the edition's time zone", "[unit]") {
    Book book(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const MeetingRow row = book.plan();
    CHECK(row.name == "berta");
    CHECK(row.change == 0);
    book.school.ada.sync();
    const auto told = book.school.ada.told<content::MeetingPlanned>();
    REQUIRE(told.size() == 1);
    CHECK(told[0].meeting == row.id);
    CHECK(told[0].edition == book.school.edition);
    CHECK(told[0].title == "Lezione");
    CHECK(told[0].zone == "Europe/Rome");
    CHECK(told[0].minutes == 90);
}

TEST_CASE("meetings: the last version holds, and nobody writes over one unseen", "[unit]") {
    Book book(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const EditionId edition = book.school.edition;
    const MeetingRow first = book.plan();
    NewMeeting other = book.lesson();
    other.place = "Biblioteca";
    const auto changed =
        book.site().change_meeting(book.carla, edition, first.id, first.state, other);
    REQUIRE(changed.ok());
    CHECK(changed->change == 1);
    CHECK(changed->written > first.written);
    const auto late = book.site().change_meeting(book.berta, edition, first.id, first.state, other);
    REQUIRE_FALSE(late.ok());
    CHECK(late.error().code == ErrorCode::conflict);
    CHECK(late.error().message.find("carla") != std::string::npos);
    CHECK(book.site().cancel_meeting(book.berta, edition, first.id, first.state, "").error().code ==
          ErrorCode::conflict);

    const auto cancelled =
        book.site().cancel_meeting(book.berta, edition, first.id, changed->state, "Sala chiusa");
    REQUIRE(cancelled.ok());
    CHECK(cancelled->cancelled);
    CHECK(cancelled->reason == "Sala chiusa");
    CHECK(cancelled->change == 2);
    CHECK(cancelled->place == "Biblioteca");
    CHECK(book.site()
              .cancel_meeting(book.berta, edition, first.id, cancelled->state, "")
              .error()
              .code == ErrorCode::conflict);

    const auto again =
        book.site().change_meeting(book.berta, edition, first.id, cancelled->state, other);
    REQUIRE(again.ok());
    CHECK_FALSE(again->cancelled);
    CHECK(again->change == 3);
    CHECK(book.site().meetings(book.berta, edition)->size() == 1);
    CHECK(book.site()
              .change_meeting(book.berta, edition, content::MeetingId{{9}}, again->state, other)
              .error()
              .code == ErrorCode::not_found);
}

TEST_CASE("meetings: a place has as many letters in any alphabet", "[unit]") {
    Book book(StoreKind::memory);
    NewMeeting wish = book.lesson();
    wish.place.clear();
    for (int i = 0; i < 300; ++i) wish.place += "ق";
    CHECK(book.site().plan_meeting(book.berta, book.school.edition, wish).ok());
    wish.place += "ق";
    CHECK_FALSE(book.site().plan_meeting(book.berta, book.school.edition, wish).ok());
}

TEST_CASE("meetings: what cannot be planned is refused with what to mend", "[unit]") {
    Book book(StoreKind::memory);
    const auto refused = [&](auto&& spoil) {
        NewMeeting wish = book.lesson();
        spoil(wish);
        const auto said = book.site().plan_meeting(book.berta, book.school.edition, wish);
        REQUIRE_FALSE(said.ok());
        return said.error().code == ErrorCode::invalid_input;
    };
    CHECK(refused([](NewMeeting& w) { w.title = ""; }));
    CHECK(refused([](NewMeeting& w) { w.title = "a\nb"; }));
    CHECK(refused([](NewMeeting& w) { w.minutes = 0; }));
    CHECK(refused([](NewMeeting& w) { w.minutes = 14 * 24 * 60 + 1; }));
    CHECK(refused([](NewMeeting& w) { w.starts = UtcMs{0}; }));
    CHECK(refused([](NewMeeting& w) { w.starts = UtcMs{5'000'000'000'000}; }));
    CHECK(refused([](NewMeeting& w) { w.place = ""; }));
    CHECK(refused([](NewMeeting& w) { w.place = std::string(301, 'a'); }));
    CHECK(refused([](NewMeeting& w) { w.place = "\xff"; }));
    CHECK(refused([](NewMeeting& w) { w.notes = std::string(4001, 'a'); }));
    CHECK(refused([](NewMeeting& w) { w.notes = std::string("a\0b", 3); }));
    CHECK(refused([](NewMeeting& w) { w.language = std::string(40, 'a'); }));
    for (const char* link : {"http://a.example", "javascript:alert(1)", "https://", "https://a b",
                             "https://a\nb", "https://a\"onclick=", "https://a<b"}) {
        INFO(link);
        CHECK(refused([&](NewMeeting& w) { w.link = link; }));
    }
    NewMeeting wish = book.lesson();
    wish.place = "";
    wish.link = "https://incontri.example.org/stanza?id=1&x=2";
    wish.notes = "Riga uno\r\nRiga due";
    const auto row = book.site().plan_meeting(book.berta, book.school.edition, wish);
    REQUIRE(row.ok());
    CHECK(row->notes == "Riga uno\nRiga due");
    CHECK(book.site()
              .cancel_meeting(book.berta, book.school.edition, row->id, row->state, "a\nb")
              .error()
              .code == ErrorCode::invalid_input);
}

TEST_CASE("attendance: the learner's word waits for the trainer's, which counts", "[unit]") {
    Book book(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const MeetingRow meeting = book.begun();
    content::Attended claim;
    claim.meeting = meeting.id;
    claim.minutes = 80;
    book.school.ada.write({book.school.ada.event(claim, book.school.enrolment, 0)});
    book.school.ada.sync();
    AttendanceRow row = book.row_of_ada(meeting);
    CHECK(row.name == "ada");
    CHECK_FALSE(row.marked);
    CHECK(row.claimed == 80);

    const auto rows = book.mark(book.berta, meeting, {row.enrolment, 75, row.state});
    REQUIRE(rows.ok());
    CHECK(rows->front().marked);
    CHECK(rows->front().minutes == 75);
    CHECK(rows->front().marked_by == "berta");
    book.school.ada.sync();
    const auto told = book.school.ada.told<content::AttendanceMarked>();
    REQUIRE(told.size() == 1);
    CHECK(told[0].minutes == 75);
    CHECK(told[0].meeting == meeting.id);

    // Nobody's mark is written over unseen.
    const auto late = book.mark(book.carla, meeting, {row.enrolment, 10, row.state});
    CHECK(late.error().code == ErrorCode::conflict);
    CHECK(late.error().message.find("berta") != std::string::npos);
    row = book.row_of_ada(meeting);
    CHECK(book.mark(book.carla, meeting, {row.enrolment, 0, row.state})->front().minutes == 0);
}

TEST_CASE("attendance: what cannot be marked is refused, all of it", "[unit]") {
    Book book(StoreKind::memory);
    const EnrolmentId ada = book.school.enrolment;
    const MeetingRow meeting = book.plan();
    CHECK(book.mark(book.berta, meeting, {ada, 10, {}}).error().code == ErrorCode::conflict);
    book.school.town.clock.advance_ms(2 * hour_ms);
    CHECK(book.mark(book.berta, meeting, {ada, 91, {}}).error().code == ErrorCode::invalid_input);
    CHECK(book.mark(book.berta, meeting, {EnrolmentId{{9}}, 10, {}}).error().code ==
          ErrorCode::not_found);
    CHECK(book.mark(Actor::machine_operator(), meeting, {ada, 10, {}}).error().code ==
          ErrorCode::forbidden);
    const auto half = book.site().mark_attendance(book.berta, book.school.edition, meeting.id,
                                                  {{ada, 10, {}}, {EnrolmentId{{9}}, 10, {}}});
    CHECK_FALSE(half.ok());
    CHECK_FALSE(book.row_of_ada(meeting).marked);

    REQUIRE(book.mark(book.berta, meeting, {ada, 90, {}}).ok());
    const auto cancel = [&](const MeetingRow& row) {
        return book.site().cancel_meeting(book.berta, book.school.edition, row.id, row.state, "");
    };
    CHECK(cancel(meeting).error().code == ErrorCode::conflict);
    REQUIRE(book.mark(book.berta, meeting, {ada, 0, book.row_of_ada(meeting).state}).ok());
    REQUIRE(cancel(meeting).ok());
    CHECK(book.mark(book.berta, meeting, {ada, 9, book.row_of_ada(meeting).state}).error().code ==
          ErrorCode::conflict);
}

TEST_CASE("attendance: a trainer who learns in the edition does not mark the own", "[unit]") {
    Book book(StoreKind::memory);
    const auto enrolled =
        book.site().enrol(Actor::machine_operator(), book.school.edition, book.berta.account);
    REQUIRE(enrolled.ok());
    const MeetingRow meeting = book.begun();
    CHECK(book.mark(book.berta, meeting, {enrolled->id, 10, {}}).error().code ==
          ErrorCode::forbidden);
    CHECK(book.mark(book.carla, meeting, {enrolled->id, 10, {}}).ok());
}

TEST_CASE("attendance: the attestato waits for the hours that the course asks for", "[unit]") {
    Book book{StoreKind::memory};
    School& school = book.school;
    auto& course = school.course.course.course;
    course.minutes_recognised = 240;
    course.rules.attended_minutes_min = 60;
    school.course.publish(2);
    std::vector<log::Event> events;
    for (const content::Module& module : course.modules) {
        for (const content::Unit& unit : module.units) {
            content::Completed completed;
            completed.kind = content::CompletionKind::opened;
            log::Event event = school.ada.event(completed, school.enrolment, 0, 2);
            event.header.unit = unit.id;
            events.push_back(event);
        }
    }
    school.ada.write(events);
    school.ada.sync();
    const auto state = [&] {
        return book.site().attestations(Actor::machine_operator(), school.edition)->front();
    };
    CHECK(state().missing == std::vector{content::Missing{content::Lack::attendance, {}, 0, 60}});
    const MeetingRow meeting = book.begun();
    REQUIRE(book.mark(book.berta, meeting, {school.enrolment, 59, {}}).ok());
    CHECK(state().missing.front().have == 59);
    REQUIRE(book.mark(book.berta, meeting, {school.enrolment, 60, book.row_of_ada(meeting).state})
                .ok());
    school.ada.sync();
    CHECK(state().number == "1");
    CHECK(school.ada.told<content::AttestationIssued>().size() == 1);
}
