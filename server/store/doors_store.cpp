// Invitations, sessions, tries and answered joins, in SQLite.
#include "server/store/sqlite_parts.hpp"

namespace approdo::store {

namespace {

Invitation invitation_in(const sql::Statement& row) {
    return {row.get<Hash>(0),           row.get<AccountId>(1),    row.get<Role>(2),
            row.get<OrganisationId>(3), row.get<EditionId>(4),    row.get<UtcMs>(5),
            row.get<UtcMs>(6),          row.get<std::uint32_t>(7)};
}

}  // namespace

std::optional<Invitation> SqliteDoors::invitation(const Hash& code) {
    auto row = database_.query(
        "SELECT code, account, role, organisation, edition, created_ms, expires_ms, uses_left"
        " FROM invitation WHERE code = ?1",
        code);
    if (!row.step()) return std::nullopt;
    return invitation_in(row);
}

void SqliteDoors::put_invitation(const Invitation& invitation) {
    database_.run(
        "INSERT OR REPLACE INTO invitation (code, account, role, organisation, edition, created_ms,"
        " expires_ms, uses_left) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        invitation.code, invitation.account, invitation.role, invitation.organisation,
        invitation.edition, invitation.created, invitation.expires, invitation.uses_left);
}

std::vector<Invitation> SqliteDoors::invitations() {
    std::vector<Invitation> all;
    auto rows = database_.query(
        "SELECT code, account, role, organisation, edition, created_ms, expires_ms, uses_left"
        " FROM invitation ORDER BY created_ms, code");
    while (rows.step()) all.push_back(invitation_in(rows));
    return all;
}

std::optional<WebSession> SqliteDoors::session(const Hash& token) {
    auto row = database_.query(
        "SELECT token, account, created_ms, expires_ms FROM web_session WHERE token = ?1", token);
    if (!row.step()) return std::nullopt;
    return WebSession{row.get<Hash>(0), row.get<AccountId>(1), row.get<UtcMs>(2),
                      row.get<UtcMs>(3)};
}

void SqliteDoors::put_session(const WebSession& session) {
    database_.run(
        "INSERT OR REPLACE INTO web_session (token, account, created_ms, expires_ms)"
        " VALUES (?1, ?2, ?3, ?4)",
        session.token, session.account, session.created, session.expires);
}

void SqliteDoors::end_session(const Hash& token) {
    database_.run("DELETE FROM web_session WHERE token = ?1", token);
}

void SqliteDoors::end_sessions_of(const AccountId& account) {
    database_.run("DELETE FROM web_session WHERE account = ?1", account);
}

void SqliteDoors::forget_expired(UtcMs now) {
    database_.run("DELETE FROM web_session WHERE expires_ms <= ?1", now);
    database_.run("DELETE FROM invitation WHERE expires_ms <= ?1", now);
    database_.run("DELETE FROM tries WHERE since_ms <= ?1", UtcMs{now.value - tries_kept_ms});
    database_.run("DELETE FROM join_answer WHERE at_ms <= ?1",
                  UtcMs{now.value - join_answer_kept_ms});
}

std::optional<Bytes> SqliteDoors::join_answer(const exchange::JoinId& join) {
    return database_.one<Bytes>("SELECT answer FROM join_answer WHERE join_id = ?1", join);
}

void SqliteDoors::put_join_answer(const exchange::JoinId& join, ByteView answer, UtcMs at) {
    database_.run("INSERT OR REPLACE INTO join_answer (join_id, at_ms, answer) VALUES (?1, ?2, ?3)",
                  join, at, answer);
}

Tries SqliteDoors::tries(const Hash& subject) {
    auto row = database_.query("SELECT failed, since_ms FROM tries WHERE subject = ?1", subject);
    if (!row.step()) return {};
    return {row.get<std::uint32_t>(0), row.get<UtcMs>(1)};
}

void SqliteDoors::put_tries(const Hash& subject, const Tries& tries) {
    database_.run("INSERT OR REPLACE INTO tries (subject, failed, since_ms) VALUES (?1, ?2, ?3)",
                  subject, tries.failed, tries.since);
}

}  // namespace approdo::store
