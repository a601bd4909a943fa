// A conversation: several messages, each to the site, to the device or a question of a hub. The
// fuzz build believes every signature and MAC, so that whatever is in a parcel reaches what is
// behind them. Nothing may crash, and a device's cursor never moves beyond what it wrote.
#include "server/app/hub_parcels.hpp"
#include "sync/exchange/compare.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/support/small_site.hpp"

using namespace approdo;
using namespace approdo::exchange;

namespace {

struct World {
    crypto::SeededRandom random{7};
    test::SmallSite site{random};
    ScopeId scope = random.id<ScopeId>();
    crypto::SymmetricKey scope_key = crypto::SymmetricKey::random(random);
    test::SmallDevice laptop{site, scope, scope_key};

    World() {
        site.store.keys.add(log::scope_key_name(scope, Epoch{1}), scope_key.duplicate());
        site.store.put_device(laptop.store.find_device(laptop.store.self)->certificate);
        laptop.write(2);
    }

    void take(std::uint8_t to, ByteView message) {
        if (to % 4 == 0) {
            (void)site.exchange(message, Courier::link);
        } else if (to % 4 == 1) {
            (void)site.exchange(message, Courier::stick);
        } else if (to % 4 == 2) {
            auto session = laptop.session();
            (void)session.receive(message);
            (void)session.output();
        } else {
            const auto parcels = split_parcels(message);
            if (!parcels.ok() || parcels->empty()) return;
            (void)answer_question(parcels->front(), site.store);
            (void)app::look_at(parcels->front());
        }
    }
};

void add_message(Bytes& talk, std::uint8_t to, const Bytes& message) {
    talk.push_back(to);
    talk.push_back(static_cast<std::uint8_t>(message.size() >> 8));
    talk.push_back(static_cast<std::uint8_t>(message.size()));
    append(talk, message);
}

}  // namespace

// Messages one after another: to whom (1), size (2, highest first), bytes.
std::vector<Bytes> approdo_fuzz_seeds() {
    World world;
    auto session = world.laptop.session();
    const Bytes first = session.output();
    const Bytes answer = world.site.exchange(first).value();
    (void)session.receive(answer);
    world.laptop.write(3);
    const Bytes second = session.output();
    Bytes talk;
    add_message(talk, 0, first);
    add_message(talk, 2, answer);
    add_message(talk, 1, second);
    ParcelWriter question({world.site.id, Route::to_site()});
    question.add(FrameType::frontier_question,
                 wire::encode(question_of(world.site.store.own_heads(world.laptop.store.self))));
    Bytes asked;
    add_message(asked, 0, first);
    add_message(asked, 3, question.take());
    Bytes with_certificates;
    ParcelWriter foreign({world.site.id, {RouteKind::any, {}}});
    for (const Frame& frame : world.laptop.store.certificates())
        foreign.add(frame.type, frame.body);
    add_message(with_certificates, 2, foreign.take());
    return {talk, asked, with_certificates};
}

void approdo_fuzz_one(ByteView input) {
    World world;
    for (int messages = 0; messages < 8 && input.size() >= 3; ++messages) {
        const std::size_t size = std::min<std::size_t>(
            (static_cast<std::size_t>(input[1]) << 8) | input[2], input.size() - 3);
        world.take(input[0], input.subspan(3, size));
        input = input.subspan(3 + size);
    }
    const auto known = world.laptop.store.find_log(world.laptop.log_id);
    FUZZ_PROMISE(known.has_value());
}
