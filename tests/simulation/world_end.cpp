// The end of a run: everything is healed, the replicas exchange until nothing moves, and what
// sync.md promises has to hold.
#include "client_core/core/views.hpp"
#include "tests/simulation/world.hpp"

namespace approdo::sim {

namespace {

constexpr int quiet_rounds_max = 12;
constexpr int exchanges_max = 60;
constexpr std::uint64_t longest_pause_ms = 11 * 60'000;

content::LearnerRecord record_at_site(SiteHost& site, const ScopeId& scope) {
    content::LearnerRecord record;
    site.look([&](store::Session& session) {
        if (const auto bytes = session.projections().record(scope))
            record = must(content::decode_learner_record(*bytes), "a record does not decode");
    });
    return record;
}

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
    check_site();
    check_devices();
    check_unknown_events();
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
        site_.machine.clock.advance_ms(longest_pause_ms);
        for (auto& device : devices_) device->machine().clock.advance_ms(longest_pause_ms);
        if (hub_) {
            hub_->has_way = true;
            moved = hub_->hub.pass_on().parcels > 0;
        }
        for (auto& device : devices_) {
            if (!device->is_lost) moved = exchange_cleanly(*device) || moved;
        }
        while (site_.fold()) {
        }
        moved = moved || newest_at_site(site_) != before;
        if (!moved) return;
    }
    throw Violation("over links that work, something still moves after " +
                    std::to_string(quiet_rounds_max) + " rounds");
}

// True: something was learned or taken, so that others may have news.
bool World::exchange_cleanly(Device& device) {
    bool moved = false;
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
            const auto status = must(client.status(), "no status");
            if (!report.again && status.events_unsent == 0) return;
        }
        throw Violation("the queue of " + device.name() + " does not drain");
    });
    return moved;
}

void World::check_site() {
    for (const auto& [user, account] : beginning().accounts) {
        const auto record = record_at_site(site_, ScopeId{account.bytes});
        check_learner(account, record);
    }
    auto& site = *must(site_.site(), "the site does not open");
    const auto rebuilt = must(site.rebuild(), "the site cannot be rebuilt");
    if (rebuilt.digest_before != rebuilt.digest_after)
        throw Violation("what is folded anew differs from what was folded as it came");
    site_.look([&](store::Session& session) {
        if (session.segments().counts().limbo > 0)
            throw Violation("something still waits in the site's limbo");
        for (const auto& segment : session.segments().arrived({0}, SIZE_MAX))
            watch_.see_segment(segment.bytes);
    });
}

void World::check_learner(const AccountId& learner, const content::LearnerRecord& record) {
    std::map<std::pair<EnrolmentId, UnitId>, std::uint64_t> seconds;
    for (const Fact& fact : ledger_.facts()) {
        if (fact.learner != learner || !fact.is_held()) continue;
        if (fact.kind == FactKind::unknown_event) continue;
        if (fact.kind == FactKind::seconds) {
            seconds[{fact.enrolment, fact.unit}] += fact.value;
            continue;
        }
        if (!shows(record, fact)) throw Violation("lost at the site: " + text_of(fact));
    }
    for (const auto& [enrolment, enrolled] : record.enrolments) {
        for (const auto& [unit, learned] : enrolled.units) {
            for (const auto& [id, attempt] : learned.attempts) {
                if (attempt.openings.empty() || attempt.submissions.empty()) continue;
                if (attempt.openings.begin()->second.value.mode == content::QuizMode::graded &&
                    !attempt.grade.is_set())
                    throw Violation("handed in and never marked: attempt " + id.hex());
            }
            if (has_forks_) continue;
            std::uint64_t sum = 0;
            for (const auto& [log, total] : learned.seconds) sum += total;
            const std::uint64_t shown = seconds[{enrolment, unit}];
            if (sum < shown) {
                throw Violation("of " + std::to_string(shown) +
                                " seconds that were shown, the site "
                                "counts " +
                                std::to_string(sum));
            }
        }
    }
}

void World::check_devices() {
    for (auto& device : devices_) {
        if (device->is_lost) continue;
        const auto record = record_at_site(site_, ScopeId{device->account.bytes});
        const std::string at_site =
            crypto::hash(crypto::domain::fold, {content::encode(record)}).hex();
        for (const bool restarts : {false, true}) {
            if (restarts) device->end_program();
            with(*device, [&](client::Client& client) {
                const auto status = must(client.status(), "no status");
                if (status.events_unsent > 0)
                    throw Violation("the queue of " + device->name() + " did not drain");
                if (status.held > 0) throw Violation("something still waits on " + device->name());
                if (must(client.record(), "no record").digest != at_site) {
                    throw Violation(device->name() + (restarts ? ", started anew," : "") +
                                    " adds up to another record than the site");
                }
                if (!restarts) return;
                for (const std::string& finding : client.check())
                    throw Violation(device->name() + ": " + finding);
            });
        }
    }
}

// They travel unread and unchanged: the site has each of them, and says that it waits.
void World::check_unknown_events() {
    std::set<Bytes> payloads;
    site_.look([&](store::Session& session) {
        for (const auto& stored : session.segments().arrived({0}, SIZE_MAX)) {
            const auto segment = log::read_segment(stored.bytes);
            const auto* key = segment.ok() ? session.keyring().find(log::scope_key_name(
                                                 segment->header.scope, segment->header.epoch))
                                           : nullptr;
            if (key == nullptr) continue;
            const auto opened = log::open_segment(*segment, *key);
            if (!opened.ok()) continue;
            for (const log::Event& event : opened->events) payloads.insert(event.payload);
        }
    });
    for (const Fact& fact : ledger_.facts()) {
        if (fact.kind == FactKind::unknown_event && fact.is_held() &&
            payloads.count(fact.payload) == 0)
            throw Violation("lost at the site: " + text_of(fact));
    }
}

}  // namespace approdo::sim
