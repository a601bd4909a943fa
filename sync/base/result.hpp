// Result<T>: a value or an Error, for everything that input, a peer or state can cause.
// What the environment breaks (disk, memory) throws instead and is caught only at the borders.
// An Error has a code for programs and a sentence for people that says what to do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "sync/base/check.hpp"

namespace approdo {

// Few codes: a caller branches on them, a person reads the message.
enum class ErrorCode : std::uint8_t {
    invalid_input = 1,  // a person or program gave something that cannot be used
    malformed = 2,      // bytes are not what their format says
    unauthentic = 3,    // a signature, MAC or seal does not verify
    not_found = 4,
    forbidden = 5,
    conflict = 6,  // the state moved on: read again and retry
    too_large = 7,
    unsupported = 8,   // a version or feature from the future
    locked = 9,        // needs a key or passphrase that is not there
    busy = 10,         // try again later
    unavailable = 11,  // no way to the other side
    missing = 12,      // an earlier part has to come first
    incomplete = 13,   // more bytes are needed
    corrupt = 14,      // our own storage does not verify
    exhausted = 15,    // a quota, budget or disk is full
};

std::string_view name_of(ErrorCode code);

struct Error {
    ErrorCode code = ErrorCode::invalid_input;
    std::string message;
};

template <class T>
class [[nodiscard]] Result {
  public:
    using Value = T;

    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & {
        APPRODO_ASSERT(ok());
        return std::get<0>(state_);
    }
    const T& value() const& {
        APPRODO_ASSERT(ok());
        return std::get<0>(state_);
    }
    T&& value() && {
        APPRODO_ASSERT(ok());
        return std::get<0>(std::move(state_));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const& {
        APPRODO_ASSERT(!ok());
        return std::get<1>(state_);
    }
    Error&& error() && {
        APPRODO_ASSERT(!ok());
        return std::get<1>(std::move(state_));
    }

  private:
    std::variant<T, Error> state_;
};

// Success without a value.
template <>
class [[nodiscard]] Result<void> {
  public:
    using Value = void;

    Result() = default;
    Result(Error error) : error_(std::move(error)) {}

    bool ok() const { return !error_.has_value(); }
    explicit operator bool() const { return ok(); }
    void value() const { APPRODO_ASSERT(ok()); }
    const Error& error() const& {
        APPRODO_ASSERT(!ok());
        return *error_;
    }
    Error&& error() && {
        APPRODO_ASSERT(!ok());
        return std::move(*error_);
    }

  private:
    std::optional<Error> error_;
};

inline Error fail(ErrorCode code, std::string message) {
    return Error{code, std::move(message)};
}

}  // namespace approdo

#define APPRODO_CONCAT_INNER(a, b) a##b
#define APPRODO_CONCAT(a, b) APPRODO_CONCAT_INNER(a, b)

// APPRODO_TRY(auto x, f()): x is the value, or the function returns f()'s error.
#define APPRODO_TRY(declaration, expression) \
    APPRODO_TRY_IMPL(APPRODO_CONCAT(approdo_result_, __LINE__), declaration, expression)
#define APPRODO_TRY_IMPL(temporary, declaration, expression)  \
    auto temporary = (expression);                            \
    if (!temporary.ok()) return std::move(temporary).error(); \
    declaration = std::move(temporary).value()

// APPRODO_CHECK(f()): returns f()'s error, ignores its value.
#define APPRODO_CHECK(expression)                                       \
    do {                                                                \
        if (auto approdo_checked = (expression); !approdo_checked.ok()) \
            return std::move(approdo_checked).error();                  \
    } while (false)
