// Where an entry of an archive may be written: inside the target, under a name that every machine
// can have. What is unsafe is refused with the entry's name; backslashes, which some Windows
// programs write, become slashes.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace approdo::import {

// An error that names the entry, whatever its name is made of.
Error wrong_entry(ErrorCode code, std::string_view raw, const std::string& reason);

// `raw` as the archive has it, in UTF-8. The result has no empty, "." or ".." part, and no slash at
// either end.
Result<std::string> safe_entry_path(std::string_view raw);

// The paths of one archive, which must not collide.
class EntryPaths {
  public:
    // An error when it is there already, or when a file would be a folder, too. The text is the
    // path that differs from this one by upper and lower case alone, if there is one.
    Result<std::string> add(const std::string& path, bool is_folder);

  private:
    struct Known {
        std::string path;
        bool is_folder = false;
    };
    std::map<std::string, Known> by_folded_;
};

}  // namespace approdo::import
