#include "sync/log/event.hpp"

#include <algorithm>

#include "sync/crypto/hash_lanes.hpp"
#include "sync/log/chain.hpp"

namespace approdo::log {
namespace {

constexpr std::uint64_t number_limit = std::uint64_t{1} << 63;

std::array<std::uint8_t, 8> little_endian(std::uint64_t value) {
    std::array<std::uint8_t, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>(value >> (8 * i));
    }
    return bytes;
}

}  // namespace

void write_field(wire::Writer& writer, std::uint64_t number) {
    APPRODO_ASSERT(number < number_limit);
    writer.number(number << 1);
}

void write_field(wire::Writer& writer, ByteView bytes) {
    writer.number((static_cast<std::uint64_t>(bytes.size()) << 1) | 1);
    writer.bytes(bytes);
}

bool read_field(wire::Reader& reader, std::uint64_t& number, ByteView& bytes) {
    const std::uint64_t tag = reader.number();
    if ((tag & 1) == 0) {
        number = tag >> 1;
        return false;
    }
    const std::uint64_t size = tag >> 1;
    if (size > reader.left()) {
        reader.fail();
        return false;
    }
    bytes = reader.take(static_cast<std::size_t>(size));
    return true;
}

Bytes encode_fields(const Fields& fields) {
    Bytes payload;
    wire::Writer writer(payload);
    for (const Field& field : fields) {
        if (const auto* number = std::get_if<std::uint64_t>(&field)) {
            write_field(writer, *number);
        } else {
            write_field(writer, std::get<Bytes>(field));
        }
    }
    return payload;
}

Result<Fields> decode_fields(ByteView payload) {
    if (payload.size() > limits::event_payload_max) {
        return fail(ErrorCode::too_large, "the payload of an event is too large");
    }
    Fields fields;
    wire::Reader reader(payload);
    while (reader.left() != 0) {
        std::uint64_t number = 0;
        ByteView bytes;
        const bool is_bytes = read_field(reader, number, bytes);
        if (reader.failed()) break;
        if (is_bytes) {
            fields.emplace_back(copy_of(bytes));
        } else {
            fields.emplace_back(number);
        }
    }
    if (reader.failed()) {
        return fail(ErrorCode::malformed, "the payload of an event is not a list of fields");
    }
    return fields;
}

PayloadKey payload_key(const Blind& blind, Seq seq) {
    const Hash key =
        crypto::keyed_hash(crypto::domain::payload_key, blind.view(), {little_endian(seq.value)});
    PayloadKey result;
    std::copy(key.bytes.begin(), key.bytes.end(), result.writable().begin());
    return result;
}

Hash payload_hash(const PayloadKey& key, ByteView payload) {
    return crypto::keyed_hash(crypto::domain::payload, key.view(), {payload});
}

Hash event_hash(const Hash& previous, const EventHeader& header, const Hash& payload_hash) {
    return crypto::hash(crypto::domain::event,
                        {previous.view(), wire::encode(header), payload_hash.view()});
}

Hash next_hash(const Hash& previous, const Event& event, const Blind& blind, Seq seq) {
    return event_hash(previous, event.header, payload_hash(payload_key(blind, seq), event.payload));
}

namespace {

// Of all events, a few at a time: what depends on nothing that came before.
std::vector<Hash> payload_hashes(std::span<const Event> events, const Blind& blind, Seq first) {
    constexpr std::size_t lot = 16;
    std::vector<Hash> hashes(events.size());
    std::array<std::array<std::uint8_t, 8>, lot> numbers;
    std::array<crypto::KeyedText, lot> texts;
    std::array<Hash, lot> keys;
    for (std::size_t at = 0; at < events.size(); at += lot) {
        const std::size_t count = std::min(lot, events.size() - at);
        for (std::size_t i = 0; i < count; ++i) {
            numbers[i] = little_endian(first.value + at + i);
            texts[i] = {blind.view(), numbers[i]};
        }
        const auto some = std::span(texts).first(count);
        crypto::keyed_hashes(crypto::domain::payload_key, some, std::span(keys).first(count));
        for (std::size_t i = 0; i < count; ++i) {
            texts[i] = {keys[i].view(), events[at + i].payload};
        }
        crypto::keyed_hashes(crypto::domain::payload, some, std::span(hashes).subspan(at, count));
    }
    for (Hash& key : keys) crypto::wipe(key.bytes);
    return hashes;
}

}  // namespace

std::vector<Hash> chain_hashes(const Hash& previous, std::span<const Event> events,
                               const Blind& blind, Seq first) {
    std::vector<Hash> hashes = payload_hashes(events, blind, first);
    Hash head = previous;
    Bytes header;  // one buffer for all events: this loop is most of what an intake costs
    for (std::size_t i = 0; i < events.size(); ++i) {
        header.clear();
        wire::Writer writer(header);
        writer(events[i].header);
        head = crypto::hash(crypto::domain::event, {head.view(), header, hashes[i].view()});
        hashes[i] = head;
    }
    return hashes;
}

}  // namespace approdo::log
