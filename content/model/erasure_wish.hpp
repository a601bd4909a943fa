// Where a person's wish to be erased stands, by what was folded: the newest one, whichever device
// wrote it. Site and devices ask the same question.
#pragma once

#include <optional>

#include "content/model/folds.hpp"

namespace approdo::content {

struct ErasureWish {
    ErasureRequested asked;
    Hash event;  // that says so
    std::optional<ErasureRefused> refused;

    // Somebody at the site has to decide on it.
    bool is_open() const { return !asked.withdrawn && !refused; }
};

std::optional<ErasureWish> erasure_wish_in(const LearnerRecord& record);

}  // namespace approdo::content
