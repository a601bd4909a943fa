// Courses and their heads, editions, enrolments.
#include "server/store/sqlite_store.hpp"

namespace approdo::store {

namespace {

Course course_of(const sql::Statement& row) {
    return {row.get<CourseId>(0),       row.get<std::string>(1),   row.get<std::string>(2),
            row.get<OrganisationId>(3), row.get<ChannelId>(4),     row.get<Bytes>(5),
            row.get<Bytes>(6),          row.get<ContentVersion>(7)};
}

std::string courses_where(std::string_view condition) {
    return "SELECT course, slug, title, organisation, channel, coalesce(descriptor, x''),"
           " coalesce(head, x''), version FROM courses " +
           std::string(condition);
}

std::optional<Course> first_course(sql::Statement row) {
    if (!row.step()) return std::nullopt;
    return course_of(row);
}

Edition edition_of(const sql::Statement& row) {
    return {row.get<EditionId>(0),   row.get<CourseId>(1),    row.get<OrganisationId>(2),
            row.get<std::string>(3), row.get<std::string>(4), row.get<std::string>(5),
            row.get<std::string>(6), row.get<ScopeId>(7)};
}

std::string editions_where(std::string_view condition) {
    return "SELECT edition, course, organisation, name, zone, from_day, until_day, scope"
           " FROM editions " +
           std::string(condition);
}

std::string enrolments_where(std::string_view condition) {
    return "SELECT enrolment, edition, account, at_ms FROM enrolments " + std::string(condition);
}

std::vector<Enrolment> all_enrolments(sql::Statement rows) {
    std::vector<Enrolment> enrolments;
    while (rows.step()) {
        enrolments.push_back({rows.get<EnrolmentId>(0), rows.get<EditionId>(1),
                              rows.get<AccountId>(2), rows.get<UtcMs>(3)});
    }
    return enrolments;
}

}  // namespace

void SqliteStore::put_course(const Course& course) {
    database_.run(
        "INSERT INTO courses (course, slug, title, organisation, channel) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (course) DO UPDATE SET slug = excluded.slug, title = excluded.title,"
        " organisation = excluded.organisation",
        course.id, course.slug, course.title, course.organisation, course.channel);
}

std::optional<Course> SqliteStore::course(const CourseId& id) {
    return first_course(database_.query(courses_where("WHERE course = ?"), id));
}

std::optional<Course> SqliteStore::course_named(std::string_view slug) {
    return first_course(database_.query(courses_where("WHERE slug = ?"), slug));
}

std::optional<Course> SqliteStore::course_of_channel(const ChannelId& channel) {
    return first_course(database_.query(courses_where("WHERE channel = ?"), channel));
}

std::vector<Course> SqliteStore::courses() {
    auto rows = database_.query(courses_where("ORDER BY slug"));
    std::vector<Course> courses;
    while (rows.step()) courses.push_back(course_of(rows));
    return courses;
}

bool SqliteStore::advance_head(const ChannelId& channel, ContentVersion expected,
                               ContentVersion version, ByteView descriptor, ByteView head) {
    const auto changed = database_.run(
        "UPDATE courses SET version = ?, descriptor = ?, head = ? WHERE channel = ? AND version = "
        "?",
        version, descriptor, head, channel, expected);
    if (changed != 1) return false;
    database_.run("INSERT OR REPLACE INTO heads (channel, version, head) VALUES (?, ?, ?)", channel,
                  version, head);
    return true;
}

std::optional<Bytes> SqliteStore::head_at(const ChannelId& channel, ContentVersion version) {
    return database_.one<Bytes>("SELECT head FROM heads WHERE channel = ? AND version = ?", channel,
                                version);
}

void SqliteStore::put_edition(const Edition& edition) {
    database_.run(
        "INSERT OR REPLACE INTO editions (edition, course, organisation, name, zone, from_day,"
        " until_day, scope) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        edition.id, edition.course, edition.organisation, edition.name, edition.zone, edition.from,
        edition.until, edition.scope);
}

std::optional<Edition> SqliteStore::edition(const EditionId& id) {
    auto row = database_.query(editions_where("WHERE edition = ?"), id);
    if (!row.step()) return std::nullopt;
    return edition_of(row);
}

std::vector<Edition> SqliteStore::editions_of(const CourseId& course) {
    auto rows = database_.query(editions_where("WHERE course = ? ORDER BY name, edition"), course);
    std::vector<Edition> editions;
    while (rows.step()) editions.push_back(edition_of(rows));
    return editions;
}

void SqliteStore::put_enrolment(const Enrolment& enrolment) {
    database_.run(
        "INSERT OR IGNORE INTO enrolments (enrolment, edition, account, at_ms) VALUES (?, ?, ?, ?)",
        enrolment.id, enrolment.edition, enrolment.account, enrolment.at);
}

std::optional<Enrolment> SqliteStore::enrolment(const EnrolmentId& id) {
    auto found = all_enrolments(database_.query(enrolments_where("WHERE enrolment = ?"), id));
    if (found.empty()) return std::nullopt;
    return found.front();
}

std::vector<Enrolment> SqliteStore::enrolments_of(const EditionId& edition) {
    return all_enrolments(
        database_.query(enrolments_where("WHERE edition = ? ORDER BY enrolment"), edition));
}

std::vector<Enrolment> SqliteStore::enrolments_of(const AccountId& account) {
    return all_enrolments(
        database_.query(enrolments_where("WHERE account = ? ORDER BY at_ms"), account));
}

}  // namespace approdo::store
