// What was erased, and how a person leaves the database.
#include "server/store/sqlite_parts.hpp"

namespace approdo::store {

bool SqliteErasures::put(const log::SignedErasure& record) {
    const log::Erasure& said = record.value;
    const ByteView subject =
        said.kind == log::ErasedKind::person ? said.account.view() : said.event.view();
    return database_.run(
               "INSERT OR IGNORE INTO erasure (subject, kind, record) VALUES (?1, ?2, ?3)", subject,
               said.kind, record.bytes()) > 0;
}

std::vector<log::SignedErasure> SqliteErasures::list() {
    std::vector<log::SignedErasure> records;
    auto rows = database_.query("SELECT record FROM erasure ORDER BY number");
    while (rows.step()) records.push_back(intact(log::SignedErasure::read(rows.bytes_view(0))));
    return records;
}

bool SqliteErasures::has_events() {
    return database_
        .one<bool>("SELECT EXISTS (SELECT 1 FROM erasure WHERE kind = ?1)",
                   log::ErasedKind::payload)
        .value_or(false);
}

bool SqliteErasures::erases(const Hash& event) {
    return database_.one<int>("SELECT 1 FROM erasure WHERE subject = ?1", event).has_value();
}

std::optional<log::SignedErasure> SqliteErasures::of_person(const AccountId& account) {
    const auto record =
        database_.one<Bytes>("SELECT record FROM erasure WHERE subject = ?1", account);
    if (!record) return std::nullopt;
    return intact(log::SignedErasure::read(*record));
}

void SqliteErasures::forget_person(const AccountId& account) {
    blot_out_audit(account);
    leave_stubs(account);
    for (const std::string_view sql : {
             "DELETE FROM limbo WHERE log IN (SELECT log FROM log WHERE account = ?1 OR scope = "
             "?1)",
             "DELETE FROM quarantine WHERE stream IN (SELECT s.stream FROM stream AS s"
             " JOIN log AS l ON l.log = s.log WHERE l.account = ?1 OR l.scope = ?1)",
             "DELETE FROM folded_record WHERE scope = ?1",
             "DELETE FROM erasure_request WHERE account = ?1",
             "DELETE FROM enrolment_status WHERE account = ?1",
             "DELETE FROM staff_due WHERE enrolment IN"
             " (SELECT enrolment FROM enrolment WHERE account = ?1)",
             "DELETE FROM given_seed WHERE enrolment IN"
             " (SELECT enrolment FROM enrolment WHERE account = ?1)",
             "DELETE FROM enrolment WHERE account = ?1",
             "DELETE FROM contact WHERE device IN (SELECT device FROM device WHERE account = ?1)",
             "DELETE FROM content_wish WHERE device IN"
             " (SELECT device FROM device WHERE account = ?1)",
             "DELETE FROM mail WHERE route_id IN (SELECT device FROM device WHERE account = ?1)",
             "DELETE FROM revocation_cut WHERE device IN"
             " (SELECT device FROM device WHERE account = ?1)",
             "DELETE FROM given_key WHERE account = ?1 OR account IN"
             " (SELECT device FROM device WHERE account = ?1)",
             "DELETE FROM scope_reader WHERE account = ?1 OR scope = ?1",
             "DELETE FROM site_log WHERE scope = ?1",
             "DELETE FROM scope WHERE scope = ?1",
             "DELETE FROM role_grant WHERE account = ?1",
             "DELETE FROM invitation WHERE account = ?1",
             "DELETE FROM web_session WHERE account = ?1",
             "DELETE FROM account_secret WHERE account = ?1",
             "DELETE FROM person WHERE account = ?1",
             "UPDATE device SET revoked = 1, contact_ms = 0 WHERE account = ?1",
         }) {
        database_.run(sql, account);
    }
    database_.run("DELETE FROM site_key WHERE kind = ?1 AND id = ?2", log::KeyKind::scope, account);
    keys_.forget();
}

void SqliteErasures::leave_stubs(const AccountId& account) {
    std::vector<std::uint64_t> arrivals;
    {
        auto rows = database_.query(
            "SELECT g.arrival FROM log AS l JOIN stream AS s ON s.log = l.log"
            " JOIN segment AS g ON g.stream = s.stream WHERE l.account = ?1 OR l.scope = ?1",
            account);
        while (rows.step()) arrivals.push_back(rows.get<std::uint64_t>(0));
    }
    for (const std::uint64_t arrival : arrivals) {
        const auto bytes =
            database_.one<Bytes>("SELECT bytes FROM segment WHERE arrival = ?1", arrival);
        const Bytes stub = intact(log::read_stored(*bytes)).stub_bytes();
        database_.run("UPDATE segment SET bytes = ?2, held = 0 WHERE arrival = ?1", arrival, stub);
    }
}

// Ids of the person's devices, enrolments and invitations lead to the person as well.
void SqliteErasures::blot_out_audit(const AccountId& account) {
    database_.run(
        "UPDATE audit SET subject = '' WHERE instr(subject, lower(hex(?1)))"
        " OR EXISTS (SELECT 1 FROM device WHERE account = ?1"
        "  AND instr(audit.subject, lower(hex(device))))"
        " OR EXISTS (SELECT 1 FROM enrolment WHERE account = ?1"
        "  AND instr(audit.subject, lower(hex(enrolment))))"
        " OR EXISTS (SELECT 1 FROM invitation WHERE account = ?1"
        "  AND instr(audit.subject, substr(lower(hex(code)), 1, 16)))",
        account);
    database_.run("UPDATE audit SET actor = ?2 WHERE actor = ?1", account, erased_account());
}

}  // namespace approdo::store
