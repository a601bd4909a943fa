#include "client_core/cli/answers_file.hpp"
#include "client_core/cli/commands.hpp"
#include "client_core/cli/handed_files.hpp"
#include "client_core/cli/html_text.hpp"
#include "client_core/cli/questions.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/answers.hpp"
#include "client_core/core/views_json.hpp"

namespace approdo::cli {
namespace {

using client::AttemptView;
using client::QuestionView;

constexpr Text unit_done{"✓ Unità completata e salvata.", "✓ Unit completed and saved."};
constexpr Text only_read{
    "Il disco è pieno: si può leggere, ma niente di questo viene annotato. Libera un po' di "
    "spazio.",
    "The disk is full: you can read, but nothing of it is noted. Free some space."};
constexpr Text attempt_line{"{0} — tentativo {1}, {2} domande", "{0} — attempt {1}, {2} questions"};
constexpr Text time_left{"Tempo rimasto: {0}", "Time left: {0}"};
constexpr Text how_to{
    "Rispondi con la lettera o con le parole. Invio: salta.\n"
    "«fine»: basta per ora, tutto resta salvato.",
    "Answer with the letter or in words. Enter: skip.\n"
    "«end»: enough for now, everything stays saved."};
constexpr Text saved{"  salvato", "  saved"};
constexpr Text hand_in_now{"Consegnare? Dopo non si cambia più.",
                           "Hand in? It cannot be changed after."};
constexpr Text left_open{"Resta aperto: riprendi con lo stesso comando.",
                         "It stays open: go on with the same command."};
constexpr Text handed_in{"Consegnato e salvato. Risposte: {0}, senza risposta: {1}.",
                         "Handed in and saved. Answered: {0}, unanswered: {1}."};
constexpr Text code_line{"Codice della consegna: {0}", "Code of what was handed in: {0}"};
constexpr Text result_line{"Punti: {0} su {1}{2}", "Points: {0} of {1}{2}"};
constexpr Text result_passed{" — superato", " — passed"};
constexpr Text result_failed{" — non superato", " — not passed"};
constexpr Text result_later{"Il risultato arriva con una sincronizzazione.",
                            "The result comes with a synchronisation."};
constexpr Text tries_left{"  Riprova, o Invio per andare avanti (prove rimaste: {0}).",
                          "  Try again, or Enter to go on (tries left: {0})."};
constexpr Text try_again{"  Riprova, o Invio per andare avanti.",
                         "  Try again, or Enter to go on."};
constexpr Text attestation_there{"Attestato n. {0} del {1}", "Attestato no. {0} of {1}"};
constexpr Text attestation_revoked{"Attestato n. {0} del {1}, revocato: {2}",
                                   "Attestato no. {0} of {1}, revoked: {2}"};
constexpr Text attestation_comes{"Attestato: raggiunto, arriva con la prossima sincronizzazione.",
                                 "Attestato: earned, it comes with the next synchronisation."};
constexpr Text attestation_missing{"Per l’attestato manca:", "Missing for the attestato:"};

// Whether a question that was just answered asks again.
bool asks_again(const Console& console, const AttemptView& attempt, const QuestionView& after) {
    if (content::behaviour_of(attempt.settings) == content::Behaviour::deferred) return false;
    if (after.finished || !after.outcome) return false;
    console.line(after.tries_left ? say(tries_left, {std::to_string(*after.tries_left)})
                                  : say(try_again));
    return true;
}

std::uint64_t milliseconds_since(Context& context, const Instant& before) {
    return context.clock.now().boot.value - before.boot.value;
}

Result<content::Response> answer_typed(client::Client& client, const QuestionView& view,
                                       const std::string& typed) {
    APPRODO_TRY(const auto text, with_files_chosen(client, view.question, typed));
    return client::read_answer(view.question, view.plan, text);
}

// False: the person wants to stop here.
Result<bool> ask_question(Context& context, client::Client& client, const AttemptView& attempt,
                          std::size_t index) {
    const QuestionView& view = attempt.questions[index];
    const Console& console = context.console;
    print_question(console, view, index + 1, attempt.questions.size());
    if (view.question.parts.empty()) return true;
    if (view.finished) {
        print_feedback(console, view);
        return true;
    }
    const Instant shown = context.clock.now();
    while (true) {
        std::string typed;
        if (!console.ask(answer_prompt(view.question), typed)) return false;
        if (typed == "fine" || typed == "end") return false;
        if (typed.empty()) return true;
        const auto response = answer_typed(client, view, typed);
        if (!response.ok()) {
            console.warn(response.error().message);
            continue;
        }
        APPRODO_TRY(const auto after, client.answer(attempt.attempt, view.question.id, *response,
                                                    milliseconds_since(context, shown)));
        console.line(say(saved));
        print_feedback(console, after);
        if (asks_again(console, attempt, after)) continue;
        return true;
    }
}

Result<void> answer_from_file(client::Client& client, const AttemptView& attempt,
                              const std::string& path) {
    APPRODO_TRY(const auto answers, read_answers(path));
    for (std::size_t i = 0; i < attempt.questions.size(); ++i) {
        const QuestionView& view = attempt.questions[i];
        const auto written = answer_in(answers, view, i);
        if (!written) continue;
        auto response = answer_typed(client, view, written->text);
        if (!response.ok()) {
            return fail(response.error().code, "question " + std::to_string(i + 1) + " (" +
                                                   view.question.id.hex() +
                                                   "): " + response.error().message);
        }
        APPRODO_CHECK(client.answer(attempt.attempt, view.question.id, *response, 0));
    }
    return {};
}

void print_result(const Console& console, const client::SubmitView& view) {
    console.line(say(handed_in, {std::to_string(view.answered), std::to_string(view.unanswered)}));
    console.line(say(code_line, {console.strong(view.code)}));
    if (view.marked) {
        console.line(say(result_line, {shown_points(view.points), shown_points(view.points_max),
                                       say(view.passed ? result_passed : result_failed)}));
    } else {
        console.line(say(result_later));
    }
}

void print_attestation(const Console& console, const client::RecordCourse& course) {
    for (const client::AttestationView& view : course.attestations) {
        const std::string text = say(view.is_revoked ? attestation_revoked : attestation_there,
                                     {view.number, time_text(view.issued.value), view.reason});
        console.line("  " + console.strong(text));
    }
    if (!course.attestation_offered || !course.attestations.empty()) return;
    if (course.attestation_missing.empty()) return console.line("  " + say(attestation_comes));
    console.line("  " + say(attestation_missing));
    for (const client::MissingView& one : course.attestation_missing)
        console.line("    " + missing_text(one));
}

}  // namespace

Result<int> read_unit(Context& context, const std::string& unit, bool with_html) {
    APPRODO_TRY(auto open, open_profile(context));
    const Instant shown = context.clock.now();
    APPRODO_TRY(const auto page, open.client->read(unit));
    const Console& console = context.console;
    if (!console.json) {
        console.line(console.strong(page.title));
        console.line("");
        console.line(with_html ? page.html : text_of_html(page.html, terminal_width()));
        if (console.may_ask) {
            std::string ignored;
            console.ask(console.faint(say({"\n[Invio quando hai letto]", "\n[Enter when read]"})),
                        ignored);
        }
    }
    if (!page.noted) {
        console.note(say(only_read));
        console.object(client::to_json(page));
        return exit_code::ok;
    }
    const auto seconds = static_cast<std::uint32_t>(milliseconds_since(context, shown) / 1000);
    APPRODO_TRY(const bool completed, open.client->page_turn(unit, page.blocks, seconds));
    if (completed && !page.completed) console.note(say(unit_done));
    client::PageView after = page;
    after.completed = page.completed || completed;
    console.object(client::to_json(after));
    return exit_code::ok;
}

Result<int> quiz(Context& context, const QuizOptions& options) {
    if (options.results) return quiz_results(context, options.unit);
    APPRODO_TRY(auto open, open_profile(context));
    const Console& console = context.console;
    APPRODO_TRY(const AttemptView attempt, open.client->open_quiz(options.unit));
    console.line(console.strong(say(attempt_line, {attempt.title, std::to_string(attempt.number),
                                                   std::to_string(attempt.questions.size())})));
    if (!options.answers.empty()) {
        APPRODO_CHECK(answer_from_file(*open.client, attempt, options.answers));
    } else if (console.may_ask && !console.json) {
        if (!attempt.introduction.empty()) {
            console.line(text_of_html(attempt.introduction.html, terminal_width()));
        }
        if (attempt.time_left_ms) {
            console.line(say(time_left, {duration_text(*attempt.time_left_ms / 1000)}));
        }
        console.line(console.faint(say(how_to)));
        for (std::size_t i = 0; i < attempt.questions.size(); ++i) {
            APPRODO_TRY(const bool goes_on, ask_question(context, *open.client, attempt, i));
            if (goes_on) continue;
            console.note(say(left_open));
            return exit_code::ok;
        }
    } else {
        // A program that wants to see the questions first.
        console.object(client::to_json(attempt));
        for (std::size_t i = 0; i < attempt.questions.size(); ++i) {
            if (!console.json)
                print_question(console, attempt.questions[i], i + 1, attempt.questions.size());
        }
        return exit_code::ok;
    }
    const bool asks = options.answers.empty();
    if (options.keep_open || (asks && !context.options.yes && !console.confirm(say(hand_in_now)))) {
        console.note(say(left_open));
        APPRODO_TRY(const AttemptView now, open.client->attempt(attempt.attempt));
        console.object(client::to_json(now));
        return exit_code::ok;
    }
    APPRODO_TRY(const auto submitted, open.client->submit(attempt.attempt));
    print_result(console, submitted);
    console.object(client::to_json(submitted));
    return exit_code::ok;
}

Result<int> record(Context& context) {
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_TRY(const auto mine, open.client->record());
    const Console& console = context.console;
    for (const client::RecordCourse& course : mine.courses) {
        console.line(console.strong(course.card.title.empty() ? course.card.course.hex()
                                                              : course.card.title));
        console.line("  " + say({"{0} di {1} unità, {2}", "{0} of {1} units, {2}"},
                                {std::to_string(course.card.units_completed),
                                 std::to_string(course.card.units_required),
                                 duration_text(course.seconds)}));
        for (const client::RecordUnit& unit : course.units) {
            std::string line = std::string("  ") + (unit.completed ? "✓ " : "  ") + unit.title;
            if (unit.score) line += "  " + shown_score(*unit.score);
            if (unit.waits_for_marking) line += say({"  (in correzione)", "  (being marked)"});
            console.line(line);
        }
        print_attestation(console, course);
    }
    console.line(say({"Totale: {0}", "Total: {0}"}, {duration_text(mine.seconds)}));
    console.object(client::to_json(mine));
    return exit_code::ok;
}

}  // namespace approdo::cli
