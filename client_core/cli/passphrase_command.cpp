// Another passphrase, at the site and on this computer. In between both open this profile, so that
// a crash at any point leaves a profile that opens, and the same command again ends what was begun.
#include "client_core/cli/commands.hpp"
#include "client_core/cli/key_keeper.hpp"
#include "client_core/cli/site_api.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/views_json.hpp"
#include "sync/crypto/password.hpp"

namespace approdo::cli {
namespace {

constexpr Text ask_present{"Frase segreta di adesso", "Present passphrase"};
constexpr Text ask_new{"Nuova frase segreta (almeno 8 caratteri, meglio quattro parole)",
                       "New passphrase (8 characters at least, better four words)"};
constexpr Text ask_again{"Ripetila", "Repeat it"};
constexpr Text changed{
    "La frase segreta è cambiata, al sito e su questo computer. Sugli altri tuoi computer vale "
    "quella di prima finché non ripeti lì lo stesso comando.",
    "The passphrase is changed, at the site and on this computer. On your other computers the one "
    "before holds until you repeat the same command there."};

struct Change {
    std::string user;
    crypto::SecretBytes present;
    crypto::SecretBytes fresh;
};

Result<void> change_at_site(const Context& context, client::Client& client, const Change& change) {
    APPRODO_TRY(const auto secrets, client.secrets_under(change.fresh.view()));
    APPRODO_TRY(auto http, site_of(context, client));
    SiteApi api(std::move(http));
    const auto signed_in = api.sign_in(change.user, change.present.view());
    if (signed_in.ok()) return api.change_passphrase(change.user, change.present.view(), secrets);
    if (signed_in.error().code != ErrorCode::forbidden) return signed_in.error();
    // Changed already: from another computer, or by this command before it was interrupted.
    return api.sign_in(change.user, change.fresh.view()).ok() ? Result<void>{} : signed_in;
}

}  // namespace

Result<int> change_passphrase(Context& context, const PassphraseOptions& options) {
    APPRODO_TRY(auto open, open_profile(context));
    Change change;
    APPRODO_CHECK(site_of(context, *open.client));
    change.user = options.user.empty() ? open.client->person().user_name : options.user;
    APPRODO_TRY(change.present,
                read_passphrase(say(ask_present), "", false, context.console.may_ask));
    APPRODO_TRY(auto slots, client::KeySlots::read(open.profile.slots().value_or(Bytes{})));
    APPRODO_TRY(const auto key, slots.open_with_passphrase(change.present.view()));
    APPRODO_TRY(change.fresh, read_new_passphrase(options.new_file, say(ask_new), say(ask_again),
                                                  context.console.may_ask));
    APPRODO_CHECK(open.client->secrets_under(change.fresh.view()));

    slots.begin_passphrase(key, change.fresh.view(), crypto::release_cost(), context.random);
    open.profile.put_slots(slots.bytes());
    if (auto asked = change_at_site(context, *open.client, change); !asked.ok()) {
        // An answer says that nothing was changed; silence does not, and both go on opening.
        if (asked.error().code != ErrorCode::unavailable) {
            slots.undo_passphrase();
            open.profile.put_slots(slots.bytes());
        }
        return asked.error();
    }
    slots.finish_passphrase();
    open.profile.put_slots(slots.bytes());
    context.console.note(say(changed));
    context.console.object(client::to_json(open.client->person()));
    return exit_code::ok;
}

}  // namespace approdo::cli
