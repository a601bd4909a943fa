// A segment is a run of consecutive events of one log, compressed, sealed and signed: the encrypted
// delta. It is sealed once; the same bytes go to the server, to other devices, to a hub, onto a
// stick.
//
//   clear header | body hash (BLAKE2b-256) | Ed25519 signature over both | body
//
//   body, suite scope_key:   key commitment (16) | sealed plain, the clear header associated
//   body, suite box:         sealed box of a fresh key (80) | sealed plain, nonce zero
//   plain:                   blind (32, suite scope_key only) | coded events | Padmé padding
//
// Couriers verify a segment, or its stub without the body, and read nothing. docs/protocol.md has
// each byte.
#pragma once

#include <optional>
#include <span>

#include "sync/base/limits.hpp"
#include "sync/crypto/aead.hpp"
#include "sync/crypto/box.hpp"
#include "sync/crypto/sign.hpp"
#include "sync/log/event.hpp"
#include "sync/wire/message.hpp"

namespace approdo::log {

enum class Suite : std::uint8_t { scope_key = 1, box = 2 };

struct SegmentHeader {
    static constexpr std::uint32_t wire_version = 1;
    Suite suite = Suite::scope_key;
    ScopeId scope;  // suite box: the scope named after the recipient's account
    Epoch epoch;    // suite box: 0
    LogId log;
    Seq first;
    std::uint32_t count = 0;
    Hash previous;
    Hash head;
    std::uint64_t beacon = 0;  // number of the newest time beacon known when sealing
    crypto::Nonce nonce;       // suite scope_key only
    wire::Tail tail;

    Seq last() const { return {first.value + count - 1}; }

    template <class Archive>
    void fields(Archive& archive) {
        archive(suite, scope, epoch, log, first, count, previous, head, beacon);
        if (suite == Suite::scope_key) archive(nonce);
    }
};

// The site's word that the body is its own, with payloads left out: redaction.hpp.
struct Redaction {
    crypto::Nonce nonce;
    crypto::Signature signature;  // the site's receipt key
};

struct Segment {
    SegmentHeader header;
    Bytes clear;  // the header as it was signed
    Hash body_hash;
    crypto::Signature signature;
    Bytes body;                          // empty in a stub
    std::optional<Redaction> redaction;  // `body` replaces the one that was signed

    bool is_stub() const { return body.empty(); }
    bool is_redacted() const { return redaction.has_value(); }
    Bytes bytes() const;       // with the body, as a frame carries it
    Bytes stub_bytes() const;  // without
    // As it lies in a database: bytes() or a stub, a redacted one behind a zero, with which no
    // other begins.
    Bytes stored() const;
};

// What open_segment() found, chain already checked from `previous` to `head`.
struct OpenedSegment {
    std::vector<Event> events;
    std::vector<Hash> hashes;  // identity of each event
    Blind blind;               // lets the site make a redacted form; not there in one
    // Of a redacted segment alone: which payloads are gone, and for each event what stands in the
    // blind's place (32 bytes).
    std::vector<bool> erased;
    Bytes proofs;

    bool is_erased(std::size_t i) const { return i < erased.size() && erased[i]; }
};

struct SegmentDraft {
    ScopeId scope;
    Epoch epoch;
    LogId log;
    Seq first;
    Hash previous;
    std::uint64_t beacon = 0;
    std::span<const Event> events;  // 1 to limits::segment_events_max
};

// too_large when the coded events pass the bound: the caller seals fewer.
Result<Segment> seal_segment(const SegmentDraft& draft, const Blind& blind,
                             const crypto::SymmetricKey& scope_key,
                             const crypto::SigningKey& log_key, const SiteId& site, Random& random);
// To one reader, without a scope key. The blind follows from the boxed key (boxed_blind), so hashes
// are made here.
struct BoxedSegment {
    Segment segment;
    std::vector<Hash> hashes;
};
Result<BoxedSegment> seal_boxed_segment(const SegmentDraft& draft,
                                        const crypto::BoxPublicKey& reader,
                                        const crypto::SigningKey& log_key, const SiteId& site,
                                        Random& random);

// Structure and bounds only.
Result<Segment> read_segment(ByteView bytes);
Result<Segment> read_stub(ByteView bytes);
Result<Segment> read_stored(ByteView stored);
// Signature, and the hash of the body that was signed; of a redacted one see verify_redaction().
Result<void> verify_segment(const Segment& segment, const crypto::SigningPublicKey& log_key,
                            const SiteId& site);
Result<OpenedSegment> open_segment(const Segment& segment, const crypto::SymmetricKey& scope_key);
Result<OpenedSegment> open_boxed_segment(const Segment& segment, const crypto::BoxKey& reader);

}  // namespace approdo::log
