// Canonical cereal archives: one value has one encoding and one encoding has one value. Numbers are
// LEB128 varints in their shortest form (signed ones zigzag first), ids are their bytes, texts,
// byte strings and lists carry a count that is checked against the bytes left before anything is
// allocated. cereal's stock archives and its <cereal/types/…> never touch bytes from outside.
// Reading never throws: a Reader that meets a fault goes dead, yields zeros, and says so at the end
// (failed()).
#pragma once

#include <cereal/cereal.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/ids.hpp"
#include "sync/base/limits.hpp"

namespace approdo::wire {

class Writer : public cereal::OutputArchive<Writer, cereal::AllowEmptyClassElision> {
  public:
    explicit Writer(Bytes& out) : OutputArchive(this), out_(out) {}

    void number(std::uint64_t value);
    void bytes(ByteView view) { append(out_, view); }
    void counted(ByteView view);
    std::size_t size() const { return out_.size(); }

  private:
    Bytes& out_;
};

class Reader : public cereal::InputArchive<Reader, cereal::AllowEmptyClassElision> {
  public:
    explicit Reader(ByteView in) : InputArchive(this), in_(in) {}

    std::uint64_t number();
    void bytes(MutableByteView out);
    ByteView take(std::size_t count);  // a look at the next bytes; empty when they are not there
    ByteView counted(std::size_t count_max);
    // A count of things that take at least `bytes_each` bytes, so never more than can be there.
    std::size_t count(std::size_t bytes_each = 1);

    void fail() {
        failed_ = true;
        in_ = {};
    }
    bool failed() const { return failed_; }
    std::size_t left() const { return in_.size(); }
    // False, and dead, past the nesting bound.
    bool enter();
    void leave() { --depth_; }

  private:
    ByteView in_;
    std::size_t depth_ = 0;
    bool failed_ = false;
};

inline std::uint64_t zigzag(std::int64_t value) {
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
inline std::int64_t unzigzag(std::uint64_t value) {
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

// Whole numbers; cereal brings enums here as their underlying type. Floating point is not on the
// wire.
template <std::integral T>
void CEREAL_SAVE_FUNCTION_NAME(Writer& writer, const T& value) {
    if constexpr (std::is_signed_v<T>) {
        writer.number(zigzag(value));
    } else {
        writer.number(static_cast<std::uint64_t>(value));
    }
}

template <std::integral T>
void CEREAL_LOAD_FUNCTION_NAME(Reader& reader, T& value) {
    const std::uint64_t number = reader.number();
    if constexpr (std::is_signed_v<T>) {
        value = static_cast<T>(unzigzag(number));
        if (value != unzigzag(number)) reader.fail();
    } else {
        value = static_cast<T>(number);
        if (value != number) reader.fail();
    }
}

template <class Tag, std::size_t Size>
void CEREAL_SAVE_FUNCTION_NAME(Writer& writer, const FixedBytes<Tag, Size>& id) {
    writer.bytes(id.view());
}
template <class Tag, std::size_t Size>
void CEREAL_LOAD_FUNCTION_NAME(Reader& reader, FixedBytes<Tag, Size>& id) {
    reader.bytes(id.bytes);
}

template <class Tag>
void CEREAL_SAVE_FUNCTION_NAME(Writer& writer, const StrongNumber<Tag>& number) {
    writer.number(number.value);
}
template <class Tag>
void CEREAL_LOAD_FUNCTION_NAME(Reader& reader, StrongNumber<Tag>& number) {
    number.value = reader.number();
}

inline void CEREAL_SAVE_FUNCTION_NAME(Writer& writer, const UtcMs& time) {
    writer.number(zigzag(time.value));
}
inline void CEREAL_LOAD_FUNCTION_NAME(Reader& reader, UtcMs& time) {
    time.value = unzigzag(reader.number());
}
inline void CEREAL_SAVE_FUNCTION_NAME(Writer& writer, const BootMs& time) {
    writer.number(time.value);
}
inline void CEREAL_LOAD_FUNCTION_NAME(Reader& reader, BootMs& time) {
    time.value = reader.number();
}

inline void CEREAL_SAVE_FUNCTION_NAME(Writer& writer, const std::string& text) {
    writer.counted(bytes_of(text));
}
inline void CEREAL_LOAD_FUNCTION_NAME(Reader& reader, std::string& text) {
    text = text_of(reader.counted(limits::wire_string_max));
}

// Lists; std::vector<uint8_t> is a byte string.
template <class T>
void CEREAL_SAVE_FUNCTION_NAME(Writer& writer, const std::vector<T>& list) {
    if constexpr (std::is_same_v<T, std::uint8_t>) {
        writer.counted(list);
    } else {
        writer.number(list.size());
        for (const T& item : list) writer(item);
    }
}
template <class T>
void CEREAL_LOAD_FUNCTION_NAME(Reader& reader, std::vector<T>& list) {
    if constexpr (std::is_same_v<T, std::uint8_t>) {
        list = copy_of(reader.counted(limits::frame_body_max));
    } else {
        list.clear();
        if (!reader.enter()) return;
        const std::size_t count = reader.count();
        for (std::size_t i = 0; i < count && !reader.failed(); ++i) reader(list.emplace_back());
        if (reader.failed()) list.clear();
        reader.leave();
    }
}

template <class T>
void CEREAL_SAVE_FUNCTION_NAME(Writer& writer, const std::optional<T>& value) {
    writer.number(value ? 1 : 0);
    if (value) writer(*value);
}
template <class T>
void CEREAL_LOAD_FUNCTION_NAME(Reader& reader, std::optional<T>& value) {
    value.reset();
    const std::uint64_t present = reader.number();
    if (present > 1) return reader.fail();
    if (present == 1) reader(value.emplace());
}

// The fields of a value one after another, without version or size.
template <class T>
Bytes encode(const T& value) {
    Bytes out;
    Writer writer(out);
    writer(value);
    return out;
}

template <class T>
Result<T> decode(ByteView bytes) {
    Reader reader(bytes);
    T value{};
    reader(value);
    if (reader.failed()) return fail(ErrorCode::malformed, "bytes do not follow their format");
    if (reader.left() != 0) return fail(ErrorCode::malformed, "bytes follow the end of a value");
    return value;
}

}  // namespace approdo::wire

CEREAL_REGISTER_ARCHIVE(approdo::wire::Writer)
CEREAL_REGISTER_ARCHIVE(approdo::wire::Reader)
CEREAL_SETUP_ARCHIVE_TRAITS(approdo::wire::Reader, approdo::wire::Writer)
