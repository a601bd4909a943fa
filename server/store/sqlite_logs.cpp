// Certificates, streams, segments, limbo, and what a device lacks.
#include "server/store/sqlite_store.hpp"
#include "sync/log/beacon.hpp"
#include "sync/wire/archive.hpp"

namespace approdo::store {

using namespace exchange;

namespace {

Bytes encode_contact(const Contact& contact) {
    Bytes bytes;
    wire::Writer writer(bytes);
    writer(contact.counter, contact.issued, contact.echoed, contact.receipted, contact.last_hello,
           contact.frontier, contact.offered);
    return bytes;
}

Contact decode_contact(ByteView bytes) {
    Contact contact;
    wire::Reader reader(bytes);
    reader(contact.counter, contact.issued, contact.echoed, contact.receipted, contact.last_hello,
           contact.frontier, contact.offered);
    return reader.failed() ? Contact{}
                           : contact;  // only a hint: at worst the device is asked again
}

// Rows of our own that do not read as what we wrote mean a damaged file.
template <class T>
T intact(Result<T> value) {
    if (!value.ok())
        throw std::runtime_error("the site's database is damaged: " + value.error().message +
                                 " Restore the newest verified backup.");
    return std::move(value).value();
}

struct ReadableStream {
    StreamId stream;
    LogId log;
    DeviceId device;
    ScopeId scope;
    Seq last;
};

}  // namespace

std::optional<KnownDevice> SqliteStore::find_device(const DeviceId& device) {
    auto row = database_.query("SELECT certificate, revoked FROM devices WHERE device = ?", device);
    if (!row.step()) return std::nullopt;
    return KnownDevice{intact(log::SignedDevice::read(row.bytes_view(0))), row.get<bool>(1)};
}

std::optional<KnownLog> SqliteStore::find_log(const LogId& log) {
    auto row = database_.query("SELECT certificate FROM logs WHERE log = ?", log);
    if (!row.step()) return std::nullopt;
    KnownLog known{intact(log::SignedLog::read(row.bytes_view(0))), log, {}};
    auto rows = database_.query(
        "SELECT stream, last, head FROM streams WHERE log = ? ORDER BY stream <> log, stream", log);
    while (rows.step()) {
        known.streams.push_back({rows.get<StreamId>(0), log, rows.get<Seq>(1), rows.get<Hash>(2)});
    }
    return known;
}

std::optional<log::Segment> SqliteStore::segment_at(const StreamId& stream, Seq seq) {
    auto row = database_.query(
        "SELECT bytes FROM segments WHERE stream = ? AND first <= ? AND last >= ?"
        " ORDER BY first DESC LIMIT 1",
        stream, seq, seq);
    if (!row.step()) return std::nullopt;
    return intact(log::read_segment(row.bytes_view(0)));
}

void SqliteStore::put_device(const log::SignedDevice& device) {
    database_.run(
        "INSERT OR IGNORE INTO devices (device, account, certificate, joined_ms)"
        " VALUES (?, ?, ?, ?)",
        device.value.device, device.value.account, device.bytes(), device.value.issued);
}

void SqliteStore::put_log(const log::SignedLog& certificate, const LogId& log) {
    database_.run("INSERT OR IGNORE INTO logs (log, device, kind, certificate) VALUES (?, ?, ?, ?)",
                  log, certificate.value.device, certificate.value.kind, certificate.bytes());
    database_.run("INSERT OR IGNORE INTO streams (stream, log, last, head) VALUES (?, ?, 0, ?)",
                  log, log, log::genesis_of(certificate));
}

void SqliteStore::put_branch(const Stream& branch, Seq fork_seq) {
    database_.run("INSERT INTO streams (stream, log, fork_seq, last, head) VALUES (?, ?, ?, ?, ?)",
                  branch.id, branch.log, fork_seq, branch.last, branch.head);
}

void SqliteStore::append_segment(const StreamId& stream, const log::Segment& segment,
                                 const log::OpenedSegment* opened, Held held) {
    const log::SegmentHeader& header = segment.header;
    // A box is for one account; there is nothing in it that the site could fold.
    const bool folded = opened == nullptr && held == Held::no;
    database_.run(
        "INSERT INTO segments (stream, first, last, scope, held, folded, bytes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        stream, header.first, header.last(), header.scope, held, folded, segment.bytes());
    database_.run("UPDATE streams SET last = ?, head = ? WHERE stream = ?", header.last(),
                  header.head, stream);
    database_.run(
        "INSERT INTO scope_streams (scope, stream, last) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET last = excluded.last",
        header.scope, stream, header.last());
}

bool SqliteStore::park(const log::Segment& segment, Held why) {
    const Bytes bytes = segment.bytes();
    const auto held = [&](std::string_view sql, const auto&... values) {
        return database_.one<std::uint64_t>(sql, values...).value_or(0) + bytes.size();
    };
    if (held("SELECT coalesce(sum(length(bytes)), 0) FROM limbo WHERE log = ?",
             segment.header.log) > limits::limbo_bytes_per_log ||
        held("SELECT coalesce(sum(length(bytes)), 0) FROM limbo") > limits::limbo_bytes_total) {
        return false;
    }
    const bool there =
        database_
            .one<int>("SELECT 1 FROM limbo WHERE log = ? AND bytes = ?", segment.header.log, bytes)
            .has_value();
    if (!there) {
        database_.run("INSERT INTO limbo (log, why, bytes) VALUES (?, ?, ?)", segment.header.log,
                      why, bytes);
    }
    return true;
}

std::vector<log::Segment> SqliteStore::unpark(const LogId& log) {
    std::vector<log::Segment> segments;
    {
        auto rows = database_.query("SELECT bytes FROM limbo WHERE log = ? ORDER BY id", log);
        while (rows.step()) segments.push_back(intact(log::read_segment(rows.bytes_view(0))));
    }
    if (!segments.empty()) database_.run("DELETE FROM limbo WHERE log = ?", log);
    return segments;
}

ServerEpoch SqliteStore::server_epoch() {
    const auto value = setting("server_epoch");
    if (!value) return ServerEpoch{1};
    return intact(wire::decode<ServerEpoch>(*value));
}

std::optional<Contact> SqliteStore::contact(const DeviceId& device) {
    const auto value = database_.one<Bytes>("SELECT value FROM contacts WHERE device = ?", device);
    if (!value) return std::nullopt;
    return decode_contact(*value);
}

void SqliteStore::put_contact(const DeviceId& device, const Contact& contact) {
    database_.run(
        "INSERT INTO contacts (device, value, at_ms) VALUES (?, ?, unixepoch() * 1000)"
        " ON CONFLICT DO UPDATE SET value = excluded.value, at_ms = excluded.at_ms",
        device, encode_contact(contact));
}

log::Frontier SqliteStore::own_heads(const DeviceId& device) {
    auto rows = database_.query(
        "SELECT s.stream, s.last, s.head FROM logs l JOIN streams s ON s.log = l.log"
        " WHERE l.device = ? AND s.last > 0",
        device);
    log::Frontier heads;
    while (rows.step()) {
        heads.set({rows.get<LogId>(0), rows.get<Seq>(1), rows.get<Hash>(2)});
    }
    return heads;
}

SiteStore::Delivery SqliteStore::lacking(const DeviceId& device, const log::Frontier& has,
                                         bool include_own, std::size_t bytes_max) {
    Delivery delivery;
    delivery.reached = has;
    std::vector<ReadableStream> behind;
    {
        // Keyrings first, then what the site says, then the learner's other devices.
        auto rows = database_.query(
            "SELECT x.stream, l.log, l.device, x.scope, x.last FROM devices d"
            " JOIN scope_readers r ON r.account = d.account"
            " JOIN scope_streams x ON x.scope = r.scope"
            " JOIN streams s ON s.stream = x.stream JOIN logs l ON l.log = s.log"
            " WHERE d.device = ? ORDER BY l.kind DESC, l.log, x.stream <> l.log",
            device);
        while (rows.step()) {
            ReadableStream stream{rows.get<StreamId>(0), rows.get<LogId>(1), rows.get<DeviceId>(2),
                                  rows.get<ScopeId>(3), rows.get<Seq>(4)};
            const auto held = has.find(stream.stream);
            if (held && held->seq >= stream.last) continue;
            if (stream.device == device && !include_own) continue;
            behind.push_back(stream);
        }
    }
    std::size_t bytes = 0;
    for (const ReadableStream& stream : behind) {
        const auto held = has.find(stream.stream);
        if (!held) {
            if (const auto author = find_device(stream.device)) {
                delivery.frames.push_back(
                    {FrameType::device_certificate, author->certificate.bytes()});
            }
            delivery.frames.push_back(
                {FrameType::log_certificate,
                 *database_.one<Bytes>("SELECT certificate FROM logs WHERE log = ?", stream.log)});
        }
        auto rows = database_.query(
            "SELECT bytes FROM segments WHERE scope = ? AND stream = ? AND last > ? ORDER BY first",
            stream.scope, stream.stream, held ? held->seq : Seq{0});
        while (rows.step()) {
            const ByteView segment = rows.bytes_view(0);
            if (bytes > 0 && bytes + segment.size() > bytes_max) {
                delivery.more = true;
                return delivery;
            }
            bytes += segment.size();
            const auto read = intact(log::read_segment(segment));
            delivery.reached.set({stream.stream, read.header.last(), read.header.head});
            delivery.frames.push_back({FrameType::segment, copy_of(segment)});
        }
    }
    return delivery;
}

std::optional<Frame> SqliteStore::newest_beacon() {
    auto bytes = setting("beacon");
    if (!bytes) return std::nullopt;
    return Frame{FrameType::beacon, std::move(*bytes)};
}

std::uint64_t SqliteStore::newest_beacon_number() {
    const auto bytes = setting("beacon");
    if (!bytes) return 0;
    return intact(log::SignedBeacon::read(*bytes)).value.number;
}

std::vector<DeviceRecord> SqliteStore::devices_of(const AccountId& account) {
    auto rows = database_.query(
        "SELECT d.device, d.revoked, d.joined_ms, c.at_ms FROM devices d"
        " LEFT JOIN contacts c ON c.device = d.device WHERE d.account = ? ORDER BY d.joined_ms",
        account);
    std::vector<DeviceRecord> devices;
    while (rows.step()) {
        devices.push_back({rows.get<DeviceId>(0), account, rows.get<bool>(1), rows.get<UtcMs>(2),
                           rows.get<std::optional<UtcMs>>(3)});
    }
    return devices;
}

void SqliteStore::put_revoked(const DeviceId& device) {
    database_.run("UPDATE devices SET revoked = 1 WHERE device = ?", device);
}

std::vector<StoredSegment> SqliteStore::stored_segments(sql::Statement rows) {
    std::vector<StoredSegment> segments;
    while (rows.step()) {
        segments.push_back({rows.get<std::uint64_t>(0), rows.get<StreamId>(1), rows.get<Held>(2),
                            intact(log::read_segment(rows.bytes_view(3)))});
    }
    return segments;
}

std::vector<StoredSegment> SqliteStore::unfolded(std::size_t count_max) {
    return stored_segments(
        database_.query("SELECT arrival, stream, held, bytes FROM segments"
                        " WHERE folded = 0 AND held = 0 ORDER BY arrival LIMIT ?",
                        count_max));
}

std::vector<StoredSegment> SqliteStore::segments_after(std::uint64_t arrival,
                                                       std::size_t count_max) {
    return stored_segments(
        database_.query("SELECT arrival, stream, held, bytes FROM segments"
                        " WHERE arrival > ? ORDER BY arrival LIMIT ?",
                        arrival, count_max));
}

void SqliteStore::mark_folded(std::uint64_t arrival) {
    database_.run("UPDATE segments SET folded = 1 WHERE arrival = ?", arrival);
}

void SqliteStore::forget_projections() {
    database_.run("DELETE FROM learner_records");
    database_.run("DELETE FROM quarantine");
    database_.run("UPDATE segments SET folded = 0");
}

std::size_t SqliteStore::release_held(const ScopeId& scope) {
    return static_cast<std::size_t>(database_.run(
        "UPDATE segments SET held = 0 WHERE scope = ? AND held = ?", scope, Held::no_key));
}

std::optional<Bytes> SqliteStore::learner_record(const AccountId& account) {
    return database_.one<Bytes>("SELECT record FROM learner_records WHERE account = ?", account);
}

void SqliteStore::put_learner_record(const AccountId& account, ByteView record,
                                     const Hash& digest) {
    database_.run(
        "INSERT OR REPLACE INTO learner_records (account, record, digest) VALUES (?, ?, ?)",
        account, record, digest);
}

std::vector<std::pair<AccountId, Hash>> SqliteStore::learner_digests() {
    auto rows = database_.query("SELECT account, digest FROM learner_records ORDER BY account");
    std::vector<std::pair<AccountId, Hash>> digests;
    while (rows.step()) digests.emplace_back(rows.get<AccountId>(0), rows.get<Hash>(1));
    return digests;
}

void SqliteStore::quarantine(const QuarantinedEvent& event) {
    database_.run(
        "INSERT OR REPLACE INTO quarantine (event, stream, seq, reason) VALUES (?, ?, ?, ?)",
        event.event, event.stream, event.seq, event.reason);
}

std::vector<QuarantinedEvent> SqliteStore::quarantined() {
    auto rows = database_.query("SELECT event, stream, seq, reason FROM quarantine");
    std::vector<QuarantinedEvent> events;
    while (rows.step()) {
        events.push_back(
            {rows.get<Hash>(0), rows.get<StreamId>(1), rows.get<Seq>(2), rows.get<std::string>(3)});
    }
    return events;
}

bool SqliteStore::note_effect(const Hash& event, std::string_view what) {
    return database_.run("INSERT OR IGNORE INTO effects (event, what) VALUES (?, ?)", event,
                         what) == 1;
}

}  // namespace approdo::store
