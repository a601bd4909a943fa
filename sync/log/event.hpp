// An event is one learning fact; it is never changed. Its bytes are canonical and its identity is
// its place in the hash chain of its log:
//
//     k_i          = H(blind, i)
//     payload hash = H(k_i, payload)
//     h_i          = H(h_{i-1} || header || payload hash)
//
// The payload hash is keyed, so that a redacted segment (payload erased, hash kept) does not let
// anybody guess the payload from a small set. `sync` never looks into a payload beyond its division
// into fields.
#pragma once

#include <variant>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/crypto/secret.hpp"
#include "sync/wire/archive.hpp"

namespace approdo::log {

// Numbers are assigned in docs/events.md and never reused.
enum class EventType : std::uint16_t {};

// A payload is a sequence of fields, so that a segment can code each field as a column without
// knowing what it means. Numbers are below 2^63.
using Field = std::variant<std::uint64_t, Bytes>;
using Fields = std::vector<Field>;

Bytes encode_fields(const Fields& fields);
Result<Fields> decode_fields(ByteView payload);

struct EventHeader {
    EventType type{};
    std::uint8_t version = 1;
    bool critical = false;  // who does not know the type freezes its subject instead of ignoring it
    EnrolmentId enrolment;
    UnitId unit;
    ContentVersion content_version;
    Lamport lamport;
    Instant time{};

    template <class Archive>
    void serialize(Archive& archive) {
        archive(type, version, critical, enrolment, unit, content_version, lamport, time.wall,
                time.boot, time.session);
    }
};

struct Event {
    EventHeader header;
    Bytes payload;  // encode_fields(), or bytes of a newer program
};

using Blind = crypto::Secret<struct BlindTag, 32>;            // of one segment
using PayloadKey = crypto::Secret<struct PayloadKeyTag, 32>;  // of one event

PayloadKey payload_key(const Blind& blind, Seq seq);
Hash payload_hash(const PayloadKey& key, ByteView payload);
Hash event_hash(const Hash& previous, const EventHeader& header, const Hash& payload_hash);
// The three above in one, for the event that becomes `seq` of its log.
Hash next_hash(const Hash& previous, const Event& event, const Blind& blind, Seq seq);

}  // namespace approdo::log
