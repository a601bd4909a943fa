// Answers that a person marks, at the site: what waits, one attempt with its questions and guides,
// and a mark. A mark that somebody gave meanwhile is never written over unseen.
#include "client_core/cli/commands.hpp"
#include "client_core/cli/handed_files.hpp"
#include "client_core/cli/html_text.hpp"
#include "client_core/cli/site_api.hpp"
#include "client_core/cli/texts.hpp"

namespace approdo::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t text_bytes_max = 64 * 1024;
constexpr std::size_t state_shown = 8;

constexpr Text nothing_waits{"Niente aspetta una correzione.", "Nothing waits for a mark."};
constexpr Text there_is_more{"Ce ne sono altri: indica una classe con --edition.",
                             "There are more: name a class with --edition."};
constexpr Text waiting{"da correggere: {0}, corrette: {1}", "to mark: {0}, marked: {1}"};
constexpr Text nameless{"(senza nome)", "(no name)"};
constexpr Text question_head{"Domanda {0}, al massimo {1} punti",
                             "Question {0}, at most {1} points"};
constexpr Text assignment_head{"Compito", "Assignment"};
constexpr Text not_arrived{"non è ancora arrivato tutto", "not all of it has arrived yet"};
constexpr Text saved_as{"Salvato: {0}", "Saved: {0}"};
constexpr Text no_files{"Non c’è nessun file.", "There are no files."};
constexpr Text said_by{"Commento di {0}. Stato: {1}", "Feedback by {0}. State: {1}"};
constexpr Text said_line{"Salvato. Arriva con il prossimo allineamento.",
                         "Saved. It comes with the next synchronisation."};
constexpr Text answer_head{"Risposta:", "Answer:"};
constexpr Text guide_head{"Guida per chi corregge:", "Guide for whoever marks:"};
constexpr Text marked_by{"Corretta da {0}: {1} punti. Stato: {2}",
                         "Marked by {0}: {1} points. State: {2}"};
constexpr Text given_line{"Salvato: {0} punti su {1}. Arriva con il prossimo allineamento.",
                          "Saved: {0} points of {1}. It comes with the next synchronisation."};

std::string name_of(const json::value& line) {
    const std::string name = text_at(line, "name");
    return name.empty() ? say(nameless) : name;
}

std::string query_of(const MarkOptions& options, const std::string& edition, bool marked_too) {
    std::string query = "?edition=" + edition;
    if (marked_too) query += "&marked=1";
    if (options.nameless) query += "&nameless=1";
    return query;
}

Result<json::value> list_of(SiteApi& api, const MarkOptions& options, const std::string& edition,
                            bool marked_too) {
    return api.get("/api/v1/marking" + query_of(options, edition, marked_too));
}

// The address of the attempt that begins so.
Result<std::string> attempt_at(SiteApi& api, const MarkOptions& options) {
    APPRODO_TRY(const auto list, list_of(api, options, "", true));
    std::string found;
    for (const json::value& line : items_of(list, "items")) {
        const std::string id = text_at(line, "attempt");
        if (options.attempt.empty() || !id.starts_with(options.attempt)) continue;
        if (!found.empty()) {
            return fail(ErrorCode::invalid_input,
                        "several attempts begin with " + options.attempt + ": give more digits");
        }
        found = "/api/v1/enrolments/" + text_at(line, "enrolment") + "/attempts/" + id;
    }
    if (!found.empty()) return found;
    return fail(ErrorCode::not_found,
                "there is no such attempt to mark: see approdo mark list --marked");
}

bool is_set(const json::value& value, std::string_view name) {
    const auto* found = value.as_object().if_contains(name);
    return found != nullptr && found->is_bool() && found->as_bool();
}

void print_files(const Console& console, const json::value& answer) {
    for (const json::value& file : items_of(answer, "files")) {
        const auto size = static_cast<std::uint64_t>(number_at(file, "size"));
        std::string line = "  " + file_line(text_at(file, "name"), size);
        if (!is_set(file, "arrived")) line += ", " + say(not_arrived);
        console.line(line);
    }
}

void print_sheet(const Console& console, const json::value& sheet) {
    console.line(console.strong(name_of(sheet)) + "  " + text_at(sheet, "course_title") + " / " +
                 text_at(sheet, "unit_title"));
    std::size_t number = 0;
    for (const json::value& answer : items_of(sheet, "answers")) {
        console.line("");
        const std::string head =
            is_set(sheet, "assignment")
                ? say(assignment_head)
                : say(question_head, {std::to_string(++number), text_at(answer, "points_max")});
        console.line(console.strong(head));
        console.line(text_of_html(text_at(answer, "html"), terminal_width()));
        console.line(console.faint(say(answer_head)));
        console.line(text_at(answer, "answer"));
        print_files(console, answer);
        if (const std::string guide = text_at(answer, "guide"); !guide.empty()) {
            console.line(console.faint(say(guide_head)));
            console.line(text_of_html(guide, terminal_width()));
        }
        const auto* mark = answer.as_object().if_contains("mark");
        if (mark == nullptr) continue;
        const std::string state = text_at(answer, "state").substr(0, state_shown);
        console.line(
            is_set(sheet, "assignment")
                ? say(said_by, {text_at(*mark, "name"), state})
                : say(marked_by, {text_at(*mark, "name"), text_at(*mark, "points"), state}));
        if (const std::string source = text_at(*mark, "source"); !source.empty()) {
            console.line(source);
        }
    }
}

// The answer that the options mean, if its mark may be given: one that was marked already is marked
// anew only by somebody who saw that mark.
Result<json::object> answer_to_mark(const json::value& sheet, const MarkOptions& options) {
    const json::array& answers = items_of(sheet, "answers");
    std::size_t number = 1;
    if (!options.question.empty()) {
        const bool is_number =
            options.question.find_first_not_of("0123456789") == std::string::npos;
        number = is_number && options.question.size() < 6 ? std::stoul(options.question) : 0;
    }
    if (number == 0 || number > answers.size()) {
        return fail(ErrorCode::invalid_input,
                    "there is no answer of this number: see approdo mark show");
    }
    const json::object& answer = answers[number - 1].as_object();
    const auto* mark = answer.if_contains("mark");
    const std::string state = text_at(answer, "state");
    const bool was_seen = options.seen.size() >= 6 && state.starts_with(options.seen);
    if (!options.seen.empty() && !was_seen) {
        return fail(ErrorCode::conflict,
                    "the answer is not as you saw it any more: look at it again with approdo mark "
                    "show");
    }
    if (mark != nullptr && !was_seen) {
        return fail(ErrorCode::conflict,
                    "this answer has a mark of " + text_at(*mark, "name") +
                        " already: to change it, look at it with approdo mark show and add "
                        "--seen with its state");
    }
    return answer;
}

std::string with_dot(std::string points) {
    for (char& letter : points) {
        if (letter == ',') letter = '.';
    }
    return points;
}

}  // namespace

Result<int> mark_list(Context& context, const MarkOptions& options) {
    APPRODO_TRY(auto open, open_profile(context));
    std::string edition;
    if (!options.edition.empty()) {
        APPRODO_TRY(const auto classes, open.client->classes(options.edition));
        edition = classes.front().edition.hex();
    }
    APPRODO_TRY(auto api, signed_in(context, *open.client, options.user));
    APPRODO_TRY(const auto list, list_of(api, options, edition, options.marked_too));
    const Console& console = context.console;
    for (const json::value& line : items_of(list, "items")) {
        console.line(text_at(line, "attempt").substr(0, 12) + "  " +
                     time_text(number_at(line, "handed_in")) + "  " +
                     console.strong(name_of(line)) + "  " + text_at(line, "course_title") + " / " +
                     text_at(line, "unit_title") + "  " +
                     say(waiting, {std::to_string(number_at(line, "waiting")),
                                   std::to_string(number_at(line, "marked"))}));
    }
    if (items_of(list, "items").empty()) console.note(say(nothing_waits));
    const auto* more = list.as_object().if_contains("more");
    if (more != nullptr && more->is_bool() && more->as_bool()) console.note(say(there_is_more));
    console.object(with_schema(list));
    return exit_code::ok;
}

Result<int> mark_show(Context& context, const MarkOptions& options) {
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_TRY(auto api, signed_in(context, *open.client, options.user));
    APPRODO_TRY(const std::string address, attempt_at(api, options));
    APPRODO_TRY(const auto sheet, api.get(address + (options.nameless ? "?nameless=1" : "")));
    print_sheet(context.console, sheet);
    context.console.object(with_schema(sheet));
    return exit_code::ok;
}

Result<int> mark_give(Context& context, const MarkOptions& options) {
    APPRODO_TRY(auto open, open_profile(context));
    std::string feedback = options.feedback;
    if (!options.feedback_file.empty()) {
        APPRODO_TRY(const Bytes bytes, read_file(options.feedback_file, text_bytes_max));
        feedback = text_of(bytes);
    }
    APPRODO_TRY(auto api, signed_in(context, *open.client, options.user));
    APPRODO_TRY(const std::string address, attempt_at(api, options));
    APPRODO_TRY(const auto sheet, api.get(address));
    APPRODO_TRY(const auto answer, answer_to_mark(sheet, options));
    const bool is_assignment = is_set(sheet, "assignment");
    if (!is_assignment && options.points.empty()) {
        return fail(ErrorCode::invalid_input, "say how many points: add --points");
    }
    const std::string points = is_assignment ? "0" : with_dot(options.points);
    json::object mark{{"question", answer.at("question")},
                      {"state", answer.at("state")},
                      {"points", points},
                      {"feedback", feedback}};
    if (options.completes) mark["completes"] = true;
    APPRODO_TRY(const auto after,
                api.post(address + "/marks", json::object{{"marks", json::array{mark}}}));
    context.console.note(
        is_assignment ? say(said_line)
                      : say(given_line, {points, text_at(json::value(answer), "points_max")}));
    context.console.object(with_schema(after));
    return exit_code::ok;
}

Result<int> mark_files(Context& context, const MarkOptions& options) {
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_TRY(auto api, signed_in(context, *open.client, options.user));
    APPRODO_TRY(const std::string address, attempt_at(api, options));
    APPRODO_TRY(const auto sheet, api.get(address));
    const std::string folder = options.folder.empty() ? "." : options.folder;
    const Console& console = context.console;
    json::array saved;
    for (const json::value& answer : items_of(sheet, "answers")) {
        for (const json::value& file : items_of(answer, "files")) {
            const std::string name = text_at(file, "name");
            if (!is_set(file, "arrived")) {
                console.warn(name + ": " + say(not_arrived));
                continue;
            }
            APPRODO_TRY(const Bytes bytes,
                        api.download(address + "/files/" + text_at(file, "file")));
            APPRODO_TRY(const auto path, save_file(folder, name, bytes));
            console.note(say(saved_as, {path.string()}));
            saved.push_back({{"file", text_at(file, "file")}, {"path", path.string()}});
        }
    }
    if (saved.empty()) console.note(say(no_files));
    console.object(with_schema({{"saved", saved}}));
    return exit_code::ok;
}

}  // namespace approdo::cli
