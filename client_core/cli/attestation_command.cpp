// One's own attestato, as a text or as the site's PDF, and the attestati of others: whether a code
// is genuine, on this computer alone.
#include <iostream>
#include <iterator>
#include <utility>

#include "client_core/cli/commands.hpp"
#include "client_core/cli/key_keeper.hpp"
#include "client_core/cli/site_api.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/views_json.hpp"
#include "content/attestation/proof.hpp"
#include "content/package/site_words.hpp"

namespace approdo::cli {
namespace {

using client::AttestationView;

constexpr std::size_t code_file_bytes_max = 64 * 1024;
constexpr std::size_t file_name_bytes_max = 255;

constexpr Text title_line{"Attestato n. {0} del {1}", "Attestato no. {0} of {1}"};
constexpr Text hours_line{"Ore riconosciute: {0}", "Hours recognised: {0}"};
constexpr Text score_line{"Punteggio medio: {0} su 100", "Mean score: {0} of 100"};
constexpr Text signed_line{"Firmato da «{0}», le cui parole sono:",
                           "Signed by «{0}», whose words are:"};
constexpr Text code_line{"Si verifica qui, o con approdo verify:",
                         "It is checked here, or with approdo verify:"};
constexpr Text written{"Scritto in {0}.", "Written to {0}."};
constexpr Text genuine{"✓ Autentico: è come l’ha firmato il sito, che questo computer conosce.",
                       "✓ Genuine: it is as the site signed it, which this computer knows."};
constexpr Text genuine_by_words{"✓ Autentico: è come l’ha firmato il sito con queste parole.",
                                "✓ Genuine: it is as the site with these words signed it."};
constexpr Text compare{
    "La firma è giusta. È autentico se queste sono le parole dell’ente: confrontale con quelle che "
    "rende note, o aggiungi --words.",
    "The signature is right. It is genuine if these are the office's words: compare them with "
    "those that it makes known, or add --words."};
constexpr Text revoked_line{"✗ Revocato il {0}: {1}", "✗ Revoked on {0}: {1}"};

void print(const Console& console, const AttestationView& view) {
    console.line(console.strong(view.holder));
    console.line(view.course);
    console.line(say(title_line, {view.number, time_text(view.issued.value)}));
    console.line(say(hours_line, {duration_text(view.minutes * std::uint64_t{60})}));
    if (view.score_percent) console.line(say(score_line, {std::to_string(*view.score_percent)}));
    for (const std::string& text : {view.edition, view.organisation, view.area})
        if (!text.empty()) console.line(text);
    console.line(say(signed_line, {view.site_name}));
    console.line("  " + view.words);
}

Result<void> fetch_pdf(Context& context, client::Client& client, const AttestationView& view,
                       const AttestationOptions& options) {
    APPRODO_TRY(auto api, signed_in(context, client, options.user));
    APPRODO_TRY(const Bytes pdf,
                api.download("/api/v1/enrolments/" + view.enrolment.hex() + "/attestation.pdf"));
    return write_file(options.pdf, pdf);
}

Result<std::string> code_in(const std::string& text) {
    if (text == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
    std::error_code failure;
    if (text.size() > file_name_bytes_max || !std::filesystem::is_regular_file(text, failure))
        return text;
    APPRODO_TRY(const Bytes bytes, read_file(text, code_file_bytes_max));
    return std::string(text_of(bytes));
}

// As the profile sees it, where there is one that opens without a question; else as anybody does.
Result<AttestationView> look_at(Context& context, const std::string& code) {
    const bool may_ask = std::exchange(context.console.may_ask, false);
    auto open = open_profile(context);
    context.console.may_ask = may_ask;
    context.has_no_store = false;
    return open.ok() ? open->client->verify(code) : client::Client::verify_for_anybody(code);
}

// Whether the words are of the root that the code names.
Result<void> check_words(const std::string& code, const std::string& words) {
    APPRODO_TRY(const Bytes proof, attestation::proof_in(code));
    APPRODO_TRY(const auto checked, attestation::check_proof(proof));
    if (package::check_site_words(checked.root, words).ok()) return {};
    return fail(ErrorCode::unauthentic,
                "another site signed this attestato: its words are «" + checked.words + "»");
}

}  // namespace

std::string missing_text(const client::MissingView& one) {
    const auto share = [](std::uint64_t parts) {
        return shown_score({static_cast<std::int64_t>(parts)});
    };
    switch (one.what) {
        case content::Lack::units:
            return say({"unità completate: {0} di {1}", "units completed: {0} of {1}"},
                       {std::to_string(one.have), std::to_string(one.need)});
        case content::Lack::quiz:
            return say({"superare «{0}»: {1} di {2}", "passing «{0}»: {1} of {2}"},
                       {one.unit, share(one.have), share(one.need)});
        case content::Lack::score:
            return say({"punteggio medio: {0} di {1}", "mean score: {0} of {1}"},
                       {share(one.have), share(one.need)});
        case content::Lack::seconds:
            return say({"tempo sul corso: {0} di {1}", "time on the course: {0} of {1}"},
                       {duration_text(one.have), duration_text(one.need)});
        case content::Lack::mark:
            return say({"la correzione di «{0}»", "the marking of «{0}»"}, {one.unit});
        case content::Lack::attendance:
            return say({"presenza agli appuntamenti: {0} di {1}", "attendance: {0} of {1}"},
                       {duration_text(one.have * 60), duration_text(one.need * 60)});
        case content::Lack::upgrade:
            return say(
                {"una versione più nuova di questo programma", "a newer version of this program"});
    }
    return {};
}

Result<int> attestation(Context& context, const AttestationOptions& options) {
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_TRY(const auto view, open.client->attestation(options.course));
    if (!options.pdf.empty()) {
        APPRODO_CHECK(fetch_pdf(context, *open.client, view, options));
        context.console.note(say(written, {options.pdf}));
    } else {
        print(context.console, view);
        context.console.line(say(code_line));
        context.console.line(view.address);
    }
    context.console.object(client::to_json(view));
    return exit_code::ok;
}

Result<int> verify(Context& context, const VerifyOptions& options) {
    APPRODO_TRY(const std::string code, code_in(options.code));
    APPRODO_TRY(auto view, look_at(context, code));
    if (!options.words.empty()) {
        APPRODO_CHECK(check_words(code, options.words));
    }
    const bool is_trusted = view.is_known || !options.words.empty();
    const Console& console = context.console;
    print(console, view);
    console.object(client::to_json(view));
    if (view.is_revoked) {
        console.line(say(revoked_line, {time_text(view.revoked->value), view.reason}));
        return exit_code::failure;
    }
    console.line(say(view.is_known ? genuine : is_trusted ? genuine_by_words : compare));
    return is_trusted ? exit_code::ok : exit_code::partly;
}

}  // namespace approdo::cli
