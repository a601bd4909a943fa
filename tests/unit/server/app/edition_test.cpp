#include "tests/unit/server/app/town.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

struct Planning {
    Result<Edition> add(const std::string& from, const std::string& until,
                        const std::string& zone = "Europe/Rome") {
        NewEdition wish;
        wish.course = course;
        wish.organisation = town.town;
        wish.name = "Autunno";
        wish.opens = from;
        wish.closes = until;
        wish.zone = zone;
        return town.site->add_edition(Actor::machine_operator(), wish);
    }

    Town town{StoreKind::memory};
    CourseId course = town.add_course("corso", town.town);
};

}  // namespace

TEST_CASE("edition: one that would end before it begins is refused", "[unit]") {
    Planning plan;
    CHECK(plan.add("2026-10-01", "2026-10-01").ok());
    CHECK(plan.add("2026-10-01", "").ok());
    CHECK(plan.add("", "2026-10-01").ok());
    const auto refused = plan.add("2026-12-01", "2026-01-01");
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::invalid_input);
    CHECK(plan.town.site->editions(Actor::machine_operator(), std::nullopt).value().size() == 3);
}

TEST_CASE("edition: a time zone that nobody knows is refused", "[unit]") {
    Planning plan;
    CHECK(plan.add("", "", "Africa/Tunis").ok());
    for (const char* zone : {"", "../etc/passwd", "/etc/passwd", "Europe/Rome;", "Roma ora"}) {
        CAPTURE(zone);
        CHECK(plan.add("", "", zone).error().code == ErrorCode::invalid_input);
    }
}
