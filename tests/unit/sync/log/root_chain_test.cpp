#include "sync/log/root_chain.hpp"

#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using log::RootChain;
using log::SignedRotation;

namespace {

// The first root, and those that followed it.
struct Roots {
    explicit Roots(std::uint64_t seed) : random(seed) {
        for (int i = 0; i < 5; ++i) keys.push_back(crypto::SigningKey::random(random));
    }

    SignedRotation change(std::uint64_t number, std::size_t from, std::size_t to) {
        const log::RootRotation value{site(),
                                      number,
                                      keys[from].public_key(),
                                      keys[to].public_key(),
                                      UtcMs{static_cast<std::int64_t>(number)},
                                      {}};
        return SignedRotation::make(value, keys[from], keys[to]);
    }
    SiteId site() const { return crypto::site_id_of(keys[0].public_key()); }

    test::SeededRandom random;
    std::vector<crypto::SigningKey> keys;
};

ErrorCode code_of(const Result<RootChain::Step>& result) {
    return result.ok() ? ErrorCode::busy : result.error().code;
}

}  // namespace

TEST_CASE("root chain: it leads from the site's id over every change to the present root") {
    Roots roots(1);
    RootChain chain(roots.site());
    CHECK(chain.is_current(roots.keys[0].public_key()));
    CHECK(chain.mark() == log::RootMark{});
    CHECK(chain.take(roots.change(1, 0, 1)).value() == RootChain::Step::followed);
    CHECK(chain.take(roots.change(2, 1, 2)).value() == RootChain::Step::followed);
    CHECK(chain.is_current(roots.keys[2].public_key()));
    CHECK_FALSE(chain.is_current(roots.keys[0].public_key()));
    CHECK(chain.passes(roots.keys[0].public_key()));
    CHECK(chain.passes(roots.keys[1].public_key()));
    CHECK_FALSE(chain.passes(roots.keys[3].public_key()));
    CHECK(chain.site() == roots.site());
    const auto again = RootChain::read(roots.site(), chain.bytes()).value();
    CHECK(again.mark() == chain.mark());
    CHECK(again.bytes() == chain.bytes());
}

TEST_CASE("root chain: what is forged, repeated, skipping or leading back moves nothing") {
    Roots roots(1);
    RootChain chain(roots.site());
    REQUIRE(chain.take(roots.change(1, 0, 1)).ok());
    const Bytes before = chain.bytes();
    CHECK(chain.take(roots.change(1, 0, 1)).value() == RootChain::Step::known);
    CHECK(code_of(chain.take(roots.change(3, 2, 3))) == ErrorCode::missing);
    // By the root before, which counts no more, and by a stranger's.
    CHECK(code_of(chain.take(roots.change(2, 0, 3))) == ErrorCode::unauthentic);
    CHECK(code_of(chain.take(roots.change(2, 4, 3))) == ErrorCode::unauthentic);
    CHECK(code_of(chain.take(roots.change(1, 4, 3))) == ErrorCode::unauthentic);
    CHECK(code_of(chain.take(roots.change(0, 1, 2))) == ErrorCode::malformed);
    CHECK(code_of(chain.take(roots.change(2, 1, 0))) == ErrorCode::malformed);
    CHECK(code_of(chain.take(roots.change(2, 1, 1))) == ErrorCode::malformed);
    Roots others(2);
    CHECK(code_of(chain.take(others.change(1, 0, 1))) == ErrorCode::unauthentic);
    SECTION("either signature alone is not enough") {
        SignedRotation half = roots.change(2, 1, 2);
        half.by_new = half.by_old;
        CHECK(code_of(chain.take(half)) == ErrorCode::unauthentic);
        half = roots.change(2, 1, 2);
        half.by_old = half.by_new;
        CHECK(code_of(chain.take(half)) == ErrorCode::unauthentic);
    }
    CHECK(chain.bytes() == before);
}

TEST_CASE("root chain: no altered or cut byte of a record is followed") {
    Roots roots(1);
    const Bytes good = roots.change(1, 0, 1).bytes();
    for (std::size_t i = 0; i < good.size(); ++i) {
        Bytes altered = good;
        altered[i] = static_cast<std::uint8_t>(altered[i] ^ (1U << (i % 8)));
        RootChain chain(roots.site());
        const auto record = SignedRotation::read(altered);
        CHECK_FALSE((record.ok() && chain.take(*record).ok()));
        CHECK_FALSE(SignedRotation::read(ByteView(good).first(i)).ok());
    }
}

TEST_CASE("root chain: of two records for one place the first one seen stays") {
    Roots roots(1);
    RootChain chain(roots.site());
    REQUIRE(chain.take(roots.change(1, 0, 1)).ok());
    REQUIRE(chain.take(roots.change(2, 1, 2)).ok());
    CHECK(chain.take(roots.change(1, 0, 3)).value() == RootChain::Step::disputed);
    CHECK(chain.take(roots.change(2, 1, 4)).value() == RootChain::Step::disputed);
    CHECK(chain.is_current(roots.keys[2].public_key()));

    RootChain other(roots.site());
    REQUIRE(other.take(roots.change(1, 0, 3)).ok());
    CHECK(chain.leads_through({}));
    CHECK(chain.leads_through(chain.mark()));
    CHECK_FALSE(chain.leads_through(other.mark()));
    CHECK_FALSE(other.leads_through(chain.mark()));
}

TEST_CASE("root chain: a descriptor counts under the present root alone") {
    Roots roots(1);
    const auto described = [&](std::size_t root) {
        log::SiteDescriptor value;
        value.root = roots.keys[root].public_key();
        value.enrol = value.publish = value.receipt = roots.keys[4].public_key();
        value.box = crypto::BoxKey::random(roots.random).public_key();
        return log::SignedSite::make(value, crypto::domain::site_descriptor, roots.site(),
                                     roots.keys[root]);
    };
    RootChain chain(roots.site());
    CHECK(check_site(described(0), chain).ok());
    REQUIRE(chain.take(roots.change(1, 0, 1)).ok());
    CHECK(check_site(described(1), chain).ok());
    CHECK(check_site(described(0), chain).error().code == ErrorCode::unauthentic);
    CHECK(check_site(described(2), chain).error().code == ErrorCode::unauthentic);
}
