// Parcels that wait for a courier, and the audit, in SQLite.
#include "server/store/sqlite_parts.hpp"
#include "sync/crypto/hash.hpp"

namespace approdo::store {

void SqliteMailbox::put(const exchange::Route& route, ByteView parcel, UtcMs at) {
    database_.run(
        "INSERT OR IGNORE INTO mail (route_kind, route_id, digest, at_ms, parcel)"
        " VALUES (?1, ?2, ?3, ?4, ?5)",
        route.kind, route.id, crypto::hash16(crypto::domain::parcel, {parcel}), at, parcel);
    database_.run(
        "DELETE FROM mail WHERE route_kind = ?1 AND route_id = ?2 AND number NOT IN"
        " (SELECT number FROM mail WHERE route_kind = ?1 AND route_id = ?2"
        " ORDER BY number DESC LIMIT ?3)",
        route.kind, route.id, mailbox_parcels_per_route);
    database_.run(
        "DELETE FROM mail WHERE number IN (SELECT number FROM"
        " (SELECT number, SUM(LENGTH(parcel)) OVER (ORDER BY number DESC) AS bytes FROM mail)"
        " WHERE bytes > ?1)",
        mailbox_bytes_max);
}

std::vector<Bytes> SqliteMailbox::waiting(const exchange::Route& route) {
    std::vector<Bytes> parcels;
    auto rows = database_.query(
        "SELECT parcel FROM mail WHERE route_kind = ?1 AND route_id = ?2 ORDER BY number",
        route.kind, route.id);
    while (rows.step()) parcels.push_back(rows.get<Bytes>(0));
    return parcels;
}

std::vector<Bytes> SqliteMailbox::all(std::size_t bytes_max) {
    std::vector<Bytes> parcels;
    std::size_t bytes = 0;
    auto rows = database_.query("SELECT parcel FROM mail ORDER BY number");
    while (rows.step()) {
        if (bytes > 0 && bytes + rows.bytes_view(0).size() > bytes_max) break;
        parcels.push_back(rows.get<Bytes>(0));
        bytes += parcels.back().size();
    }
    return parcels;
}

void SqliteMailbox::clear(const exchange::Route& route) {
    // Asked after each exchange, and hardly ever is anything there.
    const auto waits = database_.one<bool>(
        "SELECT EXISTS (SELECT 1 FROM mail WHERE route_kind = ?1 AND route_id = ?2)"
        " OR EXISTS (SELECT 1 FROM content_wish WHERE device = ?2)",
        route.kind, route.id);
    if (!waits.value_or(false)) return;
    database_.run("DELETE FROM mail WHERE route_kind = ?1 AND route_id = ?2", route.kind, route.id);
    if (route.kind == exchange::RouteKind::device) {
        database_.run("DELETE FROM content_wish WHERE device = ?1", route.id);
    }
}

void SqliteMailbox::forget_before(UtcMs at) {
    database_.run("DELETE FROM mail WHERE at_ms < ?1", at);
    database_.run("DELETE FROM content_wish WHERE at_ms < ?1", at);
}

void SqliteMailbox::put_wish(const DeviceId& device, ByteView parcel, UtcMs at) {
    database_.run("INSERT OR REPLACE INTO content_wish (device, at_ms, parcel) VALUES (?1, ?2, ?3)",
                  device, at, parcel);
}

std::vector<Mailbox::Wish> SqliteMailbox::wishes() {
    std::vector<Wish> wishes;
    auto rows = database_.query("SELECT device, parcel FROM content_wish ORDER BY device");
    while (rows.step()) wishes.push_back({rows.get<DeviceId>(0), rows.get<Bytes>(1)});
    return wishes;
}

void SqliteAudit::add(AuditLine line) {
    database_.run("INSERT INTO audit (at_ms, actor, action, subject) VALUES (?1, ?2, ?3, ?4)",
                  line.at, line.actor, line.action, line.subject);
}

std::vector<AuditLine> SqliteAudit::list(std::uint64_t before, std::size_t count_max) {
    std::vector<AuditLine> lines;
    auto rows = database_.query(
        "SELECT number, at_ms, actor, action, subject FROM audit WHERE ?1 = 0 OR number < ?1"
        " ORDER BY number DESC LIMIT ?2",
        before, count_max);
    while (rows.step()) {
        lines.push_back({rows.get<std::uint64_t>(0), rows.get<UtcMs>(1), rows.get<AccountId>(2),
                         rows.get<std::string>(3), rows.get<std::string>(4)});
    }
    return lines;
}

}  // namespace approdo::store
