#include "server/app/attesting.hpp"

#include <algorithm>

#include "sync/wire/archive.hpp"

namespace approdo::app {

namespace {

constexpr const char* number_name = "attestation_number";

content::CourseView view_of(const content::LearnerRecord& record, const EnrolmentId& enrolment,
                            const PublishedVersion& version) {
    const auto found = record.enrolments.find(enrolment);
    const auto* learned = found == record.enrolments.end() ? nullptr : &found->second;
    return content::view_of(learned, version.course, version.rules, record.is_frozen(enrolment));
}

UtcMs last_activity(const content::EnrolmentRecord& record) {
    UtcMs last;
    for (const auto& [id, unit] : record.units) last = std::max(last, unit.last_activity);
    return last;
}

std::string organisation_name(store::Session& session, const OrganisationId& id) {
    for (const store::Organisation& one : session.territory().list())
        if (one.id == id) return one.name;
    return {};
}

}  // namespace

std::optional<Attesting::Course> Attesting::course_of(store::Session& session,
                                                      const store::Enrolment& enrolment) {
    const auto edition = session.catalogue().edition(enrolment.edition);
    const auto line = edition ? session.catalogue().course(edition->course) : std::nullopt;
    if (!line) return std::nullopt;
    const auto version = packages_.version(session, *line);
    if (!version.ok()) return std::nullopt;
    return Course{*edition, *version};
}

std::optional<content::Earning> Attesting::earning(store::Session& session,
                                                   const store::Enrolment& enrolment,
                                                   const content::LearnerRecord& record) {
    const auto course = course_of(session, enrolment);
    if (!course) return std::nullopt;
    const PublishedVersion& version = *course->version;
    return content::earning_of(view_of(record, enrolment.id, version), version.course,
                               version.rules);
}

content::EnrolmentRecord Attesting::told(store::Session& session,
                                         const store::Enrolment& enrolment) {
    const ScopeId scope = learner_scope(enrolment.account);
    content::LearnerRecord record;
    const auto take = [&](const log::Segment& segment) {
        const log::SegmentHeader& header = segment.header;
        const auto* key = session.keyring().find(log::scope_key_name(header.scope, header.epoch));
        if (key == nullptr || segment.is_stub()) return true;
        const auto opened = log::open_segment(segment, *key);
        if (!opened.ok()) return true;
        for (std::size_t i = 0; i < opened->events.size(); ++i) {
            const log::Event& event = opened->events[i];
            const bool is_of_it = event.header.type == content::event_type::attestation_issued ||
                                  event.header.type == content::event_type::attestation_revoked;
            if (!is_of_it || event.header.enrolment != enrolment.id || opened->is_erased(i))
                continue;
            (void)record.apply(
                {header.log, opened->hashes[i], true, event.header, event.payload, scope});
        }
        return true;
    };
    for (const store::StreamEnd& end : session.segments().of_scope(log::LogKind::site, scope))
        session.segments().walk(end.stream, Seq{1}, take);
    return std::move(record.enrolments[enrolment.id]);
}

void Attesting::issue_earned(store::Session& session, const AccountId& account,
                             const content::LearnerRecord& record) {
    for (const auto& [id, learned] : record.enrolments) {
        if (!learned.attestations.empty() || !learned.is_active()) continue;
        const auto enrolment = session.catalogue().enrolment(id);
        if (!enrolment || enrolment->account != account) continue;
        const auto course = course_of(session, *enrolment);
        if (!course) continue;
        const PublishedVersion& version = *course->version;
        const auto view = view_of(record, id, version);
        if (!content::earning_of(view, version.course, version.rules).earned) continue;
        // One that was written a moment ago is folded with what comes next.
        if (!told(session, *enrolment).attestations.empty()) continue;
        write(session, *enrolment, *course, learned);
    }
}

Result<void> Attesting::issue(store::Session& session, const store::Enrolment& enrolment,
                              const content::LearnerRecord& record) {
    if (content::holding_attestation(told(session, enrolment))) return {};
    const auto course = course_of(session, enrolment);
    const auto learned = record.enrolments.find(enrolment.id);
    const auto earned = earning(session, enrolment, record);
    if (!course || !earned || learned == record.enrolments.end() || !earned->earned) {
        return fail(ErrorCode::missing,
                    "This attestato is not earned: attestation list says what is missing.");
    }
    write(session, enrolment, *course, learned->second);
    return {};
}

Result<void> Attesting::revoke(store::Session& session, const store::Enrolment& enrolment,
                               const std::string& reason) {
    const content::EnrolmentRecord record = told(session, enrolment);
    std::vector<SiteEvent> events;
    for (const content::AttestationLine& line : content::attestations_of(record)) {
        if (line.revoked != nullptr) continue;
        content::AttestationRevoked said;
        said.number = line.issued.number;
        said.reason = reason;
        events.push_back(site_event(said, enrolment.id));
    }
    if (events.empty()) {
        return fail(ErrorCode::conflict, "There is no attestato to revoke: see attestation list.");
    }
    scribe_.write(session, learner_scope(enrolment.account), events);
    return {};
}

attestation::Attestation Attesting::statement_of(store::Session& session,
                                                 const store::Enrolment& enrolment,
                                                 const Course& course,
                                                 const content::EnrolmentRecord& record) {
    const content::Course& tree = course.version->course;
    const auto view = content::view_of(&record, tree, course.version->rules);
    attestation::Attestation said;
    said.enrolment = enrolment.id;
    said.number = next_number(session);
    if (const auto person = session.people().find(enrolment.account))
        said.holder = attestation::fitting(person->display_name);
    said.course = attestation::fitting(tree.title.in(tree.languages.front()));
    said.version = course.version->head.version;
    said.edition = attestation::fitting(course.edition.title);
    said.organisation =
        attestation::fitting(organisation_name(session, course.edition.organisation));
    said.area = attestation::fitting(tree.competence_area);
    said.minutes = view.minutes_recognised;
    said.has_score = view.has_score;
    said.score_percent = static_cast<std::uint32_t>(view.score.parts * 100 / content::Share::whole);
    said.from = attestation::day_number(course.edition.from);
    said.until = attestation::day_number(course.edition.until);
    said.completed = last_activity(record);
    said.issued = clock_.now().wall;
    return said;
}

void Attesting::write(store::Session& session, const store::Enrolment& enrolment,
                      const Course& course, const content::EnrolmentRecord& record) {
    const auto said = statement_of(session, enrolment, course, record);
    content::AttestationIssued issued;
    issued.number = said.number;
    issued.statement = attestation::SignedAttestation::make(said, attestation::signing_domain,
                                                            keys_.site, keys_.receipt)
                           .bytes();
    scribe_.write(session, learner_scope(enrolment.account),
                  {site_event(issued, enrolment.id, {}, said.version)});
    session.audit().add({0, said.issued, {}, "attestato", attestation::number_text(said.number)});
}

content::AttestationNumber Attesting::next_number(store::Session& session) {
    content::AttestationNumber last;
    if (const auto held = session.site_logs().setting(number_name)) {
        wire::Reader reader(*held);
        reader(last.series, last.number);
        if (reader.failed()) last = {};
    }
    const std::uint64_t series = std::max<std::uint64_t>(session.server_epoch().value, 1);
    if (last.series != series) last = {series, 0};
    ++last.number;
    Bytes bytes;
    wire::Writer writer(bytes);
    writer(last.series, last.number);
    session.site_logs().put_setting(number_name, bytes);
    return last;
}

}  // namespace approdo::app
