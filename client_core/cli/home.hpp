// Where a learner's files lie: HOME/profiles/NAME with the databases, the blob of key slots and the
// lock. Files belong to their owner alone. Several profiles on one laptop know nothing of each
// other. Every command opens one; it holds the lock as long as it lives.
#pragma once

#include <filesystem>
#include <optional>

#include "sync/base/bytes.hpp"

namespace approdo::cli {

// --home, else APPRODO_HOME, else the XDG data folder.
std::filesystem::path home_folder(const std::string& given);

class Profile {
  public:
    Profile(std::filesystem::path home, std::string name)
        : folder_(home / "profiles" / name), name_(std::move(name)) {}

    const std::filesystem::path& folder() const { return folder_; }
    const std::string& name() const { return name_; }
    bool exists() const;

    std::optional<Bytes> slots() const;
    // Through a file beside it, so that a crash leaves the old or the new one.
    void put_slots(ByteView blob) const;
    void make_folder() const;

  private:
    std::filesystem::path folder_;
    std::string name_;
};

std::vector<std::string> profiles_in(const std::filesystem::path& home);
// Letters, digits, dots and hyphens: a folder's name everywhere.
Result<void> check_profile_name(std::string_view name);

// Two programs never write one profile at once: waits a moment, then busy.
class ProfileLock {
  public:
    static Result<ProfileLock> take(const Profile& profile);
    ProfileLock(ProfileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    ProfileLock& operator=(ProfileLock&& other) noexcept {
        std::swap(file_, other.file_);
        return *this;
    }
    ~ProfileLock();

  private:
    explicit ProfileLock(int file) : file_(file) {}
    int file_ = -1;
};

// Whole files, at most `bytes_max`.
Result<Bytes> read_file(const std::filesystem::path& path, std::size_t bytes_max);
// Written beside and moved into place, readable by its owner alone, on the disk on return.
Result<void> write_file(const std::filesystem::path& path, ByteView bytes);

}  // namespace approdo::cli
