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
constexpr Text help_needed{"da aiutare", "needs help"};
constexpr Text last_sync{"ultimo allineamento: {0}", "last sync: {0}"};
constexpr Text never_synced{"mai", "never"};
constexpr Text device_of{"dispositivo del {0}", "device of {0}"};
constexpr Text may_wait{"può avere lavoro non inviato", "may have unsent work"};

// A name is as wide as its letters, for which its code points have to do.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    }));
}

std::string name_of(const ClassLine& line) {
    return line.name.empty() ? line.account.hex().substr(0, 12) : line.name;
}

std::string last_sync_of(const client::ClassDevice& device, UtcMs now) {
    return say(last_sync, {device.last_contact ? ago_text(now.value - device.last_contact->value)
                                               : say(never_synced)});
}

// Of a single device it stands with the results, of several each has a line of its own.
std::string only_device_of(const ClassLine& line, UtcMs now) {
    if (!line.devices || line.devices->size() > 1) return "";
    if (line.devices->empty()) return "  " + say(last_sync, {say(never_synced)});
    return "  " + last_sync_of(line.devices->front(), now);
}

void print_devices(const Console& console, const ClassLine& line, UtcMs now) {
    if (!line.devices || line.devices->size() < 2) return;
    for (const client::ClassDevice& device : *line.devices) {
        std::string text = "      " + say(device_of, {time_text(device.joined.value)}) + "  " +
                           last_sync_of(device, now);
        if (device.silent) text += "  " + say(may_wait);
        console.line(text);
    }
}

std::string results_of(const ClassLine& line, UtcMs now) {
    std::string text =
        say(units, {std::to_string(line.units_completed), std::to_string(line.units_required)});
    if (line.score) text += "  " + shown_score(*line.score);
    if (line.seconds > 0) text += "  " + duration_text(line.seconds);
    text += "  " + (line.last_activity ? say(last_seen, {time_text(line.last_activity->value)})
                                       : say(never));
    text += only_device_of(line, now);
    if (line.needs_help) text += "  " + say(help_needed);
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

void print_class(const Console& console, const ClassView& view, bool with_learners, UtcMs now) {
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
                     std::string(widest - width_of(name), ' ') + "  " + results_of(line, now));
        print_devices(console, line, now);
    }
}

}  // namespace

Result<int> class_progress(Context& context, const std::string& course) {
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_TRY(const auto classes, open.client->classes(course));
    const UtcMs now = context.clock.now().wall;
    for (const ClassView& view : classes) print_class(context.console, view, !course.empty(), now);
    if (classes.empty()) context.console.note(say(no_classes));
    APPRODO_TRY(const auto status, open.client->status());
    if (!classes.empty() && status.last_heard) {
        context.console.note(say(as_of, {time_text(status.last_heard->value)}));
    }
    context.console.object(client::to_json(classes));
    return exit_code::ok;
}

}  // namespace approdo::cli
