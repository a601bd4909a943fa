// Real course material that is not part of this repository: the folder that APPRODO_CORPUS names,
// or one beside the checkout. Tests that need it skip cleanly where it is absent.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>

#include "tests/support/source_dir.hpp"

namespace approdo::test {

inline std::optional<std::filesystem::path> corpus() {
    const char* named = std::getenv("APPRODO_CORPUS");
    const std::filesystem::path folder =
        named != nullptr ? std::filesystem::path(named) : source_dir() / "../shared/corpus";
    if (!std::filesystem::is_directory(folder)) return std::nullopt;
    return std::filesystem::canonical(folder);
}

}  // namespace approdo::test
