#include "server/app/data_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace approdo::app {

namespace fs = std::filesystem;

Result<DataFolder> DataFolder::open(const fs::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
        return fail(ErrorCode::missing, "There is no site in " + path.string() +
                                            ". Make one with: approdo-server init --data " +
                                            path.string() + " --name NAME");
    }
    if ((status.st_mode & 077) != 0) {
        return fail(ErrorCode::forbidden, "Others on this machine may enter " + path.string() +
                                              ". Run: chmod 700 " + path.string());
    }
    const fs::path name = path / "lock";
    const int lock = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0) {
        return fail(ErrorCode::forbidden,
                    "The folder " + path.string() + " cannot be written by this user.");
    }
    if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock);
        return fail(ErrorCode::locked, "Another approdo-server works on " + path.string() +
                                           ". Stop it first, or use another folder.");
    }
    return DataFolder(path, lock);
}

Result<DataFolder> DataFolder::make(const fs::path& path) {
    fs::create_directories(path);
    if (fs::exists(path / "site.db") || fs::exists(path / "keys")) {
        return fail(ErrorCode::conflict,
                    "There is a site in " + path.string() + " already. Choose another folder.");
    }
    fs::permissions(path, fs::perms::owner_all);
    return open(path);
}

DataFolder::DataFolder(DataFolder&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

DataFolder::~DataFolder() {
    if (lock_ >= 0) ::close(lock_);
}

}  // namespace approdo::app
