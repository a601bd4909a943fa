// A computer: its disk, its clock, its source of chance. Learners' laptops and the site's server
// are machines; power goes for all programs on one at once.
#pragma once

#include "tests/simulation/vfs.hpp"
#include "tests/support/manual_clock.hpp"

namespace approdo::sim {

struct Machine {
    // Two machines never draw the same keys: their names seed them.
    explicit Machine(const std::string& name)
        : mount(name, disk), chance(std::hash<std::string>{}(name)) {}

    std::string folder() const { return mount.folder(); }

    Disk disk;
    Mount mount;
    test::ManualClock clock;
    test::SeededRandom chance;
};

}  // namespace approdo::sim
