#include "sync/log/columns.hpp"

#include <bit>

#include "sync/base/limits.hpp"
#include "sync/log/chain.hpp"
#include "sync/log/payload_model.hpp"
#include "sync/wire/compress.hpp"

namespace approdo::log {
namespace {

// The first byte of coded events. Further coders get further numbers.
enum class CoderId : std::uint8_t {
    columns = 1,          // range coder
    columns_and_long = 2  // a zstd frame with the long byte strings, its size before it, then as 1
};

constexpr int zstd_level = 9;
// Past so many long bytes, coding them one by one is not even tried.
constexpr std::size_t long_bytes_tried_max = 8 * limits::kib;

// What is learned of one event type. All types past the last slot share it.
struct TypeModel {
    PayloadModel payload;
    BitModel as_before;
    BitModel same_unit;
    NumberModel next_type;
    DifferenceModel lamport;
    DifferenceModel elapsed;
    std::uint64_t version = 1;
    bool critical = false;
};

template <class Id>
void code_id(auto& coder, RecentModel<Id, 512>& recent, BitModel& same, Id& id) {
    if (recent.code(coder, same, id)) return;
    for (std::uint8_t& byte : id.bytes) {
        std::uint64_t bits = byte;
        coder.raw(bits, 8);
        byte = static_cast<std::uint8_t>(bits);
    }
    recent.add(id);
}

template <class Coder>
class EventCodec {
  public:
    EventCodec(Coder& coder, LongBytes long_bytes) : coder_(coder) {
        shared_.long_bytes = std::move(long_bytes);
    }

    void code(EventHeader& header, std::vector<CodedField>& fields, bool& is_fields) {
        TypeModel& type = code_type(header);
        code_context(type, header);
        code_id(coder_, units_, type.same_unit, header.unit);
        const std::uint64_t elapsed = code_times(type, header);
        type.payload.code(coder_, shared_, fields, is_fields, elapsed);
        before_ = header;
    }
    LongBytes& long_bytes() { return shared_.long_bytes; }

  private:
    static constexpr std::size_t slots_max = 16;

    // A type by its place in the order of first appearance, after the type before it.
    TypeModel& code_type(EventHeader& header) {
        std::uint64_t place = static_cast<std::uint64_t>(
            std::find(types_.begin(), types_.end(), header.type) - types_.begin());
        (slot_ == nullptr ? first_type_ : slot_->next_type).code(coder_, place);
        if (place > types_.size()) {
            coder_.fail();
            place = 0;
        }
        if (place == types_.size()) {
            auto number = static_cast<std::uint64_t>(header.type);
            new_type_.code(coder_, number);
            if (number > 0xffff) coder_.fail();
            types_.push_back(static_cast<EventType>(number));
        }
        header.type = types_[static_cast<std::size_t>(place)];
        const std::size_t slot = std::min(static_cast<std::size_t>(place), slots_max - 1);
        while (slots_.size() <= slot) slots_.push_back(std::make_unique<TypeModel>());
        slot_ = slots_[slot].get();
        return *slot_;
    }

    // What hardly ever changes, in one bit.
    void code_context(TypeModel& type, EventHeader& header) {
        bool as_before = header.version == type.version && header.critical == type.critical &&
                         header.content_version == before_.content_version &&
                         enrolments_.is_latest(header.enrolment) &&
                         sessions_.is_latest(header.time.session);
        coder_.bit(type.as_before, as_before);
        if (as_before) {
            header.version = static_cast<std::uint8_t>(type.version);
            header.critical = type.critical;
            header.content_version = before_.content_version;
            header.enrolment = enrolments_.latest();
            header.time.session = sessions_.latest();
            return;
        }
        std::uint64_t version = header.version;
        version_.code(coder_, version, type.version);
        if (version > 0xff) coder_.fail();
        header.version = static_cast<std::uint8_t>(version);
        type.version = header.version;
        coder_.bit(critical_, header.critical);
        type.critical = header.critical;
        content_version_.code(coder_, header.content_version.value, before_.content_version.value);
        code_id(coder_, enrolments_, same_enrolment_, header.enrolment);
        code_id(coder_, sessions_, same_session_, header.time.session);
    }

    // Within a clock session the boot clock goes on as the wall clock does.
    std::uint64_t code_times(TypeModel& type, EventHeader& header) {
        type.lamport.code(coder_, header.lamport.value, before_.lamport.value + 1);
        const bool same_session = header.time.session == before_.time.session;
        const auto wall_before = static_cast<std::uint64_t>(before_.time.wall.value);
        auto wall = static_cast<std::uint64_t>(header.time.wall.value);
        (same_session ? type.elapsed : far_wall_).code(coder_, wall, wall_before);
        header.time.wall.value = static_cast<std::int64_t>(wall);
        const std::uint64_t elapsed = wall - wall_before;
        std::uint64_t& boot = header.time.boot.value;
        if (same_session) {
            near_boot_.code(coder_, boot, before_.time.boot.value + elapsed);
        } else {
            far_boot_.code(coder_, boot, 0);
        }
        return elapsed;
    }

    Coder& coder_;
    SharedModels shared_;
    EventHeader before_{};
    std::vector<EventType> types_;
    std::vector<std::unique_ptr<TypeModel>> slots_;
    TypeModel* slot_ = nullptr;
    NumberModel first_type_;
    NumberModel new_type_;
    RecentModel<EnrolmentId, 512> enrolments_{EnrolmentId{}};
    RecentModel<UnitId, 512> units_{UnitId{}};
    RecentModel<ClockSessionId, 512> sessions_{ClockSessionId{}};
    BitModel same_enrolment_;
    BitModel same_session_;
    BitModel critical_;
    DifferenceModel version_;
    DifferenceModel content_version_;
    DifferenceModel far_wall_;
    DifferenceModel near_boot_;
    DifferenceModel far_boot_;
};

// True: the payload is fields in their one form.
bool split_payload(ByteView payload, std::vector<CodedField>& fields) {
    fields.clear();
    wire::Reader reader(payload);
    while (reader.left() != 0) {
        CodedField& field = fields.emplace_back();
        ByteView bytes;
        field.is_bytes = read_field(reader, field.number, bytes);
        field.bytes = copy_of(bytes);
    }
    if (!reader.failed()) return true;
    fields.assign(1, {true, 0, copy_of(payload)});
    return false;
}

bool join_payload(const std::vector<CodedField>& fields, bool is_fields, Bytes& payload) {
    if (!is_fields) {
        if (fields.size() != 1 || !fields[0].is_bytes) return false;
        payload = fields[0].bytes;
        return true;
    }
    wire::Writer writer(payload);
    for (const CodedField& field : fields) {
        if (field.is_bytes) {
            write_field(writer, field.bytes);
        } else if (field.number >> 63 == 0) {
            write_field(writer, field.number);
        } else {
            return false;
        }
        if (payload.size() > limits::event_payload_max) return false;
    }
    return true;
}

Bytes encode_with(std::span<const Event> events, CoderId id) {
    RangeEncoder coder;
    EventCodec<RangeEncoder> codec(coder, {id == CoderId::columns_and_long, {}, 0});
    std::vector<CodedField> fields;
    for (const Event& event : events) {
        EventHeader header = event.header;
        bool is_fields = split_payload(event.payload, fields);
        codec.code(header, fields, is_fields);
    }
    Bytes coded{static_cast<std::uint8_t>(id)};
    if (id == CoderId::columns_and_long) {
        wire::Writer(coded).counted(wire::compress(codec.long_bytes().all, zstd_level));
    }
    append(coded, coder.finish());
    return coded;
}

Result<LongBytes> read_long(wire::Reader& reader) {
    LongBytes result;
    result.apart = true;
    const ByteView packed = reader.counted(limits::segment_body_max);
    if (reader.failed()) return fail(ErrorCode::malformed, "the events of a segment are cut");
    APPRODO_TRY(result.all, wire::decompress(packed, limits::segment_plain_max));
    return result;
}

Error not_columns() {
    return fail(ErrorCode::malformed, "the events of a segment do not follow their format");
}

Result<std::vector<Event>> decode_with(ByteView coded, LongBytes long_bytes, std::size_t count) {
    RangeDecoder coder(coded);
    EventCodec<RangeDecoder> codec(coder, std::move(long_bytes));
    std::vector<CodedField> fields;
    std::vector<Event> events(count);
    std::size_t payload_bytes = 0;
    for (Event& event : events) {
        bool is_fields = false;
        codec.code(event.header, fields, is_fields);
        if (coder.failed() || !join_payload(fields, is_fields, event.payload)) return not_columns();
        payload_bytes += event.payload.size();
        if (payload_bytes > limits::segment_plain_max) {
            return fail(ErrorCode::too_large, "the events of a segment are larger than allowed");
        }
    }
    const LongBytes& left = codec.long_bytes();
    const ByteView rest = coder.rest();
    if (left.used != left.all.size() ||
        std::any_of(rest.begin(), rest.end(), [](std::uint8_t byte) { return byte != 0; })) {
        return not_columns();
    }
    return events;
}

}  // namespace

Bytes encode_events(std::span<const Event> events) {
    std::size_t long_bytes = 0;
    for (const Event& event : events) {
        if (event.payload.size() >= LongBytes::size_min) long_bytes += event.payload.size();
    }
    if (long_bytes == 0) return encode_with(events, CoderId::columns);
    Bytes apart = encode_with(events, CoderId::columns_and_long);
    if (long_bytes > long_bytes_tried_max) return apart;
    Bytes together = encode_with(events, CoderId::columns);
    return together.size() <= apart.size() ? together : apart;
}

Result<std::vector<Event>> decode_events(ByteView coded, std::size_t count) {
    if (count == 0 || count > limits::segment_events_max) return not_columns();
    if (coded.empty()) return fail(ErrorCode::malformed, "the events of a segment are cut");
    const ByteView behind = coded.subspan(1);
    switch (static_cast<CoderId>(coded.front())) {
        case CoderId::columns:
            return decode_with(behind, {}, count);
        case CoderId::columns_and_long: {
            wire::Reader reader(behind);
            APPRODO_TRY(LongBytes long_bytes, read_long(reader));
            return decode_with(reader.take(reader.left()), std::move(long_bytes), count);
        }
    }
    return fail(ErrorCode::unsupported,
                "the events of a segment are coded in a way that this version does not know");
}

std::size_t padme_length(std::size_t length) {
    if (length < 2) return length;
    const auto exponent = static_cast<unsigned>(std::bit_width(length)) - 1;
    const auto kept_bits = static_cast<unsigned>(std::bit_width(exponent));
    if (kept_bits >= exponent) return length;
    const std::size_t mask = (std::size_t{1} << (exponent - kept_bits)) - 1;
    return (length + mask) & ~mask;
}

}  // namespace approdo::log
