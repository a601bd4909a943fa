// An attestato for whoever has nothing but a piece of paper: the signed statement with what it
// takes to check it, namely the site's descriptor, signed by its root, and how the root changed. As
// a code it is a text of capital letters and digits (base32), short for a QR code, and stands in an
// address behind «#», which browsers send to nobody. That the code is sound says who signed;
// whether that is the office one thinks of, the site's eight words say.
#pragma once

#include <string>

#include "content/attestation/attestation.hpp"
#include "sync/log/root_chain.hpp"

namespace approdo::attestation {

Bytes make_proof(const log::SignedSite& site, const log::RootChain& roots, ByteView statement);

struct Checked {
    Attestation attestation;
    SiteId site;
    std::string site_name;
    std::string words;  // of the root key that the site went by when the code was made
    crypto::SigningPublicKey root;
};
// malformed: this is no code of an attestato; unauthentic: it was changed, or no site signed it.
Result<Checked> check_proof(ByteView proof);

std::string code_of(ByteView proof);
// Of a code as it was scanned or typed: in any case, with spaces and line ends, behind the «#» of
// an address.
Result<Bytes> proof_in(std::string_view text);
// Where the site's page that checks is, with the code.
std::string address_of(std::string_view site_address, ByteView proof);

}  // namespace approdo::attestation
