// The tree of organisations and the roles at its nodes, in SQLite.
#include <algorithm>

#include "server/store/sqlite_parts.hpp"

namespace approdo::store {

namespace {

Organisation organisation_in(const sql::Statement& row) {
    return {row.get<OrganisationId>(0),
            row.get<std::optional<OrganisationId>>(1).value_or(OrganisationId{}),
            row.get<std::string>(2), row.get<std::string>(3)};
}

std::optional<OrganisationId> parent_of(const Organisation& organisation) {
    if (organisation.parent.is_zero()) return std::nullopt;
    return organisation.parent;
}

}  // namespace

std::optional<Organisation> SqliteTerritory::find(const OrganisationId& id) {
    auto row = database_.query(
        "SELECT organisation, parent, name, slug FROM organisation WHERE organisation = ?1", id);
    if (!row.step()) return std::nullopt;
    return organisation_in(row);
}

std::optional<Organisation> SqliteTerritory::find_named(const std::string& slug) {
    auto row = database_.query(
        "SELECT organisation, parent, name, slug FROM organisation WHERE slug = ?1", slug);
    if (!row.step()) return std::nullopt;
    return organisation_in(row);
}

Result<void> SqliteTerritory::put(const Organisation& organisation) {
    if (const auto holder = find_named(organisation.slug);
        holder && holder->id != organisation.id) {
        return fail(ErrorCode::conflict,
                    "«" + organisation.slug + "» is taken by another organisation");
    }
    if (!organisation.parent.is_zero()) {
        const auto above = path_to_root(organisation.parent);
        if (above.empty()) {
            return fail(ErrorCode::missing, "there is no such organisation to stand below");
        }
        if (std::find(above.begin(), above.end(), organisation.id) != above.end()) {
            return fail(ErrorCode::conflict, "an organisation cannot stand below itself");
        }
    }
    database_.run(
        "INSERT INTO organisation (organisation, parent, name, slug) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (organisation) DO UPDATE SET parent = ?2, name = ?3, slug = ?4",
        organisation.id, parent_of(organisation), organisation.name, organisation.slug);
    return {};
}

std::vector<Organisation> SqliteTerritory::list() {
    std::vector<Organisation> all;
    auto rows =
        database_.query("SELECT organisation, parent, name, slug FROM organisation ORDER BY slug");
    while (rows.step()) all.push_back(organisation_in(rows));
    return all;
}

std::vector<OrganisationId> SqliteTerritory::path_to_root(const OrganisationId& id) {
    std::vector<OrganisationId> path;
    auto rows = database_.query(
        "WITH RECURSIVE above (organisation, parent, distance) AS ("
        " SELECT organisation, parent, 0 FROM organisation WHERE organisation = ?1"
        " UNION ALL SELECT o.organisation, o.parent, a.distance + 1 FROM organisation AS o"
        " JOIN above AS a ON o.organisation = a.parent)"
        " SELECT organisation FROM above ORDER BY distance",
        id);
    while (rows.step()) path.push_back(rows.get<OrganisationId>(0));
    return path;
}

std::vector<OrganisationId> SqliteTerritory::subtree(const OrganisationId& id) {
    std::vector<OrganisationId> nodes;
    auto rows = database_.query(
        "WITH RECURSIVE below (organisation) AS ("
        " SELECT organisation FROM organisation WHERE organisation = ?1"
        " UNION ALL SELECT o.organisation FROM organisation AS o"
        " JOIN below AS b ON o.parent = b.organisation)"
        " SELECT organisation FROM below ORDER BY organisation",
        id);
    while (rows.step()) nodes.push_back(rows.get<OrganisationId>(0));
    return nodes;
}

void SqliteTerritory::grant(const RoleGrant& grant) {
    database_.run(
        "INSERT OR IGNORE INTO role_grant (account, organisation, role) VALUES (?1, ?2, ?3)",
        grant.account, grant.organisation, grant.role);
}

void SqliteTerritory::withdraw(const RoleGrant& grant) {
    database_.run("DELETE FROM role_grant WHERE account = ?1 AND organisation = ?2 AND role = ?3",
                  grant.account, grant.organisation, grant.role);
}

std::vector<RoleGrant> SqliteTerritory::roles_of(const AccountId& account) {
    std::vector<RoleGrant> grants;
    auto rows = database_.query(
        "SELECT role, organisation FROM role_grant WHERE account = ?1 ORDER BY role, organisation",
        account);
    while (rows.step()) grants.push_back({account, rows.get<Role>(0), rows.get<OrganisationId>(1)});
    return grants;
}

std::vector<RoleGrant> SqliteTerritory::roles_at(const OrganisationId& organisation) {
    std::vector<RoleGrant> grants;
    auto rows = database_.query(
        "SELECT account, role FROM role_grant WHERE organisation = ?1 ORDER BY account, role",
        organisation);
    while (rows.step()) grants.push_back({rows.get<AccountId>(0), rows.get<Role>(1), organisation});
    return grants;
}

}  // namespace approdo::store
