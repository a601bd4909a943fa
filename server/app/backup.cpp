#include "server/app/backup.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>

#include "server/store/sqlite.hpp"
#include "sync/crypto/hash.hpp"

namespace approdo::app {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view list_name = "files";
constexpr const char* last_setting = "last_backup";
constexpr std::string_view unfinished = ".part";

Result<Hash> digest_of(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return fail(ErrorCode::not_found, path.string() + " is missing from the backup.");
    crypto::Hasher hasher(crypto::domain::raw_content);
    Bytes piece(256 * 1024);
    while (stream) {
        stream.read(reinterpret_cast<char*>(piece.data()),
                    static_cast<std::streamsize>(piece.size()));
        hasher.update(ByteView(piece).first(static_cast<std::size_t>(stream.gcount())));
    }
    return hasher.finish();
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    if (!fs::exists(folder)) return files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) files.push_back(fs::relative(entry.path(), folder));
    }
    std::sort(files.begin(), files.end());
    return files;
}

// Under a name for unfinished files until it is whole: a crash leaves nothing that passes for a
// copy.
void copy_whole(const fs::path& from, const fs::path& to) {
    fs::create_directories(to.parent_path());
    const fs::path part = to.string() + std::string(unfinished);
    fs::copy_file(from, part, fs::copy_options::overwrite_existing);
    fs::rename(part, to);
}

// A chunk never changes, so one that is there is not copied again. Those with an extension are just
// being written.
void copy_chunks(const fs::path& from, const fs::path& to) {
    for (const fs::path& name : files_in(from)) {
        if (name.has_extension() || fs::exists(to / name)) continue;
        copy_whole(from / name, to / name);
    }
}

void copy_keys(const fs::path& from, const fs::path& to) {
    for (const fs::path& name : files_in(from)) {
        if (name.extension() != unfinished) copy_whole(from / name, to / name);
    }
}

void remove_unfinished(const fs::path& backup) {
    for (const fs::path& name : files_in(backup)) {
        if (name.extension() == unfinished) fs::remove(backup / name);
    }
}

// One line a file: digest, two spaces, path.
Result<BackupReport> write_list(const fs::path& backup) {
    BackupReport report;
    crypto::Hasher all(crypto::domain::backup_list);
    std::ofstream list(backup / (std::string(list_name) + ".new"), std::ios::trunc);
    for (const fs::path& name : files_in(backup)) {
        if (name.string().rfind(list_name, 0) == 0) continue;
        APPRODO_TRY(const Hash digest, digest_of(backup / name));
        list << digest.hex() << "  " << name.generic_string() << "\n";
        all.update(digest.view());
        ++report.files;
        report.bytes += fs::file_size(backup / name);
    }
    list.close();
    if (!list) {
        return fail(ErrorCode::exhausted, "The backup could not be written whole: is the disk of " +
                                              backup.string() + " full?");
    }
    fs::rename(backup / (std::string(list_name) + ".new"), backup / list_name);
    report.digest = all.finish().hex();
    return report;
}

}  // namespace

Result<BackupReport> write_backup(const DataFolder& site, const fs::path& to) {
    fs::create_directories(to);
    fs::permissions(to, fs::perms::owner_all);
    remove_unfinished(to);
    const fs::path fresh = to / "site.db.new";
    fs::remove(fresh);
    APPRODO_CHECK(store::copy_sqlite(site.database().string(), fresh.string()));
    APPRODO_CHECK(store::check_sqlite(fresh.string()));
    fs::rename(fresh, to / "site.db");
    // Chunks after the database: what it names is there then, and more does no harm.
    copy_chunks(site.chunks(), to / "chunks");
    copy_keys(site.keys(), to / "keys");
    if (fs::exists(site.erased())) copy_whole(site.erased(), to / "erased");
    // The list says that everything is there: so it comes last, and after the disk has the rest.
    ::sync();
    auto report = write_list(to);
    ::sync();
    return report;
}

Result<BackupReport> check_backup(const fs::path& backup) {
    std::ifstream list(backup / list_name);
    if (!list) {
        return fail(ErrorCode::not_found,
                    "There is no finished backup in " + backup.string() + ".");
    }
    BackupReport report;
    crypto::Hasher all(crypto::domain::backup_list);
    std::string line;
    while (std::getline(list, line)) {
        if (line.size() < 67)
            return fail(ErrorCode::corrupt, "The backup's list of files is damaged.");
        const std::string name = line.substr(66);
        APPRODO_TRY(const Hash digest, digest_of(backup / name));
        if (digest.hex() != line.substr(0, 64)) {
            return fail(ErrorCode::corrupt,
                        name + " differs from what was backed up: use an older backup.");
        }
        all.update(digest.view());
        ++report.files;
        report.bytes += fs::file_size(backup / name);
    }
    APPRODO_CHECK(store::check_sqlite((backup / "site.db").string()));
    report.digest = all.finish().hex();
    return report;
}

Result<store::CopyMark> mark_of_backup(const fs::path& backup) {
    return store::mark_of_sqlite((backup / "site.db").string());
}

bool lies_beside(const fs::path& backup, const fs::path& site) {
    struct stat copy {};
    struct stat original {};
    return ::stat(backup.c_str(), &copy) == 0 && ::stat(site.c_str(), &original) == 0 &&
           copy.st_dev == original.st_dev;
}

Result<BackupReport> copy_backup_into(const fs::path& backup, const DataFolder& site) {
    APPRODO_TRY(const BackupReport report, check_backup(backup));
    fs::copy_file(backup / "site.db", site.database());
    copy_chunks(backup / "chunks", site.chunks());
    copy_keys(backup / "keys", site.keys());
    fs::permissions(site.keys(), fs::perms::owner_all);
    for (const fs::path& name : files_in(site.keys())) {
        fs::permissions(site.keys() / name, fs::perms::owner_read | fs::perms::owner_write);
    }
    fs::permissions(site.database(), fs::perms::owner_read | fs::perms::owner_write);
    return report;
}

void note_backup(store::Session& session, UtcMs at) {
    session.site_logs().put_setting(last_setting, bytes_of(std::to_string(at.value)));
}

std::optional<UtcMs> last_backup(store::Session& session) {
    const auto kept = session.site_logs().setting(last_setting);
    if (!kept) return std::nullopt;
    const std::string_view text = text_of(*kept);
    UtcMs at;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), at.value);
    return read.ec == std::errc{} ? std::optional(at) : std::nullopt;
}

}  // namespace approdo::app
