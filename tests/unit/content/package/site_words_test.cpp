#include "content/package/site_words.hpp"

#include <set>

#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::package;

TEST_CASE("site words: every root has its own, however they are typed", "[unit]") {
    test::SeededRandom random{7};
    std::set<std::string> seen;
    for (int i = 0; i < 50; ++i) {
        const auto root = crypto::SigningKey::random(random).public_key();
        const std::string words = site_words(root);
        CHECK(words == site_words(root));
        CHECK(check_site_words(root, " " + words + "\n").ok());
        CHECK(seen.insert(words).second);
    }
}

TEST_CASE("site words: another site's are told from words that are none", "[unit]") {
    test::SeededRandom random{8};
    const auto root = crypto::SigningKey::random(random).public_key();
    const auto other = crypto::SigningKey::random(random).public_key();
    CHECK(check_site_words(root, site_words(other)).error().code == ErrorCode::unauthentic);
    CHECK(check_site_words(root, "").error().code == ErrorCode::invalid_input);
    CHECK(check_site_words(root, "eight words that nobody ever handed out here").error().code ==
          ErrorCode::invalid_input);
}
