// Meetings as an edition shares them, and who was there as a learner's record has it.
#include <algorithm>

#include "content/model/brief.hpp"
#include "content/model/record_view.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/content/model/fold_story.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

constexpr MeetingId lesson{{1}};
constexpr MeetingId visit{{2}};

MeetingPlanned planned(const std::string& title, std::uint32_t change) {
    MeetingPlanned said;
    said.meeting = lesson;
    said.title = title;
    said.change = change;
    return said;
}
MeetingCancelled cancelled(std::uint32_t change) {
    MeetingCancelled said;
    said.meeting = lesson;
    said.reason = "Sala chiusa";
    said.change = change;
    return said;
}
AttendanceMarked marked(const MeetingId& meeting, std::uint32_t minutes) {
    AttendanceMarked said;
    said.meeting = meeting;
    said.minutes = minutes;
    return said;
}
Attended claimed(const MeetingId& meeting, std::uint32_t minutes) {
    Attended said;
    said.meeting = meeting;
    said.minutes = minutes;
    said.proof = AttendanceProof::trainer;  // whoever writes it may write so
    return said;
}
void at(std::uint64_t lamport, StoredFact& fact) {
    fact.header.lamport = {lamport};
}
bool by_hash(const StoredFact& a, const StoredFact& b) {
    return a.hash < b.hash;
}

// What `look` finds is found in every order of the events.
template <class Record, class Look>
void in_every_order(Story& story, const Look& look) {
    std::sort(story.facts.begin(), story.facts.end(), by_hash);
    Bytes expected;
    do {
        Record record;
        for (const StoredFact& one : story.facts) REQUIRE(record.apply(one.fact()).ok());
        if (expected.empty()) expected = encode(record);
        REQUIRE(encode(record) == expected);
        look(record);
    } while (std::next_permutation(story.facts.begin(), story.facts.end(), by_hash));
}

EnrolmentRecord& only_enrolment(LearnerRecord& record) {
    return record.enrolments.at(EnrolmentId{{5}});
}

}  // namespace

TEST_CASE("meetings: the last word of a meeting holds, whether it plans or cancels") {
    Story story;
    at(1, story.add(9, planned("Lezione", 0)));
    at(2, story.add(9, cancelled(1)));
    at(3, story.add(9, planned("Lezione in sala grande", 2)));
    in_every_order<EditionRecord>(story, [](const EditionRecord& record) {
        const auto& meeting = record.meetings.at(lesson);
        CHECK_FALSE(meeting.is_cancelled());
        CHECK(meeting.planned.value.title == "Lezione in sala grande");
        CHECK(meeting.change() == 2);
    });
    at(4, story.add(9, cancelled(3)));
    in_every_order<EditionRecord>(story, [](const EditionRecord& record) {
        const auto& meeting = record.meetings.at(lesson);
        CHECK(meeting.is_cancelled());
        CHECK(meeting.cancelled.value.reason == "Sala chiusa");
        CHECK(meeting.change() == 3);
        CHECK(encode(decode_edition_record(encode(record)).value()) == encode(record));
    });
}

TEST_CASE("meetings: only the site plans them and says who was there") {
    Story story;
    story.add(1, planned("Lezione", 0)).from_site = false;
    story.add(1, cancelled(1)).from_site = false;
    EditionRecord edition;
    for (const StoredFact& one : story.facts) CHECK_FALSE(edition.apply(one.fact()).ok());
    CHECK(edition.meetings.empty());
    StoredFact& forged = story.add(1, marked(lesson, 90), 0);
    forged.from_site = false;
    LearnerRecord record;
    CHECK_FALSE(record.apply(forged.fact()).ok());
}

TEST_CASE("meetings: what the trainer marked stands before what the learner says") {
    Story story;
    at(1, story.add(1, claimed(lesson, 120), 0));
    at(2, story.add(1, claimed(visit, 45), 0));
    at(3, story.add(9, marked(lesson, 90), 0));
    at(4, story.add(9, marked(lesson, 60), 0));
    in_every_order<LearnerRecord>(story, [](LearnerRecord& record) {
        const Attendance sum = attendance_of(only_enrolment(record));
        CHECK(sum.marked == 60);
        CHECK(sum.claimed == 45);
    });
    // Marked as absent is marked.
    at(5, story.add(9, marked(lesson, 0), 0));
    in_every_order<LearnerRecord>(story, [](LearnerRecord& record) {
        const Attendance sum = attendance_of(only_enrolment(record));
        CHECK(sum.marked == 0);
        CHECK(sum.claimed == 45);
    });
}

TEST_CASE("meetings: a record in short says who was there, too") {
    Story story;
    story.add(9, Enrolled{}, 0);
    story.add(9, marked(lesson, 90), 0);
    LearnerRecord record;
    for (const StoredFact& one : story.facts) REQUIRE(record.apply(one.fact()).ok());
    LearnerRecord begun;
    for (LearnerRecord& piece : brief_of(record, 1 << 20, 1 << 20)) join(begun, std::move(piece));
    CHECK(encode(begun) == encode(record));
}
