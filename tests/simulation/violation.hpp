// Thrown when an invariant does not hold: what was promised and what is there instead. A run that
// throws it has failed; anything else that escapes from the product is a failure as well.
#pragma once

#include <stdexcept>
#include <string>

#include "sync/base/result.hpp"

namespace approdo::sim {

class Violation : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// For what no fault may disturb.
template <class T>
T must(Result<T> result, const char* what) {
    if (!result.ok()) throw Violation(std::string(what) + ": " + result.error().message);
    if constexpr (!std::is_void_v<T>) return std::move(result).value();
}

}  // namespace approdo::sim
