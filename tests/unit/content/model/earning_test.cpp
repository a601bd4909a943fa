#include "content/model/earning.hpp"

#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

constexpr UnitId page{{1}};
constexpr UnitId other_page{{2}};
constexpr UnitId exam{{3}};

// Two pages and a graded quiz with a pass mark of 60 per cent; eight hours.
struct Fixture {
    Fixture() {
        course.minutes_recognised = 480;
        Module& module = course.modules.emplace_back();
        for (const UnitId& id : {page, other_page, exam}) {
            Unit& unit = module.units.emplace_back();
            unit.id = id;
            unit.kind = id == exam ? UnitKind::quiz : UnitKind::page;
        }
        QuizTerms terms;
        terms.unit = exam;
        terms.settings.mode = QuizMode::graded;
        terms.settings.pass_mark = Share::of(3, 5);
        quizzes.push_back(terms);
    }

    void complete(const UnitId& unit) {
        record.units[unit].completions.try_emplace(Hash{{9}}, Kept<Completed>{});
    }
    // Handed in, and marked unless `per_cent` is below zero.
    void take_exam(std::int64_t per_cent) {
        AttemptRecord& attempt = record.units[exam].attempts[AttemptId{{1}}];
        attempt.openings[Hash{{1}}].value.mode = QuizMode::graded;
        attempt.submissions.try_emplace(Stamp{{5}, {}, Hash{{2}}});
        if (per_cent < 0) return;
        Grade grade;
        grade.points = {per_cent * 1'000'000};
        grade.points_max = {100'000'000};
        attempt.grade.offer(Stamp{{6}, {}, Hash{{3}}}, grade);
    }
    Earning earning(bool frozen = false) const {
        return earning_of(view_of(&record, course, quizzes, frozen), course, quizzes);
    }

    Course course;
    std::vector<QuizTerms> quizzes;
    EnrolmentRecord record;
};

std::vector<Lack> lacks_of(const Earning& earning) {
    std::vector<Lack> lacks;
    for (const Missing& one : earning.missing) lacks.push_back(one.what);
    return lacks;
}

}  // namespace

TEST_CASE("earning: what is missing is said thing by thing until nothing is", "[unit]") {
    Fixture f;
    CHECK(f.earning().offered);
    CHECK(lacks_of(f.earning()) == std::vector{Lack::units, Lack::quiz});
    CHECK(f.earning().missing.front() == Missing{Lack::units, {}, 0, 3});
    f.complete(page);
    f.complete(other_page);
    f.complete(exam);
    CHECK(lacks_of(f.earning()) == std::vector{Lack::quiz});
    f.take_exam(59);
    CHECK(
        f.earning().missing ==
        std::vector{Missing{Lack::quiz, exam, static_cast<std::uint64_t>(Share::of(59, 100).parts),
                            static_cast<std::uint64_t>(Share::of(3, 5).parts)}});
    CHECK_FALSE(f.earning().earned);
    f.take_exam(60);
    CHECK_FALSE(f.earning().earned);  // an earlier stamp does not count again
}

TEST_CASE("earning: it is earned exactly where the course counts as passed", "[unit]") {
    Fixture f;
    for (const UnitId& unit : {page, other_page, exam}) f.complete(unit);
    f.take_exam(60);
    CHECK(f.earning().earned);
    CHECK(f.earning().missing.empty());

    f.course.rules.seconds_min = 600;
    CHECK(f.earning().missing == std::vector{Missing{Lack::seconds, {}, 0, 600}});
    f.record.units[page].seconds[LogId{{1}}] = 600;
    CHECK(f.earning().earned);

    f.course.rules.attended_minutes_min = 120;
    AttendanceMarked said;
    said.minutes = 90;
    f.record.attendance_marked[MeetingId{{1}}].offer(Stamp{{7}, {}, Hash{{4}}}, said);
    // The learner's own word is none of it.
    f.record.attended[MeetingId{{2}}] = {300, AttendanceProof::trainer};
    CHECK(f.earning().missing == std::vector{Missing{Lack::attendance, {}, 90, 120}});
    CHECK_FALSE(f.earning().earned);
    said.minutes = 30;
    f.record.attendance_marked[MeetingId{{2}}].offer(Stamp{{8}, {}, Hash{{5}}}, said);
    CHECK(f.earning().earned);

    f.course.rules.pass_mark = Share::of(4, 5);
    CHECK(lacks_of(f.earning()) == std::vector{Lack::score});
    f.course.rules.pass_mark = Share::none();
    f.course.rules.units_completed = Share::of(1, 3);
    f.record.units[other_page].completions.clear();
    f.record.units[page].completions.clear();
    CHECK(f.earning().earned);
}

TEST_CASE("earning: a mark that is awaited is said as such", "[unit]") {
    Fixture f;
    for (const UnitId& unit : {page, other_page, exam}) f.complete(unit);
    f.take_exam(-1);
    CHECK(f.earning().missing == std::vector{Missing{Lack::mark, exam, 0, 0}});
}

TEST_CASE("earning: what is frozen earns nothing until an upgrade", "[unit]") {
    Fixture f;
    for (const UnitId& unit : {page, other_page, exam}) f.complete(unit);
    f.take_exam(90);
    CHECK_FALSE(f.earning(true).earned);
    CHECK(lacks_of(f.earning(true)).back() == Lack::upgrade);
    f.record.units[page].frozen = true;
    CHECK_FALSE(f.earning().earned);
}

TEST_CASE("earning: a course without recognised hours gives none", "[unit]") {
    Fixture f;
    f.course.minutes_recognised = 0;
    for (const UnitId& unit : {page, other_page, exam}) f.complete(unit);
    f.take_exam(90);
    CHECK_FALSE(f.earning().offered);
    CHECK_FALSE(f.earning().earned);
    CHECK(f.earning().missing.empty());
}

TEST_CASE("earning: a course that asks for nothing asks that something be done", "[unit]") {
    Fixture f;
    f.quizzes.clear();
    for (Unit& unit : f.course.modules.front().units) unit.required = false;
    CHECK(f.earning().missing == std::vector{Missing{Lack::units, {}, 0, 1}});
    f.record.units[page].opened = true;
    CHECK(f.earning().earned);
}

TEST_CASE("earning: the first attestato that was not revoked holds", "[unit]") {
    EnrolmentRecord record;
    CHECK_FALSE(holding_attestation(record));
    // Of a later life of the site, whose clock of order was behind.
    record.attestations[Stamp{{5}, {}, Hash{{1}}}].value = {{2, 1}, {2}, {}};
    record.attestations[Stamp{{8}, {}, Hash{{2}}}].value = {{1, 1}, {1}, {}};
    CHECK(holding_attestation(record)->number == AttestationNumber{1, 1});
    record.attestations_revoked[Hash{{3}}] = {{{}, {77}}, {{1, 1}, "errore", {}}};
    CHECK(holding_attestation(record)->number == AttestationNumber{2, 1});
    const auto lines = attestations_of(record);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].revoked->reason == "errore");
    CHECK(lines[0].revoked_at == UtcMs{77});
    CHECK(lines[1].revoked == nullptr);
}
