// Another program of this machine, found by its name as a shell would find it, and run to its end
// with the words that it is given: no shell reads them. It gets nothing to read, and has a
// deadline.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sync/base/result.hpp"

namespace approdo::cli {

struct OtherProgram {
    std::string name;
    std::string package;  // Debian's, that has it
};

// Its exit code. unsupported: it is not installed; the error names the package. unavailable: it did
// not end in time, or was ended by something else.
Result<int> run_program(const OtherProgram& program, const std::vector<std::string>& arguments);

// A folder of its own that goes with this, whatever is in it by then.
class ScratchFolder {
  public:
    ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder();

    std::string file(const std::string& name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

}  // namespace approdo::cli
