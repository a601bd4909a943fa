// One's own data: a copy of it, and asking the site to erase it. What is on this computer goes with
// `profile remove`.
#include "client_core/cli/commands.hpp"
#include "client_core/cli/site_api.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"

namespace approdo::cli {
namespace {

using client::ErasureState;
using client::ErasureView;

constexpr Text written{"Scritto in {0}: lì dentro ci sono i tuoi dati, custodiscilo.",
                       "Written to {0}: your data is in there, look after it."};
constexpr Text without_site{"La copia è senza ciò che tiene il sito.",
                            "The copy lacks what the site keeps."};
constexpr Text what_goes{
    "Il sito cancella per sempre il tuo account, le iscrizioni, le risposte, i voti, le ore e ciò "
    "che chi ti forma vede di te; i tuoi dispositivi non si collegano più. Non si torna indietro.",
    "The site erases for good your account, enrolments, answers, marks, hours and what your "
    "trainers see of you; your devices cannot connect any more. Nothing brings it back."};
constexpr Text what_stays{
    "Resta: ciò che è su questo computer (si toglie con approdo profile remove); gli attestati che "
    "hai già, che il sito però non potrà più ristampare; i registri senza nome che tengono uniti i "
    "diari; le copie di sicurezza, finché scadono. Il sito può rifiutare, dicendo perché, ciò che "
    "una legge gli impone di conservare.",
    "What stays: what is on this computer (approdo profile remove takes it away); the attestati "
    "that you have, which the site cannot print again; nameless stubs that keep its logs whole; "
    "backups, until they expire. The site may refuse, saying why, what a law makes it keep."};
constexpr Text save_first{"Prima salvane una copia: approdo data export FILE",
                          "Save a copy first: approdo data export FILE"};
constexpr Text unsent_first{
    "Ci sono {0} fatti non ancora inviati: si inviano insieme alla richiesta.",
    "There are {0} facts that were not sent yet: they are sent along with the request."};
constexpr Text sure{"Chiedere al sito di cancellare i tuoi dati?",
                    "Ask the site to erase your data?"};

constexpr Text none_line{"Non hai chiesto di cancellare i tuoi dati.",
                         "You did not ask to have your data erased."};
constexpr Text asked_line{"Chiesto il {0}: parte con il prossimo allineamento (approdo sync).",
                          "Asked on {0}: it goes off with the next exchange (approdo sync)."};
constexpr Text received_line{
    "Chiesto il {0}: il sito ha ricevuto la richiesta; qualcuno decide entro un mese.",
    "Asked on {0}: the site received it; somebody decides within a month."};
constexpr Text refused_line{"Rifiutato il {0}: {1}", "Refused on {0}: {1}"};
constexpr Text withdrawn_line{"Richiesta ritirata: non si cancella nulla.",
                              "Taken back: nothing is erased."};
constexpr Text done_line{
    "Il sito ha cancellato i tuoi dati il {0}. Ciò che è su questo computer resta tuo, finché non "
    "lo togli con approdo profile remove.",
    "The site erased your data on {0}. What is on this computer stays yours until you take it away "
    "with approdo profile remove."};

std::string line_of(const ErasureView& view) {
    const auto time = [](const std::optional<UtcMs>& at) { return time_text(at->value); };
    switch (view.state) {
        case ErasureState::none:
            return say(none_line);
        case ErasureState::asked:
            return say(asked_line, {time(view.asked)});
        case ErasureState::received:
            return say(received_line, {time(view.asked)});
        case ErasureState::refused:
            return say(refused_line, {time(view.answered), view.reason});
        case ErasureState::withdrawn:
            return say(withdrawn_line);
        case ErasureState::done:
            return say(done_line, {time(view.answered)});
    }
    return {};
}

int tell(const Console& console, const ErasureView& view) {
    console.line(line_of(view));
    console.object(client::to_json(view));
    return exit_code::ok;
}

// What the site adds; where it cannot be had, the rest is worth having.
Result<std::string> part_of_site(Context& context, client::Client& client,
                                 const DataOptions& options) {
    APPRODO_TRY(auto api, signed_in(context, client, options.user));
    APPRODO_TRY(const auto answer, api.get("/api/v1/me/data"));
    return boost::json::serialize(answer);
}

Result<void> make_sure(Context& context, client::Client& client) {
    if (context.options.yes) return {};
    const Console& console = context.console;
    APPRODO_TRY(const auto now, client.status());
    console.note(say(what_goes));
    console.note(say(what_stays));
    if (now.events_unsent > 0) console.note(say(unsent_first, {std::to_string(now.events_unsent)}));
    console.note(say(save_first));
    if (console.may_ask && console.confirm(say(sure))) return {};
    return fail(ErrorCode::invalid_input, "nothing was asked: add --yes to ask for the erasure");
}

}  // namespace

Result<int> data_export(Context& context, const DataOptions& options) {
    APPRODO_TRY(auto open, open_profile(context));
    std::string of_site;
    bool lacks_site = false;
    if (options.with_site) {
        auto part = part_of_site(context, *open.client, options);
        lacks_site = !part.ok();
        if (part.ok()) of_site = std::move(*part);
        if (lacks_site) {
            context.console.warn(part.error().message);
            context.console.warn(say(without_site));
        }
    }
    APPRODO_TRY(const std::string text, open.client->my_data(of_site));
    const Console& console = context.console;
    const int code = lacks_site ? exit_code::partly : exit_code::ok;
    if (options.file.empty()) {
        console.line(std::string_view(text).substr(0, text.size() - 1));
        // For programs one object is one line.
        if (console.json) console.object(boost::json::serialize(boost::json::parse(text)));
        return code;
    }
    APPRODO_CHECK(write_file(options.file, bytes_of(text)));
    console.note(say(written, {options.file}));
    client::JsonWriter json;
    json.begin_object()
        .member("schema", client::json_schema)
        .member("file", options.file)
        .member("bytes", text.size())
        .member("with_site", !of_site.empty())
        .end_object();
    console.object(json.take());
    return code;
}

Result<int> data_erase(Context& context, const DataOptions& options) {
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_CHECK(make_sure(context, *open.client));
    APPRODO_TRY(const auto view, open.client->ask_erasure(options.reason));
    return tell(context.console, view);
}

Result<int> data_withdraw(Context& context) {
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_TRY(const auto view, open.client->withdraw_erasure());
    return tell(context.console, view);
}

Result<int> data_status(Context& context) {
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_TRY(const auto view, open.client->erasure());
    return tell(context.console, view);
}

}  // namespace approdo::cli
