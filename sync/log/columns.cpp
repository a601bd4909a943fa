#include "sync/log/columns.hpp"

#include <bit>

#include "sync/base/limits.hpp"
#include "sync/wire/compress.hpp"

namespace approdo::log {

Bytes encode_events(std::span<const Event> events) {
    Bytes rows;
    wire::Writer writer(rows);
    for (const Event& event : events) writer(event.header, event.payload);
    Bytes coded;
    wire::Writer(coded).counted(wire::compress(rows, 3));
    return coded;
}

Result<std::vector<Event>> decode_events(ByteView coded, std::size_t count) {
    wire::Reader outer(coded);
    APPRODO_TRY(const Bytes rows, wire::decompress(outer.counted(limits::segment_body_max),
                                                   limits::segment_plain_max));
    wire::Reader reader(rows);
    std::vector<Event> events(count);
    for (Event& event : events) reader(event.header, event.payload);
    if (reader.failed() || reader.left() != 0) {
        return fail(ErrorCode::malformed, "the events of a segment do not follow their format");
    }
    return events;
}

std::size_t padme_length(std::size_t length) {
    if (length < 2) return length;
    const auto exponent = static_cast<unsigned>(std::bit_width(length)) - 1;
    const unsigned kept_bits = static_cast<unsigned>(std::bit_width(exponent));
    if (kept_bits >= exponent) return length;
    const std::size_t mask = (std::size_t{1} << (exponent - kept_bits)) - 1;
    return (length + mask) & ~mask;
}

}  // namespace approdo::log
