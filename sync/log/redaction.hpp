// A redacted segment replaces one whose payload had to be erased. The site alone makes it: all
// headers and payload hashes stay, surviving payloads travel with their keys k_i, and the chain
// still ends in the head that the original, signed clear header names. It is sealed under the same
// scope's key, with a nonce of its own.
#pragma once

#include "sync/log/segment.hpp"

namespace approdo::log {

struct RedactedEvent {
    EventHeader header;
    Hash payload_hash;
    std::optional<Bytes> payload;  // nothing: erased
};

struct RedactedSegment {
    Segment stub;  // the original's clear header, body hash and signature
    crypto::Nonce nonce;
    crypto::Signature signature;  // the site's receipt key, domain redaction
    Bytes body;

    Bytes bytes() const;
};

// `erased` holds positions within the segment, 0-based.
Result<RedactedSegment> redact(const Segment& original, const OpenedSegment& opened,
                               std::span<const std::size_t> erased,
                               const crypto::SymmetricKey& scope_key,
                               const crypto::SigningKey& receipt_key, const SiteId& site,
                               Random& random);
Result<RedactedSegment> read_redacted(ByteView bytes);
// Checks the site's signature, every surviving payload against its hash, and the chain against the
// head. The signature of the log on `segment.stub` is for verify_segment() to check.
Result<std::vector<RedactedEvent>> open_redacted(const RedactedSegment& segment,
                                                 const crypto::SymmetricKey& scope_key,
                                                 const crypto::SigningPublicKey& receipt_key,
                                                 const SiteId& site);

}  // namespace approdo::log
