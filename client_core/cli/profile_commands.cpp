#include "client_core/cli/commands.hpp"
#include "client_core/cli/key_keeper.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"

namespace approdo::cli {
namespace {

constexpr Text locked_now{"Chiuso: servirà la frase segreta.",
                          "Locked: the passphrase will be needed."};
constexpr Text unlocked_now{"Aperto per {0}.", "Unlocked for {0}."};
constexpr Text no_keyring{
    "La frase segreta è giusta, ma questo sistema non ha un portachiavi di sessione: sarà chiesta "
    "ogni "
    "volta.",
    "The passphrase is right, but this system has no session keyring: it will be asked each time."};
constexpr Text facts_at_site{"{0} fatti al sito, {1} archiviati",
                             "{0} facts at the site, {1} archived"};
constexpr Text this_device{"questo", "this one"};
constexpr Text goes_on_from{"continua {0}, di cui c'erano copie",
                            "goes on from {0}, which was copied"};
constexpr Text revoked_device{"revocato", "revoked"};
constexpr Text sure_remove{
    "Cancellare il profilo «{0}» da questo computer? Ciò che è stato inviato resta al sito.",
    "Delete the profile «{0}» from this computer? What was sent stays at the site."};
constexpr Text removed{"Profilo «{0}» cancellato.", "Profile «{0}» deleted."};

std::string simple_json(std::string_view key, std::string_view value) {
    client::JsonWriter json;
    json.begin_object().member("schema", client::json_schema).member(key, value).end_object();
    return json.take();
}

std::string list_json(std::string_view key, const std::vector<std::string>& values) {
    client::JsonWriter json;
    json.begin_object().member("schema", client::json_schema).name(key).begin_list();
    for (const std::string& value : values) json.text(value);
    json.end_list().end_object();
    return json.take();
}

}  // namespace

Result<int> devices(Context& context) {
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_TRY(const auto lines, open.client->devices());
    for (const client::DeviceLine& line : lines) {
        std::string text = line.device.hex().substr(0, 12) + "  " + time_text(line.joined.value);
        if (line.this_one) {
            text += "  " + say(this_device) + "  " +
                    say(facts_at_site, {std::to_string(line.events_durable),
                                        std::to_string(line.events_archived)});
        }
        if (!line.before.is_zero())
            text += "  " + say(goes_on_from, {line.before.hex().substr(0, 12)});
        if (line.revoked) text += "  " + say(revoked_device);
        context.console.line(text);
    }
    context.console.object(client::to_json(lines));
    return exit_code::ok;
}

Result<int> lock(Context& context) {
    const Profile profile(context.home, context.options.profile);
    lock_profile(context, profile);
    context.console.note(say(locked_now));
    context.console.object(simple_json("state", "locked"));
    return exit_code::ok;
}

Result<int> unlock(Context& context, unsigned seconds) {
    const Profile profile(context.home, context.options.profile);
    APPRODO_TRY(const auto key, unlock_profile(context, profile));
    keep_unlocked(context, profile, key, seconds);
    const KeyKeeper keeper(std::filesystem::absolute(profile.folder()).string());
    const bool kept = keeper.find().has_value();
    context.console.note(kept ? say(unlocked_now, {duration_text(seconds)}) : say(no_keyring));
    context.console.object(simple_json("state", kept ? "unlocked" : "asks_each_time"));
    return exit_code::ok;
}

Result<int> profile_list(Context& context) {
    const auto names = profiles_in(context.home);
    for (const std::string& name : names) context.console.line(name);
    context.console.object(list_json("profiles", names));
    return exit_code::ok;
}

Result<int> profile_remove(Context& context, const std::string& name) {
    context.options.profile = name;
    {
        APPRODO_TRY(auto open, open_profile(context));
        APPRODO_TRY(const auto now, open.client->status());
        if (now.events_unsent > 0 && !context.options.yes) {
            context.console.error(
                fail(ErrorCode::conflict, "this profile has " + std::to_string(now.events_unsent) +
                                              " facts that were not sent yet: sync first, or add "
                                              "--yes to lose them"));
            return exit_code::unsynced;
        }
    }
    if (!context.options.yes) {
        if (!context.console.may_ask) {
            return fail(ErrorCode::invalid_input, "add --yes to delete a profile");
        }
        if (!context.console.confirm(say(sure_remove, {name}))) return exit_code::failure;
    }
    const Profile profile(context.home, name);
    lock_profile(context, profile);
    std::filesystem::remove_all(profile.folder());
    context.console.note(say(removed, {name}));
    context.console.object(simple_json("removed", name));
    return exit_code::ok;
}

}  // namespace approdo::cli
