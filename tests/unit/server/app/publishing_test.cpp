#include "server/app/publishing.hpp"

#include "tests/unit/server/app/study.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

ContentVersion version_at_site(Town& town) {
    const auto courses = town.site->courses(Actor::machine_operator()).value();
    return courses.empty() ? ContentVersion{0} : courses.front().version;
}

Actor actor_of(const AccountId& account) {
    return {false, account};
}

}  // namespace

TEST_CASE("publishing: a package makes the course, and participants are told of each version",
          "[unit]") {
    School school(GENERATE(StoreKind::memory, StoreKind::sqlite));
    school.open();
    const auto first = school.ada.told<content::ContentHead>();
    REQUIRE(first.size() == 1);
    CHECK(first[0].version == ContentVersion{1});
    CHECK(school.ada.holds(log::package_key_name(first[0].channel, Epoch{1})));
    const auto second = school.course.publish(2);
    CHECK(second.version == ContentVersion{2});
    CHECK(second.chunks_known > 0);
    school.ada.sync();
    CHECK(school.ada.told<content::ContentHead>().size() == 2);
}

TEST_CASE("publishing: the same package again changes nothing and is no error", "[unit]") {
    School school;
    school.open();
    const Bytes second = school.course.parcel(2);
    CHECK(school.course.take(second).value().version == ContentVersion{2});
    const auto again = school.course.take(second).value();
    CHECK(again.version == ContentVersion{2});
    CHECK(again.chunks_new == 0);
    school.ada.sync();
    CHECK(school.ada.told<content::ContentHead>().size() == 2);
}

TEST_CASE("publishing: no version goes back, and none is replaced", "[unit]") {
    School school(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const Bytes first = school.course.parcel(1);
    school.open();
    school.course.publish(2);
    CHECK(school.course.take(first).error().code == ErrorCode::conflict);
    school.course.course.pages.front().page.html = "<p>altro</p>";
    CHECK(school.course.take(school.course.parcel(2)).error().code == ErrorCode::conflict);
    CHECK(version_at_site(school.town) == ContentVersion{2});
}

TEST_CASE("publishing: what is altered, cut or for another site moves nothing", "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    TownCourse course(town);
    const Bytes whole = course.parcel(1);
    Bytes altered = whole;
    altered[whole.size() / 2] ^= 1;
    CHECK_FALSE(course.take(altered).ok());
    const Bytes cut(whole.begin(), whole.end() - 7);
    CHECK(course.take(cut).error().code == ErrorCode::incomplete);
    const Bytes headless(whole.begin(),
                         whole.end() - static_cast<std::ptrdiff_t>(course.head_bytes.size()));
    CHECK(course.take(headless).error().code == ErrorCode::incomplete);
    exchange::ParcelWriter elsewhere({SiteId{{9}}, exchange::Route::to_site()});
    elsewhere.add(exchange::FrameType::channel, Bytes(10, 1));
    CHECK(course.take(elsewhere.take()).error().code == ErrorCode::not_found);
    CHECK(version_at_site(town) == ContentVersion{0});
    // Nothing of the attempts stands in the way of the whole one.
    CHECK(course.take(whole).value().version == ContentVersion{1});
}

TEST_CASE("publishing: it takes a trainer of the course's organisation or above", "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const AccountId learner = town.settle("bea", Role::learner, town.town);
    const AccountId trainer = town.settle("ivo", Role::trainer, town.town);
    const AccountId neighbour = town.settle("ugo", Role::trainer, town.other);
    TownCourse course(town);
    const Bytes first = course.parcel(1);
    CHECK(course.take(first, actor_of(learner)).error().code == ErrorCode::forbidden);
    CHECK(course.take(first, actor_of(trainer)).value().version == ContentVersion{1});
    const Bytes second = course.parcel(2);
    CHECK(course.take(second, actor_of(neighbour)).error().code == ErrorCode::forbidden);
    CHECK(version_at_site(town) == ContentVersion{1});
    CHECK(course.take(second, actor_of(trainer)).value().version == ContentVersion{2});
}

TEST_CASE("publishing: a channel of one's own takes no course from another organisation",
          "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const AccountId trainer = town.settle("ivo", Role::trainer, town.town);
    const AccountId neighbour = town.settle("ugo", Role::trainer, town.other);
    TownCourse course(town);
    CHECK(course.take(course.parcel(1), actor_of(trainer)).value().version == ContentVersion{1});
    TownCourse copy(town, 2);
    CHECK(copy.take(copy.parcel(2), actor_of(neighbour)).error().code == ErrorCode::forbidden);
    CHECK(version_at_site(town) == ContentVersion{1});
    CHECK(course.take(course.parcel(2), actor_of(trainer)).value().version == ContentVersion{2});
}
