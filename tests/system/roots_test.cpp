// The site's root key changes, and everybody finds the way: by wire, by stick, on joining, and
// after the server lost what it did.
#include <fstream>

#include "sync/exchange/join.hpp"
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

    World() {
        site.enrol(edition, anna);
        office.join(site, link, "anna");
    }
    crypto::SigningPublicKey root() { return site->descriptor().site.value.root; }
    crypto::SigningPublicKey change_root() {
        REQUIRE(site->change_root().ok());
        return root();
    }
    // What the office puts on paper.
    std::string bare_link() {
        exchange::Invitation nobody;
        nobody.root = root();
        nobody.box = site->descriptor().site.value.box;
        nobody.name_site(site->id());
        return exchange::link_of("http://localhost:8080", nobody);
    }
    bool is_asked_for_newer_keys() {
        for (const app::Finding& finding : site->examine()) {
            if (finding.verdict == app::Verdict::failure && finding.check == "root") return true;
        }
        return false;
    }
};

bool tells_of_change(const client::SyncReport& report) {
    for (const std::string& notice : report.notices) {
        if (notice.find("changed its root key") != std::string::npos) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("roots: a device is told once, and its work goes on") {
    World world;
    const auto first = world.root();
    const auto second = world.change_root();
    CHECK(first != second);
    CHECK(crypto::site_id_of(first) == world.site->id());
    world.office.read_page(0);
    CHECK(tells_of_change(world.office.sync(world.site)));
    CHECK(world.site.pages_read(world.edition, world.anna) == 1);
    world.office.start_again();
    world.office.read_page(1);
    CHECK_FALSE(tells_of_change(world.office.sync(world.site)));
    CHECK(world.site.pages_read(world.edition, world.anna) == 2);
    CHECK(world.office->status()->notices.empty());
}

TEST_CASE("roots: a device that is two changes behind follows by stick alone") {
    World world;
    world.change_root();
    world.change_root();
    world.office.read_page(0);
    test::TempDir stick;
    const std::string out = stick.file("out");
    const std::string back = stick.file("back");
    const Bytes parcel = world.office->export_parcels().value();
    std::ofstream(out, std::ios::binary)
        .write(reinterpret_cast<const char*>(parcel.data()),
               static_cast<std::streamsize>(parcel.size()));
    REQUIRE(world.site->import_parcels(out)->refused == 0);
    world.site.settle();
    REQUIRE(world.site->export_parcels(back).ok());
    std::ifstream in(back, std::ios::binary);
    const Bytes answer(std::istreambuf_iterator<char>(in), {});
    CHECK(tells_of_change(world.office->receive(answer).value()));
    CHECK_FALSE(tells_of_change(world.office.sync(world.site)));
    CHECK(world.site.pages_read(world.edition, world.anna) == 1);
}

TEST_CASE("roots: links of before, of between and of now all let people in") {
    World world;
    const AccountId bruno = world.site.add_person("bruno");
    const AccountId carla = world.site.add_person("carla");
    const AccountId dario = world.site.add_person("dario");
    const std::string before = world.site.invite(bruno);
    const std::string bare_before = world.bare_link();
    world.change_root();
    const std::string between = world.site.invite(carla);
    world.change_root();
    const std::string now = world.site.invite(dario);
    test::Laptop first(world.random, world.clock);
    test::Laptop second(world.random, world.clock);
    test::Laptop third(world.random, world.clock);
    first.join(world.site, before, "bruno");
    second.join(world.site, between, "carla");
    third.join(world.site, now, "dario");
    for (test::Laptop* laptop : {&first, &second, &third}) {
        CHECK((*laptop)->person().site == world.site->id());
        CHECK_FALSE(tells_of_change(laptop->sync(world.site)));
    }
    SECTION("and so does a bare address, by old words and by new ones") {
        world.office.read_page(0);
        world.office.sync(world.site);
        test::Laptop old_words(world.random, world.clock);
        old_words.sign_in(world.site, bare_before, "anna");
        CHECK(old_words.pages_read() == 1);
        test::Laptop new_words(world.random, world.clock);
        new_words.sign_in(world.site, world.bare_link(), "anna");
        CHECK(new_words.pages_read() == 1);
        new_words.start_again();
        new_words.read_page(1);
        new_words.sync(world.site);
        CHECK(world.site.pages_read(world.edition, world.anna) == 2);
    }
}

TEST_CASE(
    "roots: a site restored from before the change learns of it and signs nothing by the old") {
    World world;
    world.site.back_up("monday");
    const auto old_root = world.root();
    world.change_root();
    world.office.read_page(0);
    world.office.sync(world.site);
    const AccountId bruno = world.site.add_person("bruno");
    const std::string link_of_new_root = world.site.invite(bruno);

    world.site.restore("monday");
    CHECK(world.root() == old_root);
    CHECK_FALSE(world.is_asked_for_newer_keys());
    world.office.read_page(1);
    world.office.sync(world.site);
    CHECK(world.site.pages_read(world.edition, world.anna) == 2);
    CHECK(world.is_asked_for_newer_keys());
    const auto refused = world.site->change_root();
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::conflict);
    CHECK(world.root() == old_root);
    // The device keeps the root that it knows, and is not asked again and again.
    CHECK_FALSE(world.office.exchange_once(world.site).again);
    CHECK(world.office->status()->notices.empty());

    test::Laptop late(world.random, world.clock);
    CHECK_THROWS(late.join(world.site, link_of_new_root, "bruno"));
}
