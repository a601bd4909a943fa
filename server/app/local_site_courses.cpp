// Courses, editions, enrolments, progress.
#include <algorithm>
#include <cctype>
#include <filesystem>

#include "server/app/given_names.hpp"
#include "server/app/local_site.hpp"

namespace approdo::app {

namespace {

Error not_allowed(Role role) {
    return fail(ErrorCode::forbidden, "This needs the role of " + std::string(name_of(role)) +
                                          " at that organisation or above it.");
}

std::uint32_t thousandths(const content::Share& share) {
    return static_cast<std::uint32_t>(share.parts * 1000 / content::Share::whole);
}

Edition edition_row(store::Session& session, const store::Edition& edition) {
    return {edition.id,
            edition.course,
            edition.organisation,
            edition.title,
            edition.zone,
            edition.from.is_set() ? content::local_date_text(edition.from) : "",
            edition.until.is_set() ? content::local_date_text(edition.until) : "",
            session.catalogue().enrolments_in(edition.id).size()};
}

Enrolment enrolment_row(store::Session& session, const store::Enrolment& enrolment) {
    const auto person = session.people().find(enrolment.account);
    return {enrolment.id, enrolment.edition, enrolment.account,
            person ? person->display_name : std::string(), enrolment.active};
}

Result<content::LocalDate> date_from(const std::string& text) {
    if (text.empty()) return content::LocalDate{};
    return content::local_date_from(text);
}

// A zone that nobody knows would show learners dates of no place at all. A machine without the
// table of zones can tell only what does not even look like one.
Result<void> check_zone(const std::string& zone) {
    const auto allowed = [](char letter) {
        return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '/' ||
               letter == '_' || letter == '-' || letter == '+';
    };
    const std::filesystem::path table = "/usr/share/zoneinfo";
    const bool is_named = !zone.empty() && zone.front() != '/' && zone.size() < 64 &&
                          std::all_of(zone.begin(), zone.end(), allowed);
    if (is_named &&
        (!std::filesystem::exists(table) || std::filesystem::is_regular_file(table / zone))) {
        return {};
    }
    return fail(ErrorCode::invalid_input,
                "There is no time zone «" + zone + "»: write it like Europe/Rome.");
}

Result<void> set_time(store::Edition& edition, const NewEdition& wish) {
    APPRODO_CHECK(check_zone(wish.zone));
    edition.zone = wish.zone;
    APPRODO_TRY(edition.from, date_from(wish.opens));
    APPRODO_TRY(edition.until, date_from(wish.closes));
    if (!edition.until.is_set() || edition.from <= edition.until) return {};
    return fail(ErrorCode::invalid_input, "An edition cannot end on " + wish.closes +
                                              " before it begins on " + wish.opens + ".");
}

}  // namespace

Result<std::vector<Course>> LocalSite::courses(const Actor&) {
    return store::read_from<std::vector<Course>>(*store_, [&](store::Session& session) {
        std::vector<Course> rows;
        for (const store::CourseLine& line : session.catalogue().courses()) {
            Course row{line.course, line.channel, line.title, line.version, 0, line.published};
            if (const auto version = packages_.version(session, line); version.ok()) {
                row.bytes = (*version)->head.package_bytes;
            }
            rows.push_back(std::move(row));
        }
        return rows;
    });
}

Result<CourseId> LocalSite::find_course(std::string_view text) {
    return store::read_from<Result<CourseId>>(
        *store_, [&](store::Session& session) -> Result<CourseId> {
            if (const auto line = session.catalogue().course_named(std::string(text))) {
                return line->course;
            }
            const auto id = CourseId::from_hex(text);
            if (id.ok() && session.catalogue().course(*id)) return *id;
            std::vector<CourseId> titled_courses;
            for (const store::CourseLine& line : session.catalogue().courses()) {
                if (line.title == text) titled_courses.push_back(line.course);
            }
            if (titled_courses.size() == 1) return titled_courses.front();
            return fail(ErrorCode::not_found,
                        "There is no course «" + std::string(text) + "»: see course list.");
        });
}

Result<void> LocalSite::assign_course(const Actor& actor, const CourseId& course,
                                      const OrganisationId& organisation) {
    auto done = queue_->write<bool>([&](store::Session& session) -> Result<bool> {
        if (!may(session, actor, Role::coordinator, organisation))
            return not_allowed(Role::coordinator);
        session.catalogue().assign(course, organisation);
        note(session, actor, "assign", course.hex());
        return true;
    });
    if (!done.ok()) return std::move(done).error();
    return {};
}

Result<PublishedPackage> LocalSite::take_package(const Actor& actor,
                                                 const std::filesystem::path& parcel_file) {
    const bool allowed = store::read_from<bool>(*store_, [&](store::Session& session) {
        return may_somewhere(session, actor, Role::trainer);
    });
    if (!allowed) return not_allowed(Role::trainer);
    APPRODO_TRY(const auto received, publishing_.receive(parcel_file));
    return queue_->write<PublishedPackage>(
        [&](store::Session& session) -> Result<PublishedPackage> {
            const Publisher publisher = publisher_of(session, actor);
            note(session, actor, "publish", received.descriptor ? "package" : "no head");
            return publishing_.publish(session, received, publisher,
                                       [&](const OrganisationId& owner) {
                                           return may(session, actor, Role::trainer, owner);
                                       });
        });
}

Result<Edition> LocalSite::add_edition(const Actor& actor, const NewEdition& wish) {
    return queue_->write<Edition>([&](store::Session& session) -> Result<Edition> {
        if (!may(session, actor, Role::coordinator, wish.organisation)) {
            return not_allowed(Role::coordinator);
        }
        const auto course = session.catalogue().course(wish.course);
        if (!course) return fail(ErrorCode::not_found, "There is no such course: see course list.");
        APPRODO_CHECK(check_title(wish.name));
        store::Edition edition;
        edition.id = random_.id<EditionId>();
        edition.course = wish.course;
        edition.channel = course->channel;
        edition.organisation = wish.organisation;
        edition.title = wish.name;
        edition.slug = course->slug + "-" + edition.id.hex().substr(0, 6);
        APPRODO_CHECK(set_time(edition, wish));
        APPRODO_CHECK(session.catalogue().put_edition(edition));
        scribe_.open_scope(session, edition_scope(edition.id), store::ScopeKind::edition,
                           Digest16{edition.id.bytes});
        enrolling_.announce(session, edition, *course);
        note(session, actor, "edition", edition.id.hex());
        return edition_row(session, edition);
    });
}

Result<std::vector<Edition>> LocalSite::editions(const Actor&, std::optional<CourseId> course) {
    return store::read_from<std::vector<Edition>>(*store_, [&](store::Session& session) {
        std::vector<Edition> rows;
        for (const store::Edition& edition : session.catalogue().editions()) {
            if (!course || edition.course == *course) rows.push_back(edition_row(session, edition));
        }
        return rows;
    });
}

Result<EditionId> LocalSite::find_edition(std::string_view text) {
    return store::read_from<Result<EditionId>>(
        *store_, [&](store::Session& session) -> Result<EditionId> {
            if (const auto edition = session.catalogue().edition_named(std::string(text))) {
                return edition->id;
            }
            const auto id = EditionId::from_hex(text);
            if (id.ok() && session.catalogue().edition(*id)) return *id;
            std::vector<EditionId> titled;
            for (const store::Edition& edition : session.catalogue().editions()) {
                if (edition.title == text) titled.push_back(edition.id);
            }
            if (titled.size() == 1) return titled.front();
            return fail(ErrorCode::not_found,
                        "There is no edition «" + std::string(text) + "»: see edition list.");
        });
}

Result<Enrolment> LocalSite::enrol(const Actor& actor, const EditionId& edition_id,
                                   const AccountId& account) {
    return queue_->write<Enrolment>([&](store::Session& session) -> Result<Enrolment> {
        const auto edition = session.catalogue().edition(edition_id);
        if (!edition)
            return fail(ErrorCode::not_found, "There is no such edition: see edition list.");
        // Of both: else a coordinator could draw in people of others, and read how they stand.
        const auto person = session.people().find(account);
        if (!may(session, actor, Role::coordinator, edition->organisation) ||
            (person && !may(session, actor, Role::coordinator, person->organisation)))
            return not_allowed(Role::coordinator);
        APPRODO_TRY(const auto enrolment, enrolling_.enrol(session, edition_id, account));
        note(session, actor, "enrol", enrolment.id.hex());
        return enrolment_row(session, enrolment);
    });
}

Result<std::vector<Enrolment>> LocalSite::enrolments(const Actor& actor,
                                                     const EditionId& edition_id) {
    return store::read_from<Result<std::vector<Enrolment>>>(
        *store_, [&](store::Session& session) -> Result<std::vector<Enrolment>> {
            const auto edition = session.catalogue().edition(edition_id);
            if (!edition) return fail(ErrorCode::not_found, "There is no such edition.");
            if (!may(session, actor, Role::trainer, edition->organisation)) {
                return not_allowed(Role::trainer);
            }
            std::vector<Enrolment> rows;
            for (const store::Enrolment& line : session.catalogue().enrolments_in(edition_id)) {
                rows.push_back(enrolment_row(session, line));
            }
            return rows;
        });
}

Result<std::vector<ProgressLine>> LocalSite::progress(const Actor& actor, const CourseId& course,
                                                      std::optional<OrganisationId> organisation) {
    return store::read_from<Result<std::vector<ProgressLine>>>(
        *store_, [&](store::Session& session) -> Result<std::vector<ProgressLine>> {
            const OrganisationId top = organisation.value_or(root_organisation(session));
            if (!may(session, actor, Role::trainer, top)) return not_allowed(Role::trainer);
            const auto below = session.territory().subtree(top);
            std::vector<ProgressLine> rows;
            for (const store::Edition& edition : session.catalogue().editions()) {
                if (edition.course != course) continue;
                std::map<EnrolmentId, store::EnrolmentStatus> statuses;
                for (auto& status : session.projections().statuses_in(edition.id)) {
                    statuses.emplace(status.enrolment, std::move(status));
                }
                for (const store::Enrolment& enrolment :
                     session.catalogue().enrolments_in(edition.id)) {
                    if (std::find(below.begin(), below.end(), enrolment.organisation) ==
                        below.end()) {
                        continue;
                    }
                    ProgressLine row;
                    row.enrolment = enrolment.id;
                    row.edition = edition.id;
                    row.account = enrolment.account;
                    row.organisation = enrolment.organisation;
                    if (const auto person = session.people().find(enrolment.account)) {
                        row.user_name = person->user_name;
                        row.display_name = person->display_name;
                    }
                    for (const auto& device : session.people().devices_of(enrolment.account)) {
                        row.last_seen = std::max(row.last_seen, device.last_contact);
                    }
                    if (const auto found = statuses.find(enrolment.id); found != statuses.end()) {
                        const store::EnrolmentStatus& status = found->second;
                        row.units_done = status.required_completed;
                        row.units_total = status.required;
                        row.points_milli = status.has_score ? thousandths(status.score) : 0;
                        row.points_milli_max = status.has_score ? 1000 : 0;
                        row.answers = status.answers;
                        row.seconds = status.seconds;
                        row.done = status.progress == content::Progress::completed;
                        row.to_check = status.to_review;
                    }
                    rows.push_back(std::move(row));
                }
            }
            return rows;
        });
}

}  // namespace approdo::app
