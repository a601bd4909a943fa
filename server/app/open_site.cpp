#include "server/app/open_site.hpp"

#include "server/app/backup.hpp"
#include "server/app/local_site.hpp"
#include "server/store/sqlite.hpp"

namespace approdo::app {

namespace {

Result<std::unique_ptr<LocalSite>> assemble(const SiteOptions& options, DataFolder folder,
                                            SiteKeys keys) {
    auto chunks = std::make_unique<store::FolderChunks>(folder.chunks());
    store::SqliteOptions database;
    database.path = folder.database().string();
    APPRODO_TRY(auto store, store::open_sqlite(database, *chunks));
    std::filesystem::permissions(folder.database(), std::filesystem::perms::owner_read |
                                                        std::filesystem::perms::owner_write);
    return std::make_unique<LocalSite>(options, std::move(folder), std::move(keys),
                                       std::move(chunks), std::move(store));
}

}  // namespace

Result<FirstLink> init_site(const SiteOptions& options, std::string_view name,
                            std::string_view address) {
    if (name.empty()) {
        return fail(ErrorCode::invalid_input, "Give the site a name that people will recognise.");
    }
    APPRODO_TRY(auto folder, DataFolder::make(options.folder));
    APPRODO_TRY(auto keys, make_site_keys(folder.keys(), name, options.random));
    APPRODO_TRY(auto site, assemble(options, std::move(folder), std::move(keys)));
    APPRODO_TRY(const auto root, site->found(name));
    NewInvitation wish;
    wish.role = Role::administrator;
    wish.organisation = root;
    wish.address = address;
    APPRODO_TRY(const auto link, site->invite(Actor::machine_operator(), wish));
    return FirstLink{site->id(), link.link};
}

Result<BackupReport> verify_backup(const std::filesystem::path& folder) {
    return check_backup(folder);
}

Result<BackupReport> restore_backup(const SiteOptions& options,
                                    const std::filesystem::path& backup) {
    APPRODO_CHECK(check_backup(backup));
    APPRODO_TRY(auto folder, DataFolder::make(options.folder));
    APPRODO_TRY(const BackupReport report, copy_backup_into(backup, folder));
    APPRODO_TRY(auto keys, load_site_keys(folder.keys()));
    APPRODO_TRY(auto site, assemble(options, std::move(folder), std::move(keys)));
    // Clients see by the epoch that this site may lack what it once acknowledged, and bring it
    // back.
    APPRODO_CHECK(site->begin_server_epoch());
    // What was erased since: by the list that was left in the folder, or that somebody names.
    std::vector<std::filesystem::path> lists;
    const auto left = options.folder / "erased";
    if (std::filesystem::exists(left)) lists.push_back(left);
    if (!options.erased_list.empty()) lists.push_back(options.erased_list);
    if (!lists.empty()) APPRODO_CHECK(site->erase_again(lists));
    return report;
}

Result<std::unique_ptr<Site>> open_site(const SiteOptions& options) {
    APPRODO_TRY(auto folder, DataFolder::open(options.folder));
    APPRODO_TRY(auto keys, load_site_keys(folder.keys()));
    APPRODO_TRY(auto site, assemble(options, std::move(folder), std::move(keys)));
    return std::unique_ptr<Site>(std::move(site));
}

}  // namespace approdo::app
