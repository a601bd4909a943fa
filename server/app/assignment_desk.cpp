#include "server/app/assignment_desk.hpp"

#include "content/model/encoding.hpp"
#include "server/app/handed_files.hpp"
#include "server/app/marking_facts.hpp"
#include "server/app/written_text.hpp"
#include "sync/crypto/hash.hpp"

namespace approdo::app {
namespace {

using content::AttemptId;
using content::UnitRecord;

struct Found {
    UnitId unit;
    const UnitRecord* record = nullptr;
    content::Stamp stamp;
    const content::Kept<content::HandedIn>* work = nullptr;

    bool is_last() const { return content::last_handed_in(*record)->first == stamp; }
};

std::optional<Found> find(const content::LearnerRecord& record, const EnrolmentId& enrolment,
                          const AttemptId& id) {
    const auto learned = record.enrolments.find(enrolment);
    if (learned == record.enrolments.end()) return std::nullopt;
    for (const auto& [unit, unit_record] : learned->second.units) {
        for (const auto& [stamp, work] : unit_record.handed_in) {
            if (content::attempt_of(stamp) == id) return Found{unit, &unit_record, stamp, &work};
        }
    }
    return std::nullopt;
}

const content::LastWriter<content::FeedbackGiven>* said_of(const Found& found) {
    const auto attempt = found.record->attempts.find(content::attempt_of(found.stamp));
    if (attempt == found.record->attempts.end()) return nullptr;
    const auto said = attempt->second.feedback.find(QuestionId{});
    const bool is_there = said != attempt->second.feedback.end() && said->second.is_set();
    return is_there ? &said->second : nullptr;
}

Hash state_of(const Found& found) {
    const auto* said = said_of(found);
    return crypto::hash(
        crypto::domain::fold,
        {found.stamp.hash.view(), said == nullptr ? ByteView{} : said->stamp.hash.view()});
}

bool is_completed(const UnitRecord& record, const content::Unit& unit) {
    return content::view_of(&record, unit, nullptr).progress == content::Progress::completed;
}

MarkingLine line_of(store::Session& session, const store::Enrolment& enrolment, const Found& found,
                    const std::string& title) {
    MarkingLine line = line_of_enrolment(session, enrolment);
    line.is_assignment = true;
    line.attempt = content::attempt_of(found.stamp);
    line.unit_title = title;
    line.number = 0;
    for (const auto& [stamp, work] : found.record->handed_in) {
        if (stamp <= found.stamp) ++line.number;
    }
    line.handed_in = found.work->place.wall;
    const bool is_said = said_of(found) != nullptr;
    line.waiting = is_said ? 0 : 1;
    line.marked = is_said ? 1 : 0;
    return line;
}

Error not_there() {
    return fail(ErrorCode::not_found,
                "There is no such attempt to mark: see the list of what waits.");
}

Result<content::FeedbackGiven> words_of(const NewMark& mark, const MarkingSheet& seen,
                                        const AccountId& by, UtcMs now) {
    content::FeedbackGiven given;
    given.attempt = seen.line.attempt;
    APPRODO_TRY(given.html, html_of_written(mark.feedback));
    if (!given.html.empty()) given.source = mark.feedback;
    given.language = seen.language;
    given.by = by;
    given.written = now;
    if (given.html.empty() && !mark.completes) {
        return fail(ErrorCode::invalid_input, "Write what you think of this work.");
    }
    return given;
}

}  // namespace

std::optional<AssignmentDesk::Described> AssignmentDesk::describe(store::Session& session,
                                                                  const store::Enrolment& enrolment,
                                                                  const UnitId& unit,
                                                                  ContentVersion number) {
    const auto edition = session.catalogue().edition(enrolment.edition);
    const auto course = edition ? session.catalogue().course(edition->course) : std::nullopt;
    if (!course) return std::nullopt;
    const auto version = packages_.version_at(session, *course, number);
    if (!version.ok()) return std::nullopt;
    const content::Unit* in_tree = (*version)->course.unit(unit);
    if (in_tree == nullptr || in_tree->kind != content::UnitKind::assignment) return std::nullopt;
    Described described{*in_tree, in_tree->slug, {}, {}, {}};
    const auto asked = (*version)->assignments.find(unit);
    if (asked != (*version)->assignments.end()) described.html = asked->second;
    if (in_tree->variants.empty()) return described;
    const content::Variant& variant = in_tree->variants.front();
    described.title = variant.title;
    described.language = variant.language;
    described.direction = variant.direction;
    return described;
}

void AssignmentDesk::add_lines(store::Session& session, const store::Edition& edition,
                               const MarkingWish& wish, std::vector<MarkingLine>& lines) {
    for (const store::Enrolment& enrolment : session.catalogue().enrolments_in(edition.id)) {
        if (!wish.marked_too && !waits_for_mark(session, enrolment.id)) continue;
        const auto record = folded_record(session, enrolment.account);
        if (!record || record->is_frozen(enrolment.id)) continue;
        const auto learned = record->enrolments.find(enrolment.id);
        if (learned == record->enrolments.end()) continue;
        for (const auto& [unit, unit_record] : learned->second.units) {
            const auto* last = content::last_handed_in(unit_record);
            if (unit_record.frozen || last == nullptr) continue;
            if (!wish.marked_too && !content::waits_for_person(unit_record)) continue;
            const auto described = describe(session, enrolment, unit, last->second.place.version);
            if (!described) continue;
            const Found found{unit, &unit_record, last->first, &last->second};
            lines.push_back(line_of(session, enrolment, found, described->title));
            if (wish.nameless) leave_out_name(lines.back());
        }
    }
}

bool AssignmentDesk::has(store::Session& session, const store::Enrolment& enrolment,
                         const AttemptId& id) {
    const auto record = folded_record(session, enrolment.account);
    return record && find(*record, enrolment.id, id).has_value();
}

std::vector<content::FileValue> AssignmentDesk::files_of(store::Session& session,
                                                         const store::Enrolment& enrolment,
                                                         const AttemptId& id) {
    const auto record = folded_record(session, enrolment.account);
    const auto found = record ? find(*record, enrolment.id, id) : std::nullopt;
    if (!found) return {};
    return content::handed_work(found->work->value.response).files;
}

Result<MarkingSheet> AssignmentDesk::sheet(store::Session& session,
                                           const store::Enrolment& enrolment, const AttemptId& id,
                                           bool nameless) {
    const auto record = folded_record(session, enrolment.account);
    const auto found = record ? find(*record, enrolment.id, id) : std::nullopt;
    if (!found) return not_there();
    const auto described = describe(session, enrolment, found->unit, found->work->place.version);
    if (!described) return not_there();
    MarkingSheet sheet;
    sheet.line = line_of(session, enrolment, *found, described->title);
    if (nameless) leave_out_name(sheet.line);
    sheet.language = described->language;
    sheet.right_to_left = described->direction == content::Direction::right_to_left;
    sheet.completes = described->unit.completion.kind == content::CompletionKind::by_trainer;
    sheet.completed = is_completed(*found->record, described->unit);
    const auto work = content::handed_work(found->work->value.response);
    AnswerToMark answer;
    answer.title = described->title;
    answer.html = described->html;
    answer.answer = work.text;
    answer.files = arrivals_of(session, enrolment.account, work.files);
    answer.waits = sheet.line.waiting > 0;
    answer.state = state_of(*found);
    if (const auto* said = said_of(*found)) {
        const content::FeedbackGiven& given = said->value;
        answer.mark = GivenMark{
            given.by, person_name(session, given.by), given.written, {}, given.html, given.source};
    }
    sheet.answers.push_back(std::move(answer));
    return sheet;
}

Result<MarkingSheet> AssignmentDesk::give(store::Session& session,
                                          const store::Enrolment& enrolment, const AttemptId& id,
                                          const AccountId& by, const NewMark& mark) {
    const ScopeId scope = learner_scope(enrolment.account);
    // Also what was handed in, or said of it, a moment ago.
    const content::LearnerRecord record = folding_.fold_now(session, scope);
    const auto found = find(record, enrolment.id, id);
    if (!found || record.is_frozen(enrolment.id) || found->record->frozen) return not_there();
    if (!found->is_last()) {
        return fail(ErrorCode::conflict,
                    "This was handed in again meanwhile: look at what is new.");
    }
    if (mark.state != state_of(*found)) {
        return fail(ErrorCode::conflict,
                    "Somebody looked at this work meanwhile: read what they said, then go on.");
    }
    APPRODO_TRY(const MarkingSheet seen, sheet(session, enrolment, id, false));
    APPRODO_TRY(const auto given, words_of(mark, seen, by, clock_.now().wall));
    const ContentVersion version = found->work->place.version;
    std::vector<SiteEvent> events{site_event(given, enrolment.id, found->unit, version)};
    if (mark.completes && seen.completes && !seen.completed) {
        content::Recognition counts;
        counts.unit_completed = true;
        events.push_back(site_event(counts, enrolment.id, found->unit, version));
    }
    scribe_.write(session, scope, events);
    (void)folding_.fold_now(session, scope);
    return sheet(session, enrolment, id, false);
}

}  // namespace approdo::app
