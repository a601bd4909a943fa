// What has to hold of the site's logs as they lie: that sealed nothing twice under one nonce, that
// counters of order grow along each stream, and that what today's program does not know arrived
// unchanged and is shown as waiting.
#include "tests/simulation/world.hpp"

namespace approdo::sim {

namespace {

struct LogsAtSite {
    std::map<exchange::StreamId, Lamport> newest;
    std::map<Bytes, Hash> unknown;  // payload → event
    std::set<Hash> in_quarantine;

    void add(const exchange::StreamId& stream, const log::Event& event, const Hash& hash) {
        Lamport& before = newest[stream];
        if (event.header.lamport <= before)
            throw Violation("the counter of order stands still in stream " + stream.hex());
        before = event.header.lamport;
        if (content::event_info(event.header.type) == nullptr) unknown[event.payload] = hash;
    }
};

LogsAtSite logs_at(SiteHost& site) {
    LogsAtSite logs;
    site.look([&](store::Session& session) {
        auto arrived = session.segments().arrived({0}, SIZE_MAX);
        // A ruling gives a segment a later place than those that follow it.
        std::stable_sort(arrived.begin(), arrived.end(), [](const auto& left, const auto& right) {
            return log::read_stored(left.bytes)->header.first <
                   log::read_stored(right.bytes)->header.first;
        });
        for (const store::StoredSegment& stored : arrived) {
            const auto segment = must(log::read_stored(stored.bytes), "a segment is damaged");
            const auto* key = session.keyring().find(
                log::scope_key_name(segment.header.scope, segment.header.epoch));
            const auto opened = key == nullptr ? fail(ErrorCode::missing, "no key")
                                               : log::open_segment(segment, *key);
            if (!opened.ok()) continue;
            for (std::size_t i = 0; i < opened->events.size(); ++i)
                logs.add(stored.stream, opened->events[i], opened->hashes[i]);
        }
        for (const auto& line : session.projections().quarantined(SIZE_MAX))
            logs.in_quarantine.insert(line.event);
    });
    return logs;
}

}  // namespace

void World::check_logs() {
    site_.look([&](store::Session& session) {
        if (session.segments().counts().limbo > 0)
            throw Violation("something still waits in the site's limbo");
        for (const auto& segment : session.segments().arrived({0}, SIZE_MAX))
            watch_.see_segment(segment.bytes);
    });
    const LogsAtSite logs = logs_at(site_);
    for (const Fact& fact : ledger_.facts()) {
        if (fact.kind != FactKind::unknown_event || !is_due(fact)) continue;
        const auto found = logs.unknown.find(fact.payload);
        if (found == logs.unknown.end()) throw Violation("lost at the site: " + text_of(fact));
        if (logs.in_quarantine.count(found->second) == 0)
            throw Violation("at the site and not shown as waiting: " + text_of(fact));
    }
}

}  // namespace approdo::sim
