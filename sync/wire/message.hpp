// Messages: values that outlive the program that wrote them. On the wire: version, size of the
// rest, the fields of version 1, then fields that later versions added. Who knows fewer fields
// keeps the unknown rest and writes it back as it was, so that an old hub or laptop never strips
// what it carries.
//
//   struct Beacon {
//       static constexpr std::uint32_t wire_version = 1;
//       UtcMs at;
//       wire::Tail tail;
//       template <class Archive> void fields(Archive& archive) { archive(at); }
//   };
#pragma once

#include "sync/wire/archive.hpp"

namespace approdo::wire {

// What a newer version wrote behind the fields that this program knows.
struct Tail {
    std::uint32_t version = 0;  // 0: as this program writes it
    Bytes unknown;
    bool operator==(const Tail&) const = default;
};

template <class T>
concept Message = requires(T message) {
    { T::wire_version } -> std::convertible_to<std::uint32_t>;
    { message.tail } -> std::convertible_to<Tail>;
};

template <Message T>
void write_message(Writer& writer, const T& message) {
    Bytes body;
    Writer inner(body);
    const_cast<T&>(message).fields(inner);  // fields() only reads when the archive writes
    inner.bytes(message.tail.unknown);
    writer.number(std::max(message.tail.version, T::wire_version));
    writer.counted(body);
}

template <Message T>
void read_message(Reader& reader, T& message) {
    const std::uint64_t version = reader.number();
    const ByteView body = reader.counted(limits::frame_body_max);
    if (reader.failed()) return;
    if (version < T::wire_version || version > 0xffff) return reader.fail();
    Reader inner(body);
    message.fields(inner);
    // Only a newer version may have more behind the known fields.
    if (inner.failed() || (version == T::wire_version && inner.left() != 0)) return reader.fail();
    message.tail.version = version == T::wire_version ? 0 : static_cast<std::uint32_t>(version);
    message.tail.unknown = copy_of(inner.take(inner.left()));
}

template <Message T>
void CEREAL_SAVE_FUNCTION_NAME(Writer& writer, const T& message) {
    write_message(writer, message);
}
template <Message T>
void CEREAL_LOAD_FUNCTION_NAME(Reader& reader, T& message) {
    if (!reader.enter()) return;
    read_message(reader, message);
    reader.leave();
}

}  // namespace approdo::wire
