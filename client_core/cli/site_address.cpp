#include "client_core/cli/site_address.hpp"

#include "client_core/cli/site_api.hpp"
#include "client_core/cli/texts.hpp"
#include "content/package/site_words.hpp"
#include "sync/exchange/join.hpp"

namespace approdo::cli {
namespace {

constexpr Text are_they_the_same{
    "A {0} risponde «{1}», con le parole:\n\n    {2}\n\n"
    "Sono le stesse del foglio che ti ha dato l’ufficio?",
    "At {0} answers «{1}», with the words:\n\n    {2}\n\n"
    "Are they the same as on the paper that the office gave you?"};

// A site that never changed its root says nothing of it.
Result<std::vector<Bytes>> roots_of(const boost::json::object& answer) {
    std::vector<Bytes> roots;
    const auto* list = answer.if_contains("roots");
    if (list == nullptr || !list->is_array()) return roots;
    for (const auto& one : list->get_array()) {
        const auto* text = one.if_string();
        APPRODO_TRY(Bytes bytes, from_base64url(text == nullptr ? std::string_view("?")
                                                                : std::string_view(*text)));
        roots.push_back(std::move(bytes));
    }
    return roots;
}

bool is_link(const std::string& text) {
    return text.find('#') != std::string::npos;
}

}  // namespace

Result<client::SiteCard> ask_who_answers(const Context& context, const std::string& address) {
    APPRODO_TRY(auto http, HttpClient::open(address, context.options.ca_file));
    SiteApi api(std::move(http));
    const auto said = api.get("/api/v1/site");
    if (!said.ok() && said.error().code != ErrorCode::not_found &&
        said.error().code != ErrorCode::malformed) {
        return said.error();
    }
    const auto* object = said.ok() ? said->if_object() : nullptr;
    const auto* descriptor = object == nullptr ? nullptr : object->if_contains("descriptor");
    if (descriptor == nullptr || !descriptor->is_string()) {
        return fail(ErrorCode::not_found,
                    "no site of Approdo answers at " + address +
                        ": check the address, or use the whole link of an invitation");
    }
    APPRODO_TRY(const Bytes bytes, from_base64url(std::string_view(descriptor->as_string())));
    APPRODO_TRY(const auto roots, roots_of(*object));
    return client::read_site_card(bytes, roots, address);
}

Result<void> check_invites(const std::string& link_or_address) {
    if (is_link(link_or_address)) {
        APPRODO_TRY(const auto parsed, exchange::parse_link(link_or_address));
        if (!parsed.invitation.code.is_zero()) return {};
    }
    return fail(ErrorCode::invalid_input,
                "this names a site and invites nobody: add --user NAME if you have an account "
                "there, or use the whole link of an invitation, with what stands behind «#»");
}

Result<std::string> link_to(const Context& context, const std::string& link_or_address,
                            const std::string& words) {
    if (is_link(link_or_address)) {
        APPRODO_TRY(const auto parsed, exchange::parse_link(link_or_address));
        if (!words.empty()) {
            APPRODO_CHECK(package::check_site_words(parsed.invitation.root, words));
        }
        return link_or_address;
    }
    if (words.empty() && !context.console.may_ask) {
        return fail(ErrorCode::invalid_input,
                    "an address alone does not prove which site answers there: add --fingerprint "
                    "and the 8 words that the office gave you, or use a whole link");
    }
    APPRODO_TRY(const client::SiteCard card, ask_who_answers(context, link_or_address));
    if (!words.empty()) {
        APPRODO_CHECK(package::check_site_words(card.root, words));
        return card.link;
    }
    if (!context.console.confirm(
            say(are_they_the_same, {link_or_address, card.name, card.words}))) {
        return fail(ErrorCode::unauthentic,
                    "the words were not confirmed, so nothing was sent: ask the office for the "
                    "words of its site, or for the link of an invitation");
    }
    return card.link;
}

}  // namespace approdo::cli
