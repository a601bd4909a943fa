#include <algorithm>

#include "client_core/cli/commands.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/views_json.hpp"
#include "client_core/core/words.hpp"

namespace approdo::cli {
namespace {

using client::ClassLine;
using client::ClassView;

constexpr Text no_classes{
    "Nessuna classe: la vede chi è docente o coordina, dopo approdo sync.",
    "No classes: whoever teaches or coordinates sees theirs after approdo sync."};
constexpr Text as_of{"Come detto dal sito il {0}.", "As told by the site on {0}."};
constexpr Text summary{"{0} iscritti, {1} hanno finito", "{0} enrolled, {1} have finished"};
constexpr Text summary_of_one{"1 iscritto, {0}", "1 enrolled, {0}"};
constexpr Text one_finished{"ha finito", "has finished"};
constexpr Text none_finished{"non ha finito", "has not finished"};
constexpr Text units{"{0}/{1} unità", "{0}/{1} units"};
constexpr Text last_seen{"ultima attività {0}", "last active {0}"};
constexpr Text never{"non ha cominciato", "has not begun"};
constexpr Text to_mark{"da correggere: {0}", "to be marked: {0}"};
constexpr Text to_review{"da verificare", "to be checked"};
constexpr Text left_course{"non più iscritto", "not enrolled any more"};

// A name is as wide as its letters, for which its code points have to do.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    }));
}

std::string name_of(const ClassLine& line) {
    return line.name.empty() ? line.account.hex().substr(0, 12) : line.name;
}

std::string results_of(const ClassLine& line) {
    std::string text =
        say(units, {std::to_string(line.units_completed), std::to_string(line.units_required)});
    if (line.score) text += "  " + shown_score(*line.score);
    if (line.seconds > 0) text += "  " + duration_text(line.seconds);
    text += "  " + (line.last_activity ? say(last_seen, {time_text(line.last_activity->value)})
                                       : say(never));
    if (line.units_to_mark > 0) text += "  " + say(to_mark, {std::to_string(line.units_to_mark)});
    if (line.to_review) text += "  " + say(to_review);
    if (!line.active) text += "  " + say(left_course);
    return text;
}

std::string summary_of(const ClassView& view) {
    const auto finished = std::count_if(view.lines.begin(), view.lines.end(),
                                        [](const ClassLine& line) { return line.completed; });
    if (view.lines.size() == 1) {
        return say(summary_of_one, {say(finished == 1 ? one_finished : none_finished)});
    }
    return say(summary, {std::to_string(view.lines.size()), std::to_string(finished)});
}

void print_class(const Console& console, const ClassView& view, bool with_learners) {
    std::string title = console.strong(view.course_title) + "  " + view.title;
    if (!view.organisation_name.empty()) title += " (" + view.organisation_name + ")";
    console.line(title);
    console.line("  " + summary_of(view));
    if (!with_learners) return;
    std::size_t widest = 0;
    for (const ClassLine& line : view.lines) widest = std::max(widest, width_of(name_of(line)));
    for (const ClassLine& line : view.lines) {
        const std::string name = name_of(line);
        console.line(std::string("  ") + (line.completed ? "✓ " : "  ") + name +
                     std::string(widest - width_of(name), ' ') + "  " + results_of(line));
    }
}

}  // namespace

Result<int> class_progress(Context& context, const std::string& course) {
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_TRY(const auto classes, open.client->classes(course));
    for (const ClassView& view : classes) print_class(context.console, view, !course.empty());
    if (classes.empty()) context.console.note(say(no_classes));
    APPRODO_TRY(const auto status, open.client->status());
    if (!classes.empty() && status.last_heard) {
        context.console.note(say(as_of, {time_text(status.last_heard->value)}));
    }
    context.console.object(client::to_json(classes));
    return exit_code::ok;
}

}  // namespace approdo::cli
