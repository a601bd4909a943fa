#include "tests/simulation/plan.hpp"

#include <array>

#include "tests/support/seeded_random.hpp"

namespace approdo::sim {

namespace {

constexpr std::size_t steps_min = 12;
constexpr std::size_t steps_more = 32;

struct Kind {
    StepKind kind;
    std::string_view name;
    std::uint32_t weight;  // how often it is drawn
    int trouble;           // which kind of trouble it belongs to; 0: none, always there
};

constexpr std::array<Kind, step_kinds> kinds{{
    {StepKind::read, "read", 10, 0},
    {StepKind::practise, "practise", 8, 0},
    {StepKind::be_graded, "be graded", 10, 0},
    {StepKind::submit, "submit", 6, 0},
    {StepKind::download, "download", 2, 11},
    {StepKind::newer_event, "newer event", 2, 10},
    {StepKind::enrol, "enrol", 2, 9},
    {StepKind::publish, "publish", 2, 11},
    {StepKind::new_device, "new device", 2, 8},
    {StepKind::sync, "sync", 24, 0},
    {StepKind::late_message, "late message", 5, 0},
    {StepKind::stick_from_device, "stick from device", 4, 1},
    {StepKind::stick_to_site, "stick to site", 4, 1},
    {StepKind::stick_from_site, "stick from site", 3, 1},
    {StepKind::stick_to_device, "stick to device", 4, 1},
    {StepKind::hub_sync, "hub sync", 6, 2},
    {StepKind::hub_pass_on, "hub pass on", 3, 2},
    {StepKind::fold, "fold", 6, 0},
    {StepKind::restart, "restart", 3, 0},
    {StepKind::restart_site, "restart site", 2, 0},
    {StepKind::power_cut, "power cut", 6, 3},
    {StepKind::site_power_cut, "site power cut", 5, 3},
    {StepKind::disk_error, "disk error", 4, 4},
    {StepKind::site_disk_error, "site disk error", 3, 4},
    {StepKind::disk_full, "disk full", 3, 4},
    {StepKind::disk_freed, "disk freed", 3, 4},
    {StepKind::clone_device, "clone device", 3, 5},
    {StepKind::keep_copy, "keep copy", 3, 6},
    {StepKind::put_back_copy, "put back copy", 3, 6},
    {StepKind::lose_device, "lose device", 2, 8},
    {StepKind::lose_hub, "lose hub", 2, 2},
    {StepKind::revoke_device, "revoke device", 2, 12},
    {StepKind::rule_on_device, "rule on device", 2, 12},
    {StepKind::back_up_site, "back up site", 3, 7},
    {StepKind::restore_site, "restore site", 3, 7},
    {StepKind::clock_jump, "clock jump", 3, 10},
    {StepKind::site_clock_jump, "site clock jump", 2, 10},
    {StepKind::change_root, "change root", 0, 0},
    {StepKind::archive_site, "archive site", 0, 0},
    {StepKind::erase_answer, "erase answer", 0, 0},
}};
constexpr int troubles = 12;

// In some seeds the site's root changes now and then, in others copies of the site are verified off
// its machine and devices prune, in others people have answers erased; the other seeds, and what is
// drawn for the other steps, stay what they were before there were these steps.
constexpr std::uint64_t root_seeds_apart = 5;
constexpr std::uint64_t archive_seeds_apart = 3;
constexpr std::uint64_t erasure_seeds_apart = 4;
constexpr std::size_t insertions_max = 4;

void insert(Plan& plan, StepKind kind, std::uint64_t salt) {
    test::SeededRandom random(plan.seed + salt);
    for (std::size_t count = 1 + random.below(insertions_max); count > 0; --count) {
        const auto at =
            plan.steps.begin() + static_cast<std::ptrdiff_t>(random.below(plan.steps.size() + 1));
        plan.steps.insert(at, {kind, random.next(), 0});
    }
    for (std::size_t i = 0; i < plan.steps.size(); ++i) plan.steps[i].number = i + 1;
}

}  // namespace

std::string_view name_of(StepKind kind) {
    return kinds[static_cast<std::size_t>(kind)].name;
}

Plan plan_of(std::uint64_t seed) {
    test::SeededRandom random(seed * 0x9e37'79b9 + 17);
    Plan plan;
    plan.seed = seed;
    plan.link_fails = random.chance(2);
    std::array<bool, troubles + 1> has{};
    has[0] = true;
    for (int i = 1; i <= troubles; ++i) has[static_cast<std::size_t>(i)] = random.chance(3);
    std::vector<StepKind> bag;
    for (const Kind& kind : kinds) {
        if (has[static_cast<std::size_t>(kind.trouble)])
            bag.insert(bag.end(), kind.weight, kind.kind);
    }
    const std::size_t count = steps_min + random.below(steps_more);
    for (std::size_t i = 0; i < count; ++i)
        plan.steps.push_back({bag[random.below(bag.size())], random.next(), i + 1});
    if (seed % root_seeds_apart == 0) insert(plan, StepKind::change_root, 0x726f'6f74);
    plan.prunes = seed % archive_seeds_apart == 0;
    if (plan.prunes) insert(plan, StepKind::archive_site, 0x636f'7079);
    if (seed % erasure_seeds_apart == 0) insert(plan, StepKind::erase_answer, 0x676f'6e65);
    return plan;
}

}  // namespace approdo::sim
