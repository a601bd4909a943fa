// Names for devices of staff: the accounts that they see statuses of, and no others. Asked for and
// answered within an exchange (sync/exchange/names.hpp).
#pragma once

#include <optional>

#include "server/app/site_keys.hpp"
#include "server/store/store.hpp"

namespace approdo::app {

// The body of a want_names frame in, a parcel for the device out; nothing for what no device of
// ours asks.
std::optional<Bytes> answer_names(store::Session& session, const SiteKeys& keys,
                                  const DeviceId& device, ByteView frame, Random& random);

}  // namespace approdo::app
