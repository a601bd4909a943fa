#include "server/app/marking_desk.hpp"

#include <algorithm>

#include "content/model/encoding.hpp"
#include "server/app/answer_words.hpp"
#include "server/app/handed_files.hpp"
#include "server/app/marking_facts.hpp"
#include "server/app/written_text.hpp"
#include "sync/crypto/hash.hpp"

namespace approdo::app {
namespace {

using content::Points;

constexpr std::int64_t hundredth = 10'000;  // of a point, in millionths

const content::LastWriter<content::FeedbackGiven>* said_of(const content::AttemptRecord& attempt,
                                                           const QuestionId& question) {
    const auto found = attempt.feedback.find(question);
    return found == attempt.feedback.end() || !found->second.is_set() ? nullptr : &found->second;
}

bool has_mark(const content::AttemptRecord& attempt, const QuestionId& question) {
    const auto* said = said_of(attempt, question);
    return said != nullptr && said->value.marks;
}

content::Response response_to(const content::AttemptRecord& attempt, const QuestionId& question) {
    for (content::Answer& answer : content::counted_answers(attempt)) {
        if (answer.question == question) return std::move(answer.response);
    }
    return {};
}

// Another answer, or another mark of it, is another state.
Hash state_of(const content::AttemptRecord& attempt, const QuestionId& question) {
    const auto* said = said_of(attempt, question);
    const Bytes answer = content::encode(response_to(attempt, question));
    return crypto::hash(
        crypto::domain::fold,
        {question.view(), said == nullptr ? ByteView{} : said->stamp.hash.view(), answer});
}

std::string guide_of(const content::QuestionKey& key, std::string_view language) {
    std::string html;
    for (const content::PartKey& part : key.parts) {
        const auto* person = std::get_if<content::PersonKey>(&part.shape);
        const auto* guide = person == nullptr ? nullptr : person->guide.in(language);
        if (guide != nullptr) html += guide->html;
    }
    return html;
}

MarkingLine line_of(store::Session& session, const store::Enrolment& enrolment, const UnitId& unit,
                    const content::AttemptId& id, const content::AttemptRecord& attempt,
                    const Marking::Marked& marked) {
    MarkingLine line = line_of_enrolment(session, enrolment);
    line.attempt = id;
    if (const auto* in_tree = marked.version->course.unit(unit)) {
        const auto* variant = in_tree->variant(marked.quiz->shown.language);
        line.unit_title = variant == nullptr ? in_tree->slug : variant->title;
    }
    line.number = attempt.openings.begin()->second.value.number;
    line.handed_in = attempt.submissions.begin()->second.place.wall;
    line.points = marked.outcome.points;
    line.points_max = marked.outcome.points_max;
    for (std::size_t i = 0; i < marked.outcome.questions.size(); ++i) {
        if (marked.outcome.questions[i].needs_person) ++line.waiting;
        if (has_mark(attempt, marked.questions[i])) ++line.marked;
    }
    return line;
}

bool may_hold_marks(const content::UnitRecord& unit) {
    return !unit.frozen && !unit.attempts.empty();
}

Error marked_meanwhile(store::Session& session, const content::AttemptRecord& attempt,
                       const QuestionId& question) {
    const auto* said = said_of(attempt, question);
    if (said == nullptr || !said->value.marks) {
        return fail(ErrorCode::conflict,
                    "The answer changed since you saw it: look at it again, then mark it.");
    }
    const std::string name = person_name(session, said->value.by);
    if (name.empty()) {
        return fail(ErrorCode::conflict,
                    "This answer was marked meanwhile: look at it again before you change it.");
    }
    return fail(ErrorCode::conflict, name + " marked this answer meanwhile, with " +
                                         content::points_text(said->value.points) + " of " +
                                         content::points_text(said->value.points_max) +
                                         " points: look at it again before you change it.");
}

Result<void> check_points(const Points& points, const Points& most) {
    const bool fits =
        points.micro >= 0 && points <= most && (points.micro % hundredth == 0 || points == most);
    if (fits) return {};
    return fail(ErrorCode::invalid_input, "Points go from 0 to " + content::points_text(most) +
                                              ", in hundredths of a point.");
}

Error not_there() {
    return fail(ErrorCode::not_found,
                "There is no such attempt to mark: see the list of what waits.");
}

}  // namespace

void MarkingDesk::add_lines(store::Session& session, const store::Edition& edition,
                            const MarkingWish& wish, std::vector<MarkingLine>& lines) {
    for (const store::Enrolment& enrolment : session.catalogue().enrolments_in(edition.id)) {
        if (!wish.marked_too && !waits_for_mark(session, enrolment.id)) continue;
        const auto record = folded_record(session, enrolment.account);
        if (!record || record->is_frozen(enrolment.id)) continue;
        const auto learned = record->enrolments.find(enrolment.id);
        if (learned == record->enrolments.end()) continue;
        for (const auto& [unit, unit_record] : learned->second.units) {
            if (!may_hold_marks(unit_record)) continue;
            for (const auto& [id, attempt] : unit_record.attempts) {
                if (!attempt.voided.empty()) continue;
                const auto marked = marking_.outcome_of(session, enrolment, unit, attempt,
                                                        content::marks_of(attempt));
                if (!marked) continue;
                auto line = line_of(session, enrolment, unit, id, attempt, *marked);
                if (line.waiting == 0 && (!wish.marked_too || line.marked == 0)) continue;
                if (wish.nameless) leave_out_name(line);
                lines.push_back(std::move(line));
            }
        }
    }
}

Result<MarkingDesk::Found> MarkingDesk::find(store::Session& session,
                                             const store::Enrolment& enrolment,
                                             const content::LearnerRecord& record,
                                             const content::AttemptId& id) {
    const auto learned = record.enrolments.find(enrolment.id);
    if (learned != record.enrolments.end()) {
        for (const auto& [unit, unit_record] : learned->second.units) {
            const auto attempt = unit_record.attempts.find(id);
            if (attempt == unit_record.attempts.end()) continue;
            if (unit_record.frozen || record.is_frozen(enrolment.id)) {
                return fail(ErrorCode::unsupported,
                            "Something about this attempt is of a newer program: update the "
                            "server, then mark it.");
            }
            if (!attempt->second.voided.empty()) {
                return fail(ErrorCode::not_found, "This attempt was declared void.");
            }
            auto marked = marking_.outcome_of(session, enrolment, unit, attempt->second,
                                              content::marks_of(attempt->second));
            if (!marked) break;
            return Found{unit, attempt->second, std::move(*marked)};
        }
    }
    return not_there();
}

MarkingSheet MarkingDesk::sheet_of(store::Session& session, const store::Enrolment& enrolment,
                                   const content::AttemptId& id, const Found& found,
                                   bool nameless) {
    const auto& [unit, attempt, marked] = found;
    MarkingSheet sheet;
    sheet.line = line_of(session, enrolment, unit, id, attempt, marked);
    if (nameless) leave_out_name(sheet.line);
    sheet.language = marked.quiz->shown.language;
    sheet.right_to_left = marked.quiz->shown.direction == content::Direction::right_to_left;
    sheet.passed = marked.outcome.passed;
    // What the machine found, before anybody marked.
    for (std::size_t i = 0; i < marked.outcome.questions.size(); ++i) {
        const QuestionId& id_of_question = marked.questions[i];
        const content::Outcome& outcome = marked.outcome.questions[i];
        const bool is_marked = has_mark(attempt, id_of_question);
        if (!outcome.needs_person && !is_marked) continue;
        const auto* shown = marked.quiz->shown.question(id_of_question);
        const auto* key = marked.quiz->key.question(id_of_question);
        const content::Response response = response_to(attempt, id_of_question);
        AnswerToMark answer;
        answer.question = id_of_question;
        answer.title = shown->title;
        answer.html = content::with_values(
                          *shown, content::data_set_of(shown->id, shown->data_sets(), marked.seed))
                          .text.html;
        answer.answer = answer_words(*shown, response);
        answer.files = arrivals_of(session, enrolment.account, content::files_in(response));
        answer.guide_html = guide_of(*key, sheet.language);
        answer.points_max = outcome.points_max;
        answer.by_machine = content::grade(*shown, *key, response, marked.seed).points;
        answer.waits = outcome.needs_person;
        answer.state = state_of(attempt, id_of_question);
        if (is_marked) {
            const content::FeedbackGiven& given = said_of(attempt, id_of_question)->value;
            answer.mark = GivenMark{given.by,      person_name(session, given.by),
                                    given.written, given.points,
                                    given.html,    given.source};
        }
        sheet.answers.push_back(std::move(answer));
    }
    return sheet;
}

std::vector<content::FileValue> MarkingDesk::files_of(store::Session& session,
                                                      const store::Enrolment& enrolment,
                                                      const content::AttemptId& attempt) {
    std::vector<content::FileValue> files;
    const auto record = folded_record(session, enrolment.account);
    const auto found =
        record ? find(session, enrolment, *record, attempt) : Result<Found>(not_there());
    if (!found.ok()) return files;
    for (const content::Answer& answer : content::counted_answers(found->attempt)) {
        const auto named = content::files_in(answer.response);
        files.insert(files.end(), named.begin(), named.end());
    }
    return files;
}

Result<MarkingSheet> MarkingDesk::sheet(store::Session& session, const store::Enrolment& enrolment,
                                        const content::AttemptId& attempt, bool nameless) {
    const auto record = folded_record(session, enrolment.account);
    if (!record) return not_there();
    APPRODO_TRY(const Found found, find(session, enrolment, *record, attempt));
    return sheet_of(session, enrolment, attempt, found, nameless);
}

Result<MarkingSheet> MarkingDesk::give(store::Session& session, const store::Enrolment& enrolment,
                                       const content::AttemptId& attempt, const AccountId& by,
                                       const std::vector<NewMark>& marks) {
    const ScopeId scope = learner_scope(enrolment.account);
    // Also what was marked a moment ago, by whoever.
    const content::LearnerRecord record = folding_.fold_now(session, scope);
    APPRODO_TRY(const Found found, find(session, enrolment, record, attempt));
    const MarkingSheet seen = sheet_of(session, enrolment, attempt, found, false);
    content::PersonMarks all = content::marks_of(found.attempt);
    std::vector<SiteEvent> events;
    for (const NewMark& mark : marks) {
        const auto answer =
            std::find_if(seen.answers.begin(), seen.answers.end(),
                         [&](const auto& one) { return one.question == mark.question; });
        if (answer == seen.answers.end()) {
            return fail(ErrorCode::not_found, "This question is not one that a person marks.");
        }
        if (answer->state != mark.state) {
            return marked_meanwhile(session, found.attempt, mark.question);
        }
        APPRODO_CHECK(check_points(mark.points, answer->points_max));
        content::FeedbackGiven given;
        given.attempt = attempt;
        given.question = mark.question;
        APPRODO_TRY(given.html, html_of_written(mark.feedback));
        if (!given.html.empty()) given.source = mark.feedback;
        given.language = seen.language;
        given.by = by;
        given.written = clock_.now().wall;
        given.marks = true;
        given.points = mark.points;
        given.points_max = answer->points_max;
        all[mark.question] = mark.points;
        events.push_back(site_event(given, enrolment.id, found.unit, found.marked.number));
    }
    auto marked = marking_.outcome_of(session, enrolment, found.unit, found.attempt, all);
    APPRODO_ASSERT(marked.has_value());  // it was, a moment ago
    content::Grade grade = Marking::grade_from(*marked, attempt);
    grade.by = content::MarkedBy::person;
    events.push_back(site_event(grade, enrolment.id, found.unit, found.marked.number));
    scribe_.write(session, scope, events);
    const content::LearnerRecord after = folding_.fold_now(session, scope);
    APPRODO_TRY(const Found now, find(session, enrolment, after, attempt));
    return sheet_of(session, enrolment, attempt, now, false);
}

}  // namespace approdo::app
