#include "sync/log/event.hpp"

#include "sync/log/chain.hpp"
#include "tests/support/random_events.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"

using namespace approdo;

TEST_CASE("fields: numbers, bytes and nothing come back as they went in") {
    const std::uint64_t seed = test::seed_of_run(1);
    INFO("APPRODO_SEED=" << seed);
    test::RandomEvents random(seed);
    for (int i = 0; i < 300; ++i) {
        const log::Fields fields = random.fields();
        const auto decoded = log::decode_fields(log::encode_fields(fields));
        REQUIRE(decoded.ok());
        CHECK(*decoded == fields);
    }
    CHECK(log::encode_fields({}).empty());
    CHECK(log::encode_fields({std::uint64_t{1}, Bytes{7}}) == Bytes{2, 3, 7});
}

TEST_CASE("fields: a longer form than needed, a cut and an overlong size are refused") {
    CHECK_FALSE(log::decode_fields(Bytes{0x82, 0x00}).ok());
    CHECK_FALSE(log::decode_fields(Bytes{0x80}).ok());
    CHECK_FALSE(log::decode_fields(Bytes{0x05, 1}).ok());
    CHECK_FALSE(
        log::decode_fields(Bytes{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1}).ok());
}

TEST_CASE("event: what may not change changes the hash") {
    test::RandomEvents random(2);
    const log::Event event = random.event();
    const auto blind = log::Blind::random(random.random());
    const auto other_blind = log::Blind::random(random.random());
    const Hash previous = random.random().id<Hash>();
    const Hash hash = log::next_hash(previous, event, blind, {5});
    CHECK(hash == log::next_hash(previous, event, blind, {5}));

    log::Event altered = event;
    altered.payload.push_back(0);
    CHECK(hash != log::next_hash(previous, altered, blind, {5}));
    altered = event;
    altered.header.lamport.value ^= 1;
    CHECK(hash != log::next_hash(previous, altered, blind, {5}));
    altered = event;
    altered.header.critical = !altered.header.critical;
    CHECK(hash != log::next_hash(previous, altered, blind, {5}));
    CHECK(hash != log::next_hash(random.random().id<Hash>(), event, blind, {5}));
    CHECK(hash != log::next_hash(previous, event, blind, {6}));
    CHECK(hash != log::next_hash(previous, event, other_blind, {5}));
}

TEST_CASE("event: equal payloads of one segment have different hashes") {
    test::RandomEvents random(3);
    const auto blind = log::Blind::random(random.random());
    const Bytes payload{1};
    CHECK(log::payload_hash(log::payload_key(blind, {1}), payload) !=
          log::payload_hash(log::payload_key(blind, {2}), payload));
}

TEST_CASE("chain: a run of hashes equals the hashes one by one") {
    test::RandomEvents random(4);
    const auto events = random.events(40);
    const auto blind = log::Blind::random(random.random());
    Hash head = random.random().id<Hash>();
    const auto hashes = log::chain_hashes(head, events, blind, {9});
    REQUIRE(hashes.size() == events.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
        head = log::next_hash(head, events[i], blind, {9 + i});
        CHECK(hashes[i] == head);
    }
}
