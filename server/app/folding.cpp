#include "server/app/folding.hpp"

#include <algorithm>
#include <utility>

#include "content/model/erasure_wish.hpp"
#include "server/app/scribe.hpp"
#include "sync/base/defects.hpp"
#include "sync/crypto/hash.hpp"
#include "sync/wire/archive.hpp"

namespace approdo::app {

namespace {

constexpr std::size_t rebuild_batch = 512;
constexpr const char* version_name = "fold_version";
constexpr const char* unknown_kind =
    "of a kind that this version does not know: kept until an upgrade";
constexpr const char* unknown_and_critical =
    "of a kind that this version does not know, and decisive: what it is about is neither marked "
    "nor counted until an upgrade";

Result<log::OpenedSegment> open(store::Session& session, const log::Segment& segment,
                                const crypto::SymmetricKey& key) {
    if (auto at_hand = session.segments().take_opened(segment)) return std::move(*at_hand);
    return log::open_segment(segment, key);
}

// Which account's record a segment belongs to: learners' scopes are named after their accounts.
AccountId account_of(const ScopeId& scope) {
    return AccountId{scope.bytes};
}

void note_erasure_wish(store::Session& session, const AccountId& account,
                       const content::LearnerRecord& record) {
    const auto wish = content::erasure_wish_in(record);
    const bool asks = wish && wish->is_open();
    auto& projections = session.projections();
    if (asks != projections.asks_erasure(account)) projections.put_asks_erasure(account, asks);
}

// What came forked or late is kept and marked; whether it counts is for a person to say.
bool is_forked_or_late(const content::UnitRecord& record) {
    const auto attempts = content::attempts_of(record);
    return std::any_of(attempts.begin(), attempts.end(), [](const content::AttemptView& attempt) {
        return !attempt.voided && (attempt.forked || attempt.late_answers);
    });
}

// Two devices that do not know of one another can hand in more than the quiz allows.
bool is_over_the_limit(const content::UnitView& view, const content::UnitRecord* record,
                       const std::vector<content::QuizTerms>& rules) {
    for (const content::QuizTerms& rule : rules) {
        if (rule.unit != view.unit || record == nullptr) continue;
        const std::uint32_t allowed = rule.settings.attempts_max;
        return allowed > 0 && view.attempts > allowed + record->extension.value.attempts_more;
    }
    return false;
}

}  // namespace

bool Folding::is_outdated(store::Session& session) {
    const auto held = session.site_logs().setting(version_name);
    // Sites of before the number was kept, unless nothing was folded yet.
    if (!held) return session.projections().position().value > 0;
    return *held != wire::encode(content::fold_version);
}

void Folding::note_version(store::Session& session) {
    const Bytes version = wire::encode(content::fold_version);
    if (session.site_logs().setting(version_name) == version) return;
    session.site_logs().put_setting(version_name, version);
}

Folding::Progress Folding::fold_next(store::Session& session, std::size_t segments_max) {
    if (is_outdated(session)) return fold_all_again(session);
    Progress progress;
    const auto arrived = session.segments().arrived(session.projections().position(), segments_max);
    has_erasures_ = session.erasures().has_events();
    Records records;
    for (const store::StoredSegment& stored : arrived) {
        fold_segment(session, stored, records, progress);
    }
    if (arrived.empty()) {
        session.segments().forget_opened();
        return progress;
    }
    session.projections().set_position(arrived.back().position);
    note_version(session);
    for (const ScopeId& scope : std::exchange(changed_, {})) {
        records[scope] = fold_learner(session, scope);
    }
    store_records(session, records, Effects::all);
    progress.more = arrived.size() == segments_max;
    if (!progress.more) session.segments().forget_opened();
    return progress;
}

Folding::Progress Folding::fold_all_again(store::Session& session) {
    session.projections().clear();
    Progress all;
    store::Position position{0};
    Records records;
    while (true) {
        const auto arrived = session.segments().arrived(position, rebuild_batch);
        has_erasures_ = session.erasures().has_events();
        for (const store::StoredSegment& stored : arrived) {
            fold_segment(session, stored, records, all);
        }
        if (arrived.empty()) break;
        position = arrived.back().position;
    }
    session.projections().set_position(position);
    note_version(session);
    // Something was folded above before it was known that it does not count.
    for (const ScopeId& scope : std::exchange(changed_, {})) {
        records[scope] = fold_learner(session, scope);
    }
    store_records(session, records, Effects::missing);
    return all;
}

void Folding::fold_segment(store::Session& session, const store::StoredSegment& stored,
                           Records& records, Progress& progress) {
    ++progress.segments;
    if (stored.held != exchange::Held::no || stored.kind == log::LogKind::keyring) return;
    const auto segment = log::read_stored(stored.bytes);
    if (!segment.ok() || segment->is_stub()) return;
    const ScopeId scope = segment->header.scope;
    const auto known_scope = session.site_logs().scope(scope);
    const bool is_learners = known_scope && known_scope->kind == store::ScopeKind::learner;
    if (!is_learners && !has_erasures_) return;
    const auto* key = session.keyring().find(log::scope_key_name(scope, segment->header.epoch));
    if (key == nullptr) return;
    const auto opened = open(session, *segment, *key);
    const bool is_swept =
        opened.ok() && has_erasures_ && erasing_.sweep(session, stored.stream, *segment, *opened);
    if (is_swept || !is_learners) return;
    // Of what was whole before, more was folded than is left.
    if (segment->is_redacted()) changed_.insert(scope);
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
    fold_events(session, stored, *segment, *opened, found->second);
    progress.events += opened->events.size();
}

void Folding::fold_events(store::Session& session, const store::StoredSegment& stored,
                          const log::Segment& segment, const log::OpenedSegment& opened,
                          content::LearnerRecord& record) {
    Lamport newest = session.site_logs().lamport();
    for (std::size_t i = 0; i < opened.events.size(); ++i) {
        const log::Event& event = opened.events[i];
        newest = std::max(newest, event.header.lamport);
        if (opened.is_erased(i)) continue;
        const bool from_site = stored.device.is_zero();
        const auto folded = record.apply({segment.header.log, opened.hashes[i], from_site,
                                          event.header, event.payload, segment.header.scope});
        const Seq seq{segment.header.first.value + i};
        if (!folded.ok()) {
            session.projections().quarantine(
                {stored.stream, seq, opened.hashes[i], folded.error().message});
        } else if (*folded == content::Folded::unknown &&
                   !defect(Defect::unknown_event_is_not_shown)) {
            session.projections().quarantine(
                {stored.stream, seq, opened.hashes[i],
                 event.header.critical ? unknown_and_critical : unknown_kind});
        }
        if (from_site) learn(session, event, segment.header.scope);
    }
    if (newest > session.site_logs().lamport()) session.site_logs().put_lamport(newest);
}

// What the site said and may have forgotten since, because it was restored.
void Folding::learn(store::Session& session, const log::Event& event, const ScopeId& scope) {
    if (event.header.type == content::event_type::erased) {
        const auto erased = content::read_payload<content::Erased>(event.payload);
        if (erased.ok()) erasing_.learn(session, *erased);
    }
    if (event.header.type != content::event_type::revocation) return;
    const auto revocation = content::read_payload<content::Revocation>(event.payload);
    if (revocation.ok() && revoking_.learn(session, *revocation)) changed_.insert(scope);
}

content::LearnerRecord Folding::fold_learner(store::Session& session, const ScopeId& scope) {
    std::set<std::pair<exchange::StreamId, Seq>> held;
    for (const store::HeldLine& line : session.segments().held(SIZE_MAX)) {
        held.emplace(line.stream, line.first);
    }
    auto ends = session.segments().of_scope(log::LogKind::site, scope);
    const auto of_devices = session.segments().of_account(account_of(scope));
    ends.insert(ends.end(), of_devices.begin(), of_devices.end());
    content::LearnerRecord record;
    for (const store::StreamEnd& end : ends) {
        const store::StoredSegment stored{{}, end.stream, {}, end.device, end.kind, {}, {}};
        session.segments().walk(end.stream, Seq{1}, [&](const log::Segment& segment) {
            const log::SegmentHeader& header = segment.header;
            if (header.scope != scope || held.contains({end.stream, header.first})) return true;
            const auto* key = session.keyring().find(log::scope_key_name(scope, header.epoch));
            if (key == nullptr || segment.is_stub()) return true;
            const auto opened = log::open_segment(segment, *key);
            if (opened.ok()) fold_events(session, stored, segment, *opened, record);
            return true;
        });
    }
    return record;
}

content::LearnerRecord Folding::fold_now(store::Session& session, const ScopeId& scope) {
    content::LearnerRecord record = fold_learner(session, scope);
    store_records(session, {{scope, record}}, Effects::missing);
    return record;
}

void Folding::store_records(store::Session& session, const Records& records, Effects effects) {
    for (const auto& [scope, record] : records) {
        session.projections().put_record(scope, content::encode(record));
        const AccountId account = account_of(scope);
        recovery_.take_enrolments(session, account, record);
        note_erasure_wish(session, account, record);
        for (const store::Enrolment& enrolment : session.catalogue().enrolments_of(account)) {
            store_status(session, status_of(session, enrolment, record));
        }
        // Grades that are written here arrive as segments of their own and are folded next.
        marking_.mark(session, account, record, effects == Effects::all);
        attesting_.issue_earned(session, account, record);
    }
}

void Folding::store_status(store::Session& session, const store::EnrolmentStatus& status) {
    if (session.projections().status(status.enrolment) == status) return;
    session.projections().put_status(status);
    if (!defect(Defect::status_is_not_due)) staff_.note(session, status);
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
        status.last_activity = std::max(status.last_activity, learned.last_activity);
        for (const auto& [id, attempt] : learned.attempts) {
            status.answers += static_cast<std::uint32_t>(attempt.answers.size());
        }
        status.to_review = status.to_review || is_forked_or_late(learned);
    }
    const auto edition = session.catalogue().edition(enrolment.edition);
    const auto course = edition ? session.catalogue().course(edition->course) : std::nullopt;
    if (!course) return status;
    const auto version = packages_.version(session, *course);
    if (!version.ok()) return status;
    const bool all_frozen = record.is_frozen(enrolment.id);
    const auto view =
        content::view_of(&found->second, (*version)->course, (*version)->rules, all_frozen);
    status.to_review = status.to_review || view.frozen;
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
        const auto* learned = found->second.unit(unit.unit);
        status.to_review = status.to_review || is_over_the_limit(unit, learned, (*version)->rules);
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
