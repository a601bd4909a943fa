#include "tests/unit/server/app/study.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

struct Desk {
    explicit Desk(StoreKind kind = StoreKind::memory) : town(kind) {}

    Result<CourseChanges> changes(const AccountId& who) {
        return town.site->changes_of({false, who}, course, files, town.dir.path() / "trial");
    }
    Result<PublishedPackage> publish(const AccountId& who, std::uint64_t seen,
                                     const std::vector<UnitId>& again = {}) {
        auto published =
            town.site->publish_course({false, who}, course, files, ContentVersion{seen}, again);
        town.run();
        return published;
    }

    Town town;
    content::AuthoredCourse course = test::small_course(1, 200);
    test::MemoryFiles files;
};

}  // namespace

TEST_CASE("authoring: the site publishes what a trainer brought, and tells participants",
          "[unit]") {
    Desk desk(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const AccountId trainer = desk.town.settle("ivo", Role::trainer, desk.town.town);
    const CourseChanges first = desk.changes(trainer).value();
    CHECK(first.version == ContentVersion{0});
    CHECK(first.units.empty());
    CHECK(first.update_bytes == first.package_bytes);
    const auto published = desk.publish(trainer, 0).value();
    CHECK(published.version == ContentVersion{1});

    const EditionId edition = desk.town.add_edition(published.course, desk.town.town);
    Pupil ada(desk.town, "ada");
    REQUIRE(desk.town.site->enrol(Actor::machine_operator(), edition, ada.account).ok());
    ada.sync();
    REQUIRE(ada.told<content::ContentHead>().size() == 1);
    CHECK(ada.holds(log::package_key_name(published.channel, Epoch{1})));
}

TEST_CASE("authoring: a new version says what changes, for whom, and how much travels", "[unit]") {
    Desk desk;
    const AccountId trainer = desk.town.settle("ivo", Role::trainer, desk.town.town);
    const auto first = desk.publish(trainer, 0).value();
    CHECK(desk.changes(trainer).value().units.empty());
    auto& page = desk.course.pages.front();
    page.page.html += "<p data-block=\"99\">Una frase in più.</p>";
    const CourseChanges changes = desk.changes(trainer).value();
    CHECK(changes.version == ContentVersion{1});
    REQUIRE(changes.units.size() == 1);
    CHECK(changes.units[0].unit == page.page.unit);
    CHECK(changes.units[0].kind == ChangeKind::changed);
    CHECK(changes.update_bytes > 0);
    CHECK(changes.update_bytes < changes.package_bytes);
    // The trial left nothing, and published nothing.
    CHECK_FALSE(std::filesystem::exists(desk.town.dir.path() / "trial"));
    const auto second = desk.publish(trainer, 1).value();
    CHECK(second.version == ContentVersion{2});
    CHECK(second.channel == first.channel);
}

TEST_CASE("authoring: units come, go, and get other names", "[unit]") {
    Desk desk;
    const AccountId trainer = desk.town.settle("ivo", Role::trainer, desk.town.town);
    REQUIRE(desk.publish(trainer, 0).ok());
    auto& units = desk.course.course.modules.front().units;
    REQUIRE_FALSE(units.empty());
    const UnitId gone = units.back().id;
    units.back().id = test::id_of<UnitId>(200);
    const auto changes = desk.changes(trainer).value().units;
    const auto of_kind = [&](ChangeKind kind, const UnitId& unit) {
        return std::any_of(changes.begin(), changes.end(), [&](const UnitChange& one) {
            return one.kind == kind && one.unit == unit;
        });
    };
    CHECK(of_kind(ChangeKind::removed, gone));
    CHECK(of_kind(ChangeKind::added, test::id_of<UnitId>(200)));
}

TEST_CASE("authoring: who looked at an older version is told to look again", "[unit]") {
    Desk desk(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const AccountId trainer = desk.town.settle("ivo", Role::trainer, desk.town.town);
    REQUIRE(desk.publish(trainer, 0).ok());
    CHECK(desk.publish(trainer, 0).error().code == ErrorCode::conflict);
    CHECK(desk.publish(trainer, 7).error().code == ErrorCode::conflict);
    CHECK(desk.publish(trainer, 1).value().version == ContentVersion{2});
}

TEST_CASE("authoring: it takes a trainer of the course's organisation or above", "[unit]") {
    Desk desk(GENERATE(StoreKind::memory, StoreKind::sqlite));
    Town& town = desk.town;
    const AccountId learner = town.settle("bea", Role::learner, town.town);
    const AccountId trainer = town.settle("ivo", Role::trainer, town.town);
    const AccountId below = town.settle("eva", Role::trainer, town.office);
    const AccountId beside = town.settle("ugo", Role::trainer, town.other);
    const AccountId above = town.settle("pia", Role::trainer, town.root);
    CHECK(desk.changes(learner).error().code == ErrorCode::forbidden);
    CHECK(desk.publish(learner, 0).error().code == ErrorCode::forbidden);
    REQUIRE(desk.publish(trainer, 0).ok());
    for (const AccountId& who : {learner, below, beside}) {
        CHECK(desk.changes(who).error().code == ErrorCode::forbidden);
        CHECK(desk.publish(who, 1).error().code == ErrorCode::forbidden);
    }
    CHECK(desk.changes(above).ok());
    CHECK(desk.publish(above, 1).value().version == ContentVersion{2});
}

TEST_CASE("authoring: what a laptop published, the site goes on with, and the other way",
          "[unit]") {
    Desk desk;
    const AccountId trainer = desk.town.settle("ivo", Role::trainer, desk.town.town);
    TownCourse laptop(desk.town);
    REQUIRE(laptop.take(laptop.parcel(1), {false, trainer}).ok());
    desk.course = laptop.course;
    const auto second = desk.publish(trainer, 1).value();
    CHECK(second.version == ContentVersion{2});
    CHECK(laptop.take(laptop.parcel(3), {false, trainer}).value().version == ContentVersion{3});
}

TEST_CASE("authoring: a unit marked to be done again stays so in every later version", "[unit]") {
    PublicationPlan plan;
    PublishedVersion before;
    before.course = test::small_course(1, 200).course;
    content::Unit& unit = before.course.modules.front().units.front();
    unit.to_be_done_again = 2;
    plan.before = std::make_shared<const PublishedVersion>(before);
    content::Course course = test::small_course(1, 200).course;
    CoursePublishing::adopt(course, plan, {});
    CHECK(course.unit(unit.id)->to_be_done_again == 2);
    CoursePublishing::adopt(course, plan, {unit.id});
    CHECK(course.unit(unit.id)->to_be_done_again == 3);
}
