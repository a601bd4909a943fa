// Many clients at once over kept connections, from one thread: each sends its next parcel as soon
// as the last one was answered.
#pragma once

#include <cstdint>
#include <vector>

#include "sync/base/bytes.hpp"

namespace approdo::bench {

struct LoadResult {
    double wall_s = 0;
    std::size_t answered = 0;
    std::size_t refused = 0;  // any status but 200
    std::size_t bytes_up = 0;
    std::size_t bytes_down = 0;
};
LoadResult run_clients(std::uint16_t port, const std::vector<std::vector<Bytes>>& parcels);

}  // namespace approdo::bench
