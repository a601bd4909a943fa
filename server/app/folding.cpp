#include "server/app/folding.hpp"

#include "server/app/scribe.hpp"
#include "sync/crypto/hash.hpp"

namespace approdo::app {

namespace {

constexpr std::size_t rebuild_batch = 512;

// Which account's record a segment belongs to: learners' scopes are named after their accounts.
AccountId account_of(const ScopeId& scope) {
    return AccountId{scope.bytes};
}

}  // namespace

Folding::Progress Folding::fold_next(store::Session& session, std::size_t segments_max) {
    Progress progress;
    const auto arrived = session.segments().arrived(session.projections().position(), segments_max);
    std::map<ScopeId, content::LearnerRecord> records;
    for (const store::StoredSegment& stored : arrived) {
        fold_segment(session, stored, records, progress);
    }
    if (arrived.empty()) return progress;
    session.projections().set_position(arrived.back().position);
    store_records(session, records, true);
    progress.more = arrived.size() == segments_max;
    return progress;
}

Folding::Progress Folding::fold_all_again(store::Session& session) {
    session.projections().clear();
    Progress all;
    store::Position position{0};
    std::map<ScopeId, content::LearnerRecord> records;
    while (true) {
        const auto arrived = session.segments().arrived(position, rebuild_batch);
        for (const store::StoredSegment& stored : arrived) {
            fold_segment(session, stored, records, all);
        }
        if (arrived.empty()) break;
        position = arrived.back().position;
    }
    session.projections().set_position(position);
    store_records(session, records, false);
    return all;
}

void Folding::fold_segment(store::Session& session, const store::StoredSegment& stored,
                           std::map<ScopeId, content::LearnerRecord>& records, Progress& progress) {
    ++progress.segments;
    if (stored.held != exchange::Held::no || stored.kind == log::LogKind::keyring) return;
    const auto segment = log::read_segment(stored.bytes);
    if (!segment.ok()) return;
    const ScopeId scope = segment->header.scope;
    const auto known_scope = session.site_logs().scope(scope);
    if (!known_scope || known_scope->kind != store::ScopeKind::learner) return;
    const auto* key = session.keyring().find(log::scope_key_name(scope, segment->header.epoch));
    if (key == nullptr) return;
    const auto opened = log::open_segment(*segment, *key);
    if (!opened.ok()) {
        session.projections().quarantine(
            {stored.stream, segment->header.first, segment->header.head, opened.error().message});
        return;
    }
    auto found = records.find(scope);
    if (found == records.end()) {
        content::LearnerRecord record;
        if (const auto bytes = session.projections().record(scope)) {
            auto decoded = content::decode_learner_record(*bytes);
            if (decoded.ok()) record = std::move(*decoded);
        }
        found = records.emplace(scope, std::move(record)).first;
    }
    Lamport newest = session.site_logs().lamport();
    for (std::size_t i = 0; i < opened->events.size(); ++i) {
        const log::Event& event = opened->events[i];
        const auto folded =
            found->second.apply({segment->header.log, opened->hashes[i], stored.device.is_zero(),
                                 event.header, event.payload});
        newest = std::max(newest, event.header.lamport);
        ++progress.events;
        if (!folded.ok()) {
            session.projections().quarantine({stored.stream, Seq{segment->header.first.value + i},
                                              opened->hashes[i], folded.error().message});
        } else if (*folded == content::Folded::unknown) {
            session.projections().quarantine(
                {stored.stream, Seq{segment->header.first.value + i}, opened->hashes[i],
                 "of a kind that this version does not know: kept until an upgrade"});
        }
    }
    if (newest > session.site_logs().lamport()) session.site_logs().put_lamport(newest);
}

void Folding::store_records(store::Session& session,
                            const std::map<ScopeId, content::LearnerRecord>& records,
                            bool with_effects) {
    for (const auto& [scope, record] : records) {
        session.projections().put_record(scope, content::encode(record));
        const AccountId account = account_of(scope);
        for (const store::Enrolment& enrolment : session.catalogue().enrolments_of(account)) {
            session.projections().put_status(status_of(session, enrolment, record));
        }
        // Grades that are written here arrive as segments of their own and are folded next.
        if (with_effects) marking_.mark(session, account, record);
    }
}

store::EnrolmentStatus Folding::status_of(store::Session& session,
                                          const store::Enrolment& enrolment,
                                          const content::LearnerRecord& record) {
    store::EnrolmentStatus status;
    status.enrolment = enrolment.id;
    status.edition = enrolment.edition;
    status.account = enrolment.account;
    status.organisation = enrolment.organisation;
    const auto found = record.enrolments.find(enrolment.id);
    if (found == record.enrolments.end()) return status;
    for (const auto& [unit, learned] : found->second.units) {
        for (const auto& [id, attempt] : learned.attempts) {
            status.answers += static_cast<std::uint32_t>(attempt.answers.size());
            status.to_review = status.to_review || attempt.openings.size() > 1;
        }
    }
    const auto edition = session.catalogue().edition(enrolment.edition);
    const auto course = edition ? session.catalogue().course(edition->course) : std::nullopt;
    if (!course) return status;
    const auto version = packages_.version(session, *course);
    if (!version.ok()) return status;
    const auto view = content::view_of(&found->second, (*version)->course, (*version)->rules);
    status.version = course->version;
    status.required = view.required;
    status.required_completed = view.required_completed;
    status.progress = view.progress;
    status.has_score = view.has_score;
    status.score = view.score;
    status.passed = view.passed;
    status.seconds = view.seconds;
    status.minutes_attended = view.minutes_attended;
    status.minutes_declared = view.minutes_declared;
    status.minutes_recognised = view.minutes_recognised;
    for (const content::UnitView& unit : view.units) {
        status.units.push_back({unit.unit, unit.progress, unit.seconds, unit.attempts,
                                unit.waits_for_mark, unit.has_score, unit.score, unit.passed});
    }
    return status;
}

Hash Folding::digest(store::Session& session) {
    crypto::Hasher hasher(crypto::domain::fold);
    for (const ScopeId& scope : session.projections().records()) {
        hasher.update(scope.view());
        const auto record = session.projections().record(scope);
        hasher.update(crypto::hash(crypto::domain::fold, {*record}).view());
    }
    return hasher.finish();
}

}  // namespace approdo::app
