// A backup is a folder: a consistent copy of the database, the chunks, the keys in a folder of
// their own (so that they can be kept elsewhere), and a list with the BLAKE2b-256 of every file.
// Chunks that an earlier backup into the same folder has are not copied again. Restoring starts a
// new server epoch.
#pragma once

#include "server/app/data_folder.hpp"
#include "server/app/site_rows.hpp"
#include "server/store/archive.hpp"

namespace approdo::app {

Result<BackupReport> write_backup(const DataFolder& site, const std::filesystem::path& to);
Result<BackupReport> check_backup(const std::filesystem::path& backup);
// How much of the site a copy holds.
Result<store::CopyMark> mark_of_backup(const std::filesystem::path& backup);
// A copy beside the site goes with it.
bool lies_beside(const std::filesystem::path& backup, const std::filesystem::path& site);
// Into a folder that was just made. Everything is verified before anything is copied.
Result<BackupReport> copy_backup_into(const std::filesystem::path& backup, const DataFolder& site);

// When a copy of this site was last made; the copy itself cannot know.
void note_backup(store::Session& session, UtcMs at);
std::optional<UtcMs> last_backup(store::Session& session);

}  // namespace approdo::app
