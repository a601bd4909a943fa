#include "sync/log/segment.hpp"

#include "sync/base/defects.hpp"
#include "sync/crypto/hash.hpp"
#include "sync/log/certificate.hpp"
#include "sync/log/chain.hpp"
#include "sync/log/columns.hpp"
#include "sync/log/redaction.hpp"
#include "sync/log/sealing.hpp"

namespace approdo::log {
namespace {

namespace domain = crypto::domain;

constexpr std::size_t boxed_key_bytes = crypto::SymmetricKey::size + crypto::box_overhead_bytes;
// Far beyond any log, and far from where sums of sequence numbers would wrap.
constexpr std::uint64_t seq_max = std::uint64_t{1} << 62;
// Where others have the version of their header.
constexpr std::uint8_t redacted_mark = 0;

Bytes signed_part(const Segment& segment) {
    Bytes bytes = segment.clear;
    append(bytes, segment.body_hash.view());
    return bytes;
}

Result<void> check_header(const SegmentHeader& header) {
    if (header.count == 0 || header.count > limits::segment_events_max) {
        return fail(ErrorCode::malformed, "a segment holds no events or more than are allowed");
    }
    if (header.first.value == 0 || header.first.value > seq_max) {
        return fail(ErrorCode::malformed, "a segment begins at an impossible sequence number");
    }
    const bool has_epoch = header.epoch.value != 0;
    if (header.suite == Suite::scope_key ? !has_epoch : header.suite == Suite::box && has_epoch) {
        return fail(ErrorCode::malformed, "a segment names an epoch that its suite cannot have");
    }
    if (header.suite != Suite::scope_key && header.suite != Suite::box &&
        header.tail.version == 0) {
        return fail(ErrorCode::malformed, "a segment is of an unknown suite");
    }
    return {};
}

Result<Segment> read_head(wire::Reader& reader, ByteView bytes) {
    Segment segment;
    reader(segment.header);
    if (reader.failed()) {
        return fail(ErrorCode::malformed, "the header of a segment does not follow its format");
    }
    segment.clear = copy_of(bytes.first(bytes.size() - reader.left()));
    reader(segment.body_hash, segment.signature);
    if (reader.failed()) return fail(ErrorCode::malformed, "a segment is cut");
    APPRODO_CHECK(check_header(segment.header));
    return segment;
}

Result<void> check_draft(const SegmentDraft& draft, const crypto::SigningKey& log_key) {
    if (draft.events.empty() || draft.events.size() > limits::segment_events_max ||
        draft.first.value == 0 || draft.first.value > seq_max) {
        return fail(ErrorCode::invalid_input, "a segment needs 1 to 512 events of a log");
    }
    if (log_id_of(log_key.public_key()) != draft.log) {
        return fail(ErrorCode::invalid_input, "a segment has to be signed with its own log's key");
    }
    std::size_t payload_bytes = 0;
    for (const Event& event : draft.events) {
        if (event.payload.size() > limits::event_payload_max) {
            return fail(ErrorCode::too_large, "an event is too large: at most 64 KiB");
        }
        payload_bytes += event.payload.size();
    }
    if (payload_bytes > limits::segment_plain_max) {
        return fail(ErrorCode::too_large, "too much for one segment: seal fewer events");
    }
    return {};
}

SegmentHeader header_of(const SegmentDraft& draft, Suite suite, const Hash& head) {
    SegmentHeader header;
    header.suite = suite;
    header.scope = draft.scope;
    header.epoch = suite == Suite::box ? Epoch{} : draft.epoch;
    header.log = draft.log;
    header.first = draft.first;
    header.count = static_cast<std::uint32_t>(draft.events.size());
    header.previous = draft.previous;
    header.head = head;
    header.beacon = draft.beacon;
    return header;
}

Result<void> sign(Segment& segment, const crypto::SigningKey& log_key, const SiteId& site) {
    if (segment.body.size() > limits::segment_body_max) {
        return fail(ErrorCode::too_large, "too much for one segment: seal fewer events");
    }
    segment.body_hash = crypto::hash(domain::segment_body, {segment.body});
    segment.signature = log_key.sign(domain::segment, site, signed_part(segment));
    return {};
}

Blind boxed_blind(const crypto::SymmetricKey& boxed_key) {
    const crypto::SymmetricKey derived = crypto::derive_key(domain::box_blind, boxed_key, {});
    Blind blind;
    std::copy(derived.view().begin(), derived.view().end(), blind.writable().begin());
    return blind;
}

Result<void> check_can_open(const Segment& segment, Suite suite) {
    if (segment.header.suite != suite) {
        return fail(ErrorCode::unsupported, "a segment is sealed in another way: update");
    }
    if (segment.is_stub()) return fail(ErrorCode::missing, "the body of a segment is not here");
    return {};
}

Result<OpenedSegment> check_chain(const SegmentHeader& header, ByteView coded, Blind blind) {
    OpenedSegment opened;
    APPRODO_TRY(opened.events, decode_events(coded, header.count));
    opened.hashes = chain_hashes(header.previous, opened.events, blind, header.first);
    if (opened.hashes.back() != header.head) {
        return fail(ErrorCode::malformed, "the events of a segment do not lead to its head");
    }
    opened.blind = std::move(blind);
    return opened;
}

}  // namespace

Bytes Segment::stub_bytes() const {
    Bytes bytes = signed_part(*this);
    append(bytes, signature.view());
    return bytes;
}

Bytes Segment::bytes() const {
    Bytes bytes = stub_bytes();
    if (redaction) {
        append(bytes, redaction->nonce.view());
        append(bytes, redaction->signature.view());
    }
    append(bytes, body);
    return bytes;
}

Bytes Segment::stored() const {
    if (!redaction) return bytes();
    Bytes stored{redacted_mark};
    append(stored, bytes());
    return stored;
}

Result<Segment> seal_segment(const SegmentDraft& draft, const Blind& blind,
                             const crypto::SymmetricKey& scope_key,
                             const crypto::SigningKey& log_key, const SiteId& site,
                             Random& random) {
    APPRODO_CHECK(check_draft(draft, log_key));
    if (draft.epoch.value == 0) {
        return fail(ErrorCode::invalid_input, "a segment needs the epoch of its scope's key");
    }
    const auto hashes = chain_hashes(draft.previous, draft.events, blind, draft.first);
    Bytes plain = copy_of(blind.view());
    append(plain, encode_events(draft.events));
    pad(plain);

    Segment segment;
    const crypto::SymmetricKey key = seal_key_of(scope_key, draft.scope, draft.epoch);
    segment.header = header_of(draft, Suite::scope_key, hashes.back());
    segment.header.nonce = crypto::hedged_nonce(key, plain, random);
    if (defect(Defect::nonce_from_counter)) {
        segment.header.nonce = {};
        segment.header.nonce.bytes[0] = static_cast<std::uint8_t>(draft.first.value);
    }
    segment.clear = wire::encode(segment.header);
    segment.body = seal_body(key, segment.header.nonce, segment.clear, plain);
    crypto::wipe(plain);
    APPRODO_CHECK(sign(segment, log_key, site));
    return segment;
}

Result<BoxedSegment> seal_boxed_segment(const SegmentDraft& draft,
                                        const crypto::BoxPublicKey& reader,
                                        const crypto::SigningKey& log_key, const SiteId& site,
                                        Random& random) {
    APPRODO_CHECK(check_draft(draft, log_key));
    const auto key = crypto::SymmetricKey::random(random);
    BoxedSegment boxed;
    boxed.hashes = chain_hashes(draft.previous, draft.events, boxed_blind(key), draft.first);
    Bytes plain = encode_events(draft.events);
    pad(plain);

    Segment& segment = boxed.segment;
    segment.header = header_of(draft, Suite::box, boxed.hashes.back());
    segment.clear = wire::encode(segment.header);
    APPRODO_TRY(segment.body, crypto::seal_box(reader, key.view(), random));
    append(segment.body, crypto::aead_seal(key, {}, segment.clear, plain));
    crypto::wipe(plain);
    APPRODO_CHECK(sign(segment, log_key, site));
    return boxed;
}

Result<Segment> read_segment(ByteView bytes) {
    wire::Reader reader(bytes);
    APPRODO_TRY(Segment segment, read_head(reader, bytes));
    if (reader.left() == 0) return fail(ErrorCode::malformed, "a segment came without its body");
    if (reader.left() > limits::segment_body_max) {
        return fail(ErrorCode::too_large, "the body of a segment is too large");
    }
    segment.body = copy_of(reader.take(reader.left()));
    return segment;
}

Result<Segment> read_stub(ByteView bytes) {
    wire::Reader reader(bytes);
    APPRODO_TRY(Segment segment, read_head(reader, bytes));
    if (reader.left() != 0) return fail(ErrorCode::malformed, "bytes follow the end of a stub");
    return segment;
}

Result<Segment> read_stored(ByteView stored) {
    if (!stored.empty() && stored.front() == redacted_mark) {
        return read_redacted(stored.subspan(1));
    }
    wire::Reader reader(stored);
    APPRODO_TRY(Segment segment, read_head(reader, stored));
    segment.body = copy_of(reader.take(reader.left()));
    return segment;
}

Result<void> verify_segment(const Segment& segment, const crypto::SigningPublicKey& log_key,
                            const SiteId& site) {
    if (log_id_of(log_key) != segment.header.log) {
        return fail(ErrorCode::unauthentic, "a segment is of another log than the key at hand");
    }
    const bool has_signed_body = !segment.is_stub() && !segment.is_redacted();
    const bool is_checked = has_signed_body && !defect(Defect::body_hash_unchecked);
    if (is_checked && crypto::hash(domain::segment_body, {segment.body}) != segment.body_hash) {
        return fail(ErrorCode::unauthentic, "the body of a segment was altered");
    }
    if (defect(Defect::signature_unchecked)) return {};
    if (!crypto::verify(log_key, domain::segment, site, signed_part(segment), segment.signature)) {
        return fail(ErrorCode::unauthentic, "a segment is not signed by its log");
    }
    return {};
}

Result<OpenedSegment> open_segment(const Segment& segment, const crypto::SymmetricKey& scope_key) {
    if (segment.is_redacted()) return open_redacted(segment, scope_key);
    APPRODO_CHECK(check_can_open(segment, Suite::scope_key));
    const SegmentHeader& header = segment.header;
    const crypto::SymmetricKey key = seal_key_of(scope_key, header.scope, header.epoch);
    APPRODO_TRY(Bytes plain, open_body(key, header.nonce, segment.clear, segment.body));
    if (plain.size() < Blind::size) {
        return fail(ErrorCode::malformed, "the body of a segment is cut");
    }
    APPRODO_TRY(Blind blind, Blind::from(ByteView(plain).first(Blind::size)));
    auto opened = check_chain(header, ByteView(plain).subspan(Blind::size), std::move(blind));
    crypto::wipe(plain);
    return opened;
}

Result<OpenedSegment> open_boxed_segment(const Segment& segment, const crypto::BoxKey& reader) {
    APPRODO_CHECK(check_can_open(segment, Suite::box));
    const ByteView body = segment.body;
    if (body.size() < boxed_key_bytes) {
        return fail(ErrorCode::malformed, "the body of a segment is cut");
    }
    APPRODO_TRY(const auto boxed, reader.open(body.first(boxed_key_bytes)));
    APPRODO_TRY(const auto key, crypto::SymmetricKey::from(boxed.view()));
    APPRODO_TRY(Bytes plain,
                crypto::aead_open(key, {}, segment.clear, body.subspan(boxed_key_bytes)));
    auto opened = check_chain(segment.header, plain, boxed_blind(key));
    crypto::wipe(plain);
    return opened;
}

}  // namespace approdo::log
