#include "content/import/foreign/package_address.hpp"
#include "content/import/foreign/page_language.hpp"
#include "content/import/source/slug.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::import;
using content::Direction;

TEST_CASE("foreign: a page's language and direction are those that it states") {
    CHECK(page_language("<!doctype html><HTML lang=\"ar\" dir='RTL'>").language == "ar");
    CHECK(page_language("<html lang=ar dir=rtl>").direction == Direction::right_to_left);
    CHECK(page_language("<html><body dir=\"ltr\" lang=\"it\">").language == "it");
    CHECK(page_language("<html><body dir=\"ltr\">").direction == Direction::left_to_right);
    CHECK(page_language("<html lang=\"not a tag\">").language.empty());
    CHECK(page_language("<htmlx lang=\"it\"> lang=\"it\"").language.empty());
    CHECK(page_language("<html xml:lang=\"it\"").language.empty());
    CHECK(page_language("<html lang=").language.empty());
}

TEST_CASE("foreign: addresses are seen from their folder and never lead out of the package") {
    const PackageAddress inside = package_address("p", "p/a", "../b%20c/x.html?q=1#z");
    CHECK(inside.path == "p/b c/x.html");
    CHECK(inside.address == "b c/x.html?q=1#z");
    CHECK(package_address("", "a", "b\\c.html").path == "a/b/c.html");
    CHECK(package_address("p", "p/a", "/x.html").path == "p/x.html");
    CHECK(package_address("", "", "100%25.html").address == "100%25.html");
    CHECK(package_address("p", "p", "../x.html").path.empty());
    CHECK(package_address("p", "p", "../../etc/passwd").path.empty());
    CHECK(package_address("", "a", "https://example.org/x").outside);
    CHECK(package_address("", "https://example.org", "x.html").address ==
          "https://example.org/x.html");
    CHECK_FALSE(package_address("", "", "C:x").outside);
    CHECK(folder_with_base("p", " one/ ") == "p/one");
    CHECK(folder_with_base("", "one\\two\\") == "one/two");
    CHECK(folder_with_base("p", "") == "p");
}

TEST_CASE("slug: letters lose their accents, and names do not repeat") {
    std::set<std::string> taken;
    CHECK(slug_of("Prima di tutto: la persona\u00e0") == "prima-di-tutto-la-personaa");
    CHECK(free_slug("Uno", "unit", taken) == "uno");
    CHECK(free_slug("uno", "unit", taken) == "uno-2");
    CHECK(free_slug("\u0623\u062f", "unit", taken) == "unit");
}
