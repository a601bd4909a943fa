// People, organisations, accounts, invitations, joins, readers of scopes.
#include "server/store/sqlite_store.hpp"
#include "sync/wire/archive.hpp"

namespace approdo::store {

using namespace exchange;

namespace {

Person person_of(const sql::Statement& row) {
    return {row.get<AccountId>(0), row.get<std::string>(1), row.get<std::string>(2),
            row.get<OrganisationId>(3)};
}

constexpr std::string_view person_columns =
    "SELECT account, user_name, display_name, organisation FROM people ";

std::string people_where(std::string_view condition) {
    return std::string(person_columns) + std::string(condition);
}

}  // namespace

void SqliteStore::put_organisation(const Organisation& organisation) {
    database_.run(
        "INSERT OR REPLACE INTO organisations (organisation, parent, name) VALUES (?, ?, ?)",
        organisation.id, organisation.parent, organisation.name);
}

std::vector<Organisation> SqliteStore::organisations() {
    auto rows =
        database_.query("SELECT organisation, parent, name FROM organisations ORDER BY name");
    std::vector<Organisation> organisations;
    while (rows.step()) {
        organisations.push_back({rows.get<OrganisationId>(0),
                                 rows.get<std::optional<OrganisationId>>(1),
                                 rows.get<std::string>(2)});
    }
    return organisations;
}

void SqliteStore::put_person(const Person& person) {
    database_.run(
        "INSERT INTO people (account, user_name, display_name, organisation) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (account) DO UPDATE SET user_name = excluded.user_name,"
        " display_name = excluded.display_name, organisation = excluded.organisation",
        person.account, person.user_name, person.display_name, person.organisation);
}

std::optional<Person> SqliteStore::person(const AccountId& account) {
    auto row = database_.query(people_where("WHERE account = ?"), account);
    if (!row.step()) return std::nullopt;
    return person_of(row);
}

std::optional<Person> SqliteStore::person_named(std::string_view user_name) {
    auto row = database_.query(people_where("WHERE user_name = ?"), user_name);
    if (!row.step()) return std::nullopt;
    return person_of(row);
}

std::vector<Person> SqliteStore::people() {
    auto rows = database_.query(people_where("ORDER BY user_name"));
    std::vector<Person> people;
    while (rows.step()) people.push_back(person_of(rows));
    return people;
}

void SqliteStore::put_account(const AccountId& account, const AccountSecrets& secrets) {
    database_.run("INSERT OR REPLACE INTO accounts (account, secrets) VALUES (?, ?)", account,
                  wire::encode(secrets));
}

std::optional<AccountSecrets> SqliteStore::account(const AccountId& account) {
    const auto bytes =
        database_.one<Bytes>("SELECT secrets FROM accounts WHERE account = ?", account);
    if (!bytes) return std::nullopt;
    auto secrets = wire::decode<AccountSecrets>(*bytes);
    if (!secrets.ok()) return std::nullopt;
    return std::move(*secrets);
}

void SqliteStore::give_role(const AccountId& account, const RoleAt& role) {
    database_.run("INSERT OR IGNORE INTO roles (account, organisation, role) VALUES (?, ?, ?)",
                  account, role.organisation, role.role);
}

std::vector<RoleAt> SqliteStore::roles_of(const AccountId& account) {
    auto rows = database_.query("SELECT organisation, role FROM roles WHERE account = ?", account);
    std::vector<RoleAt> roles;
    while (rows.step()) roles.push_back({rows.get<OrganisationId>(0), rows.get<Role>(1)});
    return roles;
}

void SqliteStore::put_invitation(const InvitationRecord& invitation) {
    database_.run(
        "INSERT OR REPLACE INTO invitations (code_hash, account, organisation, role, edition,"
        " user_name, display_name, expires_ms, used_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        invitation.code_hash, invitation.account, invitation.organisation, invitation.role,
        invitation.edition, invitation.user_name, invitation.display_name, invitation.expires,
        invitation.used_by);
}

std::optional<InvitationRecord> SqliteStore::invitation(const Hash& code_hash) {
    auto row = database_.query(
        "SELECT account, organisation, role, edition, user_name, display_name, expires_ms, used_by"
        " FROM invitations WHERE code_hash = ?",
        code_hash);
    if (!row.step()) return std::nullopt;
    return InvitationRecord{code_hash,
                            row.get<std::optional<AccountId>>(0),
                            row.get<OrganisationId>(1),
                            row.get<Role>(2),
                            row.get<std::optional<EditionId>>(3),
                            row.get<std::string>(4),
                            row.get<std::string>(5),
                            row.get<UtcMs>(6),
                            row.get<std::optional<JoinId>>(7)};
}

void SqliteStore::put_join(const JoinId& id, ByteView answer, UtcMs at) {
    database_.run("INSERT OR REPLACE INTO joins (id, answer, at_ms) VALUES (?, ?, ?)", id, answer,
                  at);
}

std::optional<Bytes> SqliteStore::join_answer(const JoinId& id) {
    return database_.one<Bytes>("SELECT answer FROM joins WHERE id = ?", id);
}

void SqliteStore::let_read(const AccountId& account, const ScopeId& scope) {
    database_.run("INSERT OR IGNORE INTO scope_readers (account, scope) VALUES (?, ?)", account,
                  scope);
}

std::vector<AccountId> SqliteStore::readers_of(const ScopeId& scope) {
    auto rows = database_.query(
        "SELECT account FROM scope_readers WHERE scope = ? ORDER BY account", scope);
    std::vector<AccountId> accounts;
    while (rows.step()) accounts.push_back(rows.get<AccountId>(0));
    return accounts;
}

}  // namespace approdo::store
