#include "sync/log/redaction.hpp"

#include "sync/crypto/hash.hpp"
#include "sync/log/columns.hpp"
#include "sync/log/sealing.hpp"

namespace approdo::log {
namespace {

// plain: one bit an event, lowest first, set when erased | per event, its proof: its payload hash
// (erased) or its payload key k_i (surviving) | coded events, the erased with an empty payload |
// padding.
std::size_t bitmap_bytes(std::size_t count) {
    return (count + 7) / 8;
}

Bytes signed_part(const Segment& segment) {
    Bytes bytes = segment.stub_bytes();
    append(bytes, segment.redaction->nonce.view());
    append(bytes, crypto::hash(crypto::domain::segment_body, {segment.body}).view());
    return bytes;
}

ByteView proof_at(ByteView proofs, std::size_t position) {
    return proofs.subspan(position * Hash::size, Hash::size);
}

Bytes key_of(const OpenedSegment& opened, Seq first, std::size_t position) {
    if (!opened.proofs.empty()) return copy_of(proof_at(opened.proofs, position));
    return copy_of(payload_key(opened.blind, Seq{first.value + position}).view());
}

Result<Bytes> plain_of(const SegmentHeader& header, const OpenedSegment& opened,
                       const std::vector<bool>& erased) {
    const std::size_t count = opened.events.size();
    Bytes plain(bitmap_bytes(count));
    std::vector<Event> survivors = opened.events;
    for (std::size_t i = 0; i < count; ++i) {
        Bytes proof = key_of(opened, header.first, i);
        if (erased[i]) {
            plain[i / 8] = static_cast<std::uint8_t>(plain[i / 8] | (1U << (i % 8)));
            if (!opened.is_erased(i)) {
                APPRODO_TRY(const auto key, PayloadKey::from(proof));
                proof = copy_of(payload_hash(key, survivors[i].payload).view());
            }
            survivors[i].payload.clear();
        }
        append(plain, proof);
    }
    append(plain, encode_events(survivors));
    pad(plain);
    return plain;
}

Result<Hash> payload_hash_of(const Event& event, bool is_erased, ByteView proof) {
    if (!is_erased) {
        APPRODO_TRY(const auto key, PayloadKey::from(proof));
        return payload_hash(key, event.payload);
    }
    if (!event.payload.empty()) {
        return fail(ErrorCode::malformed, "an erased event still has its payload");
    }
    return Hash::from(proof);
}

Result<OpenedSegment> read_plain(const SegmentHeader& header, ByteView plain) {
    const std::size_t count = header.count;
    const std::size_t fixed = bitmap_bytes(count) + count * Hash::size;
    if (plain.size() < fixed) {
        return fail(ErrorCode::malformed, "the body of a redacted segment is cut");
    }
    OpenedSegment opened;
    APPRODO_TRY(opened.events, decode_events(plain.subspan(fixed), count));
    opened.proofs = copy_of(plain.subspan(bitmap_bytes(count), count * Hash::size));
    Hash head = header.previous;
    for (std::size_t i = 0; i < count; ++i) {
        const bool is_erased = ((plain[i / 8] >> (i % 8)) & 1) != 0;
        const Event& event = opened.events[i];
        APPRODO_TRY(const Hash payload,
                    payload_hash_of(event, is_erased, proof_at(opened.proofs, i)));
        head = event_hash(head, event.header, payload);
        opened.hashes.push_back(head);
        opened.erased.push_back(is_erased);
    }
    if (head != header.head) {
        return fail(ErrorCode::malformed,
                    "the events of a redacted segment do not lead to the head that was signed");
    }
    return opened;
}

}  // namespace

Result<Segment> redact(const Segment& segment, const OpenedSegment& opened,
                       std::span<const std::size_t> erased, const crypto::SymmetricKey& scope_key,
                       const crypto::SigningKey& receipt_key, const SiteId& site, Random& random) {
    const SegmentHeader& header = segment.header;
    if (header.suite != Suite::scope_key || opened.events.size() != header.count) {
        return fail(ErrorCode::invalid_input, "only an opened segment of a scope can be redacted");
    }
    std::vector<bool> marks = opened.erased;
    marks.resize(opened.events.size());
    for (const std::size_t position : erased) {
        if (position >= marks.size()) {
            return fail(ErrorCode::invalid_input, "an event to erase is not in this segment");
        }
        marks[position] = true;
    }
    APPRODO_TRY(Bytes plain, plain_of(header, opened, marks));
    const auto key = seal_key_of(scope_key, header.scope, header.epoch);
    Segment redacted = segment;
    redacted.redaction = Redaction{crypto::hedged_nonce(key, plain, random), {}};
    redacted.body = seal_body(key, redacted.redaction->nonce, redacted.stub_bytes(), plain);
    crypto::wipe(plain);
    redacted.redaction->signature =
        receipt_key.sign(crypto::domain::redaction, site, signed_part(redacted));
    return redacted;
}

Result<Segment> read_redacted(ByteView bytes) {
    wire::Reader reader(bytes);
    SegmentHeader header;
    reader(header);
    const std::size_t stub_bytes =
        bytes.size() - reader.left() + Hash::size + crypto::Signature::size;
    if (reader.failed() || stub_bytes > bytes.size()) {
        return fail(ErrorCode::malformed, "a redacted segment is cut");
    }
    APPRODO_TRY(Segment segment, read_stub(bytes.first(stub_bytes)));
    wire::Reader rest(bytes.subspan(stub_bytes));
    Redaction redaction;
    rest(redaction.nonce, redaction.signature);
    if (rest.failed() || rest.left() == 0) {
        return fail(ErrorCode::malformed, "a redacted segment is cut");
    }
    // Hashes that stay where payloads went may make it larger than the original's bound.
    if (rest.left() > limits::segment_body_max + limits::segment_events_max * 2 * Hash::size) {
        return fail(ErrorCode::too_large, "the body of a redacted segment is too large");
    }
    segment.redaction = redaction;
    segment.body = copy_of(rest.take(rest.left()));
    return segment;
}

Result<void> verify_redaction(const Segment& segment, const crypto::SigningPublicKey& receipt_key,
                              const SiteId& site) {
    if (!segment.is_redacted() ||
        !crypto::verify(receipt_key, crypto::domain::redaction, site, signed_part(segment),
                        segment.redaction->signature)) {
        return fail(ErrorCode::unauthentic, "a redacted segment is not signed by the site");
    }
    return {};
}

Result<OpenedSegment> open_redacted(const Segment& segment, const crypto::SymmetricKey& scope_key) {
    const SegmentHeader& header = segment.header;
    if (header.suite != Suite::scope_key) {
        return fail(ErrorCode::unsupported, "a redacted segment is sealed in another way: update");
    }
    const auto key = seal_key_of(scope_key, header.scope, header.epoch);
    APPRODO_TRY(Bytes plain,
                open_body(key, segment.redaction->nonce, segment.stub_bytes(), segment.body));
    auto opened = read_plain(header, plain);
    crypto::wipe(plain);
    return opened;
}

bool erases_at_least(const OpenedSegment& opened, const OpenedSegment& other) {
    for (std::size_t i = 0; i < other.erased.size(); ++i) {
        if (other.is_erased(i) && !opened.is_erased(i)) return false;
    }
    return true;
}

}  // namespace approdo::log
