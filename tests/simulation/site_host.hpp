// The server's machine: the production site (LocalSite over SQLite) on a simulated disk, without
// threads. It is started when somebody asks for it, falls with its machine and comes back; a backup
// is the disk at one moment, and a restore begins a new server epoch as the command does.
#pragma once

#include "server/app/local_site.hpp"
#include "tests/simulation/chunks.hpp"
#include "tests/simulation/machine.hpp"
#include "tests/support/temp_dir.hpp"

namespace approdo::sim {

class SiteHost {
  public:
    // `keys` is a data folder with the site's keys, which no simulated fault touches. Once a root
    // is changed the keys are a copy of these.
    SiteHost(std::filesystem::path keys, std::shared_ptr<const SimChunks::Kept> chunks);
    ~SiteHost();

    Machine machine{"site"};
    SimChunks chunks;
    std::vector<std::string> reports;  // what the server would have logged

    // Starts it if it does not run. unavailable: the disk is in the way.
    Result<app::LocalSite*> site();
    void stop() { site_.reset(); }
    bool runs() const { return site_ != nullptr; }

    // POST /sync/v1. unavailable: the machine fell, or it could not write.
    Result<Bytes> exchange(ByteView body);
    // POST /frontier/v1
    Result<Bytes> compare_frontier(ByteView question);
    Result<app::ImportReport> take_stick(ByteView parcels);
    Result<Bytes> fill_stick();
    // A part of what waits to be folded; false: nothing does.
    bool fold();
    void fold_all();

    // After power went: what was not synced may be lost.
    void power_on(test::SeededRandom* chance);
    void restore(const DiskImage& backup);
    // Tells devices of a copy of the disk as it is. False: the disk is in the way.
    bool archive();

    Result<void> change_root();
    // The list of what was erased lies beside the keys, and a restore goes by it.
    Result<void> erase(const AccountId& learner, const Hash& event);
    // With a backup of the disk: what restore() brings back.
    void keep_keys();

    // For the checks: the store that the running site writes to, and what it folded of a learner.
    void look(const std::function<void(store::Session&)>& use);
    content::LearnerRecord record_of(const AccountId& learner);

  private:
    bool has_own_keys() const { return keys_ != first_keys_; }
    void take_own_keys();

    const std::filesystem::path first_keys_;
    std::filesystem::path keys_;
    std::filesystem::path kept_keys_;
    test::TempDir files_;
    std::unique_ptr<app::LocalSite> site_;
    store::Store* store_ = nullptr;
};

}  // namespace approdo::sim
