#include "client_core/core/key_slots.hpp"

#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"

namespace {

using namespace approdo;
using namespace approdo::client;

constexpr crypto::PasswordCost cheap = crypto::lowest_accepted_cost();

struct Slots {
    test::SeededRandom random{7};
    crypto::SymmetricKey key = crypto::SymmetricKey::random(random);
    KeySlots slots;

    Slots() { slots.set_passphrase(key, bytes_of("ponte lago sasso"), cheap, random); }
};

TEST_CASE("key slots: the passphrase opens the key, also from the stored blob") {
    Slots made;
    const KeySlots read = KeySlots::read(made.slots.bytes()).value();
    const auto opened = read.open_with_passphrase(bytes_of("ponte lago sasso"));
    REQUIRE(opened.ok());
    CHECK(crypto::same(opened->view(), made.key.view()));
    CHECK(read.open_with_passphrase(bytes_of("ponte lago Sasso")).error().code ==
          ErrorCode::locked);
}

TEST_CASE("key slots: a changed passphrase closes the old one") {
    Slots made;
    made.slots.set_passphrase(made.key, bytes_of("nuova frase"), cheap, made.random);
    CHECK_FALSE(made.slots.open_with_passphrase(bytes_of("ponte lago sasso")).ok());
    CHECK(made.slots.open_with_passphrase(bytes_of("nuova frase")).ok());
    CHECK(made.slots.all().size() == 1);
}

TEST_CASE("key slots: a key file opens beside the passphrase and only as what it is") {
    Slots made;
    Bytes secret(32, 9);
    REQUIRE(
        made.slots.add_secret(SlotKind::key_file, "chiavetta", made.key, secret, made.random).ok());
    CHECK(made.slots.open_with_secret(SlotKind::key_file, secret).ok());
    CHECK_FALSE(made.slots.open_with_secret(SlotKind::key_store, secret).ok());
    secret[0] ^= 1;
    CHECK_FALSE(made.slots.open_with_secret(SlotKind::key_file, secret).ok());
    CHECK(made.slots.open_with_passphrase(bytes_of("ponte lago sasso")).ok());
}

TEST_CASE("key slots: a short secret is refused") {
    Slots made;
    CHECK(made.slots.add_secret(SlotKind::key_file, "", made.key, Bytes(31, 1), made.random)
              .error()
              .code == ErrorCode::invalid_input);
}

TEST_CASE("key slots: every cut blob is refused and no flipped byte opens another key") {
    Slots made;
    const Bytes blob = made.slots.bytes();
    for (std::size_t size = 0; size < blob.size(); ++size) {
        CHECK_FALSE(KeySlots::read(ByteView(blob).first(size)).ok());
    }
    for (std::size_t at = 0; at < blob.size(); ++at) {
        Bytes bent = blob;
        bent[at] ^= 0x40;
        const auto read = KeySlots::read(bent);
        if (!read.ok()) continue;
        const auto opened = read->open_with_passphrase(bytes_of("ponte lago sasso"));
        if (opened.ok()) CHECK(crypto::same(opened->view(), made.key.view()));
    }
}

}  // namespace
