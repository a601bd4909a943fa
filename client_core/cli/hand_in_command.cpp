// An assignment's words and files: handing in, and what was handed in.
#include "client_core/cli/commands.hpp"
#include "client_core/cli/handed_files.hpp"
#include "client_core/cli/html_text.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/views_json.hpp"
#include "content/model/handed_work.hpp"

namespace approdo::cli {
namespace {

constexpr Text nothing_yet{
    "Non hai ancora consegnato nulla: approdo hand-in UNITÀ --text PAROLE, o un FILE.",
    "You handed in nothing yet: approdo hand-in UNIT --text WORDS, or a FILE."};
constexpr Text done{"Consegnato e salvato.", "Handed in and saved."};
constexpr Text handed_at{"Consegnato il {0}, volta {1}:", "Handed in on {0}, time {1}:"};
constexpr Text waits{"Aspetta chi lo guardi.", "It waits for somebody to look at it."};
constexpr Text said{"Commento:", "Feedback:"};
constexpr Text saved_as{"Salvato: {0}", "Saved: {0}"};

void print_assignment(const Console& console, const client::AssignmentView& view) {
    if (view.times == 0) return console.note(say(nothing_yet));
    console.line(console.strong(
        say(handed_at, {time_text(view.handed_in.value), std::to_string(view.times)})));
    if (!view.text.empty()) console.line(view.text);
    for (const content::FileValue& file : view.files) {
        console.line("  " + file_line(file.name, file.size));
    }
    for (const std::string& html : view.feedback) {
        console.line(console.faint(say(said)));
        console.line(text_of_html(html, terminal_width()));
    }
    if (view.waits_for_person) console.line(say(waits));
}

Result<std::string> words_of(const HandInOptions& options) {
    if (options.text_file.empty()) return options.text;
    APPRODO_TRY(const Bytes bytes, read_file(options.text_file, content::handed_text_bytes_max));
    return std::string(text_of(bytes));
}

Result<void> save_all(const Console& console, client::Client& client,
                      const client::AssignmentView& view, const std::string& folder) {
    for (const content::FileValue& file : view.files) {
        APPRODO_TRY(const Bytes bytes, client.handed_file(file.content));
        APPRODO_TRY(const auto path, save_file(folder, file.name, bytes));
        console.note(say(saved_as, {path.string()}));
    }
    return {};
}

}  // namespace

Result<int> hand_in(Context& context, const HandInOptions& options) {
    APPRODO_TRY(auto open, open_profile(context));
    const Console& console = context.console;
    APPRODO_TRY(const std::string words, words_of(options));
    client::AssignmentView view;
    if (words.empty() && options.files.empty()) {
        APPRODO_TRY(const auto page, open.client->read(options.unit));
        if (!page.assignment) {
            return fail(ErrorCode::invalid_input,
                        "nothing is handed in at this unit: see its page, or its quiz");
        }
        view = *page.assignment;
    } else {
        std::vector<Hash> files;
        for (const std::string& path : options.files) {
            APPRODO_TRY(const auto file, choose_file(*open.client, path));
            files.push_back(file.content);
        }
        APPRODO_TRY(view, open.client->hand_in(options.unit, words, files));
        console.note(say(done));
    }
    print_assignment(console, view);
    if (!options.save.empty()) {
        APPRODO_CHECK(save_all(console, *open.client, view, options.save));
    }
    console.object(client::to_json(view));
    return exit_code::ok;
}

}  // namespace approdo::cli
