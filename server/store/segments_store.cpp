// Raw segments in the order of arrival and along their streams, in SQLite.
#include "server/store/sqlite_parts.hpp"

namespace approdo::store {

namespace {

StreamEnd end_in(const sql::Statement& row) {
    return {row.get<exchange::StreamId>(0),
            row.get<LogId>(1),
            row.get<DeviceId>(2),
            row.get<log::LogKind>(3),
            row.get<bool>(4),
            row.get<Seq>(5),
            row.get<Hash>(6)};
}

std::vector<StreamEnd> ends_of(sql::Statement rows) {
    std::vector<StreamEnd> ends;
    while (rows.step()) ends.push_back(end_in(rows));
    return ends;
}

}  // namespace

Position SqliteSegments::newest() {
    return Position{
        database_.one<std::uint64_t>("SELECT coalesce(max(arrival), 0) FROM segment").value_or(0)};
}

std::vector<StoredSegment> SqliteSegments::arrived(Position after, std::size_t count_max) {
    std::vector<StoredSegment> segments;
    auto rows = database_.query(
        "SELECT g.arrival, g.stream, g.held, l.device, l.kind, l.account, g.bytes"
        " FROM segment AS g JOIN stream AS s ON s.stream = g.stream JOIN log AS l ON l.log = s.log"
        " WHERE g.arrival > ?1 ORDER BY g.arrival LIMIT ?2",
        after, count_max);
    while (rows.step()) {
        segments.push_back(
            {rows.get<Position>(0), rows.get<exchange::StreamId>(1), rows.get<exchange::Held>(2),
             rows.get<DeviceId>(3), rows.get<log::LogKind>(4),
             rows.get<std::optional<AccountId>>(5).value_or(AccountId{}), rows.get<Bytes>(6)});
    }
    return segments;
}

void SqliteSegments::walk(const exchange::StreamId& stream, Seq from,
                          const std::function<bool(const log::Segment&)>& use) {
    auto rows = database_.query(
        "SELECT bytes FROM segment WHERE stream = ?1 AND last >= ?2 AND first >="
        " (SELECT coalesce(max(first), 0) FROM segment WHERE stream = ?1 AND first <= ?2)"
        " ORDER BY first",
        stream, from);
    while (rows.step()) {
        if (!use(intact(log::read_stored(rows.bytes_view(0))))) return;
    }
}

std::vector<StreamEnd> SqliteSegments::of_scope(log::LogKind kind, const ScopeId& scope) {
    return ends_of(database_.query(
        "SELECT s.stream, s.log, l.device, l.kind, s.branch, s.last, s.head FROM log AS l"
        " JOIN stream AS s ON s.log = l.log WHERE l.scope = ?1 AND l.kind = ?2 AND s.last > 0"
        " ORDER BY l.number, s.branch, s.stream",
        scope, kind));
}

std::vector<StreamEnd> SqliteSegments::of_account(const AccountId& account) {
    return ends_of(database_.query(
        "SELECT s.stream, s.log, l.device, l.kind, s.branch, s.last, s.head FROM log AS l"
        " JOIN stream AS s ON s.log = l.log WHERE l.account = ?1 AND s.last > 0"
        " ORDER BY l.kind, l.number, s.branch, s.stream",
        account));
}

log::Frontier SqliteSegments::arrived_by(Position then, const DeviceId& device) {
    log::Frontier ends;
    auto rows = database_.query(
        "SELECT g.stream, g.last, g.head FROM log AS l JOIN stream AS s ON s.log = l.log"
        " JOIN segment AS g ON g.stream = s.stream AND g.first ="
        "  (SELECT max(b.first) FROM segment AS b WHERE b.stream = s.stream AND b.first <"
        "   (SELECT coalesce(min(a.first), ?3) FROM segment AS a"
        "    WHERE a.stream = s.stream AND a.arrival > ?2))"
        " WHERE l.device = ?1",
        device, then, INT64_MAX);
    while (rows.step()) {
        ends.set(log::LogHead{rows.get<LogId>(0), rows.get<Seq>(1), rows.get<Hash>(2)});
    }
    return ends;
}

std::vector<HeldLine> SqliteSegments::held(std::size_t count_max) {
    std::vector<HeldLine> lines;
    auto rows = database_.query(
        "SELECT stream, first, last, held FROM segment WHERE held <> 0 ORDER BY arrival LIMIT ?1",
        count_max);
    while (rows.step()) {
        lines.push_back({rows.get<exchange::StreamId>(0), rows.get<Seq>(1), rows.get<Seq>(2),
                         rows.get<exchange::Held>(3)});
    }
    return lines;
}

void SqliteSegments::set_held(const exchange::StreamId& stream, Seq first, exchange::Held why) {
    if (why != exchange::Held::no) {
        database_.run("UPDATE segment SET held = ?3 WHERE stream = ?1 AND first = ?2", stream,
                      first, why);
        return;
    }
    // Written anew, so that it gets the next number of arrival.
    auto row = database_.query(
        "SELECT last, head, scope, bytes FROM segment WHERE stream = ?1 AND first = ?2"
        " AND held <> 0",
        stream, first);
    if (!row.step()) return;
    const auto last = row.get<Seq>(0);
    const auto head = row.get<Hash>(1);
    const auto scope = row.get<ScopeId>(2);
    const auto bytes = row.get<Bytes>(3);
    row.reset();
    database_.run("DELETE FROM segment WHERE stream = ?1 AND first = ?2", stream, first);
    database_.run(
        "INSERT INTO segment (stream, first, last, head, scope, held, bytes)"
        " VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6)",
        stream, first, last, head, scope, bytes);
}

std::size_t SqliteSegments::release(const ScopeId& scope, exchange::Held why) {
    std::vector<std::pair<exchange::StreamId, Seq>> found;
    {
        auto rows = database_.query(
            "SELECT stream, first FROM segment WHERE held = ?1 AND held <> 0 AND scope = ?2"
            " ORDER BY arrival",
            why, scope);
        while (rows.step()) found.emplace_back(rows.get<exchange::StreamId>(0), rows.get<Seq>(1));
    }
    for (const auto& [stream, first] : found) set_held(stream, first, exchange::Held::no);
    return found.size();
}

Segments::Counts SqliteSegments::counts() {
    const auto count = [this](std::string_view sql) {
        return database_.one<std::uint64_t>(sql).value_or(0);
    };
    Counts counts;
    counts.segments = count("SELECT count(*) FROM segment");
    counts.held = count("SELECT count(*) FROM segment WHERE held <> 0");
    counts.limbo = count("SELECT count(*) FROM limbo");
    counts.logs = count("SELECT count(*) FROM log");
    counts.branches = count("SELECT count(*) FROM stream WHERE branch = 1");
    counts.devices = count("SELECT count(*) FROM device");
    return counts;
}

}  // namespace approdo::store
