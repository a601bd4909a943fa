#include <sodium.h>

#include "sync/crypto/aead.hpp"
#include "sync/crypto/box.hpp"
#include "sync/crypto/password.hpp"
#include "sync/crypto/random.hpp"
#include "sync/crypto/secret.hpp"
#include "tests/support/test.hpp"

using namespace approdo;

namespace {

Bytes counting(std::size_t count, std::uint8_t from = 0) {
    Bytes bytes(count);
    for (std::uint8_t& byte : bytes) byte = from++;
    return bytes;
}

crypto::SymmetricKey key_from(std::uint8_t from) {
    return crypto::SymmetricKey::from(counting(32, from)).value();
}

}  // namespace

// draft-irtf-cfrg-xchacha-03, appendix A.3.1.
TEST_CASE("seal: is XChaCha20-Poly1305 as published") {
    const auto nonce = crypto::Nonce::from(counting(24, 0x40)).value();
    const Bytes associated = from_hex("50515253c0c1c2c3c4c5c6c7").value();
    const std::string_view text =
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
        "future, sunscreen would be it.";
    const Bytes sealed = crypto::aead_seal(key_from(0x80), nonce, associated, bytes_of(text));
    CHECK(to_hex(sealed) ==
          "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f"
          "4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f"
          "76b2383565d3fff921f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49");
    CHECK(text_of(crypto::aead_open(key_from(0x80), nonce, associated, sealed).value()) == text);
}

TEST_CASE("seal: another key, nonce, association, byte or length does not open") {
    crypto::SeededRandom random(1);
    const auto nonce = random.id<crypto::Nonce>();
    const auto other_nonce = random.id<crypto::Nonce>();
    const Bytes associated{1, 2};
    const Bytes sealed = crypto::aead_seal(key_from(1), nonce, associated, bytes_of("ciao"));
    const auto opens = [&](const auto& key, const auto& with, ByteView about, ByteView what) {
        return crypto::aead_open(key, with, about, what).ok();
    };
    CHECK(opens(key_from(1), nonce, associated, sealed));
    CHECK_FALSE(opens(key_from(2), nonce, associated, sealed));
    CHECK_FALSE(opens(key_from(1), other_nonce, associated, sealed));
    CHECK_FALSE(opens(key_from(1), nonce, Bytes{1, 3}, sealed));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        Bytes flipped = sealed;
        flipped[i] ^= 1;
        CHECK_FALSE(opens(key_from(1), nonce, associated, flipped));
        CHECK_FALSE(opens(key_from(1), nonce, associated, ByteView(sealed).first(i)));
    }
}

TEST_CASE("blob: opens with its key and purpose, and never looks alike twice") {
    crypto::SeededRandom random(2);
    const Bytes blob = crypto::seal_blob(key_from(1), bytes_of("slot"), bytes_of("chiave"), random);
    CHECK(text_of(crypto::open_blob(key_from(1), bytes_of("slot"), blob).value().view()) ==
          "chiave");
    CHECK_FALSE(crypto::open_blob(key_from(1), bytes_of("altro"), blob).ok());
    CHECK_FALSE(crypto::open_blob(key_from(2), bytes_of("slot"), blob).ok());
    CHECK_FALSE(crypto::open_blob(key_from(1), bytes_of("slot"), ByteView(blob).first(20)).ok());
    CHECK(blob != crypto::seal_blob(key_from(1), bytes_of("slot"), bytes_of("chiave"), random));
}

TEST_CASE("nonce: two texts get two nonces even from a generator that repeats itself") {
    crypto::SeededRandom first(3);
    crypto::SeededRandom again(3);
    CHECK(crypto::hedged_nonce(key_from(1), bytes_of("a"), first) !=
          crypto::hedged_nonce(key_from(1), bytes_of("b"), again));
}

TEST_CASE("box: opens for its owner alone, and is libsodium's sealed box both ways") {
    crypto::SeededRandom random(4);
    const auto owner = crypto::BoxKey::random(random);
    const auto other = crypto::BoxKey::random(random);
    const Bytes box = crypto::seal_box(owner.public_key(), bytes_of("per te"), random).value();
    CHECK(box.size() == 6 + crypto::box_overhead_bytes);
    CHECK(text_of(owner.open(box).value().view()) == "per te");
    CHECK_FALSE(other.open(box).ok());
    for (std::size_t i = 0; i < box.size(); ++i) {
        Bytes flipped = box;
        flipped[i] ^= 2;
        CHECK_FALSE(owner.open(flipped).ok());
        CHECK_FALSE(owner.open(ByteView(box).first(i)).ok());
    }
    Bytes theirs(6 + crypto_box_SEALBYTES);
    crypto_box_seal(theirs.data(), bytes_of("per te").data(), 6, owner.public_key().bytes.data());
    CHECK(text_of(owner.open(theirs).value().view()) == "per te");
}

// Expected values by OpenSSL (X25519) and Python's hashlib.blake2b.
TEST_CASE("box: both sides share one key, and a key of low order is refused") {
    const auto mine =
        crypto::BoxKey::from_stored(crypto::BoxKey::Stored::from(counting(32)).value());
    const auto theirs =
        crypto::BoxKey::from_stored(crypto::BoxKey::Stored::from(counting(32, 1)).value());
    CHECK(mine.public_key().hex() ==
          "8f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e1ad1ba6f3e2138285f");
    CHECK(theirs.public_key().hex() ==
          "07a37cbc142093c8b755dc1b10e86cb426374ad16aa853ed0bdfc0b2b86d1c7c");
    const auto& domain = crypto::domain::exchange_key;
    const auto key = mine.shared_key(domain, theirs.public_key()).value();
    CHECK(to_hex(key.view()) == "659a753f13ac3a92fb49b41395ea7e6a402b447f48ac349ad79eba1ab6083964");
    CHECK(crypto::same(key.view(), theirs.shared_key(domain, mine.public_key()).value().view()));
    CHECK_FALSE(mine.shared_key(domain, crypto::BoxPublicKey{}).ok());
    crypto::SeededRandom random(5);
    CHECK_FALSE(crypto::seal_box(crypto::BoxPublicKey{}, bytes_of("x"), random).ok());
}

TEST_CASE("password: passphrase, salt and cost each change the key; its two uses differ") {
    const crypto::PasswordCost cost = crypto::lowest_accepted_cost();
    const auto salt = crypto::Salt::from(counting(16)).value();
    const auto other_salt = crypto::Salt::from(counting(16, 1)).value();
    const auto key = crypto::stretch(bytes_of("passaparola"), salt, cost);
    const auto same_as_key = [&](const crypto::SymmetricKey& other) {
        return crypto::same(key.view(), other.view());
    };
    CHECK(same_as_key(crypto::stretch(bytes_of("passaparola"), salt, cost)));
    CHECK_FALSE(same_as_key(crypto::stretch(bytes_of("passaparolb"), salt, cost)));
    CHECK_FALSE(same_as_key(crypto::stretch(bytes_of("passaparola"), other_salt, cost)));
    CHECK_FALSE(same_as_key(crypto::stretch(bytes_of("passaparola"), salt, {2, 8})));
    CHECK_FALSE(same_as_key(crypto::stretch(bytes_of("passaparola"), salt, {1, 16})));
    CHECK_FALSE(crypto::same(crypto::auth_secret_of(key).view(), crypto::wrap_key_of(key).view()));
}

TEST_CASE("password: the cost of release builds is that of RFC 9106's second recommendation") {
    CHECK(crypto::release_cost() == crypto::PasswordCost{3, 64 * 1024});
}

TEST_CASE("secret: moves and leaves nothing behind") {
    crypto::SymmetricKey key = key_from(1);
    const crypto::SymmetricKey moved = std::move(key);
    CHECK(crypto::same(moved.view(), counting(32, 1)));
    CHECK(crypto::same(key.view(), Bytes(32)));  // NOLINT(bugprone-use-after-move)
    CHECK_FALSE(crypto::same(moved.view(), counting(31, 1)));
    CHECK(crypto::same(moved.duplicate().view(), moved.view()));
    CHECK_FALSE(crypto::SymmetricKey::from(Bytes(33)).ok());
    static_assert(!std::is_copy_constructible_v<crypto::SymmetricKey>);
    static_assert(!std::is_copy_constructible_v<crypto::SecretBytes>);
}

TEST_CASE("password: on another's word no more, and no less, than is sound is done") {
    using namespace crypto;
    CHECK(is_accepted(lowest_accepted_cost()));
    CHECK(is_accepted(release_cost()));
    CHECK(is_accepted(highest_accepted_cost()));
    CHECK_FALSE(is_accepted({0, 64 * 1024}));
    CHECK_FALSE(is_accepted({3, 0}));
    CHECK_FALSE(is_accepted({65, 64 * 1024}));
    CHECK_FALSE(is_accepted({3, 1024 * 1024 + 1}));
}
