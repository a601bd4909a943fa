// A plan: the steps of one run, drawn from its seed. Each step brings chance of its own, so that
// leaving out some of them changes nothing in the others: that is what shrinking lives on. A seed
// first draws which kinds of trouble it has at all, because few kinds at a time go deeper than all
// of them at once.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace approdo::sim {

enum class StepKind : std::uint8_t {
    // What people do
    read,
    practise,
    be_graded,
    submit,
    download,
    newer_event,
    enrol,
    publish,
    new_device,
    // Ways between
    sync,
    late_message,
    stick_from_device,
    stick_to_site,
    stick_from_site,
    stick_to_device,
    hub_sync,
    hub_pass_on,
    fold,
    // Trouble
    restart,
    restart_site,
    power_cut,
    site_power_cut,
    disk_error,
    site_disk_error,
    disk_full,
    disk_freed,
    clone_device,
    keep_copy,
    put_back_copy,
    lose_device,
    lose_hub,
    revoke_device,
    rule_on_device,
    back_up_site,
    restore_site,
    clock_jump,
    site_clock_jump,
    change_root,
    archive_site,
    erase_answer,
};
inline constexpr std::size_t step_kinds = static_cast<std::size_t>(StepKind::erase_answer) + 1;

std::string_view name_of(StepKind kind);

struct Step {
    StepKind kind{};
    std::uint64_t chance = 0;
    std::size_t number = 0;  // in the whole plan, from 1
};

struct Plan {
    std::uint64_t seed = 0;
    bool link_fails = true;  // loss, repetition, delay, cut and altered messages
    bool prunes = false;     // devices let go of rows as soon as they may
    std::vector<Step> steps;
};

Plan plan_of(std::uint64_t seed);

}  // namespace approdo::sim
