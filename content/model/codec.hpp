// Canonical bytes of content values: one value has one encoding and one encoding one value, the
// same primitives as the wire (LEB128 varints in shortest form, zigzag, counted texts and lists),
// checked against the bytes left before anything is allocated. Fields are listed once, in
// fields.hpp, and serve both directions. Structures that may grow travel as a block: version, size,
// fields, and then what a newer version added, which is kept and written back. A variant is its
// alternative's place (from 1; 0 for the last one, which stands for the unknown) and a counted
// body; an alternative of a newer program becomes the unknown one, with its number and its bytes.
// A block with later_fields() is written in its first version while those say nothing, so that
// older bytes stay the one encoding of what they hold.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "content/model/question.hpp"
#include "sync/base/ids.hpp"

namespace approdo::content {

class Encoder;
template <class T>
Bytes later_bytes(const T& value);

class Encoder {
  public:
    static constexpr bool writing = true;
    // What fields() takes: a value to read from.
    template <class T>
    using Ref = const T&;

    template <class... T>
    void operator()(const T&... values) {
        (put(values), ...);
    }

    void number(std::uint64_t value);
    void raw(ByteView view) { append(bytes_, view); }
    void counted(ByteView view);
    void real(double value);
    // What nests in itself.
    template <class Inside>
    void deeper(const Inside& inside) {
        inside();
    }
    Bytes take() { return std::move(bytes_); }

    template <class T>
    void block(const T& value) {
        Encoder inner;
        fields(inner, value);
        std::uint32_t version = T::format_version;
        if constexpr (requires { T::first_version; }) {
            const Bytes later = later_bytes(value);
            const bool says_nothing = value.tail.version <= version && later == later_bytes(T{});
            if (says_nothing) version = T::first_version;
            if (!says_nothing) inner.raw(later);
        }
        inner.raw(value.tail.unknown);
        number(value.tail.version > version ? value.tail.version : version);
        counted(inner.bytes_);
    }

  private:
    template <class T>
    void put(const T& value);
    template <class... T>
    void put_variant(const std::variant<T...>& value);

    Bytes bytes_;
};

// Never throws on bad input: it goes dead, yields zeros, and says so in the end.
class Decoder {
  public:
    static constexpr bool writing = false;
    template <class T>
    using Ref = T&;

    explicit Decoder(ByteView bytes) : left_(bytes) {}

    template <class... T>
    void operator()(T&... values) {
        (get(values), ...);
    }

    std::uint64_t number();
    ByteView raw(std::size_t size);
    ByteView counted();
    double real();  // a finite one
    // Nesting ends before the stack does, whatever the bytes say.
    template <class Inside>
    void deeper(const Inside& inside) {
        constexpr int depth_max = 64;
        if (++depth_ > depth_max) fail();
        if (!failed_) inside();
        --depth_;
    }
    // A list's length, never more than the bytes that are left.
    std::size_t count();

    void fail() {
        failed_ = true;
        left_ = {};
    }
    bool failed() const { return failed_; }
    std::size_t left() const { return left_.size(); }

    template <class T>
    void block(T& value) {
        const std::uint64_t version = number();
        const ByteView body = counted();
        if (failed_) return;
        std::uint32_t oldest = T::format_version;
        if constexpr (requires { T::first_version; }) oldest = T::first_version;
        if (version < oldest || version > 0xffff) return fail();
        Decoder inner(body);
        fields(inner, value);
        if constexpr (requires { T::first_version; }) {
            if (version >= T::format_version) later_fields(inner, value);
            const bool says_nothing = later_bytes(value) == later_bytes(T{});
            if (version == T::format_version && says_nothing) return fail();
        }
        const bool newer = version > T::format_version;
        if (inner.failed_ || (!newer && inner.left() != 0)) return fail();
        value.tail.version = newer ? static_cast<std::uint32_t>(version) : 0;
        value.tail.unknown = copy_of(inner.raw(inner.left()));
    }

  private:
    template <class T>
    void get(T& value);
    template <class... T>
    void get_variant(std::variant<T...>& value);
    // The keys of a set or map, which stand in ascending order, each once.
    template <class Key, class Take>
    void get_ascending(const Take& take) {
        const std::size_t items = count();
        Key last{};
        for (std::size_t i = 0; i < items && !failed_; ++i) {
            Key key{};
            get(key);
            if (i > 0 && !(last < key)) fail();
            if (failed_) return;
            take(key);
            last = std::move(key);
        }
    }

    ByteView left_;
    bool failed_ = false;
    int depth_ = 0;
};

namespace codec_detail {

template <class T>
concept Block = requires(T value) {
    T::format_version;
    value.tail;
};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsMap : std::false_type {};
template <class K, class V>
struct IsMap<std::map<K, V>> : std::true_type {};
template <class T>
struct IsSet : std::false_type {};
template <class T>
struct IsSet<std::set<T>> : std::true_type {};
template <class T>
struct IsStrongNumber : std::false_type {};
template <class Tag>
struct IsStrongNumber<StrongNumber<Tag>> : std::true_type {};
template <class T>
struct IsVariant : std::false_type {};
template <class... T>
struct IsVariant<std::variant<T...>> : std::true_type {};
template <class T>
struct IsFixedBytes : std::false_type {};
template <class Tag, std::size_t Size>
struct IsFixedBytes<FixedBytes<Tag, Size>> : std::true_type {};

constexpr std::uint64_t zigzag(std::int64_t value) {
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t value) {
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

}  // namespace codec_detail

template <class T>
Bytes later_bytes(const T& value) {
    Encoder encoder;
    later_fields(encoder, value);
    return encoder.take();
}

template <class T>
void Encoder::put(const T& value) {
    using namespace codec_detail;
    if constexpr (std::is_same_v<T, bool>) {
        number(value ? 1 : 0);
    } else if constexpr (std::is_enum_v<T>) {
        number(static_cast<std::uint64_t>(value));
    } else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) {
        number(zigzag(value));
    } else if constexpr (std::is_integral_v<T>) {
        number(value);
    } else if constexpr (std::is_same_v<T, double>) {
        real(value);
    } else if constexpr (std::is_same_v<T, std::string>) {
        counted(bytes_of(value));
    } else if constexpr (std::is_same_v<T, Bytes>) {
        counted(value);
    } else if constexpr (IsFixedBytes<T>::value) {
        raw(value.view());
    } else if constexpr (IsVector<T>::value) {
        number(value.size());
        for (const auto& item : value) put(item);
    } else if constexpr (IsSet<T>::value) {
        number(value.size());
        for (const auto& item : value) put(item);
    } else if constexpr (IsMap<T>::value) {
        number(value.size());
        for (const auto& [key, item] : value) (*this)(key, item);
    } else if constexpr (IsStrongNumber<T>::value) {
        number(value.value);
    } else if constexpr (std::is_same_v<T, UtcMs>) {
        number(zigzag(value.value));
    } else if constexpr (IsVariant<T>::value) {
        put_variant(value);
    } else if constexpr (Block<T>) {
        block(value);
    } else {
        fields(*this, value);
    }
}

template <class... T>
void Encoder::put_variant(const std::variant<T...>& value) {
    constexpr std::size_t last = sizeof...(T) - 1;
    const auto* const unknown = std::get_if<last>(&value);
    if (unknown != nullptr && unknown->tag != 0) {
        number(unknown->tag);
        return counted(unknown->raw);
    }
    number(unknown != nullptr ? 0 : value.index() + 1);
    Encoder inner;
    std::visit([&](const auto& one) { inner(one); }, value);
    counted(inner.bytes_);
}

template <class T>
void Decoder::get(T& value) {
    using namespace codec_detail;
    if constexpr (std::is_same_v<T, bool>) {
        const std::uint64_t read = number();
        if (read > 1) fail();
        value = read == 1;
    } else if constexpr (std::is_enum_v<T>) {
        // Values of a newer program are kept: enums have a fixed underlying type.
        using Under = std::underlying_type_t<T>;
        const std::uint64_t read = number();
        if (read > static_cast<std::uint64_t>(static_cast<Under>(~Under{}))) return fail();
        value = static_cast<T>(static_cast<Under>(read));
    } else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) {
        const std::int64_t read = unzigzag(number());
        if (read != static_cast<std::int64_t>(static_cast<T>(read))) return fail();
        value = static_cast<T>(read);
    } else if constexpr (std::is_integral_v<T>) {
        const std::uint64_t read = number();
        if (read != static_cast<std::uint64_t>(static_cast<T>(read))) return fail();
        value = static_cast<T>(read);
    } else if constexpr (std::is_same_v<T, double>) {
        value = real();
    } else if constexpr (std::is_same_v<T, std::string>) {
        value = std::string(text_of(counted()));
    } else if constexpr (std::is_same_v<T, Bytes>) {
        value = copy_of(counted());
    } else if constexpr (IsFixedBytes<T>::value) {
        const ByteView read = raw(T::size);
        if (!failed_) std::copy(read.begin(), read.end(), value.bytes.begin());
    } else if constexpr (IsVector<T>::value) {
        value.clear();
        const std::size_t items = count();
        for (std::size_t i = 0; i < items && !failed_; ++i) get(value.emplace_back());
        if (failed_) value.clear();
    } else if constexpr (IsSet<T>::value) {
        get_ascending<typename T::key_type>([&](auto& item) { value.insert(value.end(), item); });
    } else if constexpr (IsMap<T>::value) {
        get_ascending<typename T::key_type>([&](auto& key) { get(value[key]); });
    } else if constexpr (IsStrongNumber<T>::value) {
        value.value = number();
    } else if constexpr (std::is_same_v<T, UtcMs>) {
        value.value = unzigzag(number());
    } else if constexpr (IsVariant<T>::value) {
        get_variant(value);
    } else if constexpr (Block<T>) {
        block(value);
    } else {
        fields(*this, value);
    }
}

template <class... T>
void Decoder::get_variant(std::variant<T...>& value) {
    constexpr std::size_t last = sizeof...(T) - 1;
    const std::uint64_t tag = number();
    const ByteView body = counted();
    if (failed_) return;
    if (tag > last) {
        auto& unknown = value.template emplace<last>();
        unknown.tag = tag;
        unknown.raw = copy_of(body);
        return;
    }
    const auto index = tag == 0 ? last : static_cast<std::size_t>(tag - 1);
    Decoder inner(body);
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((I == index ? inner.get(value.template emplace<I>()) : void()), ...);
    }
    (std::index_sequence_for<T...>{});
    if (inner.failed_ || inner.left() != 0) fail();
}

}  // namespace approdo::content
