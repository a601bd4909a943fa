// A folder of its own below the system's temporary one, for what a command unpacks or makes in
// between: it goes with this, whatever is in it by then.
#pragma once

#include <filesystem>
#include <string>

namespace approdo::cli {

class ScratchFolder {
  public:
    // std::filesystem::filesystem_error: there is no room for it.
    ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder();

    std::string path() const { return path_.string(); }
    std::string file(const std::string& name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

}  // namespace approdo::cli
