// The folder of a site: keys/, site.db, chunks/, uploads/, drafts/. Opening it takes a lock that
// ends with the process, however it ends, so that two programs never write one site; and refuses a
// folder that others on the machine may enter. Callers are init, open and restore.
#pragma once

#include <filesystem>

#include "sync/base/result.hpp"

namespace approdo::app {

class DataFolder {
  public:
    // not_found: there is no such folder. locked: another process has it. forbidden: others may
    // enter it.
    static Result<DataFolder> open(const std::filesystem::path& path);
    // Makes it, for its owner alone. conflict: there is a site in it already.
    static Result<DataFolder> make(const std::filesystem::path& path);

    DataFolder(DataFolder&& other) noexcept;
    DataFolder& operator=(DataFolder&&) = delete;
    ~DataFolder();

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path keys() const { return path_ / "keys"; }
    std::filesystem::path database() const { return path_ / "site.db"; }
    std::filesystem::path chunks() const { return path_ / "chunks"; }
    std::filesystem::path uploads() const { return path_ / "uploads"; }
    std::filesystem::path drafts() const { return path_ / "drafts"; }
    // What was erased, signed: it outlives the database, see erasing.hpp.
    std::filesystem::path erased() const { return path_ / "erased"; }

  private:
    DataFolder(std::filesystem::path path, int lock) : path_(std::move(path)), lock_(lock) {}

    std::filesystem::path path_;
    int lock_;
};

}  // namespace approdo::app
