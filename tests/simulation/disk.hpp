// The disk of one simulated machine: files in memory that remember which of their bytes were
// synced. When the power goes, unsynced writes survive in any subset of their sectors. Every
// operation that changes something counts as a step, so that a test can name the very step at which
// power goes, an error comes or the space ends. SQLite reaches it through vfs.hpp.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/bytes.hpp"
#include "tests/support/seeded_random.hpp"

namespace approdo::sim {

enum class DiskFault : std::uint8_t {
    none,
    power_cut,  // nothing more happens until power_on()
    io_error,   // this operation fails, nothing of it happens
    no_space,   // this write fails after half of it
};

// What is on a disk at one moment, synced or not: what a copy of the folder would hold.
using DiskImage = std::map<std::string, std::shared_ptr<const Bytes>>;

class StoredFile {
  public:
    std::size_t size() const { return bytes_ ? bytes_->size() : 0; }
    std::size_t read(std::uint64_t offset, MutableByteView out) const;
    void write(std::uint64_t offset, ByteView bytes);
    void truncate(std::uint64_t size);
    void sync() { unsynced_.clear(); }

    // What was not synced stays or goes, sector by sector.
    void lose_unsynced(test::SeededRandom& chance);
    bool is_all_unsynced() const { return !was_synced_ && !unsynced_.empty(); }
    void note_synced() { was_synced_ = true; }

    std::shared_ptr<const Bytes> share() const;
    static StoredFile from(std::shared_ptr<const Bytes> bytes);

  private:
    struct Change {
        std::uint64_t offset = 0;
        Bytes before;  // of the bytes that were there
        Bytes after;   // empty: a truncation to `offset`
        std::size_t size_before = 0;
    };
    Bytes& own();

    std::shared_ptr<Bytes> bytes_;  // shared with images until it is written
    std::vector<Change> unsynced_;
    bool was_synced_ = false;
};

class Disk {
  public:
    Disk() = default;
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    // The fault comes with the operation that many steps ahead (0: the next one). One at a time.
    void plan(DiskFault fault, std::uint64_t steps_ahead);
    void forget_plan() { planned_ = DiskFault::none; }
    // More than this much in all files is refused as a full disk.
    void set_capacity(std::uint64_t bytes) { capacity_ = bytes; }
    // The process ends, the machine stays: nothing is lost but what holds files open.
    void end_process();
    bool is_off() const { return off_; }
    // After a power cut. `chance` decides which unsynced sectors survive; none: all of them do.
    void power_on(test::SeededRandom* chance);

    DiskImage image() const;
    void restore(const DiskImage& image);
    // How many faults came so far.
    std::uint64_t faults() const { return faults_; }
    std::uint64_t bytes_used() const;

    // --- For the VFS. A handle opened in an earlier life of the machine is dead.
    std::uint64_t life() const { return life_; }
    StoredFile* find(const std::string& name);
    StoredFile& make(const std::string& name) { return files_[name]; }
    void remove(const std::string& name) { files_.erase(name); }
    // Counts one step; the fault that comes with it.
    DiskFault step();
    // Whether the files may grow that much; a refusal is a fault as well.
    bool has_room(std::uint64_t more);

  private:
    std::map<std::string, StoredFile> files_;
    DiskFault planned_ = DiskFault::none;
    std::uint64_t planned_step_ = 0;
    std::uint64_t steps_ = 0;
    std::uint64_t faults_ = 0;
    std::uint64_t life_ = 1;
    std::uint64_t capacity_ = std::numeric_limits<std::uint64_t>::max();
    bool off_ = false;
};

}  // namespace approdo::sim
