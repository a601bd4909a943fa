#include "sync/exchange/compare.hpp"

#include "tests/support/small_site.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::exchange;
using approdo::test::SmallDevice;
using approdo::test::SmallSite;

namespace {

struct World {
    crypto::SeededRandom random{11};
    SmallSite site{random};
    ScopeId scope = random.id<ScopeId>();
    crypto::SymmetricKey scope_key = crypto::SymmetricKey::random(random);
    SmallDevice laptop{site, scope, scope_key};

    World() {
        site.store.keys.add(log::scope_key_name(scope, Epoch{1}), scope_key.duplicate());
        site.store.put_device(laptop.store.find_device(laptop.store.self)->certificate);
    }
    void sync() {
        auto session = laptop.session();
        REQUIRE(session.receive(site.exchange(session.output()).value()).value().answered);
    }
    // What the site answers to one question.
    template <class Answer, class Question>
    Answer ask(const Question& question, FrameType asks, FrameType answers) {
        WholeParcel parcel{{site.id, Route::to_site()}, {{asks, wire::encode(question)}}};
        const auto whole = split_parcels(answer_question(parcel, site.store).value()).value();
        return wire::decode<Answer>(whole.front().find(answers)->body).value();
    }
    FrontierDifferences differences(const log::Frontier& ours) {
        return ask<FrontierDifferences>(question_of(ours), FrameType::frontier_question,
                                        FrameType::frontier_differences);
    }
};

log::Frontier many_logs(std::size_t count) {
    crypto::SeededRandom random{3};
    log::Frontier frontier;
    while (frontier.entries().size() < count)
        frontier.set(random.id<LogId>(), {Seq{1 + frontier.entries().size()}, Digest16{{9}}});
    return frontier;
}

}  // namespace

TEST_CASE("compare: what both hold alike costs a digest, and nothing is listed", "[unit]") {
    World world;
    world.laptop.write(3);
    world.sync();
    const log::Frontier ours = world.site.store.own_heads(world.laptop.store.self);
    const auto answer = world.differences(ours);
    CHECK(answer.buckets.empty());
    CHECK(answer.theirs.entries().empty());
    CHECK(compare(ours, answer).value().alike == ours);
}

TEST_CASE("compare: a site that is behind says up to where it is", "[unit]") {
    World world;
    world.laptop.write(3);
    world.sync();
    const log::Frontier at_site = world.site.store.own_heads(world.laptop.store.self);
    log::Frontier ours = at_site;
    const auto [log, entry] = *at_site.entries().begin();
    ours.set(log, {Seq{9}, Digest16{{1}}});
    const auto compared = compare(ours, world.differences(ours)).value();
    CHECK(compared.alike.entries().empty());
    CHECK(compared.theirs == at_site);
}

TEST_CASE("compare: a site that is ahead says whether it has a point, and only a true one",
          "[unit]") {
    World world;
    world.laptop.write(3);
    world.sync();
    const log::Frontier earlier = world.site.store.own_heads(world.laptop.store.self);
    world.laptop.write(2);
    world.sync();
    const auto held = [&](const log::Frontier& points) {
        return world
            .ask<FrontierPoints>(FrontierPoints{points, {}}, FrameType::frontier_points,
                                 FrameType::frontier_held)
            .points;
    };
    CHECK(held(earlier) == earlier);
    const auto [log, entry] = *earlier.entries().begin();
    log::Frontier forked;
    forked.set(log, {entry.seq, Digest16{{1}}});
    CHECK(held(forked).entries().empty());
    log::Frontier between;
    between.set(log, {Seq{2}, entry.head});
    CHECK(held(between).entries().empty());
}

TEST_CASE("compare: logs that the asker does not name stay unnamed", "[unit]") {
    World world;
    world.laptop.write(3);
    world.sync();
    const log::Frontier others = many_logs(5);
    const auto answer = world.differences(others);
    CHECK(answer.theirs.entries().empty());
    CHECK(answer.buckets.size() == 1);
}

TEST_CASE("compare: buckets keep to about sixteen logs and hold each log once", "[unit]") {
    for (const std::size_t count : {1U, 16U, 17U, 200U, 1024U}) {
        const auto question = question_of(many_logs(count));
        std::size_t logs = 0;
        for (const FrontierBucket& bucket : question.buckets) {
            logs += bucket.logs.size();
            CHECK(bucket.logs.size() <= 48);
        }
        CHECK(logs == count);
        // Fewer bytes than the list itself, which has 33 or more a log.
        if (count > 16) CHECK(wire::encode(question).size() < count * 22);
    }
}

TEST_CASE("compare: an answer to another question, too many logs, and no question are refused",
          "[unit]") {
    World world;
    FrontierDifferences answer;
    answer.buckets = {7};
    CHECK(compare(many_logs(3), answer).error().code == ErrorCode::malformed);
    WholeParcel parcel{{world.site.id, Route::to_site()}, {}};
    CHECK(answer_question(parcel, world.site.store).error().code == ErrorCode::malformed);
    const Bytes much = wire::encode(question_of(many_logs(limits::compared_logs_max + 1)));
    parcel.frames = {{FrameType::frontier_question, much}};
    CHECK(answer_question(parcel, world.site.store).error().code == ErrorCode::too_large);
    const Bytes good = wire::encode(question_of(many_logs(20)));
    for (std::size_t size = 0; size < good.size(); ++size) {
        parcel.frames = {{FrameType::frontier_question,
                          Bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size))}};
        CHECK_FALSE(answer_question(parcel, world.site.store).ok());
    }
}
