// Who may ask the program's own pages what. Other programs, other people on this machine and every
// page that the browser shows can send requests to a port of loopback; the files of the app are
// nobody's secret, everything else asks for what only our own page has. Pure rules over a request's
// head, applied before its body is read:
//   - Host is exactly the address that the program shows (a foreign name that leads here is not);
//   - what changes or tells anything is a POST with exactly our Origin, from no other site;
//   - it carries the bearer token; to get that token, a page shows the one-time ticket.
// Called by local_app.
#pragma once

#include <optional>

#include "client_core/cli/local_message.hpp"
#include "sync/base/clock.hpp"

namespace approdo::cli {

// What the program knows of itself while it serves.
struct LocalDoor {
    std::string host;    // as in the address: 127.0.0.1:8090
    std::string token;   // of this run of the program, in its and the page's memory alone
    std::string ticket;  // opens once; empty: it was used

    std::string origin() const { return "http://" + host; }
};

inline constexpr std::string_view local_prefix = "/local/";
inline constexpr std::string_view enter_path = "/local/enter";

enum class Refusal : std::uint8_t {
    foreign_host,
    foreign_origin,
    cross_site,
    wrong_method,
    no_ticket,
    no_token
};

// Nothing: it may go on.
std::optional<Refusal> refusal_of(const LocalHead& head, const LocalDoor& door);
LocalAnswer answer_of(Refusal refusal, const LocalDoor& door);

// 256 bits of chance, as text for an address or a header.
std::string new_secret_text(Random& random);

}  // namespace approdo::cli
