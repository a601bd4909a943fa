// Meetings as a calendar program takes them in: iCalendar, RFC 5545. A meeting keeps its UID and
// counts its changes in SEQUENCE, so that importing a later file replaces what an earlier one put
// there; a cancelled one is told as such. Times are in UTC: each calendar shows them in its own
// zone. The same meetings give the same bytes.
#pragma once

#include <span>
#include <string>

#include "client_core/core/views.hpp"

namespace approdo::client {

std::string calendar_of(std::span<const MeetingView> meetings);

}  // namespace approdo::client
