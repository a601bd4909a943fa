#include "server/app/root_keys.hpp"

#include <fstream>

#include "server/app/key_files.hpp"
#include "server/app/site_keys.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::app;

namespace fs = std::filesystem;

namespace {

constexpr UtcMs now{1'790'000'000'000};

// The folder of keys before and after one change.
struct Changed {
    Changed() {
        made.emplace(make_site_keys(before, "Comune di prova", random).value());
        fs::copy(before, after);
        SiteRoots roots = load_roots(after).value();
        REQUIRE(change_root(after, roots, now, random).ok());
        changed.emplace(std::move(roots));
    }
    // `before`, with these files as they are after the change; root.key.new is the new key.
    fs::path broken_off(const std::vector<std::string>& files) {
        const fs::path folder = dir.path() / ("cut" + std::to_string(files.size()));
        fs::copy(before, folder);
        for (const std::string& name : files) {
            const std::string from = name == "root.key.new" ? "root.key" : name;
            fs::copy_file(after / from, folder / name, fs::copy_options::overwrite_existing);
        }
        return folder;
    }
    crypto::SigningPublicKey private_root(const fs::path& folder) {
        return read_signing_key(folder / "root.key").value().public_key();
    }

    test::SeededRandom random{4};
    test::TempDir dir;
    fs::path before = dir.path() / "before";
    fs::path after = dir.path() / "after";
    std::optional<SiteKeys> made;
    std::optional<SiteRoots> changed;
};

}  // namespace

TEST_CASE("root keys: a change gives a new key, keeps the site and what it works with") {
    Changed site;
    const auto loaded = load_site_keys(site.after).value();
    CHECK(loaded.site == site.made->site);
    CHECK(loaded.roots.chain.length() == 1);
    CHECK(loaded.description().root != site.made->description().root);
    CHECK(loaded.description().number == site.made->description().number + 1);
    CHECK(loaded.description().enrol == site.made->description().enrol);
    CHECK(site.private_root(site.after) == loaded.description().root);
    CHECK_FALSE(fs::exists(site.after / "root.key.new"));
    CHECK((fs::status(site.after / "roots").permissions() & fs::perms::others_all) ==
          fs::perms::none);
    SiteRoots again = load_roots(site.after).value();
    REQUIRE(change_root(site.after, again, now, site.random).ok());
    CHECK(load_roots(site.after)->chain.length() == 2);
}

TEST_CASE("root keys: broken off after any step, the folder opens with the old root or the new") {
    Changed site;
    const auto old_root = site.made->description().root;
    const auto new_root = site.changed->descriptor.value.root;
    SECTION("the new key is written, nothing refers to it: the old root stays") {
        const auto folder = site.broken_off({"root.key.new"});
        CHECK(load_site_keys(folder)->description().root == old_root);
        CHECK(site.private_root(folder) == old_root);
        CHECK_FALSE(fs::exists(folder / "root.key.new"));
    }
    SECTION("the new key is cut") {
        const auto folder = site.broken_off({"root.key.new"});
        fs::resize_file(folder / "root.key.new", 7);
        CHECK(load_site_keys(folder)->description().root == old_root);
    }
    SECTION("the record is written: the new root goes on from there") {
        for (const auto& files : {std::vector<std::string>{"root.key.new", "roots"},
                                  std::vector<std::string>{"root.key.new", "roots", "site"}}) {
            const auto folder = site.broken_off(files);
            for (int start = 0; start < 2; ++start) {
                const auto loaded = load_site_keys(folder).value();
                CHECK(loaded.description().root == new_root);
                CHECK(loaded.roots.chain.length() == 1);
                CHECK(site.private_root(folder) == new_root);
                CHECK_FALSE(fs::exists(folder / "root.key.new"));
            }
        }
    }
    SECTION("a record whose key is gone is not passed over in silence") {
        const auto folder = site.broken_off({"roots"});
        CHECK_FALSE(load_site_keys(folder).ok());
    }
}

TEST_CASE("root keys: without the private root, or with an older one, nothing is changed") {
    Changed site;
    SiteRoots roots = load_roots(site.after).value();
    SECTION("it was moved off the machine") {
        fs::remove(site.after / "root.key");
        CHECK(change_root(site.after, roots, now, site.random).error().code ==
              ErrorCode::not_found);
    }
    SECTION("it is the one before") {
        fs::copy_file(site.before / "root.key", site.after / "root.key",
                      fs::copy_options::overwrite_existing);
        CHECK(change_root(site.after, roots, now, site.random).error().code == ErrorCode::conflict);
    }
    CHECK(load_roots(site.after)->chain.length() == 1);
}

TEST_CASE(
    "root keys: keys of an older backup note what a device shows, until newer ones are back") {
    Changed site;
    const auto record = site.changed->chain.records()[0];
    SiteRoots roots = load_roots(site.before).value();
    CHECK_FALSE(note_shown_roots(site.after, *site.changed, {record}));
    REQUIRE(note_shown_roots(site.before, roots, {record}));
    CHECK_FALSE(note_shown_roots(site.before, roots, {record}));
    CHECK(change_root(site.before, roots, now, site.random).error().code == ErrorCode::conflict);
    // Also after a start.
    SiteRoots again = load_roots(site.before).value();
    REQUIRE(again.disputed);
    CHECK(again.chain.length() == 0);
    CHECK(advice_on(*again.disputed, again.chain).find("2026-09-21") != std::string::npos);
    SECTION("and go on from those") {
        for (const char* name : {"root.key", "roots", "site"}) {
            fs::copy_file(site.after / name, site.before / name,
                          fs::copy_options::overwrite_existing);
        }
        SiteRoots mended = load_roots(site.before).value();
        CHECK_FALSE(mended.disputed);
        CHECK(change_root(site.before, mended, now, site.random).ok());
        CHECK(mended.chain.length() == 2);
    }
    SECTION("or whoever runs the machine knows that it was a thief's, and overrules it") {
        fs::remove(site.before / "other-root");
        SiteRoots overruled = load_roots(site.before).value();
        REQUIRE(change_root(site.before, overruled, now, site.random).ok());
        CHECK_FALSE(overruled.chain.leads_through(site.changed->chain.mark()));
        REQUIRE(note_shown_roots(site.before, overruled, {record}));
        CHECK(advice_on(*overruled.disputed, overruled.chain).find("join again") !=
              std::string::npos);
    }
}

TEST_CASE("root keys: a change that a failed write broke off is ended before the next one") {
    Changed site;
    // The disk has the record and the new key; what was loaded is of before.
    SiteRoots stale = load_roots(site.before).value();
    for (const char* name : {"roots", "root.key"}) {
        const std::string to = name == std::string("root.key") ? "root.key.new" : name;
        fs::copy_file(site.after / name, site.before / to);
    }
    REQUIRE(change_root(site.before, stale, now, site.random).ok());
    CHECK(stale.chain.length() == 2);
    CHECK(stale.chain.passes(site.changed->descriptor.value.root));
    CHECK(load_site_keys(site.before)->description().root == stale.descriptor.value.root);
    CHECK(site.private_root(site.before) == stale.descriptor.value.root);
}
