// The end of a run: everything is healed, the replicas exchange until nothing moves, and what
// sync.md promises has to hold.
#include "tests/simulation/world.hpp"

namespace approdo::sim {

namespace {

constexpr int quiet_rounds_max = 12;
constexpr int exchanges_max = 60;
constexpr std::uint64_t longest_pause_ms = 11 * 60'000;
constexpr std::uint64_t news_of_devices_ms = 120 * 60'000;

store::Position newest_at_site(SiteHost& site) {
    store::Position newest;
    site.look([&](store::Session& session) { newest = session.segments().newest(); });
    return newest;
}

}  // namespace

void World::finish() {
    now_ = plan_.steps.size() + 1;
    say("the end");
    chance_ = test::SeededRandom(plan_.seed);
    heal();
    quiesce();
    check_revocations();
    // In the end a person rules that all of it counts.
    rule_on_all();
    quiesce();
    check_site();
    check_devices();
    check_copies();
    check_archived();
    check_erased();
    check_roots();
    check_logs();
}

void World::heal() {
    flying_.clear();
    site_.machine.disk.forget_plan();
    settle_site();
    for (auto& device : devices_) {
        device->machine().disk.forget_plan();
        device->machine().disk.set_capacity(std::numeric_limits<std::uint64_t>::max());
        settle(device->shared_machine());
    }
}

void World::quiesce() {
    for (int round = 0; round < quiet_rounds_max; ++round) {
        bool moved = false;
        const store::Position before = newest_at_site(site_);
        // Staff have news when a device is heard of after a while. Where that keeps going, all are
        // heard of in the same round; not sooner, as it would bring along what was held back.
        const bool all_at_once = round == quiet_rounds_max / 2;
        const std::uint64_t pause = all_at_once ? news_of_devices_ms : longest_pause_ms;
        site_.machine.clock.advance_ms(pause);
        for (auto& device : devices_) device->machine().clock.advance_ms(pause);
        if (hub_) {
            hub_->has_way = true;
            moved = hub_->hub.pass_on().parcels > 0;
        }
        for (auto& device : devices_) {
            if (!device->is_lost) moved = exchange_cleanly(*device) || moved;
        }
        site_.fold_all();
        moved = moved || newest_at_site(site_) != before;
        if (!moved) return;
    }
    throw Violation("over links that work, something still moves after " +
                    std::to_string(quiet_rounds_max) + " rounds");
}

// True: something was learned or taken, so that others may have news.
bool World::exchange_cleanly(Device& device) {
    bool moved = false;
    const bool is_shut_out = is_revoked(device.id);
    with(device, [&](client::Client& client) {
        if (!client.exchange_due())
            throw Violation(device.name() + " would not exchange though its pause is over");
        for (int i = 0; i < exchanges_max; ++i) {
            Bytes body = must(client.output(), "no output");
            const Bytes carried = must(client.carried_output(), "no carried parcels");
            append(body, carried);
            say_bytes("sent", body);
            watch_.see_parcels(body);
            const auto answer = ask_site(body);
            if (!answer.ok()) {
                throw Violation("over a link that works, the site refuses " + device.name() + ": " +
                                answer.error().message);
            }
            const auto report = must(client.receive(*answer), "an answer is not received");
            if (!carried.empty()) client.carried_was_taken();
            note_exchange(device, client, report, true);
            moved = moved || report.segments_taken > 0 || !carried.empty();
            if (is_shut_out && report.segments_taken > 0)
                throw Violation("the site still tells things to " + device.name() +
                                ", which is revoked");
            const auto status = must(client.status(), "no status");
            // To who was shut out nothing is said any more that tells a copy what is safe.
            if (!report.again && (status.events_unsent == 0 || is_shut_out)) return;
        }
        throw Violation("the queue of " + device.name() + " does not drain");
    });
    return moved;
}

}  // namespace approdo::sim
