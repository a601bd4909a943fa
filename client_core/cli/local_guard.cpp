#include "client_core/cli/local_guard.hpp"

#include <array>

#include "sync/crypto/secret.hpp"

namespace approdo::cli {
namespace {

constexpr std::string_view bearer = "Bearer ";

// An empty one fits nothing.
bool carries(const LocalHead& head, const std::string& secret) {
    const std::string_view value = head.header("authorization");
    if (secret.empty() || !value.starts_with(bearer)) return false;
    return crypto::same(bytes_of(value.substr(bearer.size())), bytes_of(secret));
}

// Browsers say where a request comes from; what says nothing is no page.
bool is_of_another_site(const LocalHead& head) {
    for (const auto& [name, value] : head.headers) {
        const bool ours = value == "same-origin" || value == "none";
        if (name == "sec-fetch-site" && !ours) return true;
    }
    return false;
}

}  // namespace

std::optional<Refusal> refusal_of(const LocalHead& head, const LocalDoor& door) {
    if (head.header("host") != door.host) return Refusal::foreign_host;
    if (is_of_another_site(head)) return Refusal::cross_site;
    if (!head.path().starts_with(local_prefix)) {
        const bool reads = head.method == "GET" || head.method == "HEAD";
        return reads ? std::nullopt : std::optional(Refusal::wrong_method);
    }
    if (head.method != "POST") return Refusal::wrong_method;
    if (head.header("origin") != door.origin()) return Refusal::foreign_origin;
    if (head.path() == enter_path) {
        return carries(head, door.ticket) ? std::nullopt : std::optional(Refusal::no_ticket);
    }
    return carries(head, door.token) ? std::nullopt : std::optional(Refusal::no_token);
}

LocalAnswer answer_of(Refusal refusal, const LocalDoor& door) {
    switch (refusal) {
        case Refusal::foreign_host:
            return refusal_answer(421, fail(ErrorCode::forbidden,
                                            "this is no site: approdo serves the person at "
                                            "this computer, at http://" +
                                                door.host + " and no other address"));
        case Refusal::foreign_origin:
        case Refusal::cross_site:
            return refusal_answer(403, fail(ErrorCode::forbidden,
                                            "another page asked for this: only the pages of "
                                            "approdo itself may"));
        case Refusal::wrong_method:
            return refusal_answer(
                405, fail(ErrorCode::invalid_input, "nothing here can be asked for in this way"));
        case Refusal::no_ticket:
            return refusal_answer(401, fail(ErrorCode::locked,
                                            "this address opens once and was used: press Enter "
                                            "where approdo serve runs to get a new one"));
        case Refusal::no_token:
            break;
    }
    return refusal_answer(401, fail(ErrorCode::locked,
                                    "this page does not belong to the approdo that runs now: open "
                                    "the address that approdo serve shows"));
}

std::string new_secret_text(Random& random) {
    std::array<std::uint8_t, 32> bytes{};
    random.fill(bytes);
    return to_base64url(bytes);
}

}  // namespace approdo::cli
