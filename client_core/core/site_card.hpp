// Who answers at an address: what a site says of itself, signed by its root. That it is the right
// site follows from nothing in here: a person compares the words with those on paper. From then on
// the link pins the root, as an invitation does. Called by the shells before they join.
#pragma once

#include <string>

#include "sync/log/certificate.hpp"

namespace approdo::client {

struct SiteCard {
    crypto::SigningPublicKey root;
    std::string name;
    std::string words;  // the fingerprint of the root
    std::string link;   // names the site and invites nobody
};

// The bytes are a log::SignedSite, as GET /api/v1/site gives it.
Result<SiteCard> read_site_card(ByteView descriptor, std::string_view address);

}  // namespace approdo::client
