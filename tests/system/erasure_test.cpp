// What was erased is gone from the site, its files and the person's devices, and stays so whatever
// is resent or restored.
#include <fstream>

#include "tests/support/test.hpp"
#include "tests/system/world.hpp"

namespace {

using namespace approdo;
namespace fs = std::filesystem;

const app::Actor console = app::Actor::machine_operator();

bool holds(const fs::path& folder, ByteView bytes) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream stream(entry.path(), std::ios::binary);
        const std::string text(std::istreambuf_iterator<char>(stream), {});
        if (text.find(text_of(bytes)) != std::string::npos) return true;
    }
    return false;
}

struct World {
    test::SeededRandom random{test::seed_of_run()};
    test::ManualClock clock;
    test::SystemSite site{random, clock};
    EditionId edition = site.open_edition(8);
    AccountId anna = site.add_person("annunziata");
    AccountId teresa = site.add_person("teresa", app::Role::trainer);
    std::string link = site.invite(anna);
    test::Laptop office{random, clock};
    test::Laptop home{random, clock};

    World() {
        site.enrol(edition, anna);
        office.join(site, link, "annunziata");
        home.sign_in(site, link, "annunziata");
    }
    // A page that was read, by whichever device, as the latest event of that kind.
    Hash page_event() {
        site.settle();
        const auto lines = site->events(console, anna).value();
        for (const app::EventLine& line : lines) {
            if (line.kind == "completed" && !line.is_erased) return line.id;
        }
        FAIL("nothing was completed");
        return {};
    }
    std::size_t erased_events() {
        const auto lines = site->events(console, anna).value();
        return static_cast<std::size_t>(std::count_if(
            lines.begin(), lines.end(), [](const app::EventLine& line) { return line.is_erased; }));
    }
    // The sealed body of the segment that this event stands in.
    Bytes body_of(const Hash& event) {
        Bytes body;
        site.store().read([&](store::Session& session) {
            for (const auto& end : session.segments().of_account(anna)) {
                session.segments().walk(end.stream, Seq{1}, [&](const log::Segment& segment) {
                    const auto* key = session.keyring().find(
                        log::scope_key_name(segment.header.scope, segment.header.epoch));
                    const auto opened = log::open_segment(segment, *key).value();
                    for (const Hash& hash : opened.hashes) {
                        if (hash == event) body = segment.body;
                    }
                    return true;
                });
            }
        });
        return body;
    }
    std::uint32_t pages() { return site.pages_read(edition, anna); }
    void check_rebuild() {
        const auto rebuilt = site->rebuild();
        REQUIRE(rebuilt.ok());
        CHECK(rebuilt->digest_before == rebuilt->digest_after);
    }
};

}  // namespace

TEST_CASE("erasure: a payload goes from the site, its files and every device; the rest stays") {
    World world;
    for (int page = 0; page < 3; ++page) world.office.read_page(page);
    world.office.sync(world.site);
    world.home.sync(world.site);
    REQUIRE(world.home.pages_read() == 3);
    REQUIRE(world.pages() == 3);
    const Hash event = world.page_event();
    const Bytes body = world.body_of(event);
    REQUIRE(holds(world.site.folder(), body));

    REQUIRE(world.site->erase_event(console, world.anna, event).ok());
    CHECK(world.site->erase_event(console, world.anna, event).error().code == ErrorCode::conflict);
    CHECK_FALSE(holds(world.site.folder(), body));
    CHECK(world.pages() == 2);
    CHECK(world.erased_events() == 1);
    world.check_rebuild();
    CHECK(world.pages() == 2);

    world.home.sync(world.site);
    world.office.sync(world.site);
    CHECK(world.home.pages_read() == 2);
    CHECK(world.office.pages_read() == 2);
    world.home.start_again();
    world.office.start_again();
    CHECK(world.home.pages_read() == 2);
    CHECK(world.office.pages_read() == 2);
    CHECK(world.office->status()->quarantined == 0);

    SECTION("the log goes on, and a new device sees the same") {
        world.office.read_page(5);
        world.office.sync(world.site);
        CHECK(world.office->status()->events_unsent == 0);
        CHECK(world.pages() == 3);
        test::Laptop third(world.random, world.clock);
        third.sign_in(world.site, world.link, "annunziata");
        CHECK(third.pages_read() == 3);
    }
    SECTION("a second event of the same segment can go as well") {
        REQUIRE(world.site->erase_event(console, world.anna, world.page_event()).ok());
        CHECK(world.pages() == 1);
        CHECK(world.erased_events() == 2);
        world.home.sync(world.site);
        world.office.sync(world.site);
        CHECK(world.home.pages_read() == 1);
        CHECK(world.office.pages_read() == 1);
        world.check_rebuild();
    }
    SECTION("who holds the redacted segment asks for nothing more") {
        CHECK_FALSE(world.home.exchange_once(world.site).again);
    }
}

TEST_CASE("erasure: what the site itself goes by stays, and so does what is somebody else's") {
    World world;
    const auto lines = world.site->events(console, world.anna).value();
    const auto enrolled = std::find_if(lines.begin(), lines.end(), [](const app::EventLine& line) {
        return line.kind == "enrolled";
    });
    REQUIRE(enrolled != lines.end());
    CHECK(world.site->erase_event(console, world.anna, enrolled->id).error().code ==
          ErrorCode::forbidden);
    CHECK(world.site->erase_event(console, world.teresa, enrolled->id).error().code ==
          ErrorCode::not_found);
    const app::Actor herself{false, world.anna};
    CHECK(world.site->events(herself, world.anna).error().code == ErrorCode::forbidden);
    CHECK(world.site->erase_event(herself, world.anna, enrolled->id).error().code ==
          ErrorCode::forbidden);
    CHECK(world.site->erase_account(herself, world.teresa).error().code == ErrorCode::forbidden);
}

TEST_CASE("erasure: a restored site erases again, by what its clients were told") {
    World world;
    world.office.read_page(0);
    world.office.read_page(1);
    world.office.sync(world.site);
    world.site.back_up("before");
    const Hash event = world.page_event();
    REQUIRE(world.site->erase_event(console, world.anna, event).ok());
    world.home.sync(world.site);
    world.site.restore("before");
    REQUIRE(world.pages() == 2);
    world.home.sync(world.site);
    CHECK(world.pages() == 1);
    CHECK(world.erased_events() == 1);
    world.office.sync(world.site);
    world.office.sync(world.site);
    CHECK(world.office.pages_read() == 1);
    CHECK(world.pages() == 1);
    world.check_rebuild();
}

TEST_CASE("erasure: a device that was not told and resends everything brings nothing back") {
    World world;
    world.site.back_up("empty");
    world.office.read_page(0);
    world.office.read_page(1);
    world.office.sync(world.site);
    const Hash event = world.page_event();
    const Bytes body = world.body_of(event);
    REQUIRE(world.site->erase_event(console, world.anna, event).ok());
    const fs::path list = world.site.keep_list("list");
    world.site.restore("empty", list);
    CHECK(world.pages() == 0);

    world.office.sync(world.site);
    CHECK(world.pages() == 1);
    CHECK(world.erased_events() == 1);
    world.office.sync(world.site);
    CHECK(world.office.pages_read() == 1);
    world.home.sync(world.site);
    CHECK(world.home.pages_read() == 1);
    world.check_rebuild();
}

TEST_CASE("erasure: a person goes with everything, and the chains stay whole") {
    World world;
    test::Laptop trainer(world.random, world.clock);
    trainer.join(world.site, world.site.invite(world.teresa), "teresa");
    world.office.read_page(0);
    world.office.sync(world.site);
    trainer.sync(world.site);
    REQUIRE(trainer->classes("")->front().lines.front().name == "annunziata");
    const Bytes body = world.body_of(world.page_event());
    REQUIRE(holds(world.site.folder(), bytes_of("annunziata")));
    world.site.back_up("before");

    REQUIRE(world.site->erase_account(console, world.anna).ok());
    CHECK_FALSE(holds(world.site.folder(), bytes_of("annunziata")));
    CHECK_FALSE(holds(world.site.folder(), body));
    CHECK(world.site->find_account("annunziata").error().code == ErrorCode::not_found);
    const auto audit_says = [&](const std::string& text) {
        bool found = false;
        (void)world.site->read_audit([&](const app::AuditLine& line) {
            found = found || line.subject.find(text) != std::string::npos ||
                    line.actor.find(text) != std::string::npos;
        });
        return found;
    };
    CHECK_FALSE(audit_says(world.anna.hex()));
    world.check_rebuild();
    CHECK(world.site->examine().size() > 0);

    // Staff know of nobody any more, not even offline.
    trainer.sync(world.site);
    trainer.sync(world.site);
    const auto is_seen = [&](test::Laptop& laptop) {
        const auto classes = laptop->classes("").value();
        return !classes.empty() && !classes.front().lines.empty();
    };
    CHECK_FALSE(is_seen(trainer));
    trainer.start_again();
    CHECK_FALSE(is_seen(trainer));

    // The person's devices are told, and shut out.
    world.office.read_page(1);
    const auto told = world.office.sync(world.site);
    CHECK_FALSE(told.again);
    REQUIRE_FALSE(told.notices.empty());
    CHECK(told.notices.front().find("erased") != std::string::npos);
    CHECK(world.office.pages_read() == 2);

    SECTION("a restored backup erases again by the list") {
        const fs::path list = world.site.keep_list("list");
        world.site.restore("before", list);
        CHECK_FALSE(holds(world.site.folder(), bytes_of("annunziata")));
        CHECK_FALSE(holds(world.site.folder(), body));
        world.office.sync(world.site);
        trainer.sync(world.site);
        trainer.sync(world.site);
        CHECK(world.site->find_account("annunziata").error().code == ErrorCode::not_found);
        CHECK_FALSE(is_seen(trainer));
        world.check_rebuild();
    }
    SECTION("or as soon as a device of the person shows what it was told") {
        world.site.restore("before");
        REQUIRE(world.site->find_account("annunziata").ok());
        world.office.sync(world.site);
        CHECK(world.site->find_account("annunziata").error().code == ErrorCode::not_found);
        world.check_rebuild();
    }
    SECTION("a list of another site, or an altered one, is refused") {
        const fs::path list = world.site.keep_list("list");
        std::ifstream in(list, std::ios::binary);
        std::string text(std::istreambuf_iterator<char>(in), {});
        text.back() = static_cast<char>(text.back() ^ 1);
        std::ofstream(list, std::ios::binary) << text;
        CHECK_FALSE(world.site.try_restore("before", list).ok());
    }
}
