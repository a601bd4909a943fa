#include "server/app/folder_check.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include "server/store/sqlite.hpp"
#include "sync/base/limits.hpp"

namespace approdo::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t space_bytes_low = 5 * 1024 * limits::mib;
constexpr std::uint64_t space_bytes_min = 512 * limits::mib;

// Of somebody else, or open to somebody else: both let a secret out, or keep the server out.
void look_at_owner(const fs::path& path, std::vector<Finding>& findings) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) return;  // gone in the meantime
    const std::string mode = S_ISDIR(status.st_mode) ? "700 " : "600 ";
    if ((status.st_mode & 077) != 0) {
        findings.push_back(
            {Verdict::failure, "files", path.string(),
             "Others on this machine may read it. Run: chmod " + mode + path.string()});
    }
    if (status.st_uid != ::geteuid()) {
        findings.push_back({Verdict::failure, "files", path.string(),
                            "It belongs to another user than the one who runs this. Run it as "
                            "that user, or: chown " +
                                std::to_string(::geteuid()) + " " + path.string()});
    }
}

// Chunks are ciphertext that anybody may have, and there may be a million: they are left out.
void look_at_files(const DataFolder& folder, std::vector<Finding>& findings) {
    const auto before = findings.size();
    look_at_owner(folder.path(), findings);
    look_at_owner(folder.keys(), findings);
    for (const auto& key : fs::directory_iterator(folder.keys()))
        look_at_owner(key.path(), findings);
    for (const char* tail : {"", "-wal", "-shm"})
        look_at_owner(folder.database().string() + tail, findings);
    if (findings.size() > before) return;
    findings.push_back({Verdict::ok, "files", "files and keys", "only their owner may read them."});
}

Finding space_finding(const fs::path& path) {
    const std::uint64_t free = fs::space(path).available;
    const std::string text = std::to_string(free / limits::mib) + " MiB are free";
    if (free < space_bytes_min) {
        return {Verdict::failure, "space", "disk of " + path.string(),
                text +
                    ": soon nothing more can be taken in. Make room, or move the folder to a "
                    "larger disk."};
    }
    if (free < space_bytes_low) {
        return {Verdict::advice, "space", "disk of " + path.string(), text + ": plan for more."};
    }
    return {Verdict::ok, "space", "disk of " + path.string(), text + "."};
}

void look_at_database(const DataFolder& folder, std::vector<Finding>& findings) {
    const std::string path = folder.database().string();
    if (const auto whole = store::check_sqlite(path); !whole.ok()) {
        findings.push_back({Verdict::failure, "database", path,
                            whole.error().message + ". Stop the server and run: approdo-server "
                                                    "backup restore FOLDER --data NEW-FOLDER"});
        return;
    }
    const auto schema = store::schema_of_sqlite(path);
    const std::string number = schema.ok() ? std::to_string(*schema) : "?";
    findings.push_back({Verdict::ok, "database", path, "whole, of schema " + number + "."});
}

}  // namespace

std::vector<Finding> check_folder(const DataFolder& folder) {
    std::vector<Finding> findings;
    look_at_files(folder, findings);
    findings.push_back(space_finding(folder.path()));
    look_at_database(folder, findings);
    return findings;
}

}  // namespace approdo::app
