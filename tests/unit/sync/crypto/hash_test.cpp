#include "sync/crypto/hash.hpp"

#include <map>

#include "sync/crypto/random.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
namespace domain = crypto::domain;

namespace {

Bytes counting(std::size_t count, std::uint8_t from = 0) {
    Bytes bytes(count);
    for (std::uint8_t& byte : bytes) byte = from++;
    return bytes;
}

}  // namespace

// The expected values were made with Python's hashlib.blake2b (person, key, digest_size).
TEST_CASE("hash: is BLAKE2b with the domain as personalisation, over the parts in a row") {
    const Hash expected =
        Hash::from_hex("cd8530a562d1168ab21be927b188141e003f4604052bdcc5e595533afdb4f8e3").value();
    CHECK(crypto::hash(domain::event, {bytes_of("abcdef")}) == expected);
    CHECK(crypto::hash(domain::event, {bytes_of("abc"), bytes_of("def")}) == expected);
    CHECK(crypto::hash16(domain::log_id, {ByteView{}}).hex() == "7d2ed58737d536725a9bae15eed81002");
    CHECK(crypto::keyed_hash(domain::payload, counting(32), {bytes_of("abcdef")}).hex() ==
          "91cf1eef1f8c72cefcf2818d7981617a84efd1796376807316d8e91d92e1697c");
    crypto::Hasher hasher(domain::event);
    hasher.update(bytes_of("ab"));
    hasher.update({});
    hasher.update(bytes_of("cdef"));
    CHECK(hasher.finish() == expected);
}

TEST_CASE("hash: another domain, key or part gives another value") {
    const Bytes key = counting(32);
    const Bytes other_key = counting(32, 1);
    const ByteView text = bytes_of("abc");
    CHECK(crypto::hash(domain::event, {text}) != crypto::hash(domain::payload, {text}));
    CHECK(crypto::keyed_hash(domain::event, key, {text}) !=
          crypto::keyed_hash(domain::event, other_key, {text}));
    CHECK(crypto::keyed_hash16(domain::event, key, {text}) !=
          crypto::keyed_hash16(domain::payload, key, {text}));
    const auto from = crypto::SymmetricKey::from(key).value();
    CHECK_FALSE(crypto::same(crypto::derive_key(domain::auth, from, {}).view(),
                             crypto::derive_key(domain::wrap, from, {}).view()));
}

TEST_CASE("domains: every name fits its place and is used once") {
    std::map<std::string_view, int> uses;
    for (const auto& it :
         {domain::site_id,      domain::log_id,      domain::log_genesis,  domain::branch_id,
          domain::event,        domain::payload_key, domain::payload,      domain::segment_body,
          domain::seal_key,     domain::commit_key,  domain::nonce_hedge,  domain::box_blind,
          domain::exchange_key, domain::hello,       domain::answer,       domain::frontier,
          domain::auth,         domain::wrap,        domain::unknown_salt, domain::secret_check,
          domain::join,         domain::chunk_key,   domain::chunk_id,     domain::gear,
          domain::raw_content,  domain::graded,      domain::option_order, domain::sitting,
          domain::seed,         domain::fold}) {
        CHECK(it.name.size() <= 16);
        CHECK(++uses[it.name] == 1);
    }
    for (const auto& it :
         {domain::site_descriptor, domain::root_rotation, domain::device_certificate,
          domain::log_certificate, domain::segment, domain::receipt, domain::beacon,
          domain::redaction, domain::snapshot, domain::channel, domain::channel_head,
          domain::manifest, domain::join_answer, domain::backup}) {
        CHECK(++uses[it.name] == 1);
    }
}

TEST_CASE("random: a seed determines its stream, however it is read") {
    crypto::SeededRandom whole(5);
    crypto::SeededRandom pieces(5);
    crypto::SeededRandom other(6);
    Bytes all(5000), parts(5000), others(5000);
    whole.fill(all);
    other.fill(others);
    for (std::size_t at = 0, size = 1; at < parts.size(); at += size, size = size * 2 + 1) {
        size = std::min(size, parts.size() - at);
        pieces.fill(MutableByteView(parts).subspan(at, size));
    }
    CHECK(all == parts);
    CHECK(all != others);
    crypto::SystemRandom system;
    CHECK(system.id<Hash>() != system.id<Hash>());
}
