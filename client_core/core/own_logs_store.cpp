#include "client_core/core/own_logs_store.hpp"

#include "sync/base/defects.hpp"

namespace approdo::client {
namespace {

// A segment's plain events stay well below the bound on its sealed body.
constexpr std::size_t open_bytes_max = limits::segment_body_max / 2;
constexpr std::size_t event_overhead_bytes = 128;

log::Blind blind_from(ByteView bytes) {
    auto blind = log::Blind::from(bytes);
    if (!blind.ok()) throw sql::SqlError(11, "progress.db: a blind has the wrong length");
    return std::move(*blind);
}

}  // namespace

OwnLogsStore::OwnLogsStore(sql::Database& database, HeldLogsStore& held, Random& random)
    : database_(database), held_(held), random_(random) {}

bool OwnLogsStore::has_logs() {
    return database_.one<int>("SELECT count(*) FROM own_log WHERE current = 1").value_or(0) > 0;
}

LogId OwnLogsStore::current(log::LogKind kind) {
    const auto log =
        database_.one<LogId>("SELECT log FROM own_log WHERE kind = ?1 AND current = 1", kind);
    APPRODO_ASSERT(log.has_value());
    return *log;
}

bool OwnLogsStore::are_current_empty() {
    return database_.one<int>("SELECT count(*) FROM own_log WHERE current = 1 AND last > 0")
               .value_or(0) == 0;
}

bool OwnLogsStore::is_own(const LogId& log) {
    return database_.one<int>("SELECT 1 FROM own_log WHERE log = ?1", log).has_value();
}

void OwnLogsStore::open_new_logs(const Writer& writer) {
    open_log(log::LogKind::record, writer);
    open_log(log::LogKind::activity, writer);
}

void OwnLogsStore::open_log(log::LogKind kind, const Writer& writer) {
    const crypto::SigningKey key = crypto::SigningKey::random(random_);
    log::LogCertificate certificate;
    certificate.device = writer.device;
    certificate.kind = kind;
    certificate.key = key.public_key();
    const auto before =
        database_.one<LogId>("SELECT log FROM own_log WHERE kind = ?1 AND current = 1", kind);
    if (before) {
        auto row = database_.query("SELECT last, head FROM stream WHERE stream = ?1", *before);
        if (row.step()) {
            certificate.predecessors.push_back({*before, row.get<Seq>(0), row.get<Hash>(1)});
        }
    }
    const auto made = log::SignedLog::make(std::move(certificate), crypto::domain::log_certificate,
                                           writer.site, *writer.device_key);
    const LogId log = log::log_id_of(key.public_key());
    held_.put_log(made, log);
    database_.run("UPDATE own_log SET current = 0 WHERE kind = ?1", kind);
    database_.run(
        "INSERT INTO own_log (log, kind, key_seed, current, named, last, head, durable, archived)"
        " VALUES (?1, ?2, ?3, 1, 0, 0, ?4, 0, 0)",
        log, kind, key.seed().view(), log::genesis_of(made));
    if (before) move_open_events(*before, log);
}

void OwnLogsStore::move_open_events(const LogId& from, const LogId& to) {
    const auto sealed = database_.one<Seq>("SELECT last FROM stream WHERE stream = ?1", from);
    const auto last = database_.one<Seq>("SELECT last FROM own_log WHERE log = ?1", from);
    if (!sealed || !last || last->value <= sealed->value) return;
    const auto moving =
        events_of(from, sealed->next(), static_cast<std::uint32_t>(last->value - sealed->value));
    if (!defect(Defect::open_events_are_copied)) drop_open_events(from, *sealed);
    for (const log::Event& event : moving) {
        Seq next;
        Hash head;
        {
            auto row = database_.query("SELECT last, head FROM own_log WHERE log = ?1", to);
            if (!row.step()) return;
            next = row.get<Seq>(0).next();
            head = row.get<Hash>(1);
        }
        const auto blind = blind_for_next(to, next, head, event.payload.size());
        extend(to, event, next, log::next_hash(head, event, blind, next));
    }
}

void OwnLogsStore::drop_open_events(const LogId& log, Seq sealed) {
    database_.run("DELETE FROM event WHERE stream = ?1 AND seq > ?2", log, sealed);
    database_.run("DELETE FROM open_segment WHERE log = ?1", log);
    database_.run(
        "UPDATE own_log SET last = s.last, head = s.head FROM stream AS s"
        " WHERE own_log.log = ?1 AND s.stream = ?1",
        log);
}

void OwnLogsStore::append(log::LogKind kind, const NewEvent& fresh) {
    log::Event event;
    event.header.type = fresh.type;
    event.header.critical = fresh.critical;
    event.header.enrolment = fresh.enrolment;
    event.header.unit = fresh.unit;
    event.header.content_version = fresh.content_version;
    event.header.lamport =
        defect(Defect::lamport_stands_still) ? held_.lamport() : held_.lamport().next();
    event.header.time = fresh.time;
    event.payload = fresh.payload;

    LogId log;
    Seq next;
    Hash head;
    {
        auto row = database_.query(
            "SELECT log, last, head FROM own_log WHERE kind = ?1 AND current = 1", kind);
        APPRODO_ASSERT(row.step());
        log = row.get<LogId>(0);
        next = row.get<Seq>(1).next();
        head = row.get<Hash>(2);
    }
    const auto blind = blind_for_next(log, next, head, event.payload.size());
    extend(log, event, next, log::next_hash(head, event, blind, next));
}

void OwnLogsStore::extend(const LogId& log, const log::Event& event, Seq seq, const Hash& hash) {
    held_.insert_event(log, seq, hash, event);
    database_.run("UPDATE own_log SET last = ?2, head = ?3 WHERE log = ?1", log, seq, hash);
    database_.run(
        "UPDATE open_segment SET count = count + 1, bytes = bytes + ?2 WHERE log = ?1"
        " AND first = (SELECT max(first) FROM open_segment WHERE log = ?1)",
        log, event.payload.size() + event_overhead_bytes);
}

log::Blind OwnLogsStore::blind_for_next(const LogId& log, Seq next, const Hash& head,
                                        std::size_t bytes) {
    {
        auto row = database_.query(
            "SELECT blind, count, bytes FROM open_segment WHERE log = ?1"
            " ORDER BY first DESC LIMIT 1",
            log);
        if (row.step() && row.get<std::size_t>(1) < limits::segment_events_max &&
            row.get<std::size_t>(2) + bytes < open_bytes_max) {
            return blind_from(row.bytes_view(0));
        }
    }
    auto blind = log::Blind::random(random_);
    database_.run(
        "INSERT INTO open_segment (log, first, previous, blind, count, bytes)"
        " VALUES (?1, ?2, ?3, ?4, 0, 0)",
        log, next, head, blind.view());
    return blind;
}

std::vector<log::Event> OwnLogsStore::events_of(const LogId& log, Seq first, std::uint32_t count) {
    std::vector<log::Event> events;
    auto rows = database_.query(
        "SELECT type, version, critical, enrolment, unit, content_version, lamport, wall_ms,"
        " boot_ms, session, payload FROM event WHERE stream = ?1 AND seq >= ?2"
        " ORDER BY seq LIMIT ?3",
        log, first, count);
    while (rows.step()) {
        log::Event event;
        event.header.type = rows.get<log::EventType>(0);
        event.header.version = rows.get<std::uint8_t>(1);
        event.header.critical = rows.get<bool>(2);
        event.header.enrolment = rows.get<EnrolmentId>(3);
        event.header.unit = rows.get<UnitId>(4);
        event.header.content_version = rows.get<ContentVersion>(5);
        event.header.lamport = rows.get<Lamport>(6);
        event.header.time = {rows.get<UtcMs>(7), rows.get<BootMs>(8), rows.get<ClockSessionId>(9)};
        event.payload = rows.get<Bytes>(10);
        const bool is_foreign = event.header.type > log::EventType{10'000};
        if (defect(Defect::unknown_type_is_emptied) && is_foreign) event.payload.clear();
        events.push_back(std::move(event));
    }
    return events;
}

void OwnLogsStore::seal(const Writer& writer, std::uint64_t beacon) {
    std::vector<LogId> logs;
    {
        auto rows = database_.query(
            "SELECT log FROM own_log WHERE log IN (SELECT log FROM open_segment WHERE count > 0)");
        while (rows.step()) logs.push_back(rows.get<LogId>(0));
    }
    for (const LogId& log : logs) seal_log(log, writer, beacon);
}

void OwnLogsStore::seal_log(const LogId& log, const Writer& writer, std::uint64_t beacon) {
    const auto& keyring = held_.keyring();
    const auto epoch = keyring.newest(log::KeyKind::scope, log::KeyId{writer.scope.bytes});
    if (!epoch) return;  // the keys have not come yet: the events wait, they are counted and safe
    const auto* key = keyring.find(log::scope_key_name(writer.scope, *epoch));

    auto seed = crypto::SigningKey::Seed::from(
        *database_.one<Bytes>("SELECT key_seed FROM own_log WHERE log = ?1", log));
    if (!seed.ok()) throw sql::SqlError(11, "progress.db: a log's key is damaged");
    const auto log_key = crypto::SigningKey::from_seed(*seed);

    std::vector<OpenSegment> open;
    {
        auto rows = database_.query(
            "SELECT first, previous, blind, count FROM open_segment WHERE log = ?1 AND count > 0"
            " ORDER BY first",
            log);
        while (rows.step()) {
            open.push_back({rows.get<Seq>(0), rows.get<Hash>(1), blind_from(rows.bytes_view(2)),
                            rows.get<std::uint32_t>(3)});
        }
    }
    for (const OpenSegment& part : open) {
        const auto events = events_of(log, part.first, part.count);
        const log::SegmentDraft draft{writer.scope,  *epoch, log,   part.first,
                                      part.previous, beacon, events};
        const auto sealed =
            log::seal_segment(draft, part.blind, *key, log_key, writer.site, random_);
        // Sizes were bounded when the events were appended, so only a mistake of ours fails here.
        APPRODO_ASSERT(sealed.ok());
        held_.append_segment(log, *sealed, nullptr, exchange::Held::no);
        database_.run("DELETE FROM open_segment WHERE log = ?1 AND first = ?2", log, part.first);
    }
}

Hash OwnLogsStore::sealed_head(log::LogKind kind) {
    return *database_.one<Hash>("SELECT head FROM stream WHERE stream = ?1", current(kind));
}

exchange::ClientStore::Outgoing OwnLogsStore::outgoing(std::size_t bytes_max) {
    exchange::ClientStore::Outgoing out;
    std::size_t bytes = 0;
    LogId certified;
    auto rows = database_.query(
        "SELECT g.bytes, o.log, o.named, l.certificate FROM own_log AS o"
        " JOIN segment AS g ON g.stream = o.log JOIN log AS l ON l.log = o.log"
        " WHERE g.last > o.durable ORDER BY o.kind, o.rowid, g.first");
    while (rows.step()) {
        const ByteView view = rows.bytes_view(0);
        if (!out.segments.empty() && bytes + view.size() > bytes_max) {
            out.more = true;
            break;
        }
        bytes += view.size();
        auto segment = log::read_stored(view);
        if (!segment.ok()) throw sql::SqlError(11, "progress.db: a segment is damaged");
        out.segments.push_back(std::move(*segment));
        const LogId log = rows.get<LogId>(1);
        if (rows.get<bool>(2) || log == certified) continue;
        certified = log;
        auto certificate = log::SignedLog::read(rows.bytes_view(3));
        if (!certificate.ok()) throw sql::SqlError(11, "progress.db: a certificate is damaged");
        out.certificates.push_back(std::move(*certificate));
    }
    if (defect(Defect::cursor_before_receipt)) database_.run("UPDATE own_log SET durable = last");
    return out;
}

std::vector<log::SignedLog> OwnLogsStore::certificates() {
    std::vector<log::SignedLog> found;
    auto rows = database_.query(
        "SELECT l.certificate FROM own_log AS o JOIN log AS l ON l.log = o.log ORDER BY o.rowid");
    while (rows.step()) {
        auto certificate = log::SignedLog::read(rows.bytes_view(0));
        if (!certificate.ok()) throw sql::SqlError(11, "progress.db: a certificate is damaged");
        found.push_back(std::move(*certificate));
    }
    return found;
}

void OwnLogsStore::take_receipt(const exchange::Receipt& receipt) {
    for (const auto& [stream, entry] : receipt.heads.entries()) {
        database_.run("UPDATE own_log SET named = 1 WHERE log = ?1", stream);
        if (receipt.level < exchange::SafetyLevel::durable) continue;
        const auto held = find_head(entry);
        if (!held) continue;
        database_.run("UPDATE own_log SET durable = max(durable, ?2) WHERE log = ?1", held->log,
                      held->shared);
    }
    const auto archived = exchange::archived_in(receipt);
    for (const auto& [stream, entry] : archived.entries()) {
        const auto held = find_head(entry);
        if (!held) continue;
        database_.run("UPDATE own_log SET archived = max(archived, ?2) WHERE log = ?1", held->log,
                      held->shared);
    }
}

// The site may follow another copy of this device, under whatever name: what counts is how much of
// what we wrote stands before the head that the receipt names.
std::optional<OwnLogsStore::HeldHead> OwnLogsStore::find_head(const log::FrontierEntry& entry) {
    std::optional<HeldHead> found;
    exchange::StreamId stream;
    {
        auto rows = database_.query(
            "SELECT o.log, e.stream, e.hash FROM own_log AS o JOIN stream AS s ON s.log = o.log"
            " JOIN event AS e ON e.stream = s.stream AND e.seq = ?1 ORDER BY s.branch",
            entry.seq);
        while (rows.step() && !found) {
            if (log::short_head(rows.get<Hash>(2)) != entry.head) continue;
            found = {rows.get<LogId>(0), entry.seq};
            stream = rows.get<LogId>(1);
        }
    }
    if (!found) return find_pruned_head(entry);
    if (stream != found->log) {
        found->shared = shared_with(found->log, stream, entry.seq);
    }
    return found;
}

// Of a pruned log only the ends of segments are known, which is what receipts name; and none of
// these logs was forked.
std::optional<OwnLogsStore::HeldHead> OwnLogsStore::find_pruned_head(
    const log::FrontierEntry& entry) {
    auto rows = database_.query(
        "SELECT o.log, g.bytes FROM own_log AS o JOIN segment AS g ON g.stream = o.log"
        " WHERE g.pruned = 1 AND g.last = ?1",
        entry.seq);
    while (rows.step()) {
        const auto segment = log::read_segment(rows.bytes_view(1));
        if (!segment.ok()) throw sql::SqlError(11, "progress.db: a segment is damaged");
        if (log::short_head(segment->header.head) != entry.head) continue;
        return HeldHead{rows.get<LogId>(0), entry.seq};
    }
    return std::nullopt;
}

// Up to where the hashes of our log and of another copy's continuation are one.
Seq OwnLogsStore::shared_with(const LogId& log, exchange::StreamId stream, Seq seq) {
    while (stream != log) {
        const auto shared = database_.one<std::optional<Seq>>(
            "SELECT max(ours.seq) FROM event AS theirs JOIN event AS ours"
            " ON ours.stream = ?1 AND ours.seq = theirs.seq AND ours.hash = theirs.hash"
            " WHERE theirs.stream = ?2 AND theirs.seq <= ?3",
            log, stream, seq);
        if (shared && *shared) return **shared;
        // Their first event that we hold follows one of ours, or of yet another copy.
        const auto first = database_.one<std::optional<Seq>>(
            "SELECT min(seq) FROM event WHERE stream = ?1", stream);
        const auto segment = first && *first ? held_.segment_at(stream, **first) : std::nullopt;
        if (!segment) return Seq{0};
        auto row = database_.query(
            "SELECT e.stream, e.seq FROM event AS e JOIN stream AS s ON s.stream = e.stream"
            " WHERE e.hash = ?1 AND s.log = ?2 AND e.seq < ?3 ORDER BY s.branch",
            segment->header.previous, log, **first);
        if (!row.step()) return Seq{0};
        stream = row.get<LogId>(0);
        seq = row.get<Seq>(1);
    }
    return seq;
}

void OwnLogsStore::send_again(const LogId& log, Seq seq) {
    const std::uint64_t before = seq.value == 0 ? 0 : seq.value - 1;
    database_.run(
        "UPDATE own_log SET durable = min(durable, ?2), archived = min(archived, ?2),"
        " named = 0 WHERE log = ?1",
        log, before);
}

void OwnLogsStore::forget_receipts() {
    if (defect(Defect::receipts_outlive_the_site)) return;
    database_.run("UPDATE own_log SET durable = 0, archived = 0, named = 0");
}

void OwnLogsStore::make_way(const LogId& log, const Writer& writer) {
    const auto open = database_.one<int>("SELECT count(*) FROM open_segment WHERE log = ?1", log);
    if (open.value_or(0) > 0) open_new_logs(writer);
}

void OwnLogsStore::follow(const LogId& log) {
    database_.run(
        "UPDATE own_log SET last = s.last, head = s.head, durable = max(durable, s.last)"
        " FROM stream AS s WHERE own_log.log = ?1 AND s.stream = ?1",
        log);
}

std::uint64_t OwnLogsStore::unsent_up_to(const log::Frontier& heads) {
    std::uint64_t events = 0;
    for (const auto& [log, entry] : heads.entries()) {
        const auto hash = database_.one<Hash>(
            "SELECT hash FROM event WHERE stream = ?1 AND seq = ?2", log, entry.seq);
        if (!hash || log::short_head(*hash) != entry.head) continue;
        events += database_
                      .one<std::uint64_t>(
                          "SELECT count(*) FROM event AS e JOIN own_log AS o ON o.log = e.stream"
                          " WHERE e.stream = ?1 AND e.seq > o.durable AND e.seq <= ?2",
                          log, entry.seq)
                      .value_or(0);
    }
    return events;
}

bool OwnLogsStore::waits(const Hash& event) {
    return database_
        .one<int>(
            "SELECT 1 FROM event AS e JOIN own_log AS o ON o.log = e.stream"
            " WHERE e.hash = ?1 AND e.seq > o.durable",
            event)
        .has_value();
}

OwnLogsStore::Unsent OwnLogsStore::unsent() {
    Unsent unsent;
    auto rows = database_.query(
        "SELECT (SELECT coalesce(sum(max(last - durable, 0)), 0) FROM own_log), min(e.wall_ms)"
        " FROM event AS e JOIN own_log AS o ON o.log = e.stream WHERE e.seq > o.durable");
    if (rows.step()) {
        unsent.events = rows.get<std::uint64_t>(0);
        unsent.oldest = rows.get<std::optional<UtcMs>>(1);
    }
    auto sealed = database_.query(
        "SELECT count(*), coalesce(sum(length(g.bytes)), 0) FROM segment AS g"
        " JOIN own_log AS o ON o.log = g.stream WHERE g.last > o.durable");
    if (sealed.step()) {
        unsent.segments = sealed.get<std::uint64_t>(0);
        unsent.bytes = sealed.get<std::uint64_t>(1);
    }
    unsent.durable =
        database_.one<std::uint64_t>("SELECT coalesce(sum(durable), 0) FROM own_log").value_or(0);
    unsent.archived =
        database_.one<std::uint64_t>("SELECT coalesce(sum(archived), 0) FROM own_log").value_or(0);
    return unsent;
}

}  // namespace approdo::client
