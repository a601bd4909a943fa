// The first frame of a device's parcel to the site, and the first of the site's answer. Both end in
// a MAC under the key that device and site share (X25519), over the body and the hashes of all
// frames behind it, so a courier can neither alter, mix nor invent an exchange. A repeated hello is
// answered and changes nothing. A courier may leave a frame out of a question and put its hash
// there (`elided`): that is all it could do by dropping the frame, and the hello still holds.
#pragma once

#include <span>

#include "sync/crypto/hash.hpp"
#include "sync/exchange/parcel.hpp"
#include "sync/log/frontier.hpp"
#include "sync/log/root_chain.hpp"
#include "sync/wire/message.hpp"

namespace approdo::exchange {

inline constexpr std::uint32_t protocol_version = 1;

// Bits of Hello::capabilities.
inline constexpr std::uint64_t wants_snapshot = 1;  // when the answer cannot bring everything

struct Hello {
    static constexpr std::uint32_t wire_version = 1;
    DeviceId device;
    std::uint32_t protocol_min = 1;
    std::uint32_t protocol_max = protocol_version;
    std::uint64_t capabilities = 0;
    ServerEpoch server_epoch;               // of the last receipt or answer; 0: never met
    ReceiptNumber last_receipt;             // the newest receipt that the device holds
    std::uint64_t counter = 0;              // grows with each hello of the device
    std::uint64_t beacon = 0;               // the newest time beacon that the device holds
    Digest16 frontier_digest;               // of the logs of others that the device holds
    std::optional<log::Frontier> frontier;  // the whole of it: when asked for, or when it is short
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(device, protocol_min, protocol_max, capabilities, server_epoch, last_receipt,
                counter, beacon, frontier_digest, frontier);
    }
};

// Which root the device goes by. A field of version 2: where the site's root never changed, a hello
// is written in version 1, without it. What cannot be read shows nothing.
void show_root(Hello& hello, const log::RootMark& mark);
log::RootMark root_shown(const Hello& hello);

// What the site asks of a device. Numbers are never reused; an unknown one is shown and ignored.
enum class ControlKind : std::uint16_t {
    send_frontier = 1,      // the digest says nothing to us: send all of it
    send_certificates = 2,  // we do not know this device or log: send the certificates along
    send_from = 3,          // a gap: send `log` from `seq`
    rotate_logs = 4,  // this state was cloned or restored: open new logs before the next append
    refused = 5,   // the segment of `log` at `seq` cannot be taken: `code`, not before `retry_ms`
    revoked = 6,   // the device was revoked
    send_all = 7,  // the site was restored: send again everything that you hold, ours included
    newer_program = 8,  // the protocol went on without this version
    suspended = 9,      // the person was suspended: nothing was taken, so keep it and try later
    erased = 10,        // the person was erased here, and with it all that this device had sent
};

struct Control {
    ControlKind kind{};
    LogId log;
    Seq seq;
    std::uint8_t code = 0;  // an ErrorCode
    std::uint64_t retry_ms = 0;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(kind, log, seq, code, retry_ms);
    }
    bool operator==(const Control&) const = default;
};

struct Answer {
    static constexpr std::uint32_t wire_version = 1;
    Digest16 to_hello;  // the MAC of the hello that this answers
    ServerEpoch server_epoch;
    ReceiptNumber last_receipt;  // of this device, after this exchange
    std::uint64_t counter = 0;   // highest hello counter seen: a restored device goes on above it
    bool more = false;           // another exchange will bring more
    std::vector<Control> controls;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(to_hello, server_epoch, last_receipt, counter, more, controls);
    }
};

crypto::HashDomain domain_of(const Hello&);
crypto::HashDomain domain_of(const Answer&);

// Of a frame as it is encoded; an elided one says what it is.
Hash frame_hash_of(const Frame& frame);
Frame elide(const Frame& frame);
// Hash of the hashes of the frames behind a hello or an answer.
Hash rest_hash_of(std::span<const Frame> frames);

// message || MAC over (site, message, hash of `rest`), as a frame carries it.
template <wire::Message T>
Bytes authenticate(const T& message, const SiteId& site, ByteView rest_hash,
                   const crypto::SymmetricKey& exchange_key) {
    Bytes bytes = wire::encode(message);
    append(bytes, crypto::keyed_hash16(domain_of(message), exchange_key.view(),
                                       {site.view(), rest_hash, bytes})
                      .view());
    return bytes;
}

template <wire::Message T>
struct Authenticated {
    T message;
    Bytes encoded;
    Digest16 mac;

    static Result<Authenticated> read(ByteView frame) {
        if (frame.size() < Digest16::size) return fail(ErrorCode::malformed, "a hello is cut");
        Authenticated result;
        result.encoded = copy_of(frame.first(frame.size() - Digest16::size));
        APPRODO_TRY(result.mac, Digest16::from(frame.last(Digest16::size)));
        APPRODO_TRY(result.message, wire::decode<T>(result.encoded));
        return result;
    }
    bool verify(const SiteId& site, ByteView rest_hash,
                const crypto::SymmetricKey& exchange_key) const {
        return crypto::same(mac.view(),
                            crypto::keyed_hash16(domain_of(message), exchange_key.view(),
                                                 {site.view(), rest_hash, encoded})
                                .view());
    }
};

// Chunks and log ranges that a device would like to be sent, for couriers without a way back.
struct Want {
    static constexpr std::uint32_t wire_version = 1;
    std::vector<ChunkId> chunks;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(chunks);
    }
};

}  // namespace approdo::exchange
