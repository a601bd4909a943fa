#include "client_core/core/held_logs_store.hpp"

#include <algorithm>

#include "content/model/event_types.hpp"

namespace approdo::client {
namespace {

using exchange::Held;

[[noreturn]] void damaged(const char* what) {
    throw sql::SqlError(11, std::string("progress.db: ") + what + " is damaged");
}

template <class T>
T signed_from(ByteView bytes) {
    auto read = T::read(bytes);
    if (!read.ok()) damaged("a certificate");
    return std::move(*read);
}

log::Segment segment_from(ByteView bytes) {
    auto read = log::read_stored(bytes);
    if (!read.ok()) damaged("a segment");
    return std::move(*read);
}

}  // namespace

struct HeldLogsStore::SealedRun {
    exchange::StreamId stream;
    Seq first;
    Seq last;
    ScopeId scope;
};

HeldLogsStore::HeldLogsStore(sql::Database& database) : database_(database) {
    auto rows = database_.query("SELECT kind, id, epoch, key FROM given_key");
    while (rows.step()) {
        auto key = crypto::SymmetricKey::from(rows.bytes_view(3));
        if (!key.ok()) damaged("a key");
        keyring_.add({rows.get<log::KeyKind>(0), rows.get<log::KeyId>(1), rows.get<Epoch>(2)},
                     std::move(*key));
    }
    // Of what was folded, the highest is kept beside the record: no need to look at all of it.
    lamport_ = database_
                   .one<Lamport>(
                       "SELECT max((SELECT coalesce(max(lamport), 0) FROM folded),"
                       " (SELECT coalesce(max(lamport), 0) FROM snapshot),"
                       " (SELECT coalesce(max(lamport), 0) FROM pruning),"
                       " (SELECT coalesce(max(lamport), 0) FROM event WHERE number >"
                       "  (SELECT coalesce(max(event_number), 0) FROM folded)))")
                   .value_or(Lamport{});
}

std::optional<exchange::KnownDevice> HeldLogsStore::find_device(const DeviceId& device) {
    auto row = database_.query("SELECT certificate, revoked FROM device WHERE device = ?1", device);
    if (!row.step()) return std::nullopt;
    return exchange::KnownDevice{signed_from<log::SignedDevice>(row.bytes_view(0)),
                                 row.get<bool>(1)};
}

std::optional<exchange::KnownLog> HeldLogsStore::find_log(const LogId& log) {
    auto row = database_.query("SELECT certificate FROM log WHERE log = ?1", log);
    if (!row.step()) return std::nullopt;
    exchange::KnownLog known;
    known.certificate = signed_from<log::SignedLog>(row.bytes_view(0));
    known.id = log;
    auto streams = database_.query(
        "SELECT stream, last, head FROM stream WHERE log = ?1 ORDER BY branch, stream", log);
    while (streams.step()) {
        known.streams.push_back(
            {streams.get<LogId>(0), log, streams.get<Seq>(1), streams.get<Hash>(2)});
    }
    return known;
}

std::optional<exchange::Cuts> HeldLogsStore::cuts_of(const DeviceId& device) {
    const auto revoked =
        database_.one<bool>("SELECT revoked FROM device WHERE device = ?1", device);
    if (!revoked.value_or(false)) return std::nullopt;
    exchange::Cuts cuts;
    auto rows =
        database_.query("SELECT stream, last FROM revocation_cut WHERE device = ?1", device);
    while (rows.step()) cuts[rows.get<LogId>(0)] = rows.get<Seq>(1);
    return cuts;
}

std::optional<log::Segment> HeldLogsStore::segment_at(const exchange::StreamId& stream, Seq seq) {
    auto row = database_.query(
        "SELECT bytes, last FROM segment WHERE stream = ?1 AND first <= ?2"
        " ORDER BY first DESC LIMIT 1",
        stream, seq);
    if (!row.step() || row.get<Seq>(1) < seq) return std::nullopt;
    return segment_from(row.bytes_view(0));
}

void HeldLogsStore::put_device(const log::SignedDevice& device) {
    database_.run(
        "INSERT OR IGNORE INTO device (device, certificate, revoked)"
        " VALUES (?1, ?2, EXISTS (SELECT 1 FROM revocation_cut WHERE device = ?1))",
        device.value.device, device.bytes());
}

void HeldLogsStore::put_log(const log::SignedLog& certificate, const LogId& log) {
    const auto added = database_.run(
        "INSERT OR IGNORE INTO log (log, device, kind, certificate) VALUES (?1, ?2, ?3, ?4)", log,
        certificate.value.device, certificate.value.kind, certificate.bytes());
    if (added == 0) return;
    database_.run(
        "INSERT INTO stream (stream, log, branch, fork_seq, last, head)"
        " VALUES (?1, ?1, 0, 0, 0, ?2)",
        log, log::genesis_of(certificate));
}

void HeldLogsStore::put_branch(const exchange::Stream& branch, Seq fork_seq) {
    database_.run(
        "INSERT OR IGNORE INTO stream (stream, log, branch, fork_seq, last, head)"
        " VALUES (?1, ?2, 1, ?3, ?4, ?5)",
        branch.id, branch.log, fork_seq, branch.last, branch.head);
}

void HeldLogsStore::append_segment(const exchange::StreamId& stream, const log::Segment& segment,
                                   const log::OpenedSegment* opened, Held held) {
    const Seq last = segment.header.last();
    database_.run(
        "INSERT INTO segment (stream, first, last, held, bytes) VALUES (?1, ?2, ?3, ?4, ?5)",
        stream, segment.header.first, last, held, segment.stored());
    database_.run("UPDATE stream SET last = ?2, head = ?3 WHERE stream = ?1", stream, last,
                  segment.header.head);
    if (opened != nullptr && held == Held::no) {
        take_events(stream, segment.header.log, segment.header.first, *opened);
    }
}

void HeldLogsStore::replace_segment(const exchange::StreamId& stream, const log::Segment& redacted,
                                    const log::OpenedSegment& opened) {
    database_.run("UPDATE segment SET bytes = ?3 WHERE stream = ?1 AND first = ?2", stream,
                  redacted.header.first, redacted.stored());
    for (std::size_t i = 0; i < opened.events.size(); ++i) {
        if (opened.is_erased(i)) blank(stream, Seq{redacted.header.first.value + i});
    }
}

void HeldLogsStore::blank(const exchange::StreamId& stream, Seq seq) {
    database_.run("UPDATE event SET type = ?3, payload = x'' WHERE stream = ?1 AND seq = ?2",
                  stream, seq, erased_type);
    database_.run("DELETE FROM quarantine WHERE stream = ?1 AND seq = ?2", stream, seq);
}

std::vector<HeldLogsStore::Place> HeldLogsStore::erase_event(const Hash& event) {
    std::vector<Place> places;
    {
        auto rows = database_.query(
            "SELECT e.stream, s.log, e.seq FROM event AS e JOIN stream AS s ON s.stream = e.stream"
            " WHERE e.hash = ?1 AND e.type <> ?2",
            event, erased_type);
        while (rows.step()) {
            places.push_back({rows.get<LogId>(0), rows.get<LogId>(1), rows.get<Seq>(2)});
        }
    }
    for (const Place& place : places) blank(place.stream, place.seq);
    return places;
}

void HeldLogsStore::take_events(const exchange::StreamId& stream, const LogId& log, Seq first,
                                const log::OpenedSegment& opened) {
    const bool gives_keys = is_keyring(log);
    for (std::size_t i = 0; i < opened.events.size(); ++i) {
        const Seq seq{first.value + i};
        if (opened.is_erased(i)) {
            log::Event erased = opened.events[i];
            erased.header.type = erased_type;
            insert_event(stream, seq, opened.hashes[i], erased);
            continue;
        }
        insert_event(stream, seq, opened.hashes[i], opened.events[i]);
        if (gives_keys && opened.events[i].header.type == content::event_type::key_given) {
            take_given_key(stream, seq, opened.events[i]);
        }
    }
}

void HeldLogsStore::take_given_key(const exchange::StreamId& stream, Seq seq,
                                   const log::Event& event) {
    const auto given = log::read_key_given(event.payload);
    if (given.ok()) {
        add_key(given->name, given->key);
    } else {
        quarantine(stream, seq, given.error().message);
    }
}

void HeldLogsStore::add_key(const log::KeyName& name, const crypto::SymmetricKey& key) {
    database_.run("INSERT OR IGNORE INTO given_key (kind, id, epoch, key) VALUES (?1, ?2, ?3, ?4)",
                  name.kind, name.id, name.epoch, key.view());
    keyring_.add(name, key.duplicate());
    keys_came_ = true;
}

std::optional<log::KeyId> HeldLogsStore::first_of(log::KeyKind kind) {
    return database_.one<log::KeyId>(
        "SELECT id FROM given_key WHERE kind = ?1 ORDER BY rowid LIMIT 1", kind);
}

bool HeldLogsStore::is_keyring(const LogId& log) {
    return database_.one<log::LogKind>("SELECT kind FROM log WHERE log = ?1", log) ==
           log::LogKind::keyring;
}

void HeldLogsStore::quarantine(const exchange::StreamId& stream, Seq seq, std::string_view reason) {
    database_.run("INSERT OR REPLACE INTO quarantine (stream, seq, reason) VALUES (?1, ?2, ?3)",
                  stream, seq, reason);
}

void HeldLogsStore::forget_quarantine() {
    database_.run("DELETE FROM quarantine");
}

bool HeldLogsStore::park(const log::Segment& segment, Held why) {
    const Bytes bytes = segment.stored();
    const auto of_log = database_.one<std::uint64_t>(
        "SELECT coalesce(sum(length(bytes)), 0) FROM limbo WHERE log = ?1", segment.header.log);
    const auto total =
        database_.one<std::uint64_t>("SELECT coalesce(sum(length(bytes)), 0) FROM limbo");
    if (of_log.value_or(0) + bytes.size() > limits::limbo_bytes_per_log ||
        total.value_or(0) + bytes.size() > limits::limbo_bytes_total) {
        return false;
    }
    database_.run(
        "INSERT OR IGNORE INTO limbo (log, first, head, why, bytes) VALUES (?1, ?2, ?3, ?4, ?5)",
        segment.header.log, segment.header.first, segment.header.head, why, bytes);
    return true;
}

std::vector<log::Segment> HeldLogsStore::unpark(const LogId& log) {
    std::vector<log::Segment> fitting;
    std::vector<std::int64_t> taken;
    {
        auto rows = database_.query(
            "SELECT l.number, l.bytes FROM limbo AS l WHERE l.log = ?1 AND l.first <="
            " (SELECT max(s.last) + 1 FROM stream AS s WHERE s.log = ?1) ORDER BY l.first",
            log);
        while (rows.step()) {
            taken.push_back(rows.get<std::int64_t>(0));
            fitting.push_back(segment_from(rows.bytes_view(1)));
        }
    }
    for (const auto number : taken) {
        database_.run("DELETE FROM limbo WHERE number = ?1", number);
    }
    return fitting;
}

void HeldLogsStore::retry_held(const exchange::BoxKeys& readers) {
    bool moved = true;
    while (moved) {
        moved = false;
        keys_came_ = false;
        std::vector<std::int64_t> waiting;
        {
            auto rows =
                database_.query("SELECT number FROM segment WHERE held IN (?1, ?2) ORDER BY number",
                                Held::no_key, Held::quarantine);
            while (rows.step()) waiting.push_back(rows.get<std::int64_t>(0));
        }
        for (const auto number : waiting) moved = try_again(number, readers) || moved;
        // Keys may have been inside what was just opened.
        moved = moved && keys_came_;
    }
    keys_came_ = false;
}

bool HeldLogsStore::try_again(std::int64_t number, const exchange::BoxKeys& readers) {
    std::optional<log::Segment> segment;
    exchange::StreamId stream;
    {
        auto row = database_.query("SELECT stream, bytes FROM segment WHERE number = ?1", number);
        if (!row.step()) return false;
        stream = row.get<LogId>(0);
        auto read = log::read_stored(row.bytes_view(1));
        if (!read.ok()) return false;
        segment = std::move(*read);
    }
    const log::SegmentHeader& header = segment->header;
    const bool boxed = header.suite == log::Suite::box;
    const auto* key =
        boxed ? nullptr : keyring_.find(log::scope_key_name(header.scope, header.epoch));
    if (!boxed && key == nullptr) return false;
    const auto opened =
        boxed ? exchange::open_box(*segment, readers) : log::open_segment(*segment, *key);
    if (!opened.ok()) {
        database_.run("UPDATE segment SET held = ?2 WHERE number = ?1", number, Held::quarantine);
        return false;
    }
    take_events(stream, header.log, header.first, *opened);
    database_.run("UPDATE segment SET held = 0 WHERE number = ?1", number);
    return true;
}

std::optional<log::OpenedSegment> HeldLogsStore::open(const log::Segment& segment) {
    const log::SegmentHeader& header = segment.header;
    if (header.suite != log::Suite::scope_key) return std::nullopt;
    const auto* key = keyring_.find(log::scope_key_name(header.scope, header.epoch));
    if (key == nullptr) return std::nullopt;
    auto opened = log::open_segment(segment, *key);
    if (!opened.ok()) return std::nullopt;
    return std::move(*opened);
}

void HeldLogsStore::insert_event(const exchange::StreamId& stream, Seq seq, const Hash& hash,
                                 const log::Event& event) {
    const log::EventHeader& header = event.header;
    database_.run(
        "INSERT OR IGNORE INTO event (stream, seq, hash, type, version, critical, enrolment, unit,"
        " content_version, lamport, wall_ms, boot_ms, session, payload)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        stream, seq, hash, header.type, header.version, header.critical, header.enrolment,
        header.unit, header.content_version, header.lamport, header.time.wall, header.time.boot,
        header.time.session, event.payload);
    lamport_ = std::max(lamport_, header.lamport);
}

void HeldLogsStore::for_each_event(std::int64_t after,
                                   const std::function<void(const StoredEvent&)>& use) {
    auto rows = database_.query(
        "SELECT e.number, e.stream, s.log, l.kind, l.device, e.seq, e.hash, e.type, e.version,"
        " e.critical, e.enrolment, e.unit, e.content_version, e.lamport, e.wall_ms, e.boot_ms,"
        " e.session, e.payload"
        " FROM event AS e JOIN stream AS s ON s.stream = e.stream JOIN log AS l ON l.log = s.log"
        " WHERE e.number > ?1 AND e.type <> ?2 ORDER BY e.number",
        after, erased_type);
    SealedRun run;
    while (rows.step()) {
        StoredEvent stored;
        stored.number = rows.get<std::int64_t>(0);
        stored.stream = rows.get<LogId>(1);
        stored.log = rows.get<LogId>(2);
        stored.log_kind = rows.get<log::LogKind>(3);
        stored.device = rows.get<DeviceId>(4);
        stored.seq = rows.get<Seq>(5);
        stored.hash = rows.get<Hash>(6);
        log::EventHeader& header = stored.event.header;
        header.type = rows.get<log::EventType>(7);
        header.version = rows.get<std::uint8_t>(8);
        header.critical = rows.get<bool>(9);
        header.enrolment = rows.get<EnrolmentId>(10);
        header.unit = rows.get<UnitId>(11);
        header.content_version = rows.get<ContentVersion>(12);
        header.lamport = rows.get<Lamport>(13);
        header.time = {rows.get<UtcMs>(14), rows.get<BootMs>(15), rows.get<ClockSessionId>(16)};
        stored.event.payload = rows.get<Bytes>(17);
        stored.scope = scope_of(stored.stream, stored.seq, run);
        use(stored);
    }
}

// Neighbours stand in one segment, so it is looked up once for all of them.
ScopeId HeldLogsStore::scope_of(const exchange::StreamId& stream, Seq seq, SealedRun& run) {
    if (run.stream == stream && run.first <= seq && seq <= run.last) return run.scope;
    const auto segment = segment_at(stream, seq);
    if (!segment) return {};
    run = {stream, segment->header.first, segment->header.last(), segment->header.scope};
    return run.scope;
}

std::optional<Instant> HeldLogsStore::time_of(const Hash& event) {
    auto row =
        database_.query("SELECT wall_ms, boot_ms, session FROM event WHERE hash = ?1", event);
    if (!row.step()) return std::nullopt;
    return Instant{row.get<UtcMs>(0), row.get<BootMs>(1), row.get<ClockSessionId>(2)};
}

log::Frontier HeldLogsStore::foreign_frontier(const DeviceId& self) {
    log::Frontier frontier;
    auto rows = database_.query(
        "SELECT s.stream, s.last, s.head FROM stream AS s JOIN log AS l ON l.log = s.log"
        " WHERE s.last > 0 AND l.device <> ?1",
        self);
    while (rows.step()) {
        frontier.set(log::LogHead{rows.get<LogId>(0), rows.get<Seq>(1), rows.get<Hash>(2)});
    }
    return frontier;
}

bool HeldLogsStore::revoke(const DeviceId& device, const exchange::StreamId& stream, Seq last) {
    const bool known = database_
                           .one<int>(
                               "SELECT 1 FROM revocation_cut WHERE device = ?1 AND stream = ?2"
                               " AND last >= ?3 AND NOT EXISTS"
                               " (SELECT 1 FROM device WHERE device = ?1 AND revoked = 0)",
                               device, stream, last)
                           .has_value();
    if (known) return false;
    database_.run("UPDATE device SET revoked = 1 WHERE device = ?1", device);
    database_.run(
        "INSERT INTO revocation_cut (device, stream, last) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (device, stream) DO UPDATE SET last = max(last, ?3)",
        device, stream, last);
    return true;
}

bool HeldLogsStore::enforce_cuts(const DeviceId& device, const exchange::BoxKeys& readers) {
    struct Line {
        std::int64_t number;
        exchange::StreamId stream;
        Seq first;
        Seq last;
        bool counts;
    };
    std::vector<Line> wrong;
    {
        auto rows = database_.query(
            "SELECT g.number, g.stream, g.first, g.last,"
            " g.last <= coalesce(c.last, 0) AS counts FROM segment AS g"
            " JOIN stream AS s ON s.stream = g.stream JOIN log AS l ON l.log = s.log"
            " LEFT JOIN revocation_cut AS c ON c.device = l.device AND c.stream = g.stream"
            " WHERE l.device = ?1 AND (g.held = ?2) = (g.last <= coalesce(c.last, 0))",
            device, Held::revoked);
        while (rows.step()) {
            wrong.push_back({rows.get<std::int64_t>(0), rows.get<LogId>(1), rows.get<Seq>(2),
                             rows.get<Seq>(3), rows.get<bool>(4)});
        }
    }
    for (const Line& line : wrong) {
        database_.run("UPDATE segment SET held = ?2, pruned = 0 WHERE number = ?1", line.number,
                      line.counts ? Held::no_key : Held::revoked);
        if (line.counts) {
            (void)try_again(line.number, readers);
        } else {
            database_.run("DELETE FROM event WHERE stream = ?1 AND seq BETWEEN ?2 AND ?3",
                          line.stream, line.first, line.last);
        }
    }
    return !wrong.empty();
}

std::vector<exchange::KnownDevice> HeldLogsStore::devices() {
    std::vector<exchange::KnownDevice> found;
    auto rows = database_.query("SELECT certificate, revoked FROM device ORDER BY device");
    while (rows.step()) {
        found.push_back({signed_from<log::SignedDevice>(rows.bytes_view(0)), rows.get<bool>(1)});
    }
    return found;
}

}  // namespace approdo::client
