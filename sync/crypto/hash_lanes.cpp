#include "sync/crypto/hash_lanes.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "sync/base/check.hpp"

// One function for processors with vectors of 256 bits, one for all, chosen when the program
// starts. Other compilers and targets make the best of the same code.
#if defined(__clang__)
#define APPRODO_UNROLL _Pragma("unroll")
#else
#define APPRODO_UNROLL _Pragma("GCC unroll 12")
#endif
#if defined(__x86_64__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define APPRODO_FOR_WIDE_VECTORS __attribute__((target_clones("avx2", "default")))
#else
#define APPRODO_FOR_WIDE_VECTORS
#endif

namespace approdo::crypto {
namespace {

constexpr std::size_t lanes = 4;
constexpr std::size_t block_bytes = 128;
constexpr std::size_t words_a_block = 16;

// One word of each of four hashes.
using Words __attribute__((vector_size(lanes * sizeof(std::uint64_t)))) = std::uint64_t;

struct Block {
    Words word[words_a_block];
};

// RFC 7693, 2.6 and 2.7.
constexpr std::uint64_t start[8] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b,
                                    0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
                                    0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
constexpr std::uint8_t order[12][16] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
                                        {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
                                        {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
                                        {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
                                        {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
                                        {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
                                        {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
                                        {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
                                        {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
                                        {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
                                        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
                                        {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3}};
// Which four of the sixteen words one step mixes: columns, then diagonals.
constexpr std::uint8_t quarter[8][4] = {{0, 4, 8, 12},  {1, 5, 9, 13},  {2, 6, 10, 14},
                                        {3, 7, 11, 15}, {0, 5, 10, 15}, {1, 6, 11, 12},
                                        {2, 7, 8, 13},  {3, 4, 9, 14}};

// RFC 7693, 3.2, of four hashes at once; `counted` is how many bytes of each it has then seen.
APPRODO_FOR_WIDE_VECTORS
void compress(Words* state, const Block& block, const Words& counted, bool is_last) {
    Words v[16];
    for (int i = 0; i < 8; ++i) {
        v[i] = state[i];
        v[i + 8] = Words{start[i], start[i], start[i], start[i]};
    }
    v[12] ^= counted;
    if (is_last) v[14] = ~v[14];
    APPRODO_UNROLL
    for (int round = 0; round < 12; ++round) {
        APPRODO_UNROLL
        for (int step = 0; step < 8; ++step) {
            Words& a = v[quarter[step][0]];
            Words& b = v[quarter[step][1]];
            Words& c = v[quarter[step][2]];
            Words& d = v[quarter[step][3]];
            a += b + block.word[order[round][2 * step]];
            d ^= a;
            d = d >> 32 | d << 32;
            c += d;
            b ^= c;
            b = b >> 24 | b << 40;
            a += b + block.word[order[round][2 * step + 1]];
            d ^= a;
            d = d >> 16 | d << 48;
            c += d;
            b ^= c;
            b = b >> 63 | b << 1;
        }
    }
    for (int i = 0; i < 8; ++i) state[i] ^= v[i] ^ v[i + 8];
}

void put(Block& block, std::size_t lane, ByteView bytes) {
    std::uint64_t words[words_a_block] = {};
    std::memcpy(words, bytes.data(), bytes.size());
    for (std::size_t i = 0; i < words_a_block; ++i) block.word[i][lane] = words[i];
}

// Four texts of one block each, under keys of one size.
void hash_four(HashDomain domain, const KeyedText* texts, Hash* out) {
    std::uint64_t personal[2] = {};
    std::memcpy(personal, domain.name.data(), domain.name.size());
    Words state[8];
    const std::uint64_t sizes = 0x01010000 | texts[0].key.size() << 8 | Hash::size;
    const std::uint64_t parameters[8] = {sizes, 0, 0, 0, 0, 0, personal[0], personal[1]};
    for (int i = 0; i < 8; ++i) {
        const std::uint64_t word = start[i] ^ parameters[i];
        state[i] = Words{word, word, word, word};
    }
    Block keys;
    Block bodies;
    Words counted;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        put(keys, lane, texts[lane].key);
        put(bodies, lane, texts[lane].text);
        counted[lane] = block_bytes + texts[lane].text.size();
    }
    const std::uint64_t first = block_bytes;
    compress(state, keys, Words{first, first, first, first}, false);
    compress(state, bodies, counted, true);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        for (std::size_t i = 0; i < Hash::size / 8; ++i) {
            const std::uint64_t word = state[i][lane];
            std::memcpy(out[lane].bytes.data() + 8 * i, &word, sizeof word);
        }
    }
    wipe({reinterpret_cast<std::uint8_t*>(&keys), sizeof keys});
}

// An empty text has no block of its own, a long one several.
bool is_short(const KeyedText& text, std::size_t key_bytes) {
    return !text.text.empty() && text.text.size() <= block_bytes && text.key.size() == key_bytes;
}

}  // namespace

void keyed_hashes(HashDomain domain, std::span<const KeyedText> texts, std::span<Hash> out) {
    APPRODO_ASSERT(texts.size() == out.size());
    std::size_t at = 0;
    while (std::endian::native == std::endian::little && at + lanes <= texts.size()) {
        const auto four = texts.subspan(at, lanes);
        const std::size_t key_bytes = four.front().key.size();
        const bool are_short = std::all_of(four.begin(), four.end(), [&](const KeyedText& text) {
            return is_short(text, key_bytes);
        });
        if (are_short) {
            hash_four(domain, four.data(), out.data() + at);
        } else {
            for (std::size_t i = at; i < at + lanes; ++i) {
                out[i] = keyed_hash(domain, texts[i].key, {texts[i].text});
            }
        }
        at += lanes;
    }
    for (; at < texts.size(); ++at) {
        out[at] = keyed_hash(domain, texts[at].key, {texts[at].text});
    }
}

}  // namespace approdo::crypto
