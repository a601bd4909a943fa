#include "client_core/cli/scratch_folder.hpp"

#include <stdlib.h>

#include <cerrno>
#include <system_error>

namespace approdo::cli {

namespace fs = std::filesystem;

ScratchFolder::ScratchFolder() {
    std::string name = (fs::temp_directory_path() / "approdo-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        throw fs::filesystem_error("no folder for what is made in between", name,
                                   std::error_code(errno, std::generic_category()));
    path_ = name;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

}  // namespace approdo::cli
