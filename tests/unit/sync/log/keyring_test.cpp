#include "sync/log/keyring.hpp"

#include "tests/support/random_events.hpp"
#include "tests/support/test.hpp"

using namespace approdo;

namespace {

crypto::SymmetricKey key_of(std::uint8_t byte) {
    return crypto::SymmetricKey::from(Bytes(32, byte)).value();
}

}  // namespace

TEST_CASE("keyring: keys are found by kind, id and epoch, and the newest epoch is known") {
    test::RandomEvents random(1);
    const auto scope = random.random().id<ScopeId>();
    log::Keyring ring;
    ring.add(log::scope_key_name(scope, {1}), key_of(1));
    ring.add(log::scope_key_name(scope, {3}), key_of(3));
    ring.add(log::package_key_name(ChannelId{scope.bytes}, {9}), key_of(9));
    const log::KeyId id{scope.bytes};
    CHECK(ring.newest(log::KeyKind::scope, id) == Epoch{3});
    CHECK(ring.newest(log::KeyKind::package, id) == Epoch{9});
    CHECK_FALSE(ring.newest(log::KeyKind::library, id).has_value());
    CHECK_FALSE(ring.newest(log::KeyKind::scope, log::KeyId{}).has_value());
    REQUIRE(ring.find(log::scope_key_name(scope, {3})) != nullptr);
    CHECK(crypto::same(ring.find(log::scope_key_name(scope, {3}))->view(), key_of(3).view()));
    CHECK(ring.find(log::scope_key_name(scope, {2})) == nullptr);
}

TEST_CASE("keyring: a key given again neither moves nor replaces the first") {
    log::Keyring ring;
    const log::KeyName name{log::KeyKind::scope, {}, {1}};
    ring.add(name, key_of(1));
    const auto* first = ring.find(name);
    for (std::uint8_t i = 2; i < 100; ++i) {
        ring.add({log::KeyKind::scope, {}, {i}}, key_of(i));
    }
    ring.add(name, key_of(200));
    CHECK(ring.find(name) == first);
    CHECK(crypto::same(first->view(), key_of(1).view()));
}

TEST_CASE("keyring: a key comes back from its event, with fields of later versions ignored") {
    test::RandomEvents random(2);
    const log::KeyName name{log::KeyKind::library, random.random().id<log::KeyId>(), {4}};
    log::Fields fields = log::key_given_fields(name, key_of(7));
    auto given = log::read_key_given(log::encode_fields(fields));
    REQUIRE(given.ok());
    CHECK(given->name == name);
    CHECK(crypto::same(given->key.view(), key_of(7).view()));
    fields.emplace_back(Bytes{1});
    CHECK(log::read_key_given(log::encode_fields(fields)).ok());
}

TEST_CASE("keyring: an event that lacks a field or names an unknown kind gives no key") {
    const log::KeyName name{log::KeyKind::scope, {}, {1}};
    const log::Fields good = log::key_given_fields(name, key_of(1));
    const auto code_of = [](const log::Fields& fields) {
        const auto given = log::read_key_given(log::encode_fields(fields));
        return given.ok() ? ErrorCode::busy : given.error().code;
    };
    CHECK(code_of(good) == ErrorCode::busy);
    for (std::size_t i = 0; i < good.size(); ++i) {
        CHECK(code_of(log::Fields(good.begin(), good.begin() + static_cast<long>(i))) ==
              ErrorCode::malformed);
    }
    log::Fields altered = good;
    altered[0] = std::uint64_t{99};
    CHECK(code_of(altered) == ErrorCode::unsupported);
    altered = good;
    altered[3] = Bytes(31, 1);
    CHECK(code_of(altered) == ErrorCode::malformed);
    altered = good;
    altered[1] = std::uint64_t{1};
    CHECK(code_of(altered) == ErrorCode::malformed);
}
