// A hub between devices and site: the production hub over a folder of its own. It has a way to the
// site or has none, as a step decides.
#pragma once

#include "server/app/hub.hpp"
#include "tests/simulation/machine.hpp"
#include "tests/simulation/violation.hpp"
#include "tests/support/temp_dir.hpp"

namespace approdo::sim {

struct HubPlace {
    static constexpr std::uint64_t bytes_max = 64 * limits::mib;

    explicit HubPlace(app::AskSite ask)
        : place(must(app::HubFolder::open(folder.path() / "hub", bytes_max, machine.chance),
                     "no hub")),
          hub(*place, machine.clock, std::move(ask)) {}

    Machine machine{"hub"};  // of it, its clock and its chance; the folder meets no faults
    test::TempDir folder;
    std::unique_ptr<app::HubFolder> place;
    app::Hub hub;
    bool has_way = true;
};

}  // namespace approdo::sim
