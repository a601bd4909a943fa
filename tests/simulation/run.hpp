// One run of a plan, and the smallest plan that still fails as a failing one does.
#pragma once

#include <functional>
#include <optional>

#include "sync/base/ids.hpp"
#include "tests/simulation/plan.hpp"

namespace approdo::sim {

struct Outcome {
    Hash trace;
    std::optional<std::string> failure;
};

Outcome run(const Plan& plan, const std::function<void(const std::string&)>& print = nullptr);

// Leaves out steps as long as what is left fails in the same way.
Plan shrink(const Plan& failing, const std::string& failure);

// The command that repeats it.
std::string command_of(const Plan& plan);

}  // namespace approdo::sim
