// Records, statuses and the quarantine, in SQLite.
#include "server/store/sqlite_parts.hpp"
#include "sync/wire/archive.hpp"

namespace approdo::store {

namespace {

constexpr std::string_view position_name = "folded_to";

Bytes encode_units(const std::vector<UnitStatus>& units) {
    Bytes bytes;
    wire::Writer writer(bytes);
    writer.number(units.size());
    for (const UnitStatus& unit : units) {
        writer(unit.unit, unit.progress, unit.seconds, unit.attempts, unit.waits_for_mark,
               unit.has_score, unit.score.parts, unit.passed);
    }
    return bytes;
}

std::vector<UnitStatus> decode_units(ByteView bytes) {
    wire::Reader reader(bytes);
    std::vector<UnitStatus> units(reader.count(UnitId::size));
    for (UnitStatus& unit : units) {
        reader(unit.unit, unit.progress, unit.seconds, unit.attempts, unit.waits_for_mark,
               unit.has_score, unit.score.parts, unit.passed);
    }
    if (reader.failed()) units.clear();
    return units;
}

EnrolmentStatus status_in(const sql::Statement& row) {
    EnrolmentStatus status;
    status.enrolment = row.get<EnrolmentId>(0);
    status.edition = row.get<EditionId>(1);
    status.account = row.get<AccountId>(2);
    status.organisation = row.get<OrganisationId>(3);
    status.version = row.get<ContentVersion>(4);
    status.required = row.get<std::uint32_t>(5);
    status.required_completed = row.get<std::uint32_t>(6);
    status.progress = row.get<content::Progress>(7);
    status.has_score = row.get<bool>(8);
    status.score.parts = row.get<std::int64_t>(9);
    status.passed = row.get<bool>(10);
    status.seconds = row.get<std::uint64_t>(11);
    status.minutes_attended = row.get<std::uint32_t>(12);
    status.minutes_declared = row.get<std::uint32_t>(13);
    status.minutes_recognised = row.get<std::uint32_t>(14);
    status.answers = row.get<std::uint32_t>(15);
    status.to_review = row.get<bool>(16);
    status.last_activity = row.get<UtcMs>(17);
    return status;
}

}  // namespace

Position SqliteProjections::position() {
    const auto held =
        database_.one<Bytes>("SELECT value FROM setting WHERE name = ?1", position_name);
    return held ? intact(wire::decode<Position>(*held)) : Position{};
}

void SqliteProjections::set_position(Position position) {
    database_.run("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", position_name,
                  wire::encode(position));
}

std::optional<Bytes> SqliteProjections::record(const ScopeId& scope) {
    return database_.one<Bytes>("SELECT record FROM folded_record WHERE scope = ?1", scope);
}

void SqliteProjections::put_record(const ScopeId& scope, ByteView record) {
    database_.run("INSERT OR REPLACE INTO folded_record (scope, record) VALUES (?1, ?2)", scope,
                  record);
}

std::vector<ScopeId> SqliteProjections::records() {
    std::vector<ScopeId> scopes;
    auto rows = database_.query("SELECT scope FROM folded_record ORDER BY scope");
    while (rows.step()) scopes.push_back(rows.get<ScopeId>(0));
    return scopes;
}

std::optional<EnrolmentStatus> SqliteProjections::status(const EnrolmentId& enrolment) {
    auto row = database_.query(
        "SELECT enrolment, edition, account, organisation, version, required, required_completed,"
        " progress, has_score, score, passed, seconds, minutes_attended, minutes_declared,"
        " minutes_recognised, answers, to_review, last_activity, units FROM enrolment_status"
        " WHERE enrolment = ?1",
        enrolment);
    if (!row.step()) return std::nullopt;
    EnrolmentStatus status = status_in(row);
    status.units = decode_units(row.bytes_view(18));
    return status;
}

void SqliteProjections::put_status(const EnrolmentStatus& status) {
    database_.run(
        "INSERT OR REPLACE INTO enrolment_status (enrolment, edition, account, organisation,"
        " version, required, required_completed, progress, has_score, score, passed, seconds,"
        " minutes_attended, minutes_declared, minutes_recognised, answers, to_review, "
        "last_activity,"
        " units) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,"
        " ?17, ?18, ?19)",
        status.enrolment, status.edition, status.account, status.organisation, status.version,
        status.required, status.required_completed, status.progress, status.has_score,
        status.score.parts, status.passed, status.seconds, status.minutes_attended,
        status.minutes_declared, status.minutes_recognised, status.answers, status.to_review,
        status.last_activity, encode_units(status.units));
}

std::vector<EnrolmentStatus> SqliteProjections::statuses_in(const EditionId& edition) {
    std::vector<EnrolmentStatus> statuses;
    auto rows = database_.query(
        "SELECT enrolment, edition, account, organisation, version, required, required_completed,"
        " progress, has_score, score, passed, seconds, minutes_attended, minutes_declared,"
        " minutes_recognised, answers, to_review, last_activity FROM enrolment_status"
        " WHERE edition = ?1 ORDER BY enrolment",
        edition);
    while (rows.step()) statuses.push_back(status_in(rows));
    return statuses;
}

bool SqliteProjections::asks_erasure(const AccountId& account) {
    return database_.one<int>("SELECT 1 FROM erasure_request WHERE account = ?1", account)
        .has_value();
}

void SqliteProjections::put_asks_erasure(const AccountId& account, bool asks) {
    if (asks) {
        database_.run("INSERT OR IGNORE INTO erasure_request (account) VALUES (?1)", account);
    } else {
        database_.run("DELETE FROM erasure_request WHERE account = ?1", account);
    }
}

std::vector<AccountId> SqliteProjections::asking_erasure() {
    std::vector<AccountId> accounts;
    auto rows = database_.query("SELECT account FROM erasure_request ORDER BY account");
    while (rows.step()) accounts.push_back(rows.get<AccountId>(0));
    return accounts;
}

void SqliteProjections::quarantine(const QuarantineLine& line) {
    database_.run(
        "INSERT OR REPLACE INTO quarantine (stream, seq, event, reason) VALUES (?1, ?2, ?3, ?4)",
        line.stream, line.seq, line.event, line.reason);
}

std::vector<QuarantineLine> SqliteProjections::quarantined(std::size_t count_max) {
    std::vector<QuarantineLine> lines;
    auto rows = database_.query(
        "SELECT stream, seq, event, reason FROM quarantine ORDER BY stream, seq LIMIT ?1",
        count_max);
    while (rows.step()) {
        lines.push_back({rows.get<exchange::StreamId>(0), rows.get<Seq>(1), rows.get<Hash>(2),
                         rows.get<std::string>(3)});
    }
    return lines;
}

void SqliteProjections::clear() {
    database_.run("DELETE FROM folded_record");
    database_.run("DELETE FROM enrolment_status");
    database_.run("DELETE FROM erasure_request");
    database_.run("DELETE FROM quarantine");
    set_position(Position{});
}

}  // namespace approdo::store
