// Spaced repetition in the terminal: the questions that are due today, one after another until none
// is left; for programs the list of them, and answers from a file.
#include "client_core/cli/answers_file.hpp"
#include "client_core/cli/commands.hpp"
#include "client_core/cli/html_text.hpp"
#include "client_core/cli/questions.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/answers.hpp"
#include "client_core/core/views_json.hpp"

namespace approdo::cli {
namespace {

using client::ReviewCard;
using client::ReviewedView;
using content::Rating;

constexpr std::size_t listed_max = 200;

constexpr Text nothing_due{"Oggi non c’è niente da ripassare.",
                           "There is nothing to repeat today."};
constexpr Text nothing_known{
    "Il ripasso comincia quando hai fatto un esercizio: le sue domande tornano al momento giusto.",
    "Repeating begins once you did an exercise: its questions come back at the right time."};
constexpr Text due_line{"Da ripassare oggi: {0} (nuove: {1})", "To repeat today: {0} (new: {1})"};
constexpr Text how_to{
    "Rispondi con la lettera o con le parole. Invio: non lo so.\n"
    "«fine»: basta per ora, il resto ti aspetta.",
    "Answer with the letter or in words. Enter: I do not know.\n"
    "«end»: enough for now, the rest waits for you."};
constexpr Text right_line{"  Risposta giusta: {0}", "  The right answer: {0}"};
constexpr Text comes_again{"  salvato; torna più tardi, oggi",
                           "  saved; it comes again later today"};
constexpr Text comes_tomorrow{"  salvato; torna domani", "  saved; it comes back tomorrow"};
constexpr Text comes_in{"  salvato; torna tra {0} giorni", "  saved; it comes back in {0} days"};
constexpr Text how_was_it{"  Com’era? d: difficile, f: facile, Invio: va bene >",
                          "  How was it? h: hard, e: easy, Enter: all right >"};
constexpr Text all_done{"Per oggi hai finito.", "You are done for today."};
constexpr Text ahead_tomorrow{"Domani: {0}", "Tomorrow: {0}"};
constexpr Text ahead_in{"Tra {0} giorni: {1}", "In {0} days: {1}"};
constexpr Text more_new{"Domande nuove nei prossimi giorni: {0}",
                        "New questions on days to come: {0}"};

std::string when_text(std::uint32_t in_days) {
    if (in_days == 0) return say(comes_again);
    return in_days == 1 ? say(comes_tomorrow) : say(comes_in, {std::to_string(in_days)});
}

std::string place_of(const ReviewCard& card) {
    return card.course_title + " — " + card.unit_title;
}

void print_outcome(const Console& console, const ReviewedView& view) {
    print_feedback(console, view.question);
    const client::QuestionView& shown = view.question;
    if (view.right) {
        const auto right = client::answer_text(shown.question, shown.plan, *view.right);
        console.line(say(right_line, {right}));
    }
    console.line(when_text(view.in_days));
}

// What comes on the days to come; they lie near each other or do not matter yet.
void print_ahead(const Console& console, const client::ReviewsView& view) {
    constexpr std::size_t days_shown = 5;
    for (std::size_t i = 0; i < view.ahead.size() && i < days_shown; ++i) {
        const client::ReviewDay& day = view.ahead[i];
        const std::string count = std::to_string(day.count);
        console.line(day.in_days == 1 ? say(ahead_tomorrow, {count})
                                      : say(ahead_in, {std::to_string(day.in_days), count}));
    }
    if (view.fresh_later > 0) console.line(say(more_new, {std::to_string(view.fresh_later)}));
}

void print_end(const Console& console, const client::ReviewsView& view, std::size_t done) {
    const bool is_begun = view.known + view.fresh + view.fresh_later > 0;
    console.line(say(done > 0 ? all_done : is_begun ? nothing_due : nothing_known));
    print_ahead(console, view);
}

// What a learner types when asked how it was; nothing: it was as it was marked.
std::optional<Rating> rating_typed(std::string_view typed) {
    if (typed == "d" || typed == "h" || typed == "difficile" || typed == "hard")
        return Rating::hard;
    if (typed == "f" || typed == "e" || typed == "facile" || typed == "easy") return Rating::easy;
    return std::nullopt;
}

Result<void> ask_how_it_was(const Console& console, client::Client& client,
                            const ReviewedView& view) {
    if (view.choices.empty()) return {};
    std::string typed;
    if (!console.ask(say(how_was_it), typed)) return {};
    const auto rating = rating_typed(typed);
    if (!rating || *rating == view.rating) return {};
    APPRODO_TRY(const auto after, client.rate_review(view.review, *rating));
    console.line(when_text(after.in_days));
    return {};
}

// False: the person wants to stop here.
Result<bool> ask_card(const Console& console, client::Client& client, const ReviewCard& card) {
    const client::QuestionView& shown = card.question;
    while (true) {
        std::string typed;
        if (!console.ask(answer_prompt(shown.question), typed)) return false;
        if (typed == "fine" || typed == "end") return false;
        const auto response = client::read_answer(shown.question, shown.plan, typed);
        if (!response.ok()) {
            console.warn(response.error().message);
            continue;
        }
        APPRODO_TRY(const auto reviewed,
                    client.answer_review(shown.question.id, card.number, *response));
        print_outcome(console, reviewed);
        APPRODO_CHECK(ask_how_it_was(console, client, reviewed));
        return true;
    }
}

Result<int> take_session(const Console& console, client::Client& client) {
    for (std::size_t done = 0;; ++done) {
        APPRODO_TRY(const auto view, client.reviews(1));
        if (view.cards.empty()) {
            print_end(console, view, done);
            return exit_code::ok;
        }
        if (done == 0) {
            console.line(say(due_line, {std::to_string(view.due), std::to_string(view.fresh)}));
            console.line(console.faint(say(how_to)));
        }
        const ReviewCard& card = view.cards.front();
        print_question(console, card.question, done + 1, done + view.due);
        console.line(console.faint("  " + place_of(card)));
        APPRODO_TRY(const bool goes_on, ask_card(console, client, card));
        if (!goes_on) return exit_code::ok;
    }
}

Result<int> answer_from_file(const Console& console, client::Client& client,
                             const std::string& path) {
    APPRODO_TRY(const auto answers, read_answers(path));
    APPRODO_TRY(const auto view, client.reviews(listed_max));
    std::vector<ReviewedView> reviewed;
    for (std::size_t i = 0; i < view.cards.size(); ++i) {
        const ReviewCard& card = view.cards[i];
        const client::QuestionView& shown = card.question;
        const auto written = answer_in(answers, shown, i);
        if (!written) continue;
        auto response = client::read_answer(shown.question, shown.plan, written->text);
        if (!response.ok()) {
            return fail(response.error().code, "question " + std::to_string(i + 1) + " (" +
                                                   shown.question.id.hex() +
                                                   "): " + response.error().message);
        }
        std::optional<Rating> rating;
        if (!written->rating.empty()) {
            APPRODO_TRY(rating, client::rating_called(written->rating));
        }
        APPRODO_TRY(auto one, client.answer_review(shown.question.id, card.number, *response));
        if (rating && *rating != one.rating) {
            APPRODO_TRY(const auto after, client.rate_review(one.review, *rating));
            one.rating = after.rating;
            one.in_days = after.in_days;
        }
        console.line(place_of(card) + ": " + line_of_html(shown.question.text.html));
        print_outcome(console, one);
        reviewed.push_back(std::move(one));
    }
    console.object(client::to_json(reviewed));
    return exit_code::ok;
}

}  // namespace

Result<int> review(Context& context, const ReviewOptions& options) {
    APPRODO_TRY(auto open, open_profile(context));
    const Console& console = context.console;
    if (!options.answers.empty()) return answer_from_file(console, *open.client, options.answers);
    if (console.may_ask && !console.json) return take_session(console, *open.client);
    APPRODO_TRY(const auto view, open.client->reviews(listed_max));
    if (view.cards.empty()) print_end(console, view, 0);
    for (std::size_t i = 0; i < view.cards.size(); ++i) {
        if (console.json) break;
        print_question(console, view.cards[i].question, i + 1, view.due);
        console.line("  " + place_of(view.cards[i]));
    }
    console.object(client::to_json(view));
    return exit_code::ok;
}

}  // namespace approdo::cli
