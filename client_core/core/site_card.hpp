// Who answers at an address: what a site says of itself, signed by its root, and how the root came
// to be the one of this site. That it is the right site follows from nothing in here: a person
// compares the words with those on paper. From then on the link pins the root, as an invitation
// does. Called by the shells before they join.
#pragma once

#include <string>

#include "sync/log/root_chain.hpp"

namespace approdo::client {

struct SiteCard {
    SiteId site;
    log::RootChain roots;
    crypto::SigningPublicKey root;
    std::string name;
    std::string words;  // the fingerprint of the root
    std::string link;   // names the site and invites nobody
};

// A log::SignedSite and log::SignedRotation, as GET /api/v1/site gives them.
Result<SiteCard> read_site_card(ByteView descriptor, std::span<const Bytes> roots,
                                std::string_view address);

}  // namespace approdo::client
