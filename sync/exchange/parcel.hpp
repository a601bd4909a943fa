// A parcel is a set of frames that any courier carries: an HTTP body, a .approdo file, a LAN peer,
// a hub. Loss, order and repetition of frames do not matter; a cut parcel is as good as its whole
// frames.
//
//   "APRD" | format 1 | site id (16) | route kind (varint) | route id (16, absent for kind any and
//   site) then frames: type (varint) | length (varint) | body
//
// Several parcels may follow one another in one body or file; the type 65 ('A') is therefore no
// frame's.
#pragma once

#include <optional>

#include "sync/base/ids.hpp"
#include "sync/base/limits.hpp"

namespace approdo::exchange {

// Numbers are never reused. A program keeps and forwards frames whose type or version it does not
// know.
enum class FrameType : std::uint32_t {
    hello = 1,
    answer = 2,
    site = 3,                // log::SignedSite
    device_certificate = 4,  // log::SignedDevice
    log_certificate = 5,     // log::SignedLog
    segment = 6,
    stub = 7,
    redacted = 8,
    receipt = 9,
    beacon = 10,
    channel_head = 11,  // signed, opaque to sync
    chunk = 12,         // chunk id (32) | sealed bytes
    want = 13,
    join_request = 14,
    join_answer = 15,
    snapshot = 16,           // SignedSnapshot: what a scope adds up to, for a new device
    root_rotation = 17,      // log::SignedRotation: a change of the site's root key
    erasure = 18,            // log::SignedErasure: what is gone for good
    carried = 19,            // SignedCarried: a hub's or peer's word that it holds segments
    channel = 20,            // signed channel descriptor, opaque to sync
    handover = 21,           // keys of a channel, sealed to the site, opaque to sync
    elided = 22,             // hash of a frame that a courier left out: the other side has it
    frontier_question = 23,  // what a hub holds and what the site has of it: exchange/compare.hpp
    frontier_differences = 24,
    frontier_points = 25,
    frontier_held = 26,
    wish = 27,              // what a courier should bring of courses, opaque to sync
    account_return = 28,    // what a restored site lost of an account, boxed to the site
    who_are_you = 29,       // MAC (16) of a hello whose device the site does not know
    want_names = 30,        // accounts whose names a device of staff lacks: exchange/names.hpp
    names = 31,             // the answer, sealed for that device
    anonymous_answer = 32,  // reserved
    want_redacted = 34,     // events that were erased, to a device that holds more of them
    device_renewal = 35,    // keys that a copied device would go on with: exchange/renewal.hpp
    parcel_magic = 65,      // never a frame
};

enum class RouteKind : std::uint8_t {
    any = 0,
    site = 1,
    device = 2,   // id: DeviceId
    edition = 3,  // id: EditionId
    join = 4,     // id: the join request's id
};

using RouteId = FixedBytes<struct RouteIdTag, 16>;

struct Route {
    RouteKind kind = RouteKind::site;
    RouteId id;

    static Route to_site() { return {}; }
    static Route to_device(const DeviceId& device) {
        return {RouteKind::device, RouteId{device.bytes}};
    }
    auto operator<=>(const Route&) const = default;
};

struct ParcelHeader {
    SiteId site;
    Route route;
    auto operator<=>(const ParcelHeader&) const = default;
};

struct Frame {
    FrameType type{};
    Bytes body;
    bool operator==(const Frame&) const = default;
};

class ParcelWriter {
  public:
    explicit ParcelWriter(const ParcelHeader& header);
    void add(FrameType type, ByteView body);
    std::size_t size() const { return bytes_.size(); }
    Bytes take() { return std::move(bytes_); }

  private:
    Bytes bytes_;
};

Bytes encode_frame(FrameType type, ByteView body);

// Takes bytes as they come, in pieces of any size, and gives what is whole. What is not a parcel,
// or is past the bounds, is an error once; nothing can be read after it.
class ParcelReader {
  public:
    struct Item {
        ParcelHeader parcel;         // of the parcel that the frame is in
        bool starts_parcel = false;  // true: `frame` is empty, a new parcel begins here
        Frame frame;
    };

    void feed(ByteView bytes);
    // Nothing: more bytes are needed (or the input is at its end).
    Result<std::optional<Item>> next();
    // Bytes of an unfinished frame at the end of the input: a cut parcel.
    std::size_t unfinished() const { return held_.size() - used_; }

  private:
    Result<std::optional<Item>> read_header();

    Bytes held_;
    std::size_t used_ = 0;
    std::optional<ParcelHeader> current_;
    bool broken_ = false;
};

// One parcel of a body or file, whole, for those who keep parcels for others.
struct WholeParcel {
    ParcelHeader header;
    std::vector<Frame> frames;

    Bytes bytes() const;
    const Frame* find(FrameType type) const;
};
Result<std::vector<WholeParcel>> split_parcels(ByteView bytes);

}  // namespace approdo::exchange
