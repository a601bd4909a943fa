// SQLite's storage in the simulator: one VFS for all simulated disks. A file's path is /DISK/NAME,
// where DISK is the name under which a Disk was mounted. Locks and shared memory work between the
// connections of one process, as the server's writer and readers need them.
#pragma once

#include <string>

#include "tests/simulation/disk.hpp"

namespace approdo::sim {

// SQLite's names of the storage: as it is, and below the layer that encrypts.
inline constexpr const char* plain_vfs = "approdo-sim";
inline constexpr const char* keyed_vfs = "multipleciphers-approdo-sim";

// Makes a disk reachable as /NAME/… for as long as it lives.
class Mount {
  public:
    Mount(std::string name, Disk& disk);
    Mount(const Mount&) = delete;
    Mount& operator=(const Mount&) = delete;
    ~Mount();

    std::string folder() const { return "/" + name_; }

  private:
    std::string name_;
};

}  // namespace approdo::sim
