// What the site writes with, in SQLite: its logs, scopes, readers, keys, what was given.
#include "server/store/sqlite_parts.hpp"
#include "sync/wire/archive.hpp"

namespace approdo::store {

namespace {

constexpr const char* lamport_name = "lamport";
constexpr const char* server_epoch_name = "server_epoch";

Scope scope_in(const sql::Statement& row) {
    return {row.get<ScopeId>(0), row.get<ScopeKind>(1), row.get<Digest16>(2), row.get<Epoch>(3)};
}

}  // namespace

void SqliteKeys::refresh() {
    auto rows = database_.query(
        "SELECT number, kind, id, epoch, key FROM site_key WHERE number > ?1 ORDER BY number",
        last_);
    while (rows.step()) {
        last_ = rows.get<std::uint64_t>(0);
        ring_->add({rows.get<log::KeyKind>(1), rows.get<log::KeyId>(2), rows.get<Epoch>(3)},
                   intact(crypto::SymmetricKey::from(rows.bytes_view(4))));
    }
}

void SqliteKeys::take_back(const Mark& before) {
    if (mark() != before) forget();
}

void SqliteKeys::forget() {
    ++times_forgot_;
    ring_ = std::make_unique<log::Keyring>();
    last_ = 0;
    refresh();
}

std::optional<SiteLog> SqliteSiteLogs::writing(log::LogKind kind, const ScopeId& scope,
                                               ServerEpoch server_epoch) {
    auto row = database_.query(
        "SELECT log, seed FROM site_log WHERE kind = ?1 AND scope = ?2 AND server_epoch = ?3", kind,
        scope, server_epoch);
    if (!row.step()) return std::nullopt;
    return SiteLog{row.get<LogId>(0), kind, scope, server_epoch,
                   intact(crypto::SigningKey::Seed::from(row.bytes_view(1)))};
}

void SqliteSiteLogs::put_writing(const SiteLog& log) {
    database_.run(
        "INSERT OR REPLACE INTO site_log (kind, scope, server_epoch, log, seed)"
        " VALUES (?1, ?2, ?3, ?4, ?5)",
        log.kind, log.scope, log.server_epoch, log.id, log.key.view());
}

Lamport SqliteSiteLogs::lamport() {
    const auto held = setting(lamport_name);
    return held ? intact(wire::decode<Lamport>(*held)) : Lamport{};
}

void SqliteSiteLogs::put_lamport(Lamport lamport) {
    put_setting(lamport_name, wire::encode(lamport));
}

std::optional<Scope> SqliteSiteLogs::scope(const ScopeId& id) {
    auto row = database_.query("SELECT scope, kind, owner, epoch FROM scope WHERE scope = ?1", id);
    if (!row.step()) return std::nullopt;
    return scope_in(row);
}

std::optional<Scope> SqliteSiteLogs::scope_of(ScopeKind kind, const Digest16& owner) {
    auto row = database_.query(
        "SELECT scope, kind, owner, epoch FROM scope WHERE kind = ?1 AND owner = ?2", kind, owner);
    if (!row.step()) return std::nullopt;
    return scope_in(row);
}

void SqliteSiteLogs::put_scope(const Scope& scope) {
    database_.run(
        "INSERT INTO scope (scope, kind, owner, epoch) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (scope) DO UPDATE SET kind = ?2, owner = ?3, epoch = ?4",
        scope.id, scope.kind, scope.owner, scope.epoch);
}

void SqliteSiteLogs::add_reader(const ScopeId& scope, const AccountId& account) {
    database_.run("INSERT OR IGNORE INTO scope_reader (account, scope) VALUES (?1, ?2)", account,
                  scope);
}

void SqliteSiteLogs::remove_reader(const ScopeId& scope, const AccountId& account) {
    database_.run("DELETE FROM scope_reader WHERE account = ?1 AND scope = ?2", account, scope);
}

std::vector<AccountId> SqliteSiteLogs::readers_of(const ScopeId& scope) {
    std::vector<AccountId> accounts;
    auto rows = database_.query(
        "SELECT account FROM scope_reader WHERE scope = ?1 ORDER BY account", scope);
    while (rows.step()) accounts.push_back(rows.get<AccountId>(0));
    return accounts;
}

std::vector<ScopeId> SqliteSiteLogs::read_by(const AccountId& account) {
    std::vector<ScopeId> scopes;
    auto rows = database_.query("SELECT scope FROM scope_reader WHERE account = ?1 ORDER BY scope",
                                account);
    while (rows.step()) scopes.push_back(rows.get<ScopeId>(0));
    return scopes;
}

void SqliteSiteLogs::put_key(const log::KeyName& name, const crypto::SymmetricKey& key) {
    database_.run("INSERT OR IGNORE INTO site_key (kind, id, epoch, key) VALUES (?1, ?2, ?3, ?4)",
                  name.kind, name.id, name.epoch, key.view());
    keys_.refresh();
}

bool SqliteSiteLogs::was_given(const AccountId& account, const log::KeyName& name) {
    return database_
        .one<int>(
            "SELECT 1 FROM given_key WHERE account = ?1 AND kind = ?2 AND id = ?3 AND epoch = ?4",
            account, name.kind, name.id, name.epoch)
        .has_value();
}

void SqliteSiteLogs::note_given(const AccountId& account, const log::KeyName& name) {
    database_.run(
        "INSERT OR IGNORE INTO given_key (account, kind, id, epoch) VALUES (?1, ?2, ?3, ?4)",
        account, name.kind, name.id, name.epoch);
}

void SqliteSiteLogs::forget_given(const AccountId& account) {
    database_.run("DELETE FROM given_key WHERE account = ?1", account);
}

bool SqliteSiteLogs::seed_was_given(const EnrolmentId& enrolment, const UnitId& unit,
                                    std::uint32_t attempt_number) {
    return database_
        .one<int>(
            "SELECT 1 FROM given_seed WHERE enrolment = ?1 AND unit = ?2 AND attempt_number = ?3",
            enrolment, unit, attempt_number)
        .has_value();
}

void SqliteSiteLogs::note_seed_given(const EnrolmentId& enrolment, const UnitId& unit,
                                     std::uint32_t attempt_number) {
    database_.run(
        "INSERT OR IGNORE INTO given_seed (enrolment, unit, attempt_number) VALUES (?1, ?2, ?3)",
        enrolment, unit, attempt_number);
}

void SqliteSiteLogs::put_due(const ScopeId& scope, const EnrolmentId& enrolment) {
    database_.run("INSERT OR IGNORE INTO staff_due (scope, enrolment) VALUES (?1, ?2)", scope,
                  enrolment);
}

std::vector<ScopeId> SqliteSiteLogs::due_to(const AccountId& account) {
    std::vector<ScopeId> scopes;
    auto rows = database_.query(
        "SELECT scope FROM scope_reader AS r WHERE account = ?1"
        " AND EXISTS (SELECT 1 FROM staff_due AS d WHERE d.scope = r.scope) ORDER BY scope",
        account);
    while (rows.step()) scopes.push_back(rows.get<ScopeId>(0));
    return scopes;
}

std::vector<EnrolmentId> SqliteSiteLogs::take_due(const ScopeId& scope, std::size_t count_max) {
    std::vector<EnrolmentId> taken;
    {
        auto rows = database_.query(
            "SELECT enrolment FROM staff_due WHERE scope = ?1 ORDER BY enrolment LIMIT ?2", scope,
            count_max);
        while (rows.step()) taken.push_back(rows.get<EnrolmentId>(0));
    }
    if (!taken.empty()) {
        database_.run("DELETE FROM staff_due WHERE scope = ?1 AND enrolment <= ?2", scope,
                      taken.back());
    }
    return taken;
}

void SqliteSiteLogs::put_beacon(std::uint64_t number, ByteView beacon) {
    database_.run("INSERT OR REPLACE INTO beacon (number, bytes) VALUES (?1, ?2)", number, beacon);
}

void SqliteSiteLogs::put_server_epoch(ServerEpoch epoch) {
    put_setting(server_epoch_name, wire::encode(epoch));
}

std::optional<Bytes> SqliteSiteLogs::setting(const std::string& name) {
    return database_.one<Bytes>("SELECT value FROM setting WHERE name = ?1", name);
}

void SqliteSiteLogs::put_setting(const std::string& name, ByteView value) {
    database_.run("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", name, value);
}

}  // namespace approdo::store
