// What a critical event freezes whose type or version this program does not know.
#include <algorithm>
#include <random>

#include "content/model/brief.hpp"
#include "content/model/record_view.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/content/model/fold_story.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

// What a program of tomorrow wrote, critically.
StoredFact of_tomorrow(Story& story, std::uint8_t enrolment, std::uint8_t unit,
                       bool from_site = true) {
    StoredFact fact = story.add(from_site ? 9 : 1, Opened{});
    story.facts.pop_back();
    fact.from_site = from_site;
    fact.header.type = event_type::number(from_site ? 60'000 : 63);
    fact.header.critical = true;
    fact.header.enrolment = enrolment == 0 ? EnrolmentId{} : EnrolmentId{{enrolment}};
    fact.header.unit = unit == 0 ? UnitId{} : UnitId{{unit}};
    fact.payload = {1, 2, 3};
    return fact;
}

Unit unit_of_course(std::uint8_t id) {
    Unit unit;
    unit.id = UnitId{{id}};
    unit.required = true;
    return unit;
}

// Of a course with the pages 1 and 2, both completed.
CourseView two_pages(const std::vector<StoredFact>& facts) {
    LearnerRecord record;
    for (const StoredFact& one : facts) CHECK(record.apply(one.fact()).ok());
    Course course;
    course.modules.emplace_back().units = {unit_of_course(1), unit_of_course(2)};
    const EnrolmentId enrolment{{5}};
    return view_of(&record.enrolments[enrolment], course, {}, record.is_frozen(enrolment));
}

}  // namespace

TEST_CASE("folds: an unknown critical event freezes what its header names, and nothing else") {
    Story story;
    story.add(9, Enrolled{}, 0);
    story.add(1, Completed{}, 1);
    story.add(1, Completed{}, 2);
    const auto with = [&](const StoredFact& more) {
        std::vector<StoredFact> facts = story.facts;
        facts.push_back(more);
        return two_pages(facts);
    };
    const CourseView before = two_pages(story.facts);
    CHECK(before.required_completed == 2);
    CHECK_FALSE(before.frozen);

    const CourseView of_unit = with(of_tomorrow(story, 5, 1));
    CHECK(of_unit.frozen);
    CHECK(of_unit.units[0].frozen);
    CHECK(of_unit.units[0].progress == Progress::in_progress);
    CHECK(of_unit.units[1].progress == Progress::completed);
    CHECK(of_unit.progress == Progress::in_progress);

    CHECK(with(of_tomorrow(story, 5, 0)).required_completed == 0);
    CHECK(with(of_tomorrow(story, 0, 0)).required_completed == 0);
    CHECK(with(of_tomorrow(story, 6, 0)).required_completed == 2);
    CHECK(with(of_tomorrow(story, 5, 2, false)).required_completed == 1);
}

TEST_CASE("folds: what is not critical, known, or not a device's to say freezes nothing") {
    Story story;
    story.add(9, Enrolled{}, 0);
    StoredFact fact = of_tomorrow(story, 5, 1);
    LearnerRecord record;
    fact.header.critical = false;
    CHECK(record.apply(fact.fact()).value() == Folded::unknown);
    fact.header.critical = true;
    fact.from_site = false;
    CHECK(record.apply(fact.fact()).value() == Folded::unknown);
    StoredFact known = story.facts.front();
    known.header.critical = true;
    CHECK(record.apply(known.fact()).value() == Folded::yes);
    CHECK(record.frozen_count() == 0);
    // The same type in a later version is not known.
    known.header.version = 2;
    CHECK(record.apply(known.fact()).value() == Folded::unknown);
    CHECK(record.is_frozen(EnrolmentId{{5}}));
    CHECK(record.frozen_count() == 1);
}

TEST_CASE("folds: what is frozen is the same in any order, with any repetition") {
    Story story = long_story();
    story.facts.push_back(of_tomorrow(story, 5, 3));
    story.facts.push_back(of_tomorrow(story, 6, 0));
    story.facts.push_back(of_tomorrow(story, 8, 1, false));
    const auto fold = [](const std::vector<StoredFact>& facts) {
        LearnerRecord record;
        for (const StoredFact& one : facts) REQUIRE(record.apply(one.fact()).ok());
        return record;
    };
    const LearnerRecord once = fold(story.facts);
    CHECK(once.frozen_count() == 3);
    const unsigned seed = Catch::rngSeed();
    INFO("seed " << seed);
    std::mt19937 draws(seed);
    for (int round = 0; round < 40; ++round) {
        std::vector<StoredFact> shuffled = story.facts;
        for (std::size_t i = 0; i < story.facts.size() / 4; ++i)
            shuffled.push_back(story.facts[draws() % story.facts.size()]);
        std::shuffle(shuffled.begin(), shuffled.end(), draws);
        REQUIRE(encode(fold(shuffled)) == encode(once));
    }
    // A snapshot does not carry it on: who reads it may know the event.
    LearnerRecord joined;
    for (LearnerRecord& piece : brief_of(once, 4096, SIZE_MAX)) join(joined, std::move(piece));
    CHECK(joined.frozen_count() == 0);
    for (const StoredFact& one : story.facts) REQUIRE(joined.apply(one.fact()).ok());
    CHECK(encode(joined) == encode(once));
    CHECK(decode_learner_record(encode(once)).value().frozen_count() == 3);
}

TEST_CASE("folds: of a shared scope the site alone freezes, an edition or one status") {
    Story story;
    EditionRecord edition;
    StaffRecord staff;
    StoredFact whole = of_tomorrow(story, 0, 0);
    StoredFact one = of_tomorrow(story, 6, 0);
    for (const StoredFact& fact : {whole, one, whole}) {
        CHECK(edition.apply(fact.fact()).value() == Folded::unknown);
        CHECK(staff.apply(fact.fact()).value() == Folded::unknown);
    }
    CHECK(edition.frozen == std::set<ScopeId>{whole.scope});
    CHECK(staff.frozen == std::set<EnrolmentId>{EnrolmentId{{6}}});
    EditionRecord untouched;
    CHECK(untouched.apply(of_tomorrow(story, 0, 0, false).fact()).ok());
    CHECK(untouched.frozen.empty());
}
