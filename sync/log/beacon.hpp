// Time beacons: the site's signed word of what time it is. A device puts the number of the newest
// one it has into each segment, so that nothing in it can be dated before the beacon; the receipt
// bounds it above.
#pragma once

#include "sync/log/signed.hpp"

namespace approdo::log {

struct Beacon {
    static constexpr std::uint32_t wire_version = 1;
    ServerEpoch server_epoch;
    std::uint64_t number = 0;  // grows over all server epochs
    UtcMs at;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(server_epoch, number, at);
    }
};
using SignedBeacon = Signed<Beacon>;

}  // namespace approdo::log
