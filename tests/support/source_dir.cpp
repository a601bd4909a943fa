#include "tests/support/source_dir.hpp"

namespace approdo::test {

std::filesystem::path source_dir() {
    return APPRODO_SOURCE_DIR;
}

}  // namespace approdo::test
