#include "tests/simulation/run.hpp"

#include "tests/simulation/world.hpp"

namespace approdo::sim {

namespace {

// Two failures are alike when they begin alike: ids and numbers differ from plan to plan.
bool are_alike(const std::string& left, const std::string& right) {
    constexpr std::size_t beginning_bytes = 18;
    return left.substr(0, beginning_bytes) == right.substr(0, beginning_bytes);
}

}  // namespace

Outcome run(const Plan& plan, const std::function<void(const std::string&)>& print) {
    Outcome outcome;
    World world(plan, print);
    try {
        for (const Step& step : plan.steps) world.step(step);
        world.finish();
    } catch (const std::exception& failure) {
        outcome.failure = failure.what();
    }
    outcome.trace = world.trace_hash();
    return outcome;
}

Plan shrink(const Plan& failing, const std::string& failure) {
    Plan smallest = failing;
    const auto still_fails = [&](const Plan& plan) {
        const Outcome outcome = run(plan);
        return outcome.failure && are_alike(*outcome.failure, failure);
    };
    if (smallest.link_fails) {
        Plan sound = smallest;
        sound.link_fails = false;
        if (still_fails(sound)) smallest = sound;
    }
    for (std::size_t piece = smallest.steps.size() / 2; piece > 0;) {
        bool left_out = false;
        for (std::size_t at = 0; at < smallest.steps.size();) {
            Plan fewer = smallest;
            const auto from = fewer.steps.begin() + static_cast<std::ptrdiff_t>(at);
            const std::size_t count = std::min(piece, fewer.steps.size() - at);
            fewer.steps.erase(from, from + static_cast<std::ptrdiff_t>(count));
            if (still_fails(fewer)) {
                smallest = std::move(fewer);
                left_out = true;
            } else {
                at += piece;
            }
        }
        if (piece == 1 && left_out) continue;
        piece /= 2;
    }
    return smallest;
}

std::string command_of(const Plan& plan) {
    std::string text = "sim --seed " + std::to_string(plan.seed);
    if (plan.steps.size() < plan_of(plan.seed).steps.size()) {
        text += " --only ";
        for (const Step& step : plan.steps) text += std::to_string(step.number) + ",";
        if (!plan.steps.empty()) text.pop_back();
    }
    if (plan.link_fails != plan_of(plan.seed).link_fails) text += " --sound-link";
    return text + " --trace";
}

}  // namespace approdo::sim
