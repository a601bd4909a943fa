// The fingerprint of a site as eight words, 80 bits of a hash of its root key: what an office hands
// out on paper, and a person compares with what a new laptop shows before it trusts an address. The
// site's command prints them, the client checks them.
#pragma once

#include <string>

#include "sync/crypto/sign.hpp"

namespace approdo::package {

std::string site_words(const crypto::SigningPublicKey& root);
// Of words as a person typed them: any case, any spaces, commas or hyphens between. invalid_input:
// these are no eight words of the list; unauthentic: they are another site's.
Result<void> check_site_words(const crypto::SigningPublicKey& root, std::string_view typed);

}  // namespace approdo::package
