#include "content/model/folds.hpp"

#include <algorithm>
#include <random>

#include "content/model/brief.hpp"
#include "content/model/encoding.hpp"
#include "content/model/record_view.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/content/model/fold_story.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

Bytes folded(const std::vector<StoredFact>& facts) {
    LearnerRecord record;
    for (const StoredFact& one : facts) {
        const auto result = record.apply(one.fact());
        REQUIRE(result.ok());
        CHECK(result.value() == Folded::yes);
    }
    return encode(record);
}

}  // namespace

TEST_CASE("folds: any order and any repetition of the same events give the same record") {
    const std::vector<StoredFact> facts = long_story().facts;
    const Bytes expected = folded(facts);
    const unsigned seed = Catch::rngSeed();
    INFO("seed " << seed);
    std::mt19937 draws(seed);
    for (int round = 0; round < 40; ++round) {
        std::vector<StoredFact> shuffled = facts;
        for (std::size_t i = 0; i < facts.size() / 4; ++i)
            shuffled.push_back(facts[draws() % facts.size()]);
        std::shuffle(shuffled.begin(), shuffled.end(), draws);
        REQUIRE(folded(shuffled) == expected);
    }
}

TEST_CASE("folds: a snapshot is the record, and folding goes on from it") {
    std::vector<StoredFact> facts = long_story().facts;
    const Bytes expected = folded(facts);
    LearnerRecord record;
    for (std::size_t i = 0; i < facts.size() / 2; ++i) CHECK(record.apply(facts[i].fact()).ok());
    record = decode_learner_record(encode(record)).value();
    for (const StoredFact& one : facts) CHECK(record.apply(one.fact()).ok());
    CHECK(encode(record) == expected);
    for (std::size_t size = 0; size < expected.size(); size += 7)
        CHECK_FALSE(decode_learner_record(ByteView(expected).first(size)).ok());
}

TEST_CASE("folds: a person's mark stands before a machine's, whichever was written or came first") {
    Story story;
    story.add(
        9, Grade{attempt(2), {1'000'000}, {4'000'000}, false, false, MarkedBy::machine, {}, {}}, 3);
    story.add(9, Grade{attempt(2), {3'000'000}, {4'000'000}, true, false, MarkedBy::person, {}, {}},
              3);
    story.add(
        9, Grade{attempt(2), {2'000'000}, {4'000'000}, false, false, MarkedBy::machine, {}, {}}, 3);
    std::vector<StoredFact> facts = story.facts;
    const Bytes expected = folded(facts);
    std::reverse(facts.begin(), facts.end());
    CHECK(folded(facts) == expected);
    const auto record = decode_learner_record(expected).value();
    const auto& unit = record.enrolments.begin()->second.units.begin()->second;
    CHECK(unit.attempts.at(attempt(2)).grade.value.points.micro == 3'000'000);
}

TEST_CASE("folds: a device cannot grade itself, and the site cannot answer for a learner") {
    Story story;
    StoredFact grade_fact = story.add(1, Grade{});
    grade_fact.from_site = false;
    LearnerRecord record;
    CHECK(record.apply(grade_fact.fact()).error().code == ErrorCode::forbidden);
    StoredFact answer_fact = story.add(1, answer(1, 1, 1));
    answer_fact.from_site = true;
    CHECK(record.apply(answer_fact.fact()).error().code == ErrorCode::forbidden);
    CHECK(record.enrolments.empty());
}

TEST_CASE("folds: what is malformed changes nothing, what is unknown is said to be unknown") {
    Story story;
    StoredFact fact = story.add(1, Completed{});
    fact.payload = log::encode_fields({Bytes{1}});
    LearnerRecord record;
    CHECK(record.apply(fact.fact()).error().code == ErrorCode::malformed);
    CHECK(record.enrolments.empty());
    fact = story.add(1, Completed{});
    fact.header.version = 2;
    CHECK(record.apply(fact.fact()).value() == Folded::unknown);
    fact.header.version = 1;
    fact.header.type = event_type::number(9999);
    CHECK(record.apply(fact.fact()).value() == Folded::unknown);
    fact = story.add(1, Posted{});
    CHECK(record.apply(fact.fact()).value() == Folded::not_ours);
    CHECK(record.enrolments.empty());
}

TEST_CASE("folds: fields of a newer program stay in the payload") {
    Completed payload{
        CompletionKind::read, 1, 2, {log::Field{std::uint64_t{7}}, log::Field{Bytes{1}}}};
    const Bytes bytes = make_payload(payload);
    CHECK(make_payload(read_payload<Completed>(bytes).value()) == bytes);
    // And an older one's absent fields are their defaults.
    const auto old = from_fields<Completed>({log::Field{std::uint64_t{2}}});
    CHECK(old.value().kind == CompletionKind::read);
    CHECK(old.value().seconds == 0);
}

TEST_CASE("folds: the last answer before handing in counts, a late one does not") {
    Story story;
    const auto at = [&](std::uint64_t lamport, StoredFact& fact) {
        fact.header.lamport = {lamport};
    };
    at(1, story.add(1, answer(1, 1, 1)));
    at(2, story.add(1, answer(1, 1, 2)));
    at(3, story.add(1, Submitted{attempt(1), 1, 0, false, {}, {}, false, false, {}}));
    at(4, story.add(1, answer(1, 1, 3)));
    LearnerRecord record;
    for (const StoredFact& one : story.facts) CHECK(record.apply(one.fact()).ok());
    const UnitRecord& unit = record.enrolments.begin()->second.units.begin()->second;
    const auto answers = counted_answers(unit.attempts.at(attempt(1)));
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].response == choose({OptionId{{2}}}));
    CHECK(attempts_of(unit)[0].late_answers);
    CHECK(attempts_of(unit)[0].submitted);
    CHECK_FALSE(attempts_of(unit)[0].marked);
}

TEST_CASE("folds: of one clock session a log's highest total counts, several sessions add up") {
    Story story;
    const std::vector<std::pair<int, int>> told{{1, 30}, {1, 40}, {2, 20}, {1, 40}};
    for (const auto& [session, seconds] : told) {
        auto& fact = story.add(1, TimeOnTask{static_cast<std::uint64_t>(seconds), {}});
        fact.header.time.session = ClockSessionId{{static_cast<std::uint8_t>(session)}};
    }
    LearnerRecord record;
    for (const StoredFact& fact : story.facts) REQUIRE(record.apply(fact.fact()).ok());
    std::uint64_t sum = 0;
    for (const auto& [counter, total] :
         record.enrolments.begin()->second.units.begin()->second.seconds)
        sum += total;
    CHECK(sum == 60);
}

TEST_CASE("folds: seconds seen are those of the union, not of the sum") {
    IntervalSet seen;
    seen.add({0, 10});
    seen.add({5, 15});
    seen.add({20, 30});
    seen.add({15, 16});
    seen.add({7, 7});
    CHECK(seen.length() == 26);
    CHECK(seen.intervals().size() == 2);
    seen.add({16, 20});
    CHECK(seen.intervals() == std::vector<Interval>{{0, 30}});
}

TEST_CASE("record: completion carries over to a new version unless it is to be done again") {
    Story story;
    story.add(1, Completed{CompletionKind::read, 0, 60, {}});
    LearnerRecord record;
    for (const StoredFact& one : story.facts) CHECK(record.apply(one.fact()).ok());
    const EnrolmentRecord& enrolment = record.enrolments.begin()->second;
    Course course;
    course.minutes_recognised = 90;
    Unit unit;
    unit.id = UnitId{{1}};
    course.modules = {Module{}};
    course.modules[0].units = {unit};
    CHECK(view_of(&enrolment, course, {}).progress == Progress::completed);
    CHECK(view_of(&enrolment, course, {}).minutes_recognised == 90);
    course.modules[0].units[0].to_be_done_again = 1;
    const CourseView again = view_of(&enrolment, course, {});
    CHECK(again.progress == Progress::in_progress);
    CHECK(again.units[0].to_be_done_again);
    CHECK(again.minutes_recognised == 0);
    CHECK(view_of(nullptr, course, {}).progress == Progress::not_started);
}

TEST_CASE("record: the best of several attempts counts and a voided one does not") {
    Story story;
    for (std::uint8_t n = 1; n <= 3; ++n) {
        AttemptOpened opened;
        opened.attempt = attempt(n);
        opened.number = n;
        opened.mode = QuizMode::graded;
        story.add(1, opened);
        story.add(1, Submitted{attempt(n), 1, 0, false, {}, {}, false, false, {}});
        story.add(
            9,
            Grade{
                attempt(n), {n * 1'000'000}, {4'000'000}, n > 2, false, MarkedBy::machine, {}, {}});
    }
    story.add(9, AttemptVoided{attempt(3), "aiuto", {}});
    LearnerRecord record;
    for (const StoredFact& one : story.facts) CHECK(record.apply(one.fact()).ok());
    Unit unit;
    unit.id = UnitId{{1}};
    unit.kind = UnitKind::quiz;
    QuizSettings settings;
    settings.mode = QuizMode::graded;
    settings.pass_mark = Share::of(1, 2);
    const UnitRecord& unit_record = record.enrolments.begin()->second.units.begin()->second;
    UnitView view = view_of(&unit_record, unit, &settings);
    CHECK(view.score == Share::of(1, 2));
    CHECK(view.passed);
    CHECK(view.attempts == 2);
    settings.counts = WhichAttempt::first;
    CHECK(view_of(&unit_record, unit, &settings).score == Share::of(1, 4));
    settings.counts = WhichAttempt::mean;
    CHECK(view_of(&unit_record, unit, &settings).score == Share::of(3, 8));
}

TEST_CASE("folds: only the first author of a post may change it, and a head never goes back") {
    Story story;
    const auto at = [&](std::uint64_t lamport, StoredFact& fact) {
        fact.header.lamport = {lamport};
    };
    at(1, story.add(1, Posted{PostId{{1}}, {}, {}, "ciao", "it", {}}));
    at(2, story.add(2, Posted{PostId{{1}}, {}, {}, "altro", "it", {}}));
    at(3, story.add(1, Posted{PostId{{1}}, {}, {}, "ciao!", "it", {}}));
    at(4, story.add(9, ContentHead{ChannelId{{1}}, {2}, Hash{{2}}, {}, {}, {}}));
    at(5, story.add(9, ContentHead{ChannelId{{1}}, {1}, Hash{{1}}, {}, {}, {}}));
    std::sort(story.facts.begin(), story.facts.end(),
              [](auto& a, auto& b) { return a.hash < b.hash; });
    Bytes expected;
    do {
        EditionRecord record;
        for (const StoredFact& one : story.facts) CHECK(record.apply(one.fact()).ok());
        if (expected.empty()) expected = encode(record);
        REQUIRE(encode(record) == expected);
        CHECK(record.posts.begin()->second.newest()->text == "ciao!");
        CHECK(record.heads.begin()->second.version == ContentVersion{2});
    } while (std::next_permutation(story.facts.begin(), story.facts.end(),
                                   [](auto& a, auto& b) { return a.hash < b.hash; }));
    CHECK(encode(decode_edition_record(expected).value()) == expected);
}

TEST_CASE("folds: the newest status of an enrolment stands, in whatever order they come") {
    Story story;
    for (std::uint64_t i = 1; i <= 4; ++i) {
        StaffStatus status;
        status.edition = EditionId{{1}};
        status.answers = static_cast<std::uint32_t>(i);
        story.add(9, status).header.lamport = {i};
    }
    EditionDescribed described;
    described.edition = EditionId{{1}};
    described.title = "Autunno";
    story.add(9, described);
    const auto by_hash = [](auto& a, auto& b) { return a.hash < b.hash; };
    std::sort(story.facts.begin(), story.facts.end(), by_hash);
    Bytes expected;
    do {
        StaffRecord record;
        for (const StoredFact& one : story.facts) CHECK(record.apply(one.fact()).ok());
        if (expected.empty()) expected = encode(record);
        REQUIRE(encode(record) == expected);
        CHECK(record.statuses.begin()->second.value.answers == 4);
        CHECK(record.editions.at(EditionId{{1}}).value.title == "Autunno");
    } while (std::next_permutation(story.facts.begin(), story.facts.end(), by_hash));
    CHECK(encode(decode_staff_record(expected).value()) == expected);
    StoredFact forged = story.facts.front();
    forged.from_site = false;
    StaffRecord record;
    CHECK_FALSE(record.apply(forged.fact()).ok());
}

TEST_CASE("folds: a status says of devices nothing, none or some, and of no half of one") {
    const auto again = [](const StaffStatus& status) {
        return from_fields<StaffStatus>(to_fields(status)).value();
    };
    StaffStatus status;
    const std::size_t without = to_fields(status).size();
    CHECK_FALSE(again(status).devices.has_value());
    status.devices.emplace();
    CHECK(to_fields(status).size() == without + 1);
    CHECK(again(status).devices == status.devices);
    status.devices = {{{1'790'000'000'000}, {1'790'000'300'000}}, {{1'790'000'100'000}, {}}};
    CHECK(again(status).devices == status.devices);

    // What a newer site adds stays behind it.
    log::Fields longer = to_fields(status);
    longer.emplace_back(std::uint64_t{7});
    CHECK(to_fields(from_fields<StaffStatus>(longer).value()) == longer);

    log::Fields broken = to_fields(status);
    Bytes& listed = std::get<Bytes>(broken.back());
    while (!listed.empty()) {
        listed.pop_back();
        const bool is_whole = listed.empty() || listed.size() == 12;
        INFO(listed.size());
        CHECK(from_fields<StaffStatus>(broken).ok() == is_whole);
    }
    listed = Bytes{0x80, 0x00, 0x00};
    CHECK_FALSE(from_fields<StaffStatus>(broken).ok());
    listed.assign(9, 0xff);
    listed.insert(listed.end(), {0x01, 0x00});
    CHECK_FALSE(from_fields<StaffStatus>(broken).ok());
}

TEST_CASE("folds: events folded onto a record in short give the record of the events alone") {
    Story story = long_story();
    const Bytes whole = folded(story.facts);
    const LearnerRecord record = decode_learner_record(whole).value();
    for (const std::size_t piece_bytes :
         std::initializer_list<std::size_t>{1, 500, 2000, 1000000}) {
        for (std::size_t bytes_max = 100; bytes_max < 20'000; bytes_max = bytes_max * 3 / 2) {
            auto pieces = brief_of(record, piece_bytes, bytes_max);
            LearnerRecord begun;
            for (LearnerRecord& piece : pieces) {
                join(begun, decode_learner_record(encode(piece)).value());
            }
            // Some of the events came before it, some come behind it, all of them again.
            for (const StoredFact& one : story.facts) REQUIRE(begun.apply(one.fact()).ok());
            CHECK(encode(begun) == whole);
        }
    }
}

TEST_CASE("folds: a record in short shows where everything stands, without single answers") {
    const LearnerRecord record = decode_learner_record(folded(long_story().facts)).value();
    LearnerRecord brief;
    for (LearnerRecord& piece : brief_of(record, 500, 1'000'000)) join(brief, std::move(piece));
    const auto& all = record.enrolments.begin()->second;
    const auto& few = brief.enrolments.begin()->second;
    REQUIRE(few.units.size() == all.units.size());
    CHECK(few.is_active() == all.is_active());
    for (const auto& [id, unit] : all.units) {
        const UnitRecord& short_unit = few.units.at(id);
        const auto attempts = attempts_of(unit);
        const auto short_attempts = attempts_of(short_unit);
        REQUIRE(attempts.size() == short_attempts.size());
        for (std::size_t i = 0; i < attempts.size(); ++i) {
            CHECK(attempts[i].points == short_attempts[i].points);
            CHECK(attempts[i].submitted == short_attempts[i].submitted);
            CHECK(attempts[i].marked == short_attempts[i].marked);
        }
        CHECK(unit.completions.size() == short_unit.completions.size());
        CHECK(unit.seconds == short_unit.seconds);
    }
    CHECK(encode(brief).size() < encode(record).size());
}
