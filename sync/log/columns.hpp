// The coder of a segment's events: by columns, because neighbours in a column resemble each other.
// Numbers become differences, ids and sessions are named once, payloads whose bytes are canonical
// fields are split into one column a field and event type; then zstd or an entropy coder, whichever
// is smaller. Decoding gives back the very events, and refuses what is not the coder's own form.
#pragma once

#include <span>

#include "sync/log/event.hpp"

namespace approdo::log {

Bytes encode_events(std::span<const Event> events);
Result<std::vector<Event>> decode_events(ByteView coded, std::size_t count);

// Padmé (Nikitin et al., PETS 2019): the length to pad to, leaking O(log log length) at ≤ 12 %
// cost.
std::size_t padme_length(std::size_t length);

}  // namespace approdo::log
