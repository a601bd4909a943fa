// Publishing on a trainer's behalf. A package is made outside of any transaction: it takes its
// time. The head moves in one, by compare-and-set.
#include "server/app/local_site.hpp"

namespace approdo::app {

namespace {

Error not_allowed() {
    return fail(ErrorCode::forbidden,
                "Publishing to this course needs the role of trainer at its organisation or "
                "above.");
}

Error another_version(ContentVersion at_site) {
    return fail(ErrorCode::conflict, "Version " + std::to_string(at_site.value) +
                                         " of this course was published meanwhile: look at what "
                                         "changes now, then publish.");
}

// Whatever is left of a trial goes with it.
class Scratch {
  public:
    explicit Scratch(std::filesystem::path path) : path_(std::move(path)) { clear(); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { clear(); }

  private:
    void clear() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    const std::filesystem::path path_;
};

void count_learners(store::Session& session, CourseChanges& changes) {
    for (const store::Edition& edition : session.catalogue().editions()) {
        if (edition.course != changes.course) continue;
        std::map<EnrolmentId, store::EnrolmentStatus> statuses;
        for (auto& status : session.projections().statuses_in(edition.id))
            statuses.emplace(status.enrolment, std::move(status));
        for (const store::Enrolment& one : session.catalogue().enrolments_in(edition.id)) {
            if (!one.active) continue;
            ++changes.enrolled;
            const auto status = statuses.find(one.id);
            if (status == statuses.end()) continue;
            if (status->second.progress == content::Progress::completed) {
                ++changes.done;
            } else if (status->second.last_activity.value != 0) {
                ++changes.under_way;
            }
        }
    }
}

}  // namespace

Publisher LocalSite::publisher_of(store::Session& session, const Actor& actor) {
    Publisher publisher{actor.is_operator ? AccountId{} : actor.account,
                        root_organisation(session)};
    if (actor.is_operator) return publisher;
    for (const store::RoleGrant& grant : session.territory().roles_of(actor.account)) {
        if (grant.role >= Role::trainer) publisher.organisation = grant.organisation;
    }
    return publisher;
}

Result<PublicationPlan> LocalSite::plan_publication(const Actor& actor,
                                                    const content::Course& course) {
    return store::read_from<Result<PublicationPlan>>(
        *store_, [&](store::Session& session) -> Result<PublicationPlan> {
            if (!may_somewhere(session, actor, Role::trainer)) return not_allowed();
            const Publisher publisher = publisher_of(session, actor);
            const auto known = session.catalogue().course(course.id);
            if (!may(session, actor, Role::trainer, known ? known->owner : publisher.organisation))
                return not_allowed();
            return course_publishing_.plan(session, course, publisher);
        });
}

Result<CourseChanges> LocalSite::changes_of(const Actor& actor,
                                            const content::AuthoredCourse& course,
                                            package::FileSource& files,
                                            const std::filesystem::path& scratch) {
    APPRODO_TRY(const PublicationPlan plan, plan_publication(actor, course.course));
    CourseChanges changes;
    changes.course = course.course.id;
    changes.version = plan.line.version;
    const Scratch trial(scratch);
    store::FolderChunks fresh(scratch);
    TrialChunks sink(*chunks_, fresh);
    content::AuthoredCourse adopted = course;
    CoursePublishing::adopt(adopted.course, plan, {});
    APPRODO_TRY(const auto made, course_publishing_.make(plan, adopted, files, sink));
    changes.package_bytes = made.report.head_fields.package_bytes;
    APPRODO_TRY(changes.update_bytes, CoursePublishing::update_bytes(plan, made.report, sink));
    if (plan.before) {
        APPRODO_TRY(const auto reader, CoursePublishing::reader_before(plan, sink));
        APPRODO_TRY(changes.units, changes_between({*plan.before, reader}, adopted, files));
    }
    store::read_from<bool>(*store_, [&](store::Session& session) {
        count_learners(session, changes);
        return true;
    });
    return changes;
}

Result<PublishedPackage> LocalSite::publish_course(const Actor& actor,
                                                   content::AuthoredCourse course,
                                                   package::FileSource& files, ContentVersion seen,
                                                   const std::vector<UnitId>& again) {
    APPRODO_TRY(const PublicationPlan plan, plan_publication(actor, course.course));
    if (plan.line.version != seen) return another_version(plan.line.version);
    CoursePublishing::adopt(course.course, plan, again);
    SiteChunks sink(*chunks_);
    APPRODO_TRY(const auto made, course_publishing_.make(plan, course, files, sink));
    chunks_->flush();
    return queue_->write<PublishedPackage>(
        [&](store::Session& session) -> Result<PublishedPackage> {
            const auto line = session.catalogue().course(plan.line.course);
            const ContentVersion at_site = line ? line->version : ContentVersion{};
            if (at_site != seen) return another_version(at_site);
            APPRODO_TRY(const auto published,
                        publishing_.publish(session, made.received, publisher_of(session, actor),
                                            [&](const OrganisationId& owner) {
                                                return may(session, actor, Role::trainer, owner);
                                            }));
            course_publishing_.remember(session, plan, made);
            note(session, actor, "publish", "draft");
            return published;
        });
}

}  // namespace approdo::app
