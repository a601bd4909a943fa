// Courses with their channels, the dated editions of courses, and who is enrolled in which. Signed
// descriptors and heads are kept as they came: the store does not look into them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/course.hpp"
#include "sync/base/ids.hpp"

namespace approdo::store {

struct CourseLine {
    CourseId course;
    ChannelId channel;
    OrganisationId owner;  // the publishing organisation
    std::string slug;      // unique
    std::string title;
    Bytes descriptor;        // package::SignedDescriptor
    ContentVersion version;  // of the head; 0: nothing was published yet
    Bytes head;              // package::SignedHead
    UtcMs published;
    bool operator==(const CourseLine&) const = default;
};

struct Edition {
    EditionId id;
    CourseId course;
    ChannelId channel;
    OrganisationId organisation;
    std::string slug;  // unique
    std::string title;
    std::string zone;  // IANA
    content::LocalDate from;
    content::LocalDate until;
    bool operator==(const Edition&) const = default;
};

struct Enrolment {
    EnrolmentId id;
    EditionId edition;
    AccountId account;
    OrganisationId organisation;  // of the person, when enrolled
    UtcMs since;
    bool active = true;
    bool operator==(const Enrolment&) const = default;
};

class Catalogue {
  public:
    virtual ~Catalogue() = default;

    virtual std::optional<CourseLine> course(const CourseId& course) = 0;
    virtual std::optional<CourseLine> course_named(const std::string& slug) = 0;
    virtual std::optional<CourseLine> course_of(const ChannelId& channel) = 0;
    virtual std::vector<CourseLine> courses() = 0;
    // conflict: the slug or the channel belongs to another course.
    virtual Result<void> put_course(const CourseLine& course) = 0;
    // Compare-and-set. conflict: the head is not at `expected` any more; nothing was changed.
    virtual Result<void> move_head(const ChannelId& channel, ContentVersion expected,
                                   ContentVersion version, ByteView head, UtcMs at) = 0;
    // Earlier heads stay: an attempt that was begun on an old version is marked with its keys.
    virtual std::optional<Bytes> head_at(const ChannelId& channel, ContentVersion version) = 0;

    // Organisations that a course was assigned to: it is offered there and below.
    virtual void assign(const CourseId& course, const OrganisationId& organisation) = 0;
    virtual std::vector<OrganisationId> assigned_to(const CourseId& course) = 0;

    virtual std::optional<Edition> edition(const EditionId& id) = 0;
    virtual std::optional<Edition> edition_named(const std::string& slug) = 0;
    virtual std::vector<Edition> editions() = 0;
    virtual Result<void> put_edition(const Edition& edition) = 0;

    virtual std::optional<Enrolment> enrolment(const EnrolmentId& id) = 0;
    virtual std::optional<Enrolment> enrolment_of(const EditionId& edition,
                                                  const AccountId& account) = 0;
    virtual std::vector<Enrolment> enrolments_in(const EditionId& edition) = 0;
    virtual std::vector<Enrolment> enrolments_of(const AccountId& account) = 0;
    virtual void put_enrolment(const Enrolment& enrolment) = 0;
};

}  // namespace approdo::store
