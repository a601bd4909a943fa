// The attestato as an A4 page: what the signed statement says, in the words that an Italian office
// expects, the code that proves it, and how to check that. The same statement gives the same bytes.
// Routes and commands hand it out.
#pragma once

#include <string_view>

#include "content/attestation/proof.hpp"

namespace approdo::paper {

// `address`: of the site, that the code's page is at. too_large: the code does not fit.
Result<Bytes> attestato_pdf(const attestation::Checked& checked, ByteView proof,
                            std::string_view address);

}  // namespace approdo::paper
