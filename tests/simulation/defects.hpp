// The mistakes of sync/base/defects.hpp as a table: what each one breaks, and the seed that showed
// it when it was last looked for. Only `sim_defects` is built with it.
#pragma once

#include <span>
#include <string_view>

#include "sync/base/defects.hpp"

namespace approdo::sim {

struct PlantedDefect {
    Defect defect{};
    std::string_view name;
    std::string_view breaks;
    std::uint64_t seed = 0;  // 0: none that shows it is known
};

std::span<const PlantedDefect> planted_defects();

// From here on the program makes this mistake, and no other.
void plant(Defect which);

}  // namespace approdo::sim
