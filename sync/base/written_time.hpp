// A moment as people type it: 2026-12-03T14:30, with or without seconds, a blank in place of the T,
// and Z or +01:00 behind it where it says of which zone it is. Commands read times by it.
#pragma once

#include <optional>
#include <string_view>

#include "sync/base/ids.hpp"

namespace approdo {

struct WrittenTime {
    UtcMs time;             // where `zoned`; else what it would be if it were of UTC
    bool is_zoned = false;  // it says of which zone it is
    auto operator<=>(const WrittenTime&) const = default;
};

// Nothing: it is no such text, or there is no such day or hour.
std::optional<WrittenTime> written_time(std::string_view text);

}  // namespace approdo
