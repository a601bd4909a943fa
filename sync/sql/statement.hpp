// Statement: one prepared statement, bound by position (1, 2, …) and read by column (0, 1, …) with
// our own types. Database::query() hands it out from a cache; when it goes out of scope it is
// reset, its values are forgotten and it returns to the cache. It must not outlive its Database.
// Wrong column types or id lengths mean a damaged file: they throw SqlError (is_corrupt).
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "sync/base/bytes.hpp"
#include "sync/base/ids.hpp"

struct sqlite3_stmt;

namespace approdo::sql {

namespace detail {
class Connection;

template <class T>
inline constexpr bool is_fixed_bytes = false;
template <class Tag, std::size_t Size>
inline constexpr bool is_fixed_bytes<FixedBytes<Tag, Size>> = true;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

// StrongNumber, UtcMs, BootMs: one number in a type of its own.
template <class T>
concept Number = requires(T number) {
    { number.value } -> std::convertible_to<std::uint64_t>;
}
&&std::is_aggregate_v<T>;

template <class T>
inline constexpr bool unsupported_type = false;
}  // namespace detail

class Statement {
  public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    // Numbers, bool, enums, double, text, bytes, ids, StrongNumber, times, optional of these,
    // nullopt. Text and bytes are copied. Unsigned numbers of 2^63 and above come back unchanged
    // but SQLite sorts them as negative.
    template <class T>
    Statement& bind(int position, const T& value) {
        bind_any(position, value, Lifetime::copy);
        return *this;
    }

    // As bind(), without a copy: the values must stay where they are until the last step().
    template <class... T>
    Statement& bind_all_in_place(const T&... values) {
        int position = 0;
        (bind_any(++position, values, Lifetime::in_place), ...);
        return *this;
    }

    // True when there is a row to read, false at the end.
    bool step();
    // Steps to the end: for statements that give no rows. Returns the number of rows changed.
    std::int64_t run();
    // Back to the start for another round; bound values stay.
    void reset();

    bool is_null(int column) const;

    template <class T>
    T get(int column) const;

    // Valid until the next step(), reset() or the end of the scope.
    ByteView bytes_view(int column) const;
    std::string_view text_view(int column) const;

  private:
    friend class Database;
    enum class Lifetime { copy, in_place };

    Statement(detail::Connection& connection, sqlite3_stmt* statement);

    void bind_null(int position);
    void bind_integer(int position, std::int64_t value);
    void bind_real(int position, double value);
    void bind_text(int position, std::string_view value, Lifetime lifetime);
    void bind_bytes(int position, ByteView value, Lifetime lifetime);
    std::int64_t integer(int column) const;
    double real(int column) const;
    [[noreturn]] void wrong_value(int column, const char* expected) const;

    template <class T>
    void bind_any(int position, const T& value, Lifetime lifetime);

    detail::Connection* connection_;
    sqlite3_stmt* statement_;
};

template <class T>
void Statement::bind_any(int position, const T& value, Lifetime lifetime) {
    if constexpr (std::is_same_v<T, std::nullopt_t> || std::is_same_v<T, std::nullptr_t>) {
        bind_null(position);
    } else if constexpr (detail::is_optional<T>) {
        if (value) {
            bind_any(position, *value, lifetime);
        } else {
            bind_null(position);
        }
    } else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
        bind_integer(position, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_floating_point_v<T>) {
        bind_real(position, static_cast<double>(value));
    } else if constexpr (detail::is_fixed_bytes<T>) {
        bind_bytes(position, value.view(), lifetime);
    } else if constexpr (detail::Number<T>) {
        bind_integer(position, static_cast<std::int64_t>(value.value));
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        bind_text(position, value, lifetime);
    } else if constexpr (std::is_convertible_v<const T&, ByteView>) {
        bind_bytes(position, value, lifetime);
    } else {
        static_assert(detail::unsupported_type<T>, "this type cannot be bound");
    }
}

template <class T>
T Statement::get(int column) const {
    if constexpr (detail::is_optional<T>) {
        if (is_null(column)) return std::nullopt;
        return get<typename T::value_type>(column);
    } else if constexpr (std::is_same_v<T, bool>) {
        return integer(column) != 0;
    } else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
        return static_cast<T>(integer(column));
    } else if constexpr (std::is_floating_point_v<T>) {
        return static_cast<T>(real(column));
    } else if constexpr (detail::is_fixed_bytes<T>) {
        const ByteView bytes = bytes_view(column);
        if (bytes.size() != T::size) wrong_value(column, "an id of another length");
        T id;
        std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
        return id;
    } else if constexpr (detail::Number<T>) {
        T number;
        number.value = static_cast<decltype(number.value)>(integer(column));
        return number;
    } else if constexpr (std::is_same_v<T, std::string>) {
        return std::string(text_view(column));
    } else if constexpr (std::is_same_v<T, Bytes>) {
        return copy_of(bytes_view(column));
    } else {
        static_assert(detail::unsupported_type<T>, "this type cannot be read from a column");
    }
}

}  // namespace approdo::sql
