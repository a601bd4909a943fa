#include "client_core/cli/commands.hpp"
#include "client_core/cli/courier.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"

namespace approdo::cli {
namespace {

constexpr std::size_t parcel_bytes_max = 512 * limits::mib;

constexpr Text level_carried{"portato", "carried"};
constexpr Text level_durable{"al sicuro sul disco del sito", "safe on the site's disk"};
constexpr Text level_archived{"archiviato in una copia", "archived in a copy"};
constexpr Text nothing_waits{"Tutto inviato.", "Everything was sent."};
constexpr Text waits{"Fatti da inviare: {0} (il più vecchio del {1})",
                     "Facts to be sent: {0} (the oldest of {1})"};
constexpr Text last_receipt{"Ultima ricevuta: {0}, {1}", "Last receipt: {0}, {1}"};
constexpr Text carried_line{"Portati da un hub dal {0}, non ancora al sito: {1} fatti",
                            "Carried by a hub since {0}, not at the site yet: {1} facts"};
constexpr Text hub_took{
    "Un hub ha preso quello che aspettava e lo porta al sito: resta anche qui finché il sito "
    "non lo conferma.",
    "A hub took what was waiting and carries it to the site: it stays here, too, until the "
    "site confirms it."};
constexpr Text archived_line{
    "Di {0} fatti al sito, {1} sono anche in una copia fuori dalla sua macchina.",
    "Of {0} facts at the site, {1} are in a copy off its machine as well."};
constexpr Text no_receipt{"Nessuna ricevuta finora.", "No receipt so far."};
constexpr Text to_fetch{"Da ricevere: {0} di contenuti ({1} pezzi)",
                        "To be received: {0} of content ({1} pieces)"};
constexpr Text for_others{"In consegna per altri: {0} parcelle", "Carried for others: {0} parcels"};
constexpr Text held_line{"In attesa di una parte o di una chiave: {0}",
                         "Waiting for a part or a key: {0}"};
constexpr Text quarantine_line{"Non compresi (conservati, ritentati dopo un aggiornamento): {0}",
                               "Not understood (kept, retried after an update): {0}"};
constexpr Text pruned_line{"Di questi, {0} fatti vecchi sono conservati in forma sigillata.",
                           "Of these, {0} old facts are kept in sealed form."};
constexpr Text space{"Spazio: contenuti {0}{1}, progressi {2}",
                     "Space: content {0}{1}, progress {2}"};
constexpr Text synced{"Sincronizzato: inviati {0}, ricevuti {1}.",
                      "Synchronised: sent {0}, received {1}."};
constexpr Text exported{
    "Scritto {0} ({1}). Portalo al sito o a un collega; la risposta si legge con: "
    "approdo parcel import FILE",
    "Wrote {0} ({1}). Carry it to the site or to a colleague; read the answer with: "
    "approdo parcel import FILE"};
constexpr Text imported{"Letto: {0} nuovi segmenti, {1} contenuti, {2} parcelle per altri.",
                        "Read: {0} new segments, {1} pieces of content, {2} parcels for others."};
constexpr Text receipt_came{"C’è la ricevuta del sito: quello che avevi inviato è al sicuro lì.",
                            "The site's receipt is in it: what you had sent is safe there."};
constexpr Text joined_now{"Iscrizione completata: questo dispositivo è di «{0}».",
                          "Joining is complete: this device belongs to «{0}»."};
constexpr Text second_trip{
    "Il sito ha risposto: ora serve la frase segreta. Ripeti approdo join SITO --user "
    "NOME --parcel FILE e porta anche quel file.",
    "The site answered: now the passphrase is needed. Repeat approdo join SITE --user "
    "NAME --parcel FILE and carry that file as well."};

std::string level_word(exchange::SafetyLevel level) {
    if (level == exchange::SafetyLevel::carried) return say(level_carried);
    return say(level == exchange::SafetyLevel::durable ? level_durable : level_archived);
}

void print_status(const Console& console, const client::Status& now) {
    if (!now.person.site_name.empty()) {
        console.line(console.strong(now.person.site_name) + "  " + now.person.display_name);
    }
    if (now.events_unsent == 0) {
        console.line(say(nothing_waits));
    } else {
        const auto oldest = now.oldest_unsent.value_or(UtcMs{});
        console.line(say(waits, {std::to_string(now.events_unsent), time_text(oldest.value)}));
        if (now.carried_at) {
            console.line(say(carried_line, {time_text(now.carried_at->value),
                                            std::to_string(now.events_carried)}));
        }
    }
    if (now.last_receipt) {
        console.line(
            say(last_receipt, {time_text(now.last_receipt->value),
                               level_word(now.level.value_or(exchange::SafetyLevel::carried))}));
    } else {
        console.line(say(no_receipt));
    }
    if (now.events_durable > 0) {
        console.line(say(archived_line, {std::to_string(now.events_durable),
                                         std::to_string(now.events_archived)}));
    }
    if (now.chunks_wanted > 0) {
        console.line(
            say(to_fetch, {size_text(now.bytes_wanted), std::to_string(now.chunks_wanted)}));
    }
    if (now.parcels_for_others > 0) {
        console.line(say(for_others, {std::to_string(now.parcels_for_others)}));
    }
    if (now.held > 0) console.line(say(held_line, {std::to_string(now.held)}));
    if (now.quarantined > 0) {
        console.line(say(quarantine_line, {std::to_string(now.quarantined)}));
    }
    const std::string budget = now.cache_budget == 0 ? "" : " / " + size_text(now.cache_budget);
    console.line(say(space, {size_text(now.cache_bytes), budget, size_text(now.progress_bytes)}));
    if (now.events_pruned > 0) {
        console.line(say(pruned_line, {std::to_string(now.events_pruned)}));
    }
    for (const std::string& notice : now.notices) console.warn(notice);
}

std::string totals_json(const SyncTotals& totals, const client::Status& now) {
    client::JsonWriter json;
    json.begin_object()
        .member("schema", client::json_schema)
        .member("exchanges", totals.exchanges)
        .member("bytes_sent", totals.bytes_sent)
        .member("bytes_received", totals.bytes_received)
        .member("segments_taken", totals.segments_taken)
        .member("chunks_taken", totals.chunks_taken)
        .member("parcels_forwarded", totals.parcels_forwarded)
        .member("events_unsent", now.events_unsent)
        .member("receipt", totals.receipt)
        .member("carried", totals.carried);
    json.name("faults").begin_list();
    for (const Error& fault : totals.faults) json.text(fault.message);
    json.end_list().name("notices").begin_list();
    for (const std::string& notice : totals.notices) json.text(notice);
    json.end_list().end_object();
    return json.take();
}

Result<int> import_join(Context& context, OpenProfile& open, ByteView bytes) {
    APPRODO_TRY(const auto stage, open.client->join_answer(bytes));
    if (stage == client::JoinStage::salt_known) {
        context.console.note(say(second_trip));
    } else {
        context.console.note(say(joined_now, {open.client->person().site_name}));
        // The same file usually brings the first answer of an exchange, too; nothing is lost if
        // not.
        APPRODO_CHECK(open.client->receive(bytes));
    }
    context.console.object(client::to_json(open.client->person()));
    return exit_code::ok;
}

}  // namespace

Result<int> status(Context& context) {
    APPRODO_TRY(const auto open, open_profile(context));
    APPRODO_TRY(const auto now, open.client->status());
    print_status(context.console, now);
    context.console.object(client::to_json(now));
    return exit_code::ok;
}

Result<int> exchange_and_report(Context& context, OpenProfile& open) {
    APPRODO_TRY(const auto http, site_of(context, *open.client));
    Courier courier(*open.client, *http);
    SyncTotals totals;
    APPRODO_CHECK(courier.exchange_all(totals));
    if (totals.carried) context.console.note(say(hub_took));
    APPRODO_CHECK(courier.forward_carried(totals));
    {
        ProgressBar bar(context.console, say({"Ricevo", "Receiving"}));
        APPRODO_CHECK(courier.fetch_chunks(
            totals, [&bar](std::uint64_t done, std::uint64_t total) { bar.show(done, total); }));
    }
    APPRODO_TRY(const auto now, open.client->status());
    context.console.note(
        say(synced, {size_text(totals.bytes_sent), size_text(totals.bytes_received)}));
    for (const Error& fault : totals.faults) context.console.warn(fault.message);
    for (const std::string& notice : totals.notices) context.console.warn(notice);
    if (!context.console.json && !context.console.quiet) print_status(context.console, now);
    context.console.object(totals_json(totals, now));
    if (now.events_unsent > 0) return exit_code::unsynced;
    return totals.faults.empty() ? exit_code::ok : exit_code::partly;
}

Result<int> sync(Context& context) {
    APPRODO_TRY(auto open, open_profile(context));
    return exchange_and_report(context, open);
}

Result<int> parcel_export(Context& context, const std::string& file) {
    APPRODO_TRY(auto open, open_profile(context));
    Bytes bytes = open.client->pending_join();
    if (bytes.empty()) {
        APPRODO_TRY(bytes, open.client->export_parcels());
    }
    APPRODO_CHECK(write_file(file, bytes));
    context.console.note(say(exported, {file, size_text(bytes.size())}));
    client::JsonWriter json;
    json.begin_object()
        .member("schema", client::json_schema)
        .member("file", file)
        .member("bytes", bytes.size())
        .end_object();
    context.console.object(json.take());
    return exit_code::ok;
}

Result<int> parcel_import(Context& context, const std::string& file) {
    APPRODO_TRY(const Bytes bytes, read_file(file, parcel_bytes_max));
    APPRODO_TRY(auto open, open_profile(context));
    if (open.client->person().stage != client::JoinStage::joined) {
        return import_join(context, open, bytes);
    }
    APPRODO_TRY(const auto report, open.client->receive(bytes));
    APPRODO_CHECK(open.client->advance_downloads());
    context.console.note(
        say(imported, {std::to_string(report.segments_taken), std::to_string(report.chunks_taken),
                       std::to_string(report.parcels_for_others)}));
    if (report.receipt) context.console.note(say(receipt_came));
    for (const Error& fault : report.faults) context.console.warn(fault.message);
    for (const std::string& notice : report.notices) context.console.warn(notice);
    context.console.object(client::to_json(report));
    return report.faults.empty() ? exit_code::ok : exit_code::partly;
}

}  // namespace approdo::cli
