#include "client_core/cli/commands.hpp"
#include "client_core/cli/courier.hpp"
#include "client_core/cli/key_keeper.hpp"
#include "client_core/cli/site_address.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/views_json.hpp"

namespace approdo::cli {
namespace {

using client::JoinStage;

constexpr Text choose_passphrase{
    "Scegli una frase segreta (almeno 8 caratteri, meglio quattro parole)",
    "Choose a passphrase (8 characters at least, better four words)"};
constexpr Text repeat_passphrase{"Ripetila", "Repeat it"};
constexpr Text ask_passphrase{"Frase segreta", "Passphrase"};
constexpr Text welcome{"Benvenuto{0}: questo dispositivo è ora di «{1}».",
                       "Welcome{0}: this device now belongs to «{1}»."};
constexpr Text history_follows{
    "Il tuo stato è già qui; la storia più vecchia arriva con la prossima sincronizzazione.",
    "Where you stand is here; the older history comes with the next sync."};
constexpr Text next_time{
    "Il tuo nome utente è «{0}»: con la frase segreta serve su un altro computer. Annotalo.",
    "Your user name is «{0}»: with the passphrase it is needed on another computer. Note it down."};
constexpr Text next_step{"I tuoi corsi: approdo courses", "Your courses: approdo courses"};
constexpr Text ask_name{"Scegli il tuo nome utente:", "Choose your user name:"};
constexpr Text request_written{
    "La richiesta è in {0}. Portala al sito; la risposta si legge con: approdo parcel import FILE",
    "The request is in {0}. Carry it to the site; read its answer with: approdo parcel import "
    "FILE"};
constexpr Text still_waits{
    "La richiesta è pronta ma il sito non è raggiungibile: ripeti lo stesso comando, o portala "
    "con: "
    "approdo parcel export FILE",
    "The request is ready but the site cannot be reached: repeat the same command, or carry it "
    "with: "
    "approdo parcel export FILE"};

struct Joining {
    OpenProfile open;
    crypto::SecretBytes passphrase;
};

Result<Joining> begin(Context& context, bool signs_in) {
    const Profile profile(context.home, context.options.profile);
    if (profile.exists()) {
        APPRODO_TRY(auto open, open_profile(context));
        if (open.client->person().stage == JoinStage::joined) {
            return fail(ErrorCode::conflict,
                        "the profile «" + profile.name() +
                            "» belongs to a person already: choose another with --profile NAME");
        }
        APPRODO_TRY(auto passphrase,
                    read_passphrase(say(ask_passphrase), "", false, context.console.may_ask));
        // One passphrase for the account and for this computer: the one that was chosen first.
        APPRODO_CHECK(check_passphrase(profile, passphrase.view()));
        return Joining{std::move(open), std::move(passphrase)};
    }
    APPRODO_TRY(auto passphrase,
                read_passphrase(say(signs_in ? ask_passphrase : choose_passphrase),
                                say(repeat_passphrase), !signs_in, context.console.may_ask));
    APPRODO_TRY(auto open, make_profile(context, passphrase.view()));
    return Joining{std::move(open), std::move(passphrase)};
}

Result<Bytes> request_for(Joining& joining, const std::string& link, const JoinOptions& options) {
    if (options.user.empty()) {
        return joining.open.client->join_request(link, options.name, joining.passphrase.view());
    }
    if (joining.open.client->person().stage == JoinStage::salt_known) {
        return joining.open.client->sign_in_request(joining.passphrase.view());
    }
    return joining.open.client->salt_request(link, options.user);
}

Result<void> ask_site(const Context& context, Joining& joining, Bytes request) {
    APPRODO_TRY(const auto http, site_of(context, *joining.open.client));
    Courier courier(*joining.open.client, *http);
    APPRODO_TRY(Bytes answer, courier.post(request));
    APPRODO_TRY(const JoinStage stage, joining.open.client->join_answer(answer));
    if (stage != JoinStage::salt_known) return {};
    APPRODO_TRY(request, joining.open.client->sign_in_request(joining.passphrase.view()));
    APPRODO_TRY(answer, courier.post(request));
    APPRODO_CHECK(joining.open.client->join_answer(answer));
    return {};
}

// An invitation may name nobody: whoever sits there is asked for a name, until one is free.
Result<void> ask_site_with_names(const Context& context, Joining& joining, const std::string& link,
                                 Result<void> asked) {
    std::string name;
    while (!asked.ok() && asked.error().code != ErrorCode::unavailable &&
           context.console.ask(say(ask_name), name)) {
        APPRODO_TRY(Bytes request,
                    joining.open.client->join_request(link, name, joining.passphrase.view()));
        asked = ask_site(context, joining, std::move(request));
        const bool again = !asked.ok() && asked.error().code != ErrorCode::unavailable;
        if (again) context.console.warn(asked.error().message);
    }
    return asked;
}

Result<void> ask_site_for_all(const Context& context, Joining& joining, const std::string& link,
                              Bytes request) {
    auto asked = ask_site(context, joining, std::move(request));
    const bool lacks_name = !asked.ok() && asked.error().code == ErrorCode::missing;
    if (!lacks_name || !context.console.may_ask) return asked;
    return ask_site_with_names(context, joining, link, std::move(asked));
}

}  // namespace

Result<int> join(Context& context, const JoinOptions& options) {
    if (options.user.empty()) APPRODO_CHECK(check_invites(options.link));
    // A mistyped link, or the wrong site, must not leave an empty profile behind.
    APPRODO_TRY(const std::string link, link_to(context, options.link, options.fingerprint));
    APPRODO_TRY(Joining joining, begin(context, !options.user.empty()));
    APPRODO_TRY(Bytes request, request_for(joining, link, options));
    if (!options.parcel.empty()) {
        APPRODO_CHECK(write_file(options.parcel, request));
        context.console.note(say(request_written, {options.parcel}));
        context.console.object(client::to_json(joining.open.client->person()));
        return exit_code::ok;
    }
    if (auto asked = ask_site_for_all(context, joining, link, std::move(request)); !asked.ok()) {
        if (asked.error().code == ErrorCode::unavailable) context.console.warn(say(still_waits));
        return asked.error();
    }
    const client::Person person = joining.open.client->person();
    const std::string name = person.display_name.empty() ? "" : ", " + person.display_name;
    context.console.note(say(welcome, {name, person.site_name}));
    // The first exchange brings keys and enrolments; without it there is nothing to show.
    APPRODO_TRY(const auto http, site_of(context, *joining.open.client));
    Courier courier(*joining.open.client, *http);
    SyncTotals totals;
    APPRODO_CHECK(courier.exchange_all(totals, Courier::Until::usable));
    APPRODO_CHECK(courier.fetch_chunks(totals, [](std::uint64_t, std::uint64_t) {}));
    if (totals.more_follows) context.console.note(say(history_follows));
    context.console.note(say(next_time, {person.user_name}));
    context.console.note(say(next_step));
    context.console.object(client::to_json(person));
    return exit_code::ok;
}

}  // namespace approdo::cli
