// What a learner gets back: the marks of what was handed in with what was said of each answer, and
// announcements. All of it is on the device; nothing here asks the network.
#include "client_core/cli/commands.hpp"
#include "client_core/cli/html_text.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/answers.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"

namespace approdo::cli {
namespace {

constexpr Text no_results{"Di questo quiz non hai ancora consegnato nulla.",
                          "You have handed in nothing of this quiz yet."};
constexpr Text attempt_head{"Tentativo {0}", "Attempt {0}"};
constexpr Text points_line{"Punti: {0} su {1}", "Points: {0} of {1}"};
constexpr Text waits_for_person{"Una persona corregge le risposte scritte.",
                                "A person marks what was written."};
constexpr Text not_marked{"Il risultato arriva con una sincronizzazione.",
                          "The result comes with a synchronisation."};
constexpr Text your_answer{"  La tua risposta: {0}", "  Your answer: {0}"};
constexpr Text no_announcements{"Nessun annuncio.", "No announcements."};
constexpr Text is_new{"nuovo", "new"};
constexpr Text was_corrected{"corretto il {0}", "corrected on {0}"};

void print_answer(const Console& console, const client::QuestionView& view) {
    if (view.feedback.empty() && !view.points) return;
    console.line("");
    console.line(text_of_html(view.question.text.html, terminal_width()));
    if (view.answer) {
        console.line(
            say(your_answer, {client::answer_text(view.question, view.plan, *view.answer)}));
    }
    if (view.points && view.points_max) {
        console.line(
            "  " + say(points_line, {shown_points(*view.points), shown_points(*view.points_max)}));
    }
    for (const content::RichText& text : view.feedback) {
        console.line(text_of_html(text.html, terminal_width()));
    }
}

void print_attempt(const Console& console, const client::AttemptView& view) {
    console.line(console.strong(say(attempt_head, {std::to_string(view.number)})));
    if (view.marked) {
        console.line(say(points_line, {shown_points(view.points), shown_points(view.points_max)}));
    }
    if (view.waits_for_person) console.line(say(waits_for_person));
    if (!view.marked && !view.waits_for_person) console.line(say(not_marked));
    for (const client::QuestionView& question : view.questions) print_answer(console, question);
    console.line("");
}

}  // namespace

Result<int> quiz_results(Context& context, const std::string& unit) {
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_TRY(const auto quiz, open.client->quiz(unit));
    const Console& console = context.console;
    std::string attempts;
    for (const client::HandedInView& one : quiz.handed_in) {
        APPRODO_TRY(const auto view, open.client->attempt(one.attempt));
        print_attempt(console, view);
        attempts += (attempts.empty() ? "" : ",") + client::to_json(view);
    }
    if (quiz.handed_in.empty()) console.note(say(no_results));
    console.object("{\"schema\":" + std::to_string(client::json_schema) + ",\"attempts\":[" +
                   attempts + "]}");
    return exit_code::ok;
}

Result<int> announcements(Context& context, bool only_new) {
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_TRY(auto views, open.client->announcements());
    if (only_new) std::erase_if(views, [](const auto& one) { return !one.is_new; });
    const Console& console = context.console;
    for (const client::AnnouncementView& one : views) {
        std::string about = one.course_title + ", " + time_text(one.published.value);
        if (one.written > one.published) {
            about += ", " + say(was_corrected, {time_text(one.written.value)});
        }
        if (one.is_new) about += " — " + say(is_new);
        console.line(console.strong(one.title));
        console.line(console.faint(about));
        console.line(text_of_html(one.html, terminal_width()));
        console.line("");
    }
    if (views.empty()) console.note(say(no_announcements));
    console.object(client::to_json(views));
    // What was shown is read.
    for (const client::AnnouncementView& one : views) {
        APPRODO_CHECK(open.client->announcement_read(one.announcement));
    }
    return exit_code::ok;
}

}  // namespace approdo::cli
