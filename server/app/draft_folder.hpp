// Drafts: files that trainers brought to become courses, each in a folder of its own with what was
// read of it, until it is published or thrown away. A draft is its owner's alone. Reading happens
// in the background, one file at a time, and begins anew after a restart where it was cut; the
// state lies on disk alone. Drafts that nobody touched for a month go. Worker threads use it,
// several at once.
#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/app/worker_pool.hpp"
#include "sync/base/clock.hpp"

namespace approdo::app {

using DraftId = FixedBytes<struct DraftTag, 16>;

struct Draft {
    DraftId id;
    AccountId owner;
    std::string file;  // as the trainer calls it
    std::uint64_t bytes = 0;
    UtcMs brought;
    bool is_checked = false;   // its report is there
    ContentVersion published;  // that this very file became; 0: none yet
    std::filesystem::path folder;
};

class DraftFolder {
  public:
    struct Limits {
        std::size_t per_account_max = 20;
        std::size_t waiting_max = 1000;  // to be read
        // What has to stay free on the disk, besides three times the file.
        std::uint64_t spare_bytes = 1024ULL * 1024 * 1024;
    };
    // Reads DIR/source/FILE and leaves import.json in DIR, or nothing when it was stopped.
    using Import = std::function<void(const std::filesystem::path& folder, const std::string& file,
                                      const AccountId& owner)>;

    // Makes the folder if it is not there, and goes on with what was not read yet.
    DraftFolder(std::filesystem::path folder, Random& random, Clock& clock, Import import,
                Limits limits);
    ~DraftFolder();

    // Takes the uploaded file over by its new name.
    Result<Draft> add(const AccountId& owner, const std::string& file,
                      const std::filesystem::path& upload);
    // A corrected file for the same draft, which is checked again.
    Result<Draft> replace(const AccountId& owner, const DraftId& id, const std::string& file,
                          const std::filesystem::path& upload);
    // not_found as well for a draft of somebody else.
    Result<Draft> find(const AccountId& owner, const DraftId& id);
    // busy: it is still being read.
    Result<Draft> checked(const AccountId& owner, const DraftId& id);
    std::vector<Draft> of(const AccountId& owner);  // the newest first
    Result<void> discard(const AccountId& owner, const DraftId& id);
    void note_published(const Draft& draft, ContentVersion version);
    // Waits for the file under way; its reader has to be stopped before.
    void stop();

  private:
    std::optional<Draft> read(const std::filesystem::path& folder) const;
    void write(const Draft& draft) const;
    std::vector<Draft> all() const;
    Result<void> take_in(Draft& draft, const std::filesystem::path& upload);
    Result<void> has_room(std::uint64_t bytes) const;
    void start_reading(const Draft& draft);
    void remove_stale();

    const std::filesystem::path folder_;
    Random& random_;
    Clock& clock_;
    const Import import_;
    const Limits limits_;
    std::mutex mutex_;
    std::set<DraftId> reading_;
    WorkerPool reader_;  // last: its thread uses everything above
};

}  // namespace approdo::app
