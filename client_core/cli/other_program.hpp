// Another program of this machine, found by its name as a shell would find it, and run to its end
// with the words that it is given: no shell reads them. It gets nothing to read, and has a
// deadline.
#pragma once

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

}  // namespace approdo::cli
