// Devices, logs, streams, segments, limbo and contacts, in SQLite: what an exchange asks of the
// site.
#include "server/store/archive.hpp"
#include "server/store/delivery.hpp"
#include "server/store/lost.hpp"
#include "server/store/snapshot.hpp"
#include "server/store/sqlite_session.hpp"
#include "sync/base/limits.hpp"
#include "sync/sql/transaction.hpp"
#include "sync/wire/archive.hpp"

namespace approdo::store {

using exchange::Held;
using exchange::KnownDevice;
using exchange::KnownLog;
using exchange::Stream;
using exchange::StreamId;

namespace {

constexpr const char* server_epoch_name = "server_epoch";
constexpr std::size_t devices_seen_max = 1'000;

}  // namespace

SqliteSession::SqliteSession(sql::Database database, ChunkStore& chunks)
    : database_(std::move(database)),
      chunks_(chunks),
      keys_(database_),
      people_(database_),
      territory_(database_),
      catalogue_(database_),
      doors_(database_),
      site_logs_(database_, keys_),
      segments_(database_),
      erasures_(database_, keys_),
      projections_(database_),
      mailbox_(database_),
      audit_(database_) {}

void SqliteSession::step(const std::function<void()>& part) {
    const SqliteKeys::Mark keys_before = keys_.mark();
    try {
        sql::Savepoint savepoint(database_);
        part();
        savepoint.release();
    } catch (const sql::SqlError& error) {
        // On some errors SQLite gives up the transaction by itself; on these it had better.
        if (!database_.in_transaction() || error.is_disk_full() || error.is_io() ||
            error.is_corrupt()) {
            throw TransactionLost(error.what());
        }
        keys_.take_back(keys_before);
        seen_ = {};
        throw;
    } catch (...) {
        keys_.take_back(keys_before);
        seen_ = {};
        throw;
    }
}

SqliteSession::Seen& SqliteSession::seen() {
    const std::int64_t changes = database_.total_changes();
    if (seen_.changes != changes) seen_ = {changes, {}, {}};
    return seen_;
}

std::optional<KnownDevice> SqliteSession::find_device(const DeviceId& device) {
    auto& devices = seen().devices;
    if (const auto found = devices.find(device); found != devices.end()) return found->second;
    auto row = database_.query("SELECT certificate, revoked FROM device WHERE device = ?1", device);
    std::optional<KnownDevice> known;
    if (row.step()) {
        known = {intact(log::SignedDevice::read(row.bytes_view(0))), row.get<bool>(1)};
    }
    if (devices.size() >= devices_seen_max) devices.clear();
    return devices.emplace(device, std::move(known)).first->second;
}

std::optional<exchange::Cuts> SqliteSession::cuts_of(const DeviceId& device) {
    const auto revoked =
        database_.one<bool>("SELECT revoked FROM device WHERE device = ?1", device);
    if (!revoked.value_or(false)) return std::nullopt;
    exchange::Cuts cuts;
    auto rows =
        database_.query("SELECT stream, last FROM revocation_cut WHERE device = ?1", device);
    while (rows.step()) cuts[rows.get<StreamId>(0)] = rows.get<Seq>(1);
    return cuts;
}

std::optional<KnownLog> SqliteSession::find_log(const LogId& log) {
    auto row = database_.query("SELECT certificate FROM log WHERE log = ?1", log);
    if (!row.step()) return std::nullopt;
    KnownLog known{intact(log::SignedLog::read(row.bytes_view(0))), log, {}};
    auto streams = database_.query(
        "SELECT stream, last, head FROM stream WHERE log = ?1 ORDER BY branch, stream", log);
    while (streams.step()) {
        known.streams.push_back(
            {streams.get<StreamId>(0), log, streams.get<Seq>(1), streams.get<Hash>(2)});
    }
    return known;
}

std::optional<log::Segment> SqliteSession::segment_at(const StreamId& stream, Seq seq) {
    auto row = database_.query(
        "SELECT bytes, last FROM segment WHERE stream = ?1 AND first <= ?2"
        " ORDER BY first DESC LIMIT 1",
        stream, seq);
    if (!row.step() || row.get<Seq>(1) < seq) return std::nullopt;
    return intact(log::read_stored(row.bytes_view(0)));
}

bool SqliteSession::has_room(const log::LogCertificate& author, std::size_t bytes) {
    const auto held = database_.one<std::uint64_t>(
        "SELECT coalesce(sum(s.bytes), 0) FROM device AS d JOIN log AS l ON l.account = d.account"
        " JOIN stream AS s ON s.log = l.log WHERE d.device = ?1",
        author.device);
    return held.value_or(0) + bytes <= limits::account_bytes_max;
}

bool SqliteSession::has_room_for_log(const DeviceId& device) {
    const auto held =
        database_.one<std::uint64_t>("SELECT count(*) FROM log WHERE device = ?1", device);
    return held.value_or(0) < limits::device_logs_max;
}

void SqliteSession::put_device(const log::SignedDevice& device) {
    database_.run(
        "INSERT OR IGNORE INTO device (device, account, certificate, issued_ms, revoked)"
        " VALUES (?1, ?2, ?3, ?4, EXISTS (SELECT 1 FROM revocation_cut WHERE device = ?1))",
        device.value.device, device.value.account, device.bytes(), device.value.issued);
}

void SqliteSession::put_log(const log::SignedLog& certificate, const LogId& log) {
    const DeviceId& device = certificate.value.device;
    const auto account =
        database_.one<AccountId>("SELECT account FROM device WHERE device = ?1", device);
    database_.run(
        "INSERT OR IGNORE INTO log (log, device, account, kind, certificate)"
        " VALUES (?1, ?2, ?3, ?4, ?5)",
        log, device, account, certificate.value.kind, certificate.bytes());
    database_.run(
        "INSERT OR IGNORE INTO stream (stream, log, branch, fork_seq, last, head)"
        " VALUES (?1, ?1, 0, 0, 0, ?2)",
        log, log::genesis_of(certificate));
}

void SqliteSession::put_branch(const Stream& branch, Seq fork_seq) {
    database_.run(
        "INSERT INTO stream (stream, log, branch, fork_seq, last, head)"
        " VALUES (?1, ?2, 1, ?3, ?4, ?5)",
        branch.id, branch.log, fork_seq, branch.last, branch.head);
}

void SqliteSession::append_segment(const StreamId& stream, const log::Segment& segment,
                                   const log::OpenedSegment*, Held held) {
    const log::SegmentHeader& header = segment.header;
    const Bytes bytes = segment.stored();
    database_.run(
        "INSERT INTO segment (stream, first, last, head, scope, held, bytes)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        stream, header.first, header.last(), header.head, header.scope, held, bytes);
    database_.run("UPDATE stream SET last = ?2, head = ?3, bytes = bytes + ?4 WHERE stream = ?1",
                  stream, header.last(), header.head, bytes.size());
    // A log of the site speaks to one scope; its first segment says to which.
    if (header.first.value == 1) {
        database_.run("UPDATE log SET scope = ?2 WHERE log = ?1 AND account IS NULL", header.log,
                      header.scope);
    }
}

// Written anew: it arrives again, so that it is folded as it is now.
void SqliteSession::replace_segment(const StreamId& stream, const log::Segment& redacted,
                                    const log::OpenedSegment&) {
    const log::SegmentHeader& header = redacted.header;
    const auto held = database_.one<Held>(
        "SELECT held FROM segment WHERE stream = ?1 AND first = ?2", stream, header.first);
    APPRODO_ASSERT(held.has_value());
    database_.run("DELETE FROM segment WHERE stream = ?1 AND first = ?2", stream, header.first);
    database_.run(
        "INSERT INTO segment (stream, first, last, head, scope, held, bytes)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        stream, header.first, header.last(), header.head, header.scope, *held, redacted.stored());
}

bool SqliteSession::park(const log::Segment& segment, Held why) {
    const log::SegmentHeader& header = segment.header;
    const Bytes bytes = segment.stored();
    const auto there =
        database_.one<int>("SELECT 1 FROM limbo WHERE log = ?1 AND first = ?2 AND head = ?3",
                           header.log, header.first, header.head);
    if (there) return true;
    const auto of_log = database_.one<std::uint64_t>(
        "SELECT coalesce(sum(size), 0) FROM limbo WHERE log = ?1", header.log);
    const auto of_all = database_.one<std::uint64_t>("SELECT coalesce(sum(size), 0) FROM limbo");
    if (of_log.value_or(0) + bytes.size() > limits::limbo_bytes_per_log ||
        of_all.value_or(0) + bytes.size() > limits::limbo_bytes_total) {
        return false;
    }
    database_.run(
        "INSERT INTO limbo (log, first, head, why, size, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        header.log, header.first, header.head, why, bytes.size(), bytes);
    return true;
}

std::vector<log::Segment> SqliteSession::unpark(const LogId& log) {
    std::vector<log::Segment> segments;
    {
        auto rows =
            database_.query("SELECT bytes FROM limbo WHERE log = ?1 ORDER BY first, number", log);
        while (rows.step()) segments.push_back(intact(log::read_stored(rows.bytes_view(0))));
    }
    if (!segments.empty()) database_.run("DELETE FROM limbo WHERE log = ?1", log);
    return segments;
}

ServerEpoch SqliteSession::server_epoch() {
    auto& epoch = seen().server_epoch;
    if (!epoch) {
        const auto held = site_logs_.setting(server_epoch_name);
        epoch = held ? intact(wire::decode<ServerEpoch>(*held)) : ServerEpoch{1};
    }
    return *epoch;
}

std::optional<exchange::Contact> SqliteSession::stored_contact(const DeviceId& device) {
    auto row = database_.query("SELECT state FROM contact WHERE device = ?1", device);
    if (!row.step()) return std::nullopt;
    return decode_contact(row.bytes_view(0));
}

std::optional<exchange::Contact> SqliteSession::contact(const DeviceId& device) {
    auto contact = stored_contact(device);
    const auto noted = hellos_.find(device);
    if (!contact || noted == hellos_.end()) return contact;
    // Another process may have met the device since.
    if (noted->second.counter <= contact->counter) return contact;
    contact->counter = noted->second.counter;
    contact->last_hello = noted->second.mac;
    return contact;
}

void SqliteSession::put_contact(const DeviceId& device, const exchange::Contact& contact) {
    database_.run("INSERT OR REPLACE INTO contact (device, state) VALUES (?1, ?2)", device,
                  encode_contact(contact));
}

void SqliteSession::note_hello(const DeviceId& device, std::uint64_t counter, const Digest16& mac) {
    hellos_[device] = {counter, mac};
}

void SqliteSession::put_hellos() {
    for (const auto& [device, hello] : hellos_) {
        // With what was noted on top of it, unless something newer is there.
        if (const auto whole = contact(device)) put_contact(device, *whole);
    }
}

log::Frontier SqliteSession::own_heads(const DeviceId& device) {
    log::Frontier heads;
    auto rows = database_.query(
        "SELECT s.stream, s.last, s.head FROM log AS l JOIN stream AS s ON s.log = l.log"
        " WHERE l.device = ?1 AND s.last > 0",
        device);
    while (rows.step()) {
        heads.set(log::LogHead{rows.get<LogId>(0), rows.get<Seq>(1), rows.get<Hash>(2)});
    }
    return heads;
}

std::uint64_t SqliteSession::archive_number() {
    return archived_to(*this).value;
}

log::Frontier SqliteSession::archived_heads(const DeviceId& device) {
    return segments_.arrived_by(archived_to(*this), device);
}

SqliteSession::Delivery SqliteSession::lacking(const DeviceId& device, const log::Frontier& has,
                                               bool own_logs, std::size_t bytes_max) {
    return deliver(*this, device, has, own_logs, bytes_max);
}

std::optional<exchange::FoldedScope> SqliteSession::folded(const DeviceId& device) {
    return folded_scope(*this, device);
}

std::optional<exchange::Frame> SqliteSession::newest_beacon() {
    auto bytes = database_.one<Bytes>("SELECT bytes FROM beacon ORDER BY number DESC LIMIT 1");
    if (!bytes) return std::nullopt;
    return exchange::Frame{exchange::FrameType::beacon, std::move(*bytes)};
}

std::uint64_t SqliteSession::newest_beacon_number() {
    return database_.one<std::uint64_t>("SELECT coalesce(max(number), 0) FROM beacon").value_or(0);
}

}  // namespace approdo::store
