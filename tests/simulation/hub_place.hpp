// A hub between devices and site: the production hub over a folder of its own. It has a way to the
// site or has none, as a step decides.
#pragma once

#include "server/app/hub.hpp"
#include "tests/simulation/violation.hpp"
#include "tests/support/temp_dir.hpp"

namespace approdo::sim {

struct HubPlace {
    static constexpr std::uint64_t bytes_max = 64 * limits::mib;

    explicit HubPlace(app::AskSite ask)
        : place(must(app::HubFolder::open(folder.path() / "hub", bytes_max), "no hub")),
          hub(*place, chunks, std::move(ask)) {}

    test::TempDir folder;
    std::unique_ptr<app::HubFolder> place;
    store::MemoryChunks chunks;
    app::Hub hub;
    bool has_way = true;
};

}  // namespace approdo::sim
