// Keys of its own for a device that was copied. Two copies have one device key, and whoever is told
// that there is another asks the site to certify fresh keys for it. The site certifies them as
// another device of the account that goes on from the old one; the old one stays what it was, for
// the other copy. The new id follows from the request, so that a request which comes twice is
// answered alike.
#pragma once

#include "sync/log/certificate.hpp"

namespace approdo::exchange {

struct DeviceRenewal {
    static constexpr std::uint32_t wire_version = 1;
    crypto::SigningPublicKey signing;
    crypto::BoxPublicKey box;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(signing, box);
    }
};

DeviceId renewed_id(const DeviceId& before, const DeviceRenewal& renewal);

// What the site certifies; `serial` and `issued` are its own.
log::DeviceCertificate renewed(const log::DeviceCertificate& before, const DeviceRenewal& renewal,
                               std::uint64_t serial, UtcMs issued);

// That many devices of an account got keys of their own at most; further ones go on with the keys
// that they have. So a receipt can name the logs of all that a device was before.
inline constexpr std::size_t renewals_max = 64;

}  // namespace approdo::exchange
