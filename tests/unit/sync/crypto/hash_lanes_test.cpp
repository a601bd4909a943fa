#include "sync/crypto/hash_lanes.hpp"

#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::crypto;

namespace {

Bytes random_bytes(Random& random, std::size_t size) {
    Bytes bytes(size);
    random.fill(bytes);
    return bytes;
}

struct Texts {
    std::vector<Bytes> keys;
    std::vector<Bytes> texts;

    void add(Random& random, std::size_t key_bytes, std::size_t text_bytes) {
        keys.push_back(random_bytes(random, key_bytes));
        texts.push_back(random_bytes(random, text_bytes));
    }
    void check() const {
        std::vector<KeyedText> keyed;
        for (std::size_t i = 0; i < keys.size(); ++i) keyed.push_back({keys[i], texts[i]});
        std::vector<Hash> hashes(keyed.size());
        keyed_hashes(domain::payload, keyed, hashes);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            INFO(i << " of " << keys.size() << ", " << texts[i].size() << " bytes");
            CHECK(hashes[i] == keyed_hash(domain::payload, keys[i], {texts[i]}));
        }
    }
};

}  // namespace

TEST_CASE("hash lanes: side by side gives what one after another gives, for any size") {
    test::SeededRandom random(1);
    for (const std::size_t key_bytes : {16UL, 32UL, 64UL}) {
        Texts texts;
        for (std::size_t size = 0; size <= 300; ++size) texts.add(random, key_bytes, size);
        texts.check();
    }
}

TEST_CASE("hash lanes: any number of texts, of mixed sizes and under mixed keys") {
    test::SeededRandom random(2);
    for (std::size_t count = 0; count <= 9; ++count) {
        Texts texts;
        for (std::size_t i = 0; i < count; ++i) {
            texts.add(random, i % 5 == 4 ? 16 : 32, i % 4 == 3 ? 200 : 8 + i);
        }
        texts.check();
    }
}
