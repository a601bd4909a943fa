#include "sync/log/redaction.hpp"

#include "sync/crypto/hash.hpp"
#include "sync/log/columns.hpp"
#include "sync/log/sealing.hpp"

namespace approdo::log {
namespace {

// plain: one bit an event, lowest first, set when erased | per event its payload hash (erased) or
// its payload key k_i (surviving) | coded events, the erased with an empty payload | padding.
std::size_t bitmap_bytes(std::size_t count) {
    return (count + 7) / 8;
}

Bytes signed_part(const RedactedSegment& segment) {
    Bytes bytes = segment.stub.stub_bytes();
    append(bytes, segment.nonce.view());
    append(bytes, crypto::hash(crypto::domain::segment_body, {segment.body}).view());
    return bytes;
}

Hash payload_hash_of(const OpenedSegment& opened, Seq first, std::size_t position) {
    const Seq seq{first.value + position};
    return payload_hash(payload_key(opened.blind, seq), opened.events[position].payload);
}

Bytes plain_of(const Segment& original, const OpenedSegment& opened,
               const std::vector<bool>& erased) {
    const std::size_t count = opened.events.size();
    Bytes plain(bitmap_bytes(count));
    std::vector<Event> survivors = opened.events;
    for (std::size_t i = 0; i < count; ++i) {
        const Seq seq{original.header.first.value + i};
        if (erased[i]) {
            plain[i / 8] = static_cast<std::uint8_t>(plain[i / 8] | (1U << (i % 8)));
            append(plain, payload_hash_of(opened, original.header.first, i).view());
            survivors[i].payload.clear();
        } else {
            append(plain, payload_key(opened.blind, seq).view());
        }
    }
    append(plain, encode_events(survivors));
    pad(plain);
    return plain;
}

Result<RedactedEvent> read_event(Event event, bool erased, ByteView key_or_hash) {
    RedactedEvent redacted;
    redacted.header = event.header;
    if (erased) {
        if (!event.payload.empty()) {
            return fail(ErrorCode::malformed, "an erased event still has its payload");
        }
        APPRODO_TRY(redacted.payload_hash, Hash::from(key_or_hash));
        return redacted;
    }
    APPRODO_TRY(const auto key, PayloadKey::from(key_or_hash));
    redacted.payload_hash = payload_hash(key, event.payload);
    redacted.payload = std::move(event.payload);
    return redacted;
}

Result<std::vector<RedactedEvent>> read_plain(const SegmentHeader& header, ByteView plain) {
    const std::size_t count = header.count;
    const std::size_t fixed = bitmap_bytes(count) + count * Hash::size;
    if (plain.size() < fixed) {
        return fail(ErrorCode::malformed, "the body of a redacted segment is cut");
    }
    APPRODO_TRY(std::vector<Event> events, decode_events(plain.subspan(fixed), count));
    std::vector<RedactedEvent> result;
    Hash head = header.previous;
    for (std::size_t i = 0; i < count; ++i) {
        const bool erased = ((plain[i / 8] >> (i % 8)) & 1) != 0;
        const ByteView item = plain.subspan(bitmap_bytes(count) + i * Hash::size, Hash::size);
        APPRODO_TRY(RedactedEvent event, read_event(std::move(events[i]), erased, item));
        head = event_hash(head, event.header, event.payload_hash);
        result.push_back(std::move(event));
    }
    if (head != header.head) {
        return fail(ErrorCode::malformed,
                    "the events of a redacted segment do not lead to the head that was signed");
    }
    return result;
}

}  // namespace

Bytes RedactedSegment::bytes() const {
    Bytes bytes = stub.stub_bytes();
    append(bytes, nonce.view());
    append(bytes, signature.view());
    append(bytes, body);
    return bytes;
}

Result<RedactedSegment> redact(const Segment& original, const OpenedSegment& opened,
                               std::span<const std::size_t> erased,
                               const crypto::SymmetricKey& scope_key,
                               const crypto::SigningKey& receipt_key, const SiteId& site,
                               Random& random) {
    if (original.header.suite != Suite::scope_key ||
        opened.events.size() != original.header.count) {
        return fail(ErrorCode::invalid_input, "only an opened segment of a scope can be redacted");
    }
    std::vector<bool> marks(opened.events.size());
    for (const std::size_t position : erased) {
        if (position >= marks.size()) {
            return fail(ErrorCode::invalid_input, "an event to erase is not in this segment");
        }
        marks[position] = true;
    }
    Bytes plain = plain_of(original, opened, marks);
    const auto key = seal_key_of(scope_key, original.header.scope, original.header.epoch);
    RedactedSegment redacted;
    redacted.stub = original;
    redacted.stub.body.clear();
    redacted.nonce = crypto::hedged_nonce(key, plain, random);
    redacted.body = seal_body(key, redacted.nonce, redacted.stub.stub_bytes(), plain);
    crypto::wipe(plain);
    redacted.signature = receipt_key.sign(crypto::domain::redaction, site, signed_part(redacted));
    return redacted;
}

Result<RedactedSegment> read_redacted(ByteView bytes) {
    wire::Reader reader(bytes);
    RedactedSegment segment;
    SegmentHeader header;
    reader(header);
    const std::size_t stub_bytes =
        bytes.size() - reader.left() + Hash::size + crypto::Signature::size;
    if (reader.failed() || stub_bytes > bytes.size()) {
        return fail(ErrorCode::malformed, "a redacted segment is cut");
    }
    APPRODO_TRY(segment.stub, read_stub(bytes.first(stub_bytes)));
    wire::Reader rest(bytes.subspan(stub_bytes));
    rest(segment.nonce, segment.signature);
    if (rest.failed() || rest.left() == 0) {
        return fail(ErrorCode::malformed, "a redacted segment is cut");
    }
    // Hashes that stay where payloads went may make it larger than the original's bound.
    if (rest.left() > limits::segment_body_max + limits::segment_events_max * 2 * Hash::size) {
        return fail(ErrorCode::too_large, "the body of a redacted segment is too large");
    }
    segment.body = copy_of(rest.take(rest.left()));
    return segment;
}

Result<std::vector<RedactedEvent>> open_redacted(const RedactedSegment& segment,
                                                 const crypto::SymmetricKey& scope_key,
                                                 const crypto::SigningPublicKey& receipt_key,
                                                 const SiteId& site) {
    if (!crypto::verify(receipt_key, crypto::domain::redaction, site, signed_part(segment),
                        segment.signature)) {
        return fail(ErrorCode::unauthentic, "a redacted segment is not signed by the site");
    }
    const SegmentHeader& header = segment.stub.header;
    if (header.suite != Suite::scope_key) {
        return fail(ErrorCode::unsupported, "a redacted segment is sealed in another way: update");
    }
    const auto key = seal_key_of(scope_key, header.scope, header.epoch);
    APPRODO_TRY(Bytes plain,
                open_body(key, segment.nonce, segment.stub.stub_bytes(), segment.body));
    auto events = read_plain(header, plain);
    crypto::wipe(plain);
    return events;
}

}  // namespace approdo::log
