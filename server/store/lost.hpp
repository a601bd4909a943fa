// Thrown by Session::step when not only the step but the whole transaction is lost, as on a full
// disk: nothing before it will be committed either, so whoever gathers several steps in one
// transaction has to give up all of them.
#pragma once

#include <stdexcept>

namespace approdo::store {

class TransactionLost : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

}  // namespace approdo::store
