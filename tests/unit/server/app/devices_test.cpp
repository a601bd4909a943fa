// Who may look at, shut out and rule on the devices of whom: these verbs of the command have no
// route, so they stand in no table of routes.
#include <functional>

#include "tests/unit/server/app/study.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

constexpr std::array roles{Role::learner, Role::trainer, Role::coordinator, Role::administrator};

using Deed = std::function<Result<void>(LocalSite&, const Actor&, const AccountId&)>;

// Whose devices they are, by role and place, and for whom it is done (`o`) or refused (`-`): a
// learner, trainer, coordinator and administrator of the municipality.
struct Row {
    Role whose;
    std::string own, below, beside, above;
};
const std::vector<Row> table{{Role::learner, "--oo", "--oo", "----", "----"},
                             {Role::trainer, "--oo", "--oo", "----", "----"},
                             {Role::coordinator, "--oo", "--oo", "----", "----"},
                             {Role::administrator, "---o", "---o", "----", "----"}};

struct World {
    Town town;
    std::vector<Actor> actors;
    int people = 0;

    explicit World(StoreKind kind) : town(kind) {
        for (const Role role : roles) {
            const std::string name(store::name_of(role));
            actors.push_back({false, town.settle(name, role, town.town)});
        }
    }
    // Each time on somebody new, so that what was done before is no reason to refuse.
    std::string marks(const Deed& deed, Role whose, const OrganisationId& at) {
        std::string found;
        for (const Actor& actor : actors) {
            const auto person = town.settle("p" + std::to_string(++people), whose, at);
            const auto done = deed(*town.site, actor, person);
            if (!done.ok()) CHECK(done.error().code == ErrorCode::forbidden);
            found += done.ok() ? 'o' : '-';
        }
        return found;
    }
};

DeviceId device_of(LocalSite& site, const AccountId& person) {
    return site.devices(Actor::machine_operator(), person).value().front().id;
}

Result<void> without_value(const auto& result) {
    if (!result.ok()) return result.error();
    return {};
}

}  // namespace

TEST_CASE("devices: each verb is done for the roles that the table says, and refused to others",
          "[unit]") {
    World world(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const std::vector<std::pair<std::string, Deed>> deeds{
        {"device list",
         [](LocalSite& site, const Actor& actor, const AccountId& person) {
             return without_value(site.devices(actor, person));
         }},
        {"device revoke",
         [](LocalSite& site, const Actor& actor, const AccountId& person) {
             return site.revoke_device(actor, device_of(site, person));
         }},
        {"device rule", [](LocalSite& site, const Actor& actor, const AccountId& person) {
             const DeviceId device = device_of(site, person);
             REQUIRE(site.revoke_device(Actor::machine_operator(), device).ok());
             return without_value(site.rule_on_device(actor, device, true));
         }}};
    for (const auto& [verb, deed] : deeds) {
        for (const Row& row : table) {
            CAPTURE(verb, store::name_of(row.whose));
            CHECK(world.marks(deed, row.whose, world.town.town) == row.own);
            CHECK(world.marks(deed, row.whose, world.town.office) == row.below);
            CHECK(world.marks(deed, row.whose, world.town.other) == row.beside);
            CHECK(world.marks(deed, row.whose, world.town.root) == row.above);
        }
    }
}

TEST_CASE("devices: nobody's role reaches their own through the site, and the operator's does",
          "[unit]") {
    World world(GENERATE(StoreKind::memory, StoreKind::sqlite));
    for (std::size_t i = 0; i < roles.size(); ++i) {
        CAPTURE(store::name_of(roles[i]));
        const bool may = roles[i] >= Role::coordinator;
        CHECK(world.town.site->devices(world.actors[i], world.actors[i].account).ok() == may);
        CHECK(world.town.site->devices(Actor::machine_operator(), world.actors[i].account).ok());
    }
}

TEST_CASE("devices: keys of its own are certified once a question, and not without end", "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    Pupil ada(town, "ada");
    const auto rows = [&] {
        return town.site->devices(Actor::machine_operator(), ada.account).value();
    };
    ada.ask_for_keys(town.random);
    ada.sync();
    ada.sync();
    REQUIRE(rows().size() == 2);
    for (const Device& row : rows())
        CHECK(row.before == (row.id == ada.device() ? DeviceId{} : ada.device()));
    for (std::size_t i = 0; i < exchange::renewals_max; ++i) {
        ada.ask_for_keys(town.random);
        ada.sync();
    }
    CHECK(rows().size() == 1 + exchange::renewals_max);
}

TEST_CASE("devices: who is revoked gets no keys, and loses those that nobody came with yet",
          "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    Pupil ada(town, "ada");
    ada.ask_for_keys(town.random);
    ada.sync();
    REQUIRE(town.site->revoke_device(Actor::machine_operator(), ada.device()).ok());
    ada.ask_for_keys(town.random);
    ada.sync();
    const auto rows = town.site->devices(Actor::machine_operator(), ada.account).value();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].revoked);
    CHECK(rows[1].revoked);
}
