// Where this tree lies on the machine that runs the tests: for samples and documents that they
// read.
#pragma once

#include <filesystem>

namespace approdo::test {

std::filesystem::path source_dir();

}  // namespace approdo::test
