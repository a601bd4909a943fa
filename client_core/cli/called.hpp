// What an id, or the beginning of one, names in a list. Commands take either.
#pragma once

#include <string>

#include "sync/base/result.hpp"

namespace approdo::cli {

template <class Items, class IdOf>
Result<typename Items::value_type> called(const Items& items, const std::string& id,
                                          const IdOf& id_of, Error several, Error none) {
    const typename Items::value_type* found = nullptr;
    for (const auto& item : items) {
        if (!std::string(id_of(item)).starts_with(id)) continue;
        if (found != nullptr) return several;
        found = &item;
    }
    if (found == nullptr) return none;
    return *found;
}

}  // namespace approdo::cli
