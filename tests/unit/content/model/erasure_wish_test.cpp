#include "content/model/erasure_wish.hpp"

#include <algorithm>

#include "tests/support/test.hpp"
#include "tests/unit/content/model/fold_story.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

ErasureRequested asked(std::uint8_t request, bool withdrawn = false) {
    return {RequestId{{request}}, withdrawn, UtcMs{10}, "basta", {}};
}
ErasureRefused refused(std::uint8_t request) {
    return {RequestId{{request}}, UtcMs{20}, "il corso non è chiuso", {}};
}

std::optional<ErasureWish> wish_of(const std::vector<StoredFact>& facts) {
    LearnerRecord record;
    for (const StoredFact& one : facts) REQUIRE(record.apply(one.fact()).ok());
    return erasure_wish_in(record);
}

// As it comes and backwards.
std::optional<ErasureWish> wish_of(const Story& story) {
    std::vector<StoredFact> facts = story.facts;
    const auto wish = wish_of(facts);
    std::reverse(facts.begin(), facts.end());
    const auto again = wish_of(facts);
    REQUIRE(wish.has_value() == again.has_value());
    if (wish) CHECK(wish->event == again->event);
    return wish;
}

}  // namespace

TEST_CASE("erasure wish: there is none until somebody asks, and then it is open") {
    Story story;
    CHECK_FALSE(wish_of(story));
    story.add(1, asked(1), 0);
    const auto wish = wish_of(story);
    REQUIRE(wish);
    CHECK(wish->is_open());
    CHECK(wish->asked.words == "basta");
    CHECK(wish->event == story.facts.back().hash);
}

TEST_CASE("erasure wish: a refusal closes the request that it answers, and no later one") {
    Story story;
    story.add(9, refused(1), 0);
    CHECK_FALSE(wish_of(story));
    story.add(1, asked(1), 0);
    auto wish = wish_of(story);
    REQUIRE(wish);
    CHECK_FALSE(wish->is_open());
    REQUIRE(wish->refused);
    CHECK(wish->refused->reason == "il corso non è chiuso");
    for (int later = 0; later < 3; ++later) story.add(1, Opened{"it", {}}, 0);
    story.add(2, asked(2), 0);
    wish = wish_of(story);
    REQUIRE(wish);
    CHECK(wish->is_open());
    CHECK(wish->asked.request == RequestId{{2}});
}

TEST_CASE("erasure wish: what is taken back on another device is asked no more") {
    Story story;
    story.add(1, asked(1), 0);
    for (int later = 0; later < 3; ++later) story.add(1, Opened{"it", {}}, 0);
    story.add(2, asked(1, true), 0);
    const auto wish = wish_of(story);
    REQUIRE(wish);
    CHECK_FALSE(wish->is_open());
    CHECK(wish->asked.withdrawn);
}

TEST_CASE("erasure wish: a device cannot refuse, and the site cannot ask") {
    Story story;
    StoredFact as_device = story.add(1, refused(1), 0);
    as_device.from_site = false;
    StoredFact as_site = story.add(9, asked(1), 0);
    as_site.from_site = true;
    LearnerRecord record;
    CHECK(record.apply(as_device.fact()).error().code == ErrorCode::forbidden);
    CHECK(record.apply(as_site.fact()).error().code == ErrorCode::forbidden);
    CHECK_FALSE(erasure_wish_in(record));
}
