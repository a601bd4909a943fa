#include "content/model/folds.hpp"

#include <algorithm>

#include "sync/base/defects.hpp"

namespace approdo::content {

namespace {

Stamp stamp_of(const Fact& fact) {
    if (defect(Defect::fold_follows_arrival)) {
        static std::uint64_t arrived = 0;
        return {Lamport{++arrived}, fact.log, fact.hash};
    }
    if (defect(Defect::fold_follows_the_wall_clock)) {
        const auto wall = static_cast<std::uint64_t>(fact.header.time.wall.value);
        return {Lamport{wall}, fact.log, fact.hash};
    }
    return {fact.header.lamport, fact.log, fact.hash};
}
Place place_of(const Fact& fact) {
    return {fact.header.content_version, fact.header.time.wall};
}

// Every payload of ours is in version 1; a later version of a type is folded after an upgrade.
constexpr std::uint8_t payload_version = 1;

// A device that writes itself a grade is found out here.
Result<void> check_writer(const Fact& fact) {
    const EventInfo* const info = event_info(fact.header.type);
    if (info == nullptr || (info->log == LogKind::site) == fact.from_site) return {};
    return fail(ErrorCode::forbidden, "an event of type " + std::string(info->name) +
                                          " may not be written by this kind of log");
}

bool is_known(log::EventType type) {
    const EventInfo* const info = event_info(type);
    return info != nullptr && info->built;
}

// A device freezes nothing by what only the site may say.
bool freezes(const Fact& fact) {
    if (!fact.header.critical) return false;
    return fact.from_site || fact.header.type < event_type::first_site_type;
}

// Reads a payload and hands it on; the record is touched only when it is sound.
template <class T, class Use>
Result<Folded> with(const Fact& fact, const Use& use) {
    if (fact.header.version > payload_version) return Folded::unknown;
    APPRODO_TRY(T payload, read_payload<T>(fact.payload));
    use(std::move(payload));
    return Folded::yes;
}

template <class T>
Kept<T> kept(const Fact& fact, T payload) {
    return {place_of(fact), std::move(payload)};
}

void touch(UnitRecord& unit, const Fact& fact) {
    const UtcMs wall = fact.header.time.wall;
    if (unit.first_wall == UtcMs{} || wall < unit.first_wall) unit.first_wall = wall;
    unit.last_wall = std::max(unit.last_wall, wall);
    if (!fact.from_site) unit.last_activity = std::max(unit.last_activity, wall);
}

}  // namespace

LogId time_counter(const LogId& log, const ClockSessionId& session) {
    LogId counter = log;
    for (std::size_t i = 0; i < ClockSessionId::size; ++i) counter.bytes[i] ^= session.bytes[i];
    return counter;
}

std::vector<std::string> Bookmarks::anchors() const {
    std::set<std::string> result;
    for (const auto& [id, anchor] : added) {
        if (!removed.contains(id)) result.insert(anchor);
    }
    return {result.begin(), result.end()};
}

const UnitRecord* EnrolmentRecord::unit(const UnitId& id) const {
    const auto found = units.find(id);
    return found == units.end() ? nullptr : &found->second;
}

namespace {

// The fold of one learner, type by type.
class LearnerFold {
  public:
    LearnerFold(LearnerRecord& record, const Fact& fact) : record_(record), fact_(fact) {}

    Result<Folded> run() {
        using namespace event_type;
        const log::EventType type = fact_.header.type;
        if (type == preference) {
            return with<Preference>(fact_, [&](Preference p) {
                const std::string key = p.key;
                record_.preferences[key].offer(stamp_of(fact_), std::move(p));
            });
        }
        if (type == erasure_requested || type == erasure_refused) return erasure_fact();
        if (type == answered || type == attempt_opened || type == submitted ||
            type == event_type::grade || type == feedback || type == attempt_voided)
            return attempt_fact();
        if (type == enrolled || type == unenrolled || type == hours_declared)
            return enrolment_fact();
        if (type == attended || type == attendance_marked) return attendance_fact();
        if (type == attestation_issued || type == attestation_revoked) return attestation_fact();
        if (type == opened || type == page_seen || type == media_seen || type == time_on_task)
            return activity_fact();
        return unit_fact();
    }

  private:
    EnrolmentRecord& enrolment() { return record_.enrolments[fact_.header.enrolment]; }
    UnitRecord& unit() {
        UnitRecord& unit = enrolment().units[fact_.header.unit];
        touch(unit, fact_);
        return unit;
    }

    Result<Folded> enrolment_fact() {
        using namespace event_type;
        const Stamp stamp = stamp_of(fact_);
        if (fact_.header.type == enrolled)
            return with<Enrolled>(
                fact_, [&](Enrolled p) { enrolment().enrolled.offer(stamp, std::move(p)); });
        if (fact_.header.type == unenrolled)
            return with<Unenrolled>(
                fact_, [&](Unenrolled p) { enrolment().unenrolled.offer(stamp, std::move(p)); });
        return with<HoursDeclared>(fact_, [&](HoursDeclared p) {
            const NoteId id = p.declaration;
            enrolment().hours_declared[id].offer(stamp, std::move(p));
        });
    }

    Result<Folded> attendance_fact() {
        if (fact_.header.type == event_type::attended)
            return with<Attended>(fact_, [&](const Attended& p) {
                AttendanceRecord& record = enrolment().attended[p.meeting];
                record.minutes = std::max(record.minutes, p.minutes);
                record.proof = std::max(record.proof, p.proof);
            });
        return with<AttendanceMarked>(fact_, [&](AttendanceMarked p) {
            const MeetingId id = p.meeting;
            enrolment().attendance_marked[id].offer(stamp_of(fact_), std::move(p));
        });
    }

    Result<Folded> attestation_fact() {
        if (fact_.header.type == event_type::attestation_issued)
            return with<AttestationIssued>(fact_, [&](AttestationIssued p) {
                enrolment().attestations.try_emplace(stamp_of(fact_), kept(fact_, std::move(p)));
            });
        return with<AttestationRevoked>(fact_, [&](AttestationRevoked p) {
            enrolment().attestations_revoked.try_emplace(fact_.hash, kept(fact_, std::move(p)));
        });
    }

    Result<Folded> erasure_fact() {
        const Stamp stamp = stamp_of(fact_);
        if (fact_.header.type == event_type::erasure_requested)
            return with<ErasureRequested>(fact_, [&](ErasureRequested p) {
                auto& asked = record_.erasure_requests[p.request].asked;
                asked.offer(stamp, std::move(p));
            });
        return with<ErasureRefused>(fact_, [&](ErasureRefused p) {
            auto& refused = record_.erasure_requests[p.request].refused;
            refused.offer(stamp, std::move(p));
        });
    }

    Result<Folded> attempt_fact() {
        using namespace event_type;
        const Stamp stamp = stamp_of(fact_);
        if (fact_.header.type == answered)
            return with<Answered>(fact_, [&](Answered p) {
                auto& answers = unit().attempts[p.attempt].answers[p.question];
                answers.try_emplace(stamp, kept(fact_, std::move(p)));
            });
        if (fact_.header.type == attempt_opened)
            return with<AttemptOpened>(fact_, [&](AttemptOpened p) {
                auto& openings = unit().attempts[p.attempt].openings;
                openings.try_emplace(fact_.hash, kept(fact_, std::move(p)));
            });
        if (fact_.header.type == submitted)
            return with<Submitted>(fact_, [&](Submitted p) {
                auto& submissions = unit().attempts[p.attempt].submissions;
                submissions.try_emplace(stamp, kept(fact_, std::move(p)));
            });
        if (fact_.header.type == event_type::grade)
            return with<Grade>(fact_, [&](Grade p) { offer_grade(stamp, std::move(p)); });
        if (fact_.header.type == feedback)
            return with<FeedbackGiven>(fact_, [&](FeedbackGiven p) {
                auto& given = unit().attempts[p.attempt].feedback[p.question];
                given.offer(stamp, std::move(p));
            });
        return with<AttemptVoided>(fact_, [&](const AttemptVoided& p) {
            unit().attempts[p.attempt].voided.insert(fact_.hash);
        });
    }

    // A person's mark stands until a person changes it, whatever a machine wrote later: a site that
    // was restored may have marked again before it saw what a person had said.
    void offer_grade(const Stamp& stamp, Grade offered) {
        LastWriter<Grade>& grade = unit().attempts[offered.attempt].grade;
        const bool by_person = offered.by == MarkedBy::person;
        const bool held_by_person = grade.is_set() && grade.value.by == MarkedBy::person;
        if (held_by_person && !by_person) return;
        if (by_person && !held_by_person) grade = {};
        grade.offer(stamp, std::move(offered));
    }

    Result<Folded> activity_fact() {
        using namespace event_type;
        if (fact_.header.type == opened)
            return with<Opened>(fact_, [&](const Opened&) { unit().opened = true; });
        if (fact_.header.type == page_seen)
            return with<PageSeen>(fact_, [&](const PageSeen& p) {
                ReadMark& mark = unit().read[fact_.header.content_version];
                mark.furthest_block = std::max(mark.furthest_block, p.furthest_block);
                mark.blocks = std::max(mark.blocks, p.blocks);
            });
        if (fact_.header.type == media_seen)
            return with<MediaSeen>(fact_, [&](const MediaSeen& p) {
                unit().media_ms[p.language].add({p.from_ms, p.to_ms});
            });
        return with<TimeOnTask>(fact_, [&](const TimeOnTask& p) {
            const LogId counter = time_counter(fact_.log, fact_.header.time.session);
            std::uint64_t& total = unit().seconds[counter];
            const std::uint64_t before = defect(Defect::fold_adds_up_again) ? total : 0;
            total = before + std::max(total, p.seconds_total);
        });
    }

    Result<Folded> unit_fact() {
        using namespace event_type;
        const Stamp stamp = stamp_of(fact_);
        const log::EventType type = fact_.header.type;
        if (type == completed)
            return with<Completed>(fact_, [&](Completed p) {
                unit().completions.try_emplace(fact_.hash, kept(fact_, std::move(p)));
            });
        if (type == handed_in)
            return with<HandedIn>(fact_, [&](HandedIn p) {
                unit().handed_in.try_emplace(stamp, kept(fact_, std::move(p)));
            });
        if (type == recognition)
            return with<Recognition>(fact_, [&](Recognition p) {
                unit().recognitions.try_emplace(fact_.hash, kept(fact_, std::move(p)));
            });
        if (type == questionnaire_answered)
            return with<QuestionnaireAnswered>(fact_, [&](QuestionnaireAnswered p) {
                auto& answer = unit().questionnaire[p.question];
                answer.offer(stamp, std::move(p));
            });
        if (type == practised)
            return with<Practised>(fact_, [&](Practised p) {
                auto& reviews = unit().practised[p.question];
                reviews.try_emplace(stamp, kept(fact_, std::move(p)));
            });
        if (type == note)
            return with<Note>(fact_, [&](Note p) {
                auto& written = unit().notes[p.note];
                written.offer(stamp, std::move(p));
            });
        if (type == bookmark_added)
            return with<BookmarkAdded>(fact_, [&](const BookmarkAdded& p) {
                // Two events that claim one id: the smaller anchor, so that order does not matter.
                auto& added = unit().bookmarks.added;
                const auto [place, is_new] = added.try_emplace(p.bookmark, p.anchor);
                if (!is_new) place->second = std::min(place->second, p.anchor);
            });
        if (type == bookmark_removed)
            return with<BookmarkRemoved>(fact_, [&](const BookmarkRemoved& p) {
                unit().bookmarks.removed.insert(p.bookmarks.begin(), p.bookmarks.end());
            });
        if (type == attempt_seed)
            return with<AttemptSeed>(fact_, [&](AttemptSeed p) {
                auto& seed = unit().seeds[p.attempt_number];
                seed.offer(stamp, std::move(p));
            });
        if (type == time_extension)
            return with<TimeExtension>(
                fact_, [&](TimeExtension p) { unit().extension.offer(stamp, std::move(p)); });
        return is_known(type) ? Folded::not_ours : Folded::unknown;
    }

    LearnerRecord& record_;
    const Fact& fact_;
};

}  // namespace

Result<Folded> LearnerRecord::apply(const Fact& fact) {
    APPRODO_CHECK(check_writer(fact));
    APPRODO_TRY(const Folded result, LearnerFold(*this, fact).run());
    if (result != Folded::unknown || !freezes(fact)) return result;
    if (fact.header.enrolment.is_zero()) {
        frozen = true;
    } else if (fact.header.unit.is_zero()) {
        enrolments[fact.header.enrolment].frozen = true;
    } else {
        enrolments[fact.header.enrolment].units[fact.header.unit].frozen = true;
    }
    return result;
}

bool LearnerRecord::is_frozen(const EnrolmentId& enrolment) const {
    const auto found = enrolments.find(enrolment);
    return frozen || (found != enrolments.end() && found->second.frozen);
}

std::size_t LearnerRecord::frozen_count() const {
    std::size_t count = frozen ? 1 : 0;
    for (const auto& [id, enrolment] : enrolments) {
        count += enrolment.frozen ? 1U : 0U;
        for (const auto& [unit_id, unit] : enrolment.units) count += unit.frozen ? 1U : 0U;
    }
    return count;
}

const Posted* EditionRecord::PostRecord::newest() const {
    const Posted* result = nullptr;
    for (const auto& [stamp, version] : versions) {
        if (stamp.log == author) result = &version.value;
    }
    return result;
}

std::uint32_t EditionRecord::MeetingRecord::change() const {
    return std::max(planned.value.change, cancelled.value.change);
}

Result<Folded> EditionRecord::apply(const Fact& fact) {
    APPRODO_CHECK(check_writer(fact));
    using namespace event_type;
    const log::EventType type = fact.header.type;
    if (type == posted)
        return with<Posted>(fact, [&](Posted p) {
            PostRecord& post = posts[p.post];
            post.versions.try_emplace(stamp_of(fact), kept(fact, std::move(p)));
            post.author = post.versions.begin()->first.log;
        });
    if (type == announcement)
        return with<Announcement>(fact, [&](Announcement p) {
            const PostId id = p.id;
            announcements[id].offer(stamp_of(fact), std::move(p));
        });
    if (type == meeting_planned)
        return with<MeetingPlanned>(fact, [&](MeetingPlanned p) {
            const MeetingId id = p.meeting;
            meetings[id].planned.offer(stamp_of(fact), std::move(p));
        });
    if (type == meeting_cancelled)
        return with<MeetingCancelled>(fact, [&](MeetingCancelled p) {
            const MeetingId id = p.meeting;
            meetings[id].cancelled.offer(stamp_of(fact), std::move(p));
        });
    if (type == content_head)
        return with<ContentHead>(fact, [&](const ContentHead& p) {
            HeadRecord& head = heads[p.channel];
            if (p.version < head.version) return;
            if (p.version > head.version) head.manifests.clear();
            head.version = p.version;
            head.manifests.emplace(fact.hash, p.manifest);
        });
    if (is_known(type)) return Folded::not_ours;
    // One of those who share the scope must not stop all of them.
    const bool is_whole = fact.header.enrolment.is_zero();
    if (fact.from_site && freezes(fact) && is_whole) frozen.insert(fact.scope);
    return Folded::unknown;
}

Result<Folded> StaffRecord::apply(const Fact& fact) {
    APPRODO_CHECK(check_writer(fact));
    const log::EventType type = fact.header.type;
    if (type == event_type::staff_status)
        return with<StaffStatus>(fact, [&](StaffStatus p) {
            statuses[fact.header.enrolment].offer(stamp_of(fact), std::move(p));
        });
    if (type == event_type::edition_described)
        return with<EditionDescribed>(fact, [&](EditionDescribed p) {
            const EditionId id = p.edition;
            editions[id].offer(stamp_of(fact), std::move(p));
        });
    if (is_known(type)) return Folded::not_ours;
    const bool is_one = !fact.header.enrolment.is_zero();
    if (fact.from_site && freezes(fact) && is_one) frozen.insert(fact.header.enrolment);
    return Folded::unknown;
}

}  // namespace approdo::content
