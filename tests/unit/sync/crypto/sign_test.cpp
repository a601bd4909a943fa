#include "sync/crypto/sign.hpp"

#include "sync/crypto/checks.hpp"

#include "sync/crypto/random.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
namespace domain = crypto::domain;

namespace {

crypto::SigningKey key_of(const std::string& seed_hex) {
    return crypto::SigningKey::from_seed(
        crypto::SigningKey::Seed::from(from_hex(seed_hex).value()).value());
}

const std::string counting_hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

}  // namespace

TEST_CASE("sign: keys are those of RFC 8032") {
    CHECK(key_of("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
              .public_key()
              .hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
}

// The signature was made by OpenSSL over: approdo/sign/segment, a zero byte, the site, the message.
TEST_CASE("sign: domain, site and message are what is signed") {
    const auto key = key_of(counting_hex);
    const auto site = SiteId::from_hex("000102030405060708090a0b0c0d0e0f").value();
    const auto signature = key.sign(domain::segment, site, bytes_of("ciao"));
    CHECK(signature.hex() ==
          "52ea997e8ea1d01228f27539b1f5885c721834897b6c20e273b873876068fc40"
          "7375f56c58218ac877804ba28dc04d6499ae84ea86ab08d01d9f262034c78d0b");
    CHECK(crypto::verify(key.public_key(), domain::segment, site, bytes_of("ciao"), signature));
}

TEST_CASE("sign: another domain, site, message, key or bit does not verify") {
    crypto::SeededRandom random(1);
    const auto key = crypto::SigningKey::random(random);
    const auto other = crypto::SigningKey::random(random);
    const auto site = random.id<SiteId>();
    const auto signature = key.sign(domain::segment, site, bytes_of("ciao"));
    const auto& id = key.public_key();
    CHECK(crypto::verify(id, domain::segment, site, bytes_of("ciao"), signature));
    CHECK_FALSE(crypto::verify(id, domain::receipt, site, bytes_of("ciao"), signature));
    CHECK_FALSE(crypto::verify(id, domain::segment, SiteId{}, bytes_of("ciao"), signature));
    CHECK_FALSE(crypto::verify(id, domain::segment, site, bytes_of("ciao!"), signature));
    CHECK_FALSE(
        crypto::verify(other.public_key(), domain::segment, site, bytes_of("ciao"), signature));
    for (std::size_t i = 0; i < signature.bytes.size(); ++i) {
        auto flipped = signature;
        flipped.bytes[i] ^= 1;
        CHECK_FALSE(crypto::verify(id, domain::segment, site, bytes_of("ciao"), flipped));
    }
}

TEST_CASE("sign: a key comes back from its seed, and the site's id from its root") {
    crypto::SeededRandom random(2);
    const auto key = crypto::SigningKey::random(random);
    CHECK(crypto::SigningKey::from_seed(key.seed()).public_key() == key.public_key());
    CHECK(crypto::site_id_of(key_of(counting_hex).public_key()).hex() ==
          "855848c802530d5ea6e8abbb656c65ff");
}

TEST_CASE("sign: in every build but the fuzzer's, what is checked is checked", "[unit]") {
    STATIC_REQUIRE_FALSE(crypto::checks_are_off);
}
