#include "client_core/core/pruned_store.hpp"

namespace approdo::client {
namespace {

using exchange::Held;

}  // namespace

std::size_t PrunedStore::prune(const Rule& rule) {
    const Look found = look(rule);
    std::size_t pruned = 0;
    for (const Candidate& candidate : found.candidates) {
        if (may_go(candidate, rule) && prune_one(candidate)) ++pruned;
    }
    database_.run("UPDATE pruning SET looked_at = ?1 WHERE looked_at <> ?1", found.looked_at);
    return pruned;
}

// Goes round all segments, a few at a time, so that those which must stay bar nobody's way.
PrunedStore::Look PrunedStore::look(const Rule& rule) {
    const auto after = database_.one<std::int64_t>("SELECT looked_at FROM pruning").value_or(0);
    Look found;
    auto rows = database_.query(
        "SELECT g.number, g.stream, g.first, g.last, g.pruned = 0 AND g.held = 0 AND l.kind <> ?3"
        "  AND (o.log IS NULL OR (g.last <= o.archived AND NOT EXISTS"
        "   (SELECT 1 FROM stream AS b WHERE b.log = s.log AND b.branch = 1)))"
        " FROM segment AS g JOIN stream AS s ON s.stream = g.stream JOIN log AS l ON l.log = s.log"
        " LEFT JOIN own_log AS o ON o.log = s.log"
        " WHERE g.number > ?1 ORDER BY g.number LIMIT ?2",
        after, rule.segments_max, log::LogKind::keyring);
    std::size_t seen = 0;
    while (rows.step()) {
        ++seen;
        found.looked_at = rows.get<std::int64_t>(0);
        if (!rows.get<bool>(4)) continue;
        found.candidates.push_back(
            {found.looked_at, rows.get<LogId>(1), rows.get<Seq>(2), rows.get<Seq>(3)});
    }
    if (seen < rule.segments_max) found.looked_at = 0;
    return found;
}

// The event with the highest number stays, whatever its age: the next one is counted from it.
bool PrunedStore::may_go(const Candidate& candidate, const Rule& rule) {
    auto row = database_.query(
        "SELECT max(number), max(wall_ms), (SELECT max(number) FROM event),"
        " min(type <> ?4) FROM event WHERE stream = ?1 AND seq BETWEEN ?2 AND ?3",
        candidate.stream, candidate.first, candidate.last, HeldLogsStore::erased_type);
    // Rows alone say what is erased until the redacted segment is here.
    if (!row.step() || row.is_null(0) || !row.get<bool>(3)) return false;
    const auto newest = row.get<std::int64_t>(0);
    return newest <= rule.folded_up_to && newest < row.get<std::int64_t>(2) &&
           row.get<UtcMs>(1) < rule.written_before;
}

bool PrunedStore::prune_one(const Candidate& candidate) {
    const auto segment = held_.segment_at(candidate.stream, candidate.first);
    const auto opened = segment ? held_.open(*segment) : std::nullopt;
    if (!opened) return false;
    Lamport highest;
    std::size_t same = 0;
    {
        auto rows = database_.query(
            "SELECT hash, lamport FROM event WHERE stream = ?1 AND seq BETWEEN ?2 AND ?3"
            " ORDER BY seq",
            candidate.stream, candidate.first, candidate.last);
        while (rows.step() && same < opened->hashes.size() &&
               rows.get<Hash>(0) == opened->hashes[same]) {
            highest = std::max(highest, rows.get<Lamport>(1));
            ++same;
        }
    }
    if (same != opened->hashes.size()) return false;
    database_.run("DELETE FROM event WHERE stream = ?1 AND seq BETWEEN ?2 AND ?3", candidate.stream,
                  candidate.first, candidate.last);
    database_.run("UPDATE segment SET pruned = 1 WHERE number = ?1", candidate.number);
    database_.run("UPDATE pruning SET lamport = max(lamport, ?1)", highest);
    return true;
}

void PrunedStore::for_each(const std::function<void(const StoredEvent&)>& use,
                           const std::optional<LogId>& log) {
    std::vector<std::int64_t> damaged;
    {
        auto rows = database_.query(
            "SELECT g.number, g.stream, s.log, l.kind, l.device, g.bytes FROM segment AS g"
            " JOIN stream AS s ON s.stream = g.stream JOIN log AS l ON l.log = s.log"
            " WHERE g.pruned = 1 AND g.held = 0 AND (?1 IS NULL OR s.log = ?1)",
            log);
        while (rows.step()) {
            const auto segment = log::read_stored(rows.bytes_view(5));
            auto opened = segment.ok() ? held_.open(*segment) : std::nullopt;
            if (!opened) {
                damaged.push_back(rows.get<std::int64_t>(0));
                continue;
            }
            StoredEvent stored;
            stored.stream = rows.get<LogId>(1);
            stored.log = rows.get<LogId>(2);
            stored.log_kind = rows.get<log::LogKind>(3);
            stored.device = rows.get<DeviceId>(4);
            stored.scope = segment->header.scope;
            for (std::size_t i = 0; i < opened->events.size(); ++i) {
                stored.seq = Seq{segment->header.first.value + i};
                stored.hash = opened->hashes[i];
                stored.event = std::move(opened->events[i]);
                use(stored);
            }
        }
    }
    // Counted on screen as what is not understood, rather than missing in silence.
    for (const auto number : damaged) {
        database_.run("UPDATE segment SET held = ?2, pruned = 0 WHERE number = ?1", number,
                      Held::quarantine);
    }
}

std::optional<LogId> PrunedStore::log_of(const Hash& event) {
    std::optional<LogId> found;
    for_each([&](const StoredEvent& stored) {
        if (stored.hash == event) found = stored.log;
    });
    return found;
}

std::optional<Instant> PrunedStore::time_of(const Hash& event) {
    std::optional<Instant> found;
    for_each([&](const StoredEvent& stored) {
        if (stored.hash == event) found = stored.event.header.time;
    });
    return found;
}

void PrunedStore::bring_back(const LogId& log) {
    for_each(
        [&](const StoredEvent& stored) {
            held_.insert_event(stored.stream, stored.seq, stored.hash, stored.event);
        },
        log);
    database_.run(
        "UPDATE segment SET pruned = 0 WHERE pruned = 1 AND stream IN"
        " (SELECT stream FROM stream WHERE log = ?1)",
        log);
}

PrunedStore::Amount PrunedStore::amount() {
    Amount amount;
    auto row = database_.query(
        "SELECT count(*), coalesce(sum(last - first + 1), 0) FROM segment WHERE pruned = 1");
    if (row.step()) amount = {row.get<std::uint64_t>(0), row.get<std::uint64_t>(1)};
    return amount;
}

}  // namespace approdo::client
