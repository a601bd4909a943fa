// Parcels that wait for a courier: answers to parcels that came by stick, and parcels for others
// that somebody left here. A few of the newest for each address are kept, and of all together no
// more than has its bound: each can be had again from the site. The audit log stands beside them.
#pragma once

#include <string>
#include <vector>

#include "sync/exchange/parcel.hpp"

namespace approdo::store {

inline constexpr std::size_t mailbox_parcels_per_route = 8;
inline constexpr std::size_t mailbox_bytes_max = 64 * limits::mib;

class Mailbox {
  public:
    virtual ~Mailbox() = default;

    // The same bytes twice are one parcel. The oldest of the route goes when there are too many,
    // the oldest of all when they are too large together.
    virtual void put(const exchange::Route& route, ByteView parcel, UtcMs at) = 0;
    virtual std::vector<Bytes> waiting(const exchange::Route& route) = 0;
    // Of all routes, the oldest first.
    virtual std::vector<Bytes> all(std::size_t bytes_max) = 0;
    // Also forgets what the device of that route wished for.
    virtual void clear(const exchange::Route& route) = 0;
    virtual void forget_before(UtcMs at) = 0;

    // The newest that a device, reached by couriers only, asked for of its courses: a parcel with
    // its frames want and wish.
    virtual void put_wish(const DeviceId& device, ByteView parcel, UtcMs at) = 0;
    struct Wish {
        DeviceId device;
        Bytes parcel;
    };
    virtual std::vector<Wish> wishes() = 0;
};

struct AuditLine {
    std::uint64_t number = 0;  // given by the store
    UtcMs at;
    AccountId actor;      // zero: somebody at the server's own command line
    std::string action;   // a word of ours: "enrol", "invite"
    std::string subject;  // ids in hex, never a name
    bool operator==(const AuditLine&) const = default;
};

class Audit {
  public:
    virtual ~Audit() = default;
    virtual void add(AuditLine line) = 0;
    // The newest first, those below `before` (0: from the end).
    virtual std::vector<AuditLine> list(std::uint64_t before, std::size_t count_max) = 0;
};

}  // namespace approdo::store
