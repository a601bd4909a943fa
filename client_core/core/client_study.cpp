#include <algorithm>
#include <functional>

#include "client_core/core/attempt.hpp"
#include "client_core/core/handing_in.hpp"
#include "content/model/encoding.hpp"
#include "content/package/paper.hpp"

namespace approdo::client {
namespace {

using content::AttemptId;
using content::CompletionKind;

content::Seed seed_of(const Place& place, std::uint32_t number) {
    Bytes site_value;
    if (const auto* record = place.record->unit(place.unit->id)) {
        const auto found = record->seeds.find(number);
        if (found != record->seeds.end() && found->second.is_set()) {
            site_value = found->second.value.value;
        }
    }
    const Bytes input =
        content::seed_input(place.enrolment, place.unit->id, place.version, number, site_value);
    return content::Seed{crypto::hash(crypto::domain::seed, {input}).bytes};
}

std::string html_of_media(const content::Variant& variant) {
    return "<p><a href=\"" + variant.path + "\">" + variant.title + "</a></p>";
}

// What attempts there were, and whether one is still open.
struct AttemptsSoFar {
    std::optional<AttemptId> open;
    std::uint32_t highest = 0;
    std::uint32_t used = 0;
    std::uint32_t more_allowed = 0;
    std::uint32_t more_seconds = 0;
};
AttemptsSoFar attempts_so_far(const Place& place) {
    AttemptsSoFar so_far;
    const auto* record = place.record->unit(place.unit->id);
    if (record == nullptr) return so_far;
    for (const content::AttemptView& attempt : content::attempts_of(*record)) {
        so_far.highest = std::max(so_far.highest, attempt.number);
        if (attempt.voided) continue;
        ++so_far.used;
        if (!attempt.submitted) so_far.open = attempt.id;
    }
    if (record->extension.is_set()) {
        so_far.more_allowed = record->extension.value.attempts_more;
        so_far.more_seconds = record->extension.value.seconds_more;
    }
    return so_far;
}

content::Submitted submission_of(const Attempt& attempt, std::uint64_t duration_ms) {
    content::Submitted submitted;
    submitted.attempt = attempt.id;
    submitted.duration_ms = duration_ms;
    const std::uint64_t limit = std::uint64_t{attempt.opening.time_limit_s} * 1000;
    submitted.time_was_up = limit > 0 && duration_ms > limit;
    for (const content::Answer& answer : content::counted_answers(*attempt.record)) {
        if (!answer.response.is_empty()) ++submitted.answered;
    }
    if (attempt.opening.mode == content::QuizMode::practice && attempt.key) {
        const auto outcome =
            content::grade_attempt(attempt.quiz, *attempt.key,
                                   content::all_answers(*attempt.record), attempt.opening.seed);
        submitted.marked_here = !outcome.needs_person;
        submitted.points = outcome.points;
        submitted.points_max = outcome.points_max;
        submitted.passed = outcome.passed;
    }
    return submitted;
}

// What is read as a page: its text, block by block.
bool has_page(const content::Unit& unit) {
    return unit.kind == content::UnitKind::page || unit.kind == content::UnitKind::assignment;
}

// False: there was no room, and nothing was changed.
bool unless_disk_is_full(const std::function<void()>& changes) {
    try {
        changes();
        return true;
    } catch (const sql::SqlError& error) {
        if (!error.is_disk_full()) throw;
        return false;
    }
}

}  // namespace

Result<void> need_thawed(const Place& place) {
    if (!place.frozen) return {};
    return fail(ErrorCode::unsupported,
                "the site decided something about this unit that this version of the program does "
                "not know: update the program; what you did is kept");
}

Result<PageView> Client::read(std::string_view name) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const Place place, parts_->find_unit(name));
    const content::Variant* variant = place.unit->variant(parts_->host.language);
    if (variant == nullptr) return fail(ErrorCode::not_found, "this unit has no content");
    if (place.unit->kind == content::UnitKind::quiz) {
        return fail(ErrorCode::invalid_input,
                    "this unit is a quiz: run `approdo quiz " + std::string(name) + "`");
    }
    PageView view;
    view.unit = place.unit->id;
    view.enrolment = place.enrolment;
    view.version = place.version;
    view.course_title = place.package->course.title.in(parts_->host.language);
    view.title = variant->title;
    view.language = variant->language;
    view.direction = variant->direction;
    if (has_page(*place.unit)) {
        APPRODO_TRY(const content::Page page, place.package->reader->page(variant->path));
        view.title = page.title;
        view.html = page.html;
        view.blocks = page.blocks;
        view.narration = narration_view(*variant);
    } else {
        view.html = html_of_media(*variant);
    }
    if (place.unit->kind == content::UnitKind::media) view.media = media_view(place, *variant);
    if (place.unit->kind == content::UnitKind::assignment) view.assignment = assignment_on(place);
    view.completed_by = place.unit->completion.kind;
    view.notes = notes_on(place);
    if (const auto* record = place.record->unit(place.unit->id)) {
        const auto mark = record->read.find(place.version);
        if (mark != record->read.end()) view.furthest_block = mark->second.furthest_block;
        view.completed =
            content::view_of(record, *place.unit, nullptr).progress == content::Progress::completed;
    }
    const auto done = parts_->completion(place, CompletionKind::opened, parts_->seconds_on(place));
    view.noted = unless_disk_is_full([&] {
        parts_->progress.transact([&] {
            parts_->scratch.gather({place.enrolment, place.unit->id, place.version, 0, view.blocks,
                                    0, view.language, parts_->host.clock->now()},
                                   parts_->progress.own());
            if (done) parts_->progress.append(log::LogKind::record, {&*done, 1});
        });
        parts_->folding.refresh();
    });
    view.completed = view.completed || (view.noted && done.has_value());
    return view;
}

Result<bool> Client::page_turn(std::string_view name, std::uint32_t furthest_block,
                               std::uint32_t seconds) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const Place place, parts_->find_unit(name));
    const content::Variant* variant = place.unit->variant(parts_->host.language);
    if (variant == nullptr) return fail(ErrorCode::not_found, "this unit has no content");
    std::uint32_t blocks = 0;
    if (has_page(*place.unit)) {
        APPRODO_TRY(const content::Page page, place.package->reader->page(variant->path));
        blocks = page.blocks;
    }
    const std::uint64_t total = parts_->seconds_on(place) + seconds;
    std::optional<NewEvent> done;
    if (furthest_block >= blocks) done = parts_->completion(place, CompletionKind::read, total);
    if (!done) done = parts_->completion(place, CompletionKind::opened, total);
    parts_->progress.transact([&] {
        parts_->scratch.gather(
            {place.enrolment, place.unit->id, place.version, std::min(furthest_block, blocks),
             blocks, seconds, variant->language, parts_->host.clock->now()},
            parts_->progress.own());
        if (done) parts_->progress.append(log::LogKind::record, {&*done, 1});
    });
    parts_->folding.refresh();
    return done.has_value();
}

Result<void> Client::declare_completed(std::string_view name) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const Place place, parts_->find_unit(name));
    if (place.unit->completion.kind != CompletionKind::declared) {
        return fail(ErrorCode::invalid_input,
                    "this unit counts as completed by what is done in it, not by saying so");
    }
    APPRODO_CHECK(need_thawed(place));
    const auto done =
        parts_->completion(place, CompletionKind::declared, parts_->seconds_on(place));
    if (done) parts_->progress.append(log::LogKind::record, {&*done, 1});
    parts_->folding.refresh();
    return {};
}

Result<QuizView> Client::quiz(std::string_view name) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const Place place, parts_->find_quiz(name));
    APPRODO_TRY(const auto quiz, quiz_of(place, parts_->host.language, parts_->progress.keyring()));
    const AttemptsSoFar so_far = attempts_so_far(place);
    QuizView view;
    view.settings = quiz.settings;
    view.title = quiz.title;
    view.introduction = quiz.introduction;
    const auto all = static_cast<std::uint32_t>(quiz.questions.size());
    const std::uint32_t drawn = quiz.settings.questions_shown;
    view.questions = drawn > 0 ? std::min(drawn, all) : all;
    view.attempts_used = so_far.used;
    view.is_open = so_far.open.has_value();
    if (const std::uint32_t allowed = quiz.settings.attempts_max; allowed > 0) {
        const std::uint32_t most = allowed + so_far.more_allowed;
        view.attempts_left = most - std::min(most, so_far.used);
    }
    if (const auto* record = place.record->unit(place.unit->id)) {
        for (const content::AttemptView& one : content::attempts_of(*record)) {
            if (one.voided || !one.submitted) continue;
            view.handed_in.push_back({one.id, one.number, one.marked, one.waits_for_person,
                                      one.points, one.points_max, one.passed});
        }
    }
    return view;
}

Result<AttemptView> Client::open_quiz(std::string_view name) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const Place place, parts_->find_quiz(name));
    const AttemptsSoFar so_far = attempts_so_far(place);
    if (so_far.open) return attempt(*so_far.open);
    APPRODO_CHECK(need_thawed(place));

    APPRODO_TRY(const auto quiz, quiz_of(place, parts_->host.language, parts_->progress.keyring()));
    const std::uint32_t allowed = quiz.settings.attempts_max;
    if (allowed > 0 && so_far.used >= allowed + so_far.more_allowed) {
        return fail(ErrorCode::conflict,
                    "all " + std::to_string(allowed + so_far.more_allowed) +
                        " attempts were used: ask your trainer if you need another");
    }
    content::AttemptOpened opened;
    opened.attempt = parts_->host.random->id<AttemptId>();
    opened.number = so_far.highest + 1;
    opened.mode = quiz.settings.mode;
    opened.quiz = crypto::hash(crypto::domain::raw_content, {content::encode(quiz)});
    opened.seed = seed_of(place, opened.number);
    opened.time_limit_s = quiz.settings.time_limit_s;
    if (opened.time_limit_s > 0) opened.time_limit_s += so_far.more_seconds;
    opened.language = quiz.language;
    // On the disk before the first question shows.
    const NewEvent event = parts_->event_on(place, opened.type, content::make_payload(opened));
    parts_->progress.append(log::LogKind::record, {&event, 1});
    parts_->folding.refresh();
    return attempt(opened.attempt);
}

Result<AttemptView> Client::attempt(const AttemptId& id) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const Attempt loaded, load_attempt(*parts_, id));
    return view_attempt(*parts_, loaded);
}

Result<QuestionView> Client::answer(const AttemptId& id, const QuestionId& question,
                                    const content::Response& response, std::uint64_t duration_ms) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const Attempt loaded, load_attempt(*parts_, id));
    if (loaded.is_submitted()) {
        return fail(ErrorCode::conflict,
                    "this attempt was handed in already: what was answered before counts");
    }
    const content::PlannedQuestion* planned = loaded.planned(question);
    if (planned == nullptr) {
        return fail(ErrorCode::not_found, "this question is not in this attempt");
    }
    std::vector<content::Response> answers = content::answers_to(*loaded.record, question);
    if (view_question(loaded, *planned, answers).finished) {
        return fail(ErrorCode::conflict,
                    "this question takes no more answers: go on to the next one");
    }
    APPRODO_TRY(const content::Response named,
                with_files(*parts_, *loaded.question(question), answers, response));
    const auto files = content::files_in(named);
    APPRODO_TRY(auto events, pieces_for(*parts_, loaded.place, files));
    content::Answered answered;
    answered.attempt = id;
    answered.question = question;
    answered.response = content::encode(named);
    answered.data_set = planned->data_set;
    const auto earlier = loaded.record->answers.find(question);
    if (earlier != loaded.record->answers.end()) {
        answered.try_number = static_cast<std::uint32_t>(earlier->second.size()) + 1;
    }
    answered.duration_ms = duration_ms;
    events.push_back(
        parts_->event_on(loaded.place, answered.type, content::make_payload(answered)));
    append_with_files(*parts_, events, files);
    answers.push_back(named);
    return view_question(loaded, *planned, answers);
}

Result<SubmitView> Client::submit(const AttemptId& id) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const Attempt loaded, load_attempt(*parts_, id));
    SubmitView view;
    view.attempt = id;
    if (!loaded.is_submitted()) {
        const auto submitted = submission_of(loaded, elapsed_ms(*parts_, loaded));
        std::vector<NewEvent> events{
            parts_->event_on(loaded.place, submitted.type, content::make_payload(submitted))};
        const std::uint64_t seconds =
            parts_->seconds_on(loaded.place) + submitted.duration_ms / 1000;
        for (const auto reached : {CompletionKind::submitted, CompletionKind::passed}) {
            const bool counts =
                reached == CompletionKind::submitted || (submitted.marked_here && submitted.passed);
            auto done = parts_->completion(loaded.place, reached, seconds);
            if (counts && done) events.push_back(std::move(*done));
        }
        parts_->progress.transact([&] {
            parts_->scratch.gather(
                {loaded.place.enrolment, loaded.place.unit->id, loaded.place.version, 0, 0,
                 submitted.duration_ms / 1000, loaded.opening.language, parts_->host.clock->now()},
                parts_->progress.own());
            parts_->progress.append(log::LogKind::record, events);
            parts_->progress.seal();
        });
        parts_->folding.refresh();
    }
    view.code = package::spoken(parts_->progress.own().sealed_head(log::LogKind::record));
    APPRODO_TRY(const AttemptView after, attempt(id));
    view.answered = after.answered;
    for (const QuestionView& question : after.questions) {
        // A text without parts asks nothing.
        const bool asks = !question.question.parts.empty();
        const bool given = question.answer && !question.answer->is_empty();
        if (asks && !given) ++view.unanswered;
    }
    view.marked = after.marked;
    view.waits_for_person = after.waits_for_person;
    view.points = after.points;
    view.points_max = after.points_max;
    view.passed = after.passed;
    return view;
}

}  // namespace approdo::client
