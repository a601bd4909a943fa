// A learner's own notes on a unit, numbered as they are listed.
#include "client_core/cli/commands.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/views_json.hpp"

namespace approdo::cli {
namespace {

constexpr Text no_notes{"Non ci sono note su questa unità.", "There are no notes on this unit."};

}  // namespace

Result<int> note(Context& context, const NoteOptions& options) {
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_TRY(auto notes, open.client->notes(options.unit));
    std::optional<content::NoteId> earlier;
    if (options.instead_of > 0) {
        if (options.instead_of > notes.size()) {
            return fail(ErrorCode::not_found,
                        "there is no note of this number: the same command without --instead "
                        "lists them");
        }
        earlier = notes[options.instead_of - 1].note;
    }
    if (earlier || !options.text.empty()) {
        APPRODO_TRY(notes, open.client->write_note(options.unit, earlier, options.text));
    }
    const Console& console = context.console;
    if (notes.empty()) console.note(say(no_notes));
    for (std::size_t i = 0; i < notes.size(); ++i) {
        console.line(std::to_string(i + 1) + ". " + notes[i].text);
    }
    console.object(client::to_json(notes));
    return exit_code::ok;
}

}  // namespace approdo::cli
