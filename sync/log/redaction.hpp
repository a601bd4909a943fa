// A redacted segment replaces one whose payload had to be erased. The site alone makes it: all
// headers and payload hashes stay, surviving payloads travel with their keys k_i, and the chain
// still ends in the head that the original, signed clear header names. It is sealed under the same
// scope's key, with a nonce of its own. It can be redacted further.
#pragma once

#include "sync/log/segment.hpp"

namespace approdo::log {

// `erased` holds positions within the segment, 0-based. What is gone already stays gone.
Result<Segment> redact(const Segment& segment, const OpenedSegment& opened,
                       std::span<const std::size_t> erased, const crypto::SymmetricKey& scope_key,
                       const crypto::SigningKey& receipt_key, const SiteId& site, Random& random);
Result<Segment> read_redacted(ByteView bytes);
// That the site made it. The signature of the log is for verify_segment() to check.
Result<void> verify_redaction(const Segment& segment, const crypto::SigningPublicKey& receipt_key,
                              const SiteId& site);
// Checks every surviving payload against its hash, and the chain against the head. Erased events
// have their header, their hash and no payload. Called by open_segment().
Result<OpenedSegment> open_redacted(const Segment& segment, const crypto::SymmetricKey& scope_key);

// Everything that is gone in `other` is gone in `opened`, too.
bool erases_at_least(const OpenedSegment& opened, const OpenedSegment& other);

}  // namespace approdo::log
