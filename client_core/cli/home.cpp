#include "client_core/cli/home.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace approdo::cli {
namespace {

namespace fs = std::filesystem;

constexpr int lock_wait_steps = 50;
constexpr long lock_step_ns = 100'000'000;
constexpr std::size_t slots_bytes_max = 1024 * 1024;

ErrorCode system_code() {
    switch (errno) {
        case ENOENT:
            return ErrorCode::not_found;
        case ENOSPC:
        case EDQUOT:
            return ErrorCode::exhausted;
        case EACCES:
        case EPERM:
        case EROFS:
            return ErrorCode::forbidden;
        default:
            return ErrorCode::invalid_input;
    }
}

Error cannot_read(const fs::path& path) {
    const ErrorCode code = system_code();
    if (code == ErrorCode::not_found) return fail(code, "there is no file " + path.string());
    return fail(code, "cannot read " + path.string() + ": " + std::strerror(errno));
}

Error cannot_write(const fs::path& path) {
    const ErrorCode code = system_code();
    if (code == ErrorCode::not_found) {
        return fail(code, "cannot write " + path.string() + ": its folder does not exist");
    }
    return fail(code, "cannot write " + path.string() + ": " + std::strerror(errno));
}

bool write_all(int file, ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

fs::path home_folder(const std::string& given) {
    if (!given.empty()) return given;
    if (const char* named = std::getenv("APPRODO_HOME"); named != nullptr && *named != '\0') {
        return named;
    }
    if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data != '\0') {
        return fs::path(data) / "approdo";
    }
    const char* user = std::getenv("HOME");
    return fs::path(user == nullptr ? "." : user) / ".local" / "share" / "approdo";
}

bool Profile::exists() const {
    return fs::exists(folder_ / "slots");
}

std::optional<Bytes> Profile::slots() const {
    auto blob = read_file(folder_ / "slots", slots_bytes_max);
    if (!blob.ok()) return std::nullopt;
    return std::move(*blob);
}

void Profile::put_slots(ByteView blob) const {
    if (auto written = write_file(folder_ / "slots", blob); !written.ok()) {
        throw fs::filesystem_error(written.error().message, folder_ / "slots",
                                   std::make_error_code(std::errc::io_error));
    }
}

void Profile::make_folder() const {
    // What SQLite and we create below is readable by its owner alone.
    ::umask(0077);
    fs::create_directories(folder_);
    ::chmod(folder_.c_str(), 0700);
}

std::vector<std::string> profiles_in(const fs::path& home) {
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(home / "profiles", ignored)) {
        if (fs::exists(entry.path() / "slots")) names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

Result<void> check_profile_name(std::string_view name) {
    const auto allowed = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' || letter == '.';
    };
    const bool good = !name.empty() && name.size() <= 64 && name.front() != '.' &&
                      std::all_of(name.begin(), name.end(), allowed);
    if (good) return {};
    return fail(ErrorCode::invalid_input,
                "a profile's name has 1 to 64 letters, digits, dots or hyphens");
}

Result<ProfileLock> ProfileLock::take(const Profile& profile) {
    const fs::path path = profile.folder() / "lock";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return cannot_write(path);
    ProfileLock lock(file);
    for (int step = 0; step < lock_wait_steps; ++step) {
        if (::flock(file, LOCK_EX | LOCK_NB) == 0) return lock;
        if (errno != EWOULDBLOCK && errno != EINTR) return cannot_write(path);
        const timespec pause{0, lock_step_ns};
        ::nanosleep(&pause, nullptr);
    }
    return fail(
        ErrorCode::busy,
        "another approdo is working on this profile: wait until it is done, then try again");
}

ProfileLock::~ProfileLock() {
    if (file_ >= 0) ::close(file_);
}

Result<Bytes> read_file(const fs::path& path, std::size_t bytes_max) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file) return cannot_read(path);
    const auto size = static_cast<std::size_t>(file.tellg());
    if (size > bytes_max) {
        return fail(ErrorCode::too_large, path.string() + " is too large: " + std::to_string(size) +
                                              " bytes, at most " + std::to_string(bytes_max));
    }
    Bytes bytes(size);
    file.seekg(0);
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    if (!file) return cannot_read(path);
    return bytes;
}

Result<void> write_file(const fs::path& path, ByteView bytes) {
    fs::path beside = path;
    beside += ".part";
    const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return cannot_write(path);
    const bool written = write_all(file, bytes) && ::fsync(file) == 0;
    const int failure = errno;
    ::close(file);
    errno = failure;
    if (!written) {
        const Error error = cannot_write(path);
        ::unlink(beside.c_str());
        return error;
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) return cannot_write(path);
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory >= 0) {
        ::fsync(directory);
        ::close(directory);
    }
    return {};
}

}  // namespace approdo::cli
