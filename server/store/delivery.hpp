// What a device may read and lacks: worked out from the ends of streams, alike for every store.
// Keyrings come first, then what the site says, then the person's other devices; a certificate
// stands before what it certifies.
#pragma once

#include "server/store/store.hpp"

namespace approdo::store {

exchange::SiteStore::Delivery deliver(Session& session, const DeviceId& device,
                                      const log::Frontier& has, bool own_logs,
                                      std::size_t bytes_max);

// A contact with a device, as stores keep it.
Bytes encode_contact(const exchange::Contact& contact);
// What does not decode is forgotten: at worst the device is asked again.
exchange::Contact decode_contact(ByteView bytes);

}  // namespace approdo::store
