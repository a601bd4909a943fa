// A hub's or a peer's word to a device that it holds segments of its logs and passes them on. The
// hub signs it with a key of its own, which nobody vouches for: it tells a person where the work
// is, and who said so. It never moves the cursor; only a receipt of the site does.
#pragma once

#include "sync/log/frontier.hpp"
#include "sync/log/signed.hpp"

namespace approdo::exchange {

struct Carried {
    static constexpr std::uint32_t wire_version = 1;
    crypto::SigningPublicKey hub;
    DeviceId device;    // zero: said to the site, of all that follows
    Digest16 to_hello;  // the MAC of the hello that this answers
    UtcMs at;           // by the hub's clock
    log::Frontier heads;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(hub, device, to_hello, at, heads);
    }
};
using SignedCarried = log::Signed<Carried>;

}  // namespace approdo::exchange
