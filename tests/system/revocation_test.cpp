#include "tests/support/test.hpp"
#include "tests/system/world.hpp"

namespace {

using namespace approdo;

const app::Actor console = app::Actor::machine_operator();

struct World {
    test::SeededRandom random{test::seed_of_run()};
    test::ManualClock clock;
    test::SystemSite site{random, clock};
    EditionId edition = site.open_edition(8);
    AccountId anna = site.add_person("anna");
    std::string link = site.invite(anna);
    test::Laptop office{random, clock};
    test::Laptop home{random, clock};

    World() {
        site.enrol(edition, anna);
        office.join(site, link, "anna");
        home.sign_in(site, link, "anna");
    }
    DeviceId device_of(test::Laptop& laptop) {
        const auto lines = laptop->devices().value();
        for (const auto& line : lines) {
            if (line.this_one) return line.device;
        }
        return {};
    }
    Epoch epoch_of(const ScopeId& scope) {
        Epoch epoch;
        site.store().read(
            [&](store::Session& session) { epoch = session.site_logs().scope(scope)->epoch; });
        return epoch;
    }
};

}  // namespace

TEST_CASE("revocation: what came before counts everywhere, what comes later waits for a person") {
    World world;
    world.office.read_page(0);
    world.office.sync(world.site);
    const DeviceId stolen = world.device_of(world.office);
    REQUIRE(world.site->revoke_device(console, stolen).ok());
    CHECK(world.site->revoke_device(console, stolen).error().code == ErrorCode::conflict);

    world.office.read_page(1);  // by whoever has it now
    const auto told = world.office.sync(world.site);
    REQUIRE_FALSE(told.notices.empty());
    CHECK(told.notices.front().find("revoked") != std::string::npos);
    CHECK(world.office->status()->revoked);
    CHECK(world.office->status()->events_unsent == 0);  // it was taken, and is kept
    CHECK(world.site.pages_read(world.edition, world.anna) == 1);

    world.home.read_page(2);
    world.home.sync(world.site);
    CHECK(world.home.pages_read() == 2);
    CHECK(world.site.pages_read(world.edition, world.anna) == 2);
    const auto before = world.site->rebuild();
    CHECK(before->digest_before == before->digest_after);

    SECTION("accepted, it counts on the site and on the person's other devices") {
        CHECK(world.site->rule_on_device(console, stolen, true).value() >= 1);
        world.home.sync(world.site);
        CHECK(world.home.pages_read() == 3);
        CHECK(world.site.pages_read(world.edition, world.anna) == 3);
    }
    SECTION("rejected, it stays out, is kept, and asks for nobody's attention") {
        CHECK(world.site->rule_on_device(console, stolen, false).value() >= 1);
        world.home.sync(world.site);
        CHECK(world.home.pages_read() == 2);
        CHECK(world.site.pages_read(world.edition, world.anna) == 2);
        for (const app::Device& device : world.site.devices_of(world.anna)) {
            CHECK(device.waiting == 0);
        }
        SECTION("a later ruling can take it back") {
            CHECK(world.site->rule_on_device(console, stolen, true).value() >= 1);
            CHECK(world.site.pages_read(world.edition, world.anna) == 3);
        }
    }
}

TEST_CASE("revocation: the new key opens on the devices that remain and not with the account's") {
    World world;
    const ScopeId scope{world.anna.bytes};
    const Epoch before = world.epoch_of(scope);
    REQUIRE(world.site->revoke_device(console, world.device_of(world.office)).ok());
    CHECK(world.epoch_of(scope) == before.next());
    CHECK(world.epoch_of(ScopeId{world.edition.bytes}) == before.next());

    // Sealed under the old epoch by a device that was not told yet: taken like anything else.
    world.home.read_page(3);
    world.home.sync(world.site);
    CHECK(world.site.pages_read(world.edition, world.anna) == 1);
    world.home.read_page(4);
    world.home.sync(world.site);
    CHECK(world.site.pages_read(world.edition, world.anna) == 2);
    CHECK(world.home->status()->quarantined == 0);
    CHECK(world.home->status()->held == 0);

    // A further device signs in with the old passphrase, so with an account key that may have
    // leaked: it reads because its own key was wrapped to.
    test::Laptop third(world.random, world.clock);
    third.sign_in(world.site, world.link, "anna");
    CHECK(third.pages_read() == 2);
    CHECK(third->status()->held == 0);
    third.read_page(5);
    third.sync(world.site);
    world.home.sync(world.site);
    CHECK(world.home.pages_read() == 3);
}

TEST_CASE(
    "revocation: a person who is invited again gets a new key, and the older device goes on") {
    World world;
    world.home.read_page(0);
    world.home.sync(world.site);
    test::Laptop fresh(world.random, world.clock);
    fresh.join(world.site, world.site.invite(world.anna), "anna");
    CHECK(fresh.pages_read() == 1);
    CHECK(fresh->status()->held == 0);
    REQUIRE(world.site->revoke_device(console, world.device_of(world.office)).ok());
    fresh.read_page(1);
    fresh.sync(world.site);
    world.home.sync(world.site);
    CHECK(world.home.pages_read() == 2);
}

TEST_CASE("revocation: a class pays a few hundred bytes a device") {
    World world;
    const AccountId bruno = world.site.add_person("bruno");
    test::Laptop other(world.random, world.clock);
    world.site.enrol(world.edition, bruno);
    other.join(world.site, world.site.invite(bruno), "bruno");
    other.sync(world.site);
    other.bytes_received = 0;
    other.sync(world.site);
    const std::size_t nothing_new = other.bytes_received;
    REQUIRE(world.site->revoke_device(console, world.device_of(world.office)).ok());
    other.bytes_received = 0;
    other.sync(world.site);
    CHECK(other.bytes_received - nothing_new <= 400);
    CHECK(other.bytes_received > nothing_new);
}
