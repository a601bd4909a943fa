// Opening, transactions, settings, keys, couriers, audit.
#include "server/store/sqlite_store.hpp"

#include "sync/sql/migrate.hpp"
#include "sync/wire/archive.hpp"

namespace approdo::embedded {
extern const std::string_view server_schema_1;
}

namespace approdo::store {

using namespace exchange;

std::string_view name_of(Role role) {
    switch (role) {
        case Role::learner:
            return "learner";
        case Role::trainer:
            return "trainer";
        case Role::coordinator:
            return "coordinator";
        case Role::administrator:
            return "administrator";
    }
    return "unknown";
}

Result<Role> role_from(std::string_view name) {
    for (const Role role : {Role::learner, Role::trainer, Role::coordinator, Role::administrator}) {
        if (name_of(role) == name) return role;
    }
    return fail(ErrorCode::invalid_input,
                "«" + std::string(name) +
                    "» is no role: use learner, trainer, coordinator or administrator.");
}

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(sql::OpenOptions options) {
    const bool read_only = options.read_only;
    APPRODO_TRY(auto database, sql::Database::open(options));
    const sql::Migration migrations[] = {{1, embedded::server_schema_1}};
    if (!read_only) APPRODO_CHECK(sql::migrate(database, migrations));
    std::unique_ptr<SqliteStore> store(new SqliteStore(std::move(database)));
    store->load_keys();
    return store;
}

void SqliteStore::load_keys() {
    auto rows = database_.query("SELECT kind, id, epoch, key FROM keys");
    while (rows.step()) {
        auto key = crypto::SymmetricKey::from(rows.bytes_view(3));
        if (!key.ok()) continue;
        keyring_.add({rows.get<log::KeyKind>(0), rows.get<log::KeyId>(1), rows.get<Epoch>(2)},
                     std::move(*key));
    }
}

void SqliteStore::begin() {
    transaction_.emplace(database_);
}

void SqliteStore::commit() {
    transaction_->commit();
    transaction_.reset();
}

void SqliteStore::roll_back() {
    transaction_.reset();
}

void SqliteStore::step(const std::function<void()>& work) {
    sql::Savepoint savepoint(database_);
    work();
    savepoint.release();
}

std::optional<Bytes> SqliteStore::setting(std::string_view name) {
    return database_.one<Bytes>("SELECT value FROM settings WHERE name = ?", name);
}

void SqliteStore::put_setting(std::string_view name, ByteView value) {
    database_.run("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", name, value);
}

void SqliteStore::put_key(const log::KeyName& name, const crypto::SymmetricKey& key) {
    database_.run("INSERT OR IGNORE INTO keys (kind, id, epoch, key) VALUES (?, ?, ?, ?)",
                  name.kind, name.id, name.epoch, key.view());
    if (keyring_.find(name) == nullptr) keyring_.add(name, key.duplicate());
}

std::optional<SiteLog> SqliteStore::site_log(const ScopeId& scope, log::LogKind kind) {
    auto row = database_.query(
        "SELECT log, seed, lamport FROM site_logs WHERE scope = ? AND kind = ? AND retired = 0",
        scope, kind);
    if (!row.step()) return std::nullopt;
    return SiteLog{scope, kind, row.get<LogId>(0), row.get<Bytes>(1), row.get<Lamport>(2)};
}

void SqliteStore::put_site_log(const SiteLog& log) {
    database_.run(
        "INSERT INTO site_logs (scope, kind, log, seed, lamport) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET lamport = excluded.lamport",
        log.scope, log.kind, log.log, log.seed, log.lamport);
}

void SqliteStore::retire_site_logs() {
    database_.run("UPDATE site_logs SET retired = 1");
}

void SqliteStore::put_chunk(const ChunkId& id, ByteView sealed) {
    database_.run("INSERT OR IGNORE INTO chunks (chunk, bytes) VALUES (?, ?)", id, sealed);
}

bool SqliteStore::has_chunk(const ChunkId& id) {
    return database_.one<int>("SELECT 1 FROM chunks WHERE chunk = ?", id).has_value();
}

std::optional<Bytes> SqliteStore::chunk(const ChunkId& id) {
    return database_.one<Bytes>("SELECT bytes FROM chunks WHERE chunk = ?", id);
}

void SqliteStore::put_mail(const Route& route, ByteView parcel, UtcMs at) {
    database_.run("INSERT INTO mailbox (route_kind, route_id, bytes, at_ms) VALUES (?, ?, ?, ?)",
                  route.kind, route.id, parcel, at);
}

std::vector<Bytes> SqliteStore::mail(const std::optional<Route>& route) {
    auto rows = route ? database_.query(
                            "SELECT bytes FROM mailbox WHERE route_kind = ? AND"
                            " route_id = ? ORDER BY id",
                            route->kind, route->id)
                      : database_.query("SELECT bytes FROM mailbox ORDER BY id");
    std::vector<Bytes> parcels;
    while (rows.step()) parcels.push_back(rows.get<Bytes>(0));
    return parcels;
}

void SqliteStore::clear_mail(const Route& route) {
    database_.run("DELETE FROM mailbox WHERE route_kind = ? AND route_id = ?", route.kind,
                  route.id);
}

void SqliteStore::put_audit(const AuditLine& line) {
    database_.run("INSERT INTO audit (at_ms, who, what, detail) VALUES (?, ?, ?, ?)", line.at,
                  line.who, line.what, line.detail);
}

std::vector<AuditLine> SqliteStore::audit(std::size_t count_max) {
    auto rows = database_.query(
        "SELECT at_ms, who, what, detail FROM audit ORDER BY id DESC LIMIT ?", count_max);
    std::vector<AuditLine> lines;
    while (rows.step()) {
        lines.push_back({rows.get<UtcMs>(0), rows.get<std::string>(1), rows.get<std::string>(2),
                         rows.get<std::string>(3)});
    }
    return lines;
}

SiteCounts SqliteStore::counts() {
    const auto count = [&](std::string_view sql) {
        return database_.one<std::uint64_t>(sql).value_or(0);
    };
    SiteCounts counts;
    counts.segments = count("SELECT count(*) FROM segments");
    counts.unfolded = count("SELECT count(*) FROM segments WHERE folded = 0");
    counts.held = count("SELECT count(*) FROM segments WHERE held <> 0");
    counts.limbo = count("SELECT count(*) FROM limbo");
    counts.quarantined = count("SELECT count(*) FROM quarantine");
    counts.branches = count("SELECT count(*) FROM streams WHERE stream <> log");
    counts.chunks = count("SELECT count(*) FROM chunks");
    counts.chunk_bytes = count("SELECT coalesce(sum(length(bytes)), 0) FROM chunks");
    counts.people = count("SELECT count(*) FROM people");
    counts.devices = count("SELECT count(*) FROM devices");
    return counts;
}

Result<void> SqliteStore::check() {
    return sql::check_integrity(database_);
}

}  // namespace approdo::store
