#include "sync/log/frontier.hpp"

#include "sync/log/fork.hpp"
#include "tests/support/random_events.hpp"
#include "tests/support/test.hpp"

using namespace approdo;

TEST_CASE("frontier: the digest does not depend on the order of arrival, and on everything else") {
    test::RandomEvents random(1);
    std::vector<log::LogHead> heads(20);
    for (auto& head : heads) {
        head = {random.random().id<LogId>(), {random.below(1000)}, random.random().id<Hash>()};
    }
    log::Frontier forward;
    log::Frontier backward;
    for (const auto& head : heads) forward.set(head);
    for (auto head = heads.rbegin(); head != heads.rend(); ++head) backward.set(*head);
    CHECK(forward == backward);
    CHECK(forward.digest() == backward.digest());
    heads[3].seq = heads[3].seq.next();
    backward.set(heads[3]);
    CHECK(forward.digest() != backward.digest());
    CHECK(log::Frontier{}.digest() == log::Frontier{}.digest());
    CHECK(log::Frontier{}.digest() != forward.digest());
    CHECK(forward.find(heads[0].log)->head == log::short_head(heads[0].head));
    CHECK_FALSE(forward.find(LogId{}).has_value());
}

TEST_CASE("frontier: comes back from its bytes, and only sorted ones are canonical") {
    test::RandomEvents random(2);
    log::Frontier frontier;
    for (int i = 0; i < 5; ++i) {
        frontier.set({random.random().id<LogId>(), {random.number()}, random.random().id<Hash>()});
    }
    const Bytes bytes = wire::encode(frontier);
    CHECK(wire::decode<log::Frontier>(bytes).value() == frontier);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        CHECK_FALSE(wire::decode<log::Frontier>(ByteView(bytes).first(i)).ok());
    }

    LogId low, high;
    high.bytes[0] = 1;
    const auto two = [](const LogId& first, const LogId& second) {
        Bytes encoded{2};
        for (const LogId& log : {first, second}) {
            append(encoded, log.view());
            encoded.push_back(1);
            encoded.resize(encoded.size() + Digest16::size);
        }
        return wire::decode<log::Frontier>(encoded).ok();
    };
    CHECK(two(low, high));
    CHECK_FALSE(two(high, low));
    CHECK_FALSE(two(low, low));
}

TEST_CASE("fork: each branch has the same id for whoever derives it, in whatever order") {
    test::RandomEvents random(3);
    const auto log = random.random().id<LogId>();
    const auto mine = random.random().id<Hash>();
    const auto theirs = random.random().id<Hash>();
    const auto branches_seen_by = [&](const Hash& first, const Hash& second) {
        std::vector<LogId> ids{log::branch_id(log, {7}, first), log::branch_id(log, {7}, second)};
        std::sort(ids.begin(), ids.end());
        return ids;
    };
    CHECK(branches_seen_by(mine, theirs) == branches_seen_by(theirs, mine));
    CHECK(log::branch_id(log, {7}, mine) != log::branch_id(log, {7}, theirs));
    CHECK(log::branch_id(log, {7}, mine) != log::branch_id(log, {8}, mine));
    CHECK(log::branch_id(log, {7}, mine) != log);
}
