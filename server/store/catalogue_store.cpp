// Courses, editions and enrolments, in SQLite.
#include "server/store/sqlite_parts.hpp"

namespace approdo::store {

namespace {

using content::LocalDate;

std::int64_t number_of(const LocalDate& date) {
    return date.year * 10'000 + date.month * 100 + date.day;
}

LocalDate date_of(std::int64_t number) {
    return {static_cast<std::uint16_t>(number / 10'000),
            static_cast<std::uint8_t>(number / 100 % 100), static_cast<std::uint8_t>(number % 100)};
}

CourseLine course_in(const sql::Statement& row) {
    return {row.get<CourseId>(0),       row.get<ChannelId>(1),   row.get<OrganisationId>(2),
            row.get<std::string>(3),    row.get<std::string>(4), row.get<Bytes>(5),
            row.get<ContentVersion>(6), row.get<Bytes>(7),       row.get<UtcMs>(8)};
}

Edition edition_in(const sql::Statement& row) {
    return {row.get<EditionId>(0),
            row.get<CourseId>(1),
            row.get<ChannelId>(2),
            row.get<OrganisationId>(3),
            row.get<std::string>(4),
            row.get<std::string>(5),
            row.get<std::string>(6),
            date_of(row.get<std::int64_t>(7)),
            date_of(row.get<std::int64_t>(8))};
}

Enrolment enrolment_in(const sql::Statement& row) {
    return {row.get<EnrolmentId>(0),    row.get<EditionId>(1), row.get<AccountId>(2),
            row.get<OrganisationId>(3), row.get<UtcMs>(4),     row.get<bool>(5)};
}

template <class Read>
auto one_of(sql::Statement row, Read read) -> std::optional<decltype(read(row))> {
    if (!row.step()) return std::nullopt;
    return read(row);
}

template <class Read>
auto all_of(sql::Statement rows, Read read) {
    std::vector<decltype(read(rows))> all;
    while (rows.step()) all.push_back(read(rows));
    return all;
}

}  // namespace

std::optional<CourseLine> SqliteCatalogue::course(const CourseId& course) {
    return one_of(database_.query("SELECT course, channel, owner, slug, title, descriptor, version,"
                                  " head, published_ms FROM course WHERE course = ?1",
                                  course),
                  course_in);
}

std::optional<CourseLine> SqliteCatalogue::course_named(const std::string& slug) {
    return one_of(database_.query("SELECT course, channel, owner, slug, title, descriptor, version,"
                                  " head, published_ms FROM course WHERE slug = ?1",
                                  slug),
                  course_in);
}

std::optional<CourseLine> SqliteCatalogue::course_of(const ChannelId& channel) {
    return one_of(database_.query("SELECT course, channel, owner, slug, title, descriptor, version,"
                                  " head, published_ms FROM course WHERE channel = ?1",
                                  channel),
                  course_in);
}

std::vector<CourseLine> SqliteCatalogue::courses() {
    return all_of(database_.query("SELECT course, channel, owner, slug, title, descriptor, version,"
                                  " head, published_ms FROM course ORDER BY slug"),
                  course_in);
}

Result<void> SqliteCatalogue::put_course(const CourseLine& line) {
    if (const auto holder = course_named(line.slug); holder && holder->course != line.course) {
        return fail(ErrorCode::conflict,
                    "another course is called «" + line.slug + "»: choose another name");
    }
    if (const auto holder = course_of(line.channel); holder && holder->course != line.course) {
        return fail(ErrorCode::conflict, "the channel belongs to another course");
    }
    database_.run(
        "INSERT INTO course (course, channel, owner, slug, title, descriptor, version, head,"
        " published_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (course) DO UPDATE"
        " SET channel = ?2, owner = ?3, slug = ?4, title = ?5, descriptor = ?6, version = ?7,"
        " head = ?8, published_ms = ?9",
        line.course, line.channel, line.owner, line.slug, line.title, line.descriptor, line.version,
        line.head, line.published);
    return {};
}

Result<void> SqliteCatalogue::move_head(const ChannelId& channel, ContentVersion expected,
                                        ContentVersion version, ByteView head, UtcMs at) {
    const auto moved = database_.run(
        "UPDATE course SET version = ?3, head = ?4, published_ms = ?5"
        " WHERE channel = ?1 AND version = ?2",
        channel, expected, version, head, at);
    if (moved == 0) {
        return fail(ErrorCode::conflict,
                    "another version was published meanwhile: take it in and publish again");
    }
    database_.run(
        "INSERT OR REPLACE INTO channel_head (channel, version, head) VALUES (?1, ?2, ?3)", channel,
        version, head);
    return {};
}

std::optional<Bytes> SqliteCatalogue::head_at(const ChannelId& channel, ContentVersion version) {
    return database_.one<Bytes>("SELECT head FROM channel_head WHERE channel = ?1 AND version = ?2",
                                channel, version);
}

void SqliteCatalogue::assign(const CourseId& course, const OrganisationId& organisation) {
    database_.run("INSERT OR IGNORE INTO assignment (course, organisation) VALUES (?1, ?2)", course,
                  organisation);
}

std::vector<OrganisationId> SqliteCatalogue::assigned_to(const CourseId& course) {
    return all_of(
        database_.query(
            "SELECT organisation FROM assignment WHERE course = ?1 ORDER BY organisation", course),
        [](const sql::Statement& row) { return row.get<OrganisationId>(0); });
}

std::optional<Edition> SqliteCatalogue::edition(const EditionId& id) {
    return one_of(database_.query("SELECT edition, course, channel, organisation, slug, title,"
                                  " zone, from_day, until_day FROM edition WHERE edition = ?1",
                                  id),
                  edition_in);
}

std::optional<Edition> SqliteCatalogue::edition_named(const std::string& slug) {
    return one_of(database_.query("SELECT edition, course, channel, organisation, slug, title,"
                                  " zone, from_day, until_day FROM edition WHERE slug = ?1",
                                  slug),
                  edition_in);
}

std::vector<Edition> SqliteCatalogue::editions() {
    return all_of(database_.query("SELECT edition, course, channel, organisation, slug, title,"
                                  " zone, from_day, until_day FROM edition ORDER BY slug"),
                  edition_in);
}

Result<void> SqliteCatalogue::put_edition(const Edition& line) {
    if (const auto holder = edition_named(line.slug); holder && holder->id != line.id) {
        return fail(ErrorCode::conflict,
                    "another edition is called «" + line.slug + "»: choose another name");
    }
    database_.run(
        "INSERT INTO edition (edition, course, channel, organisation, slug, title, zone, from_day,"
        " until_day) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (edition) DO UPDATE"
        " SET course = ?2, channel = ?3, organisation = ?4, slug = ?5, title = ?6, zone = ?7,"
        " from_day = ?8, until_day = ?9",
        line.id, line.course, line.channel, line.organisation, line.slug, line.title, line.zone,
        number_of(line.from), number_of(line.until));
    return {};
}

std::optional<Enrolment> SqliteCatalogue::enrolment(const EnrolmentId& id) {
    return one_of(database_.query("SELECT enrolment, edition, account, organisation, since_ms,"
                                  " active FROM enrolment WHERE enrolment = ?1",
                                  id),
                  enrolment_in);
}

std::optional<Enrolment> SqliteCatalogue::enrolment_of(const EditionId& edition,
                                                       const AccountId& account) {
    return one_of(
        database_.query("SELECT enrolment, edition, account, organisation, since_ms, active"
                        " FROM enrolment WHERE edition = ?1 AND account = ?2",
                        edition, account),
        enrolment_in);
}

std::vector<Enrolment> SqliteCatalogue::enrolments_in(const EditionId& edition) {
    return all_of(
        database_.query("SELECT enrolment, edition, account, organisation, since_ms, active"
                        " FROM enrolment WHERE edition = ?1 ORDER BY account",
                        edition),
        enrolment_in);
}

std::vector<Enrolment> SqliteCatalogue::enrolments_of(const AccountId& account) {
    return all_of(
        database_.query("SELECT enrolment, edition, account, organisation, since_ms, active"
                        " FROM enrolment WHERE account = ?1 ORDER BY since_ms, enrolment",
                        account),
        enrolment_in);
}

void SqliteCatalogue::put_enrolment(const Enrolment& line) {
    database_.run(
        "INSERT INTO enrolment (enrolment, edition, account, organisation, since_ms, active)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (enrolment) DO UPDATE SET edition = ?2,"
        " account = ?3, organisation = ?4, since_ms = ?5, active = ?6",
        line.id, line.edition, line.account, line.organisation, line.since, line.active);
}

}  // namespace approdo::store
