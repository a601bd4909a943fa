// Making, opening and restoring the data folder of a site. Opening refuses a folder that another
// process has open, a database from the future, and keys that others on the machine may read.
#pragma once

#include <filesystem>
#include <memory>

#include "server/app/site.hpp"
#include "server/app/write_queue.hpp"
#include "sync/base/clock.hpp"

namespace approdo::app {

struct SiteOptions {
    std::filesystem::path folder;
    Clock& clock;
    Random& random;
    // Told of what goes wrong in the background; a sentence for the log.
    std::function<void(const std::string&)> report;
    Turning turning = Turning::own_thread;
    // Of segments in one answer; then `more`.
    std::size_t reply_bytes_max = limits::exchange_reply_segments;
    // For a restore: a newer list of what was erased than the backup's own. Empty: none.
    std::filesystem::path erased_list{};
};

struct FirstLink {
    SiteId site;
    std::string link;  // of the first administrator
};
// conflict: there is a site already.
Result<FirstLink> init_site(const SiteOptions& options, std::string_view name,
                            std::string_view address);

// missing: no site there. locked: another process serves it.
Result<std::unique_ptr<Site>> open_site(const SiteOptions& options);

// Reads a whole backup and compares every digest.
Result<BackupReport> verify_backup(const std::filesystem::path& folder);
// Into a folder where no site is. Starts a new server epoch, so that clients bring back what the
// backup lacks.
Result<BackupReport> restore_backup(const SiteOptions& options,
                                    const std::filesystem::path& folder);

}  // namespace approdo::app
