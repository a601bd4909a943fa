#include "sync/exchange/parcel.hpp"

#include "sync/wire/archive.hpp"

namespace approdo::exchange {
namespace {

constexpr std::array<std::uint8_t, 5> magic = {'A', 'P', 'R', 'D', 1};

bool has_id(RouteKind kind) {
    return kind != RouteKind::any && kind != RouteKind::site;
}

// A varint at the start of bytes that may still be coming.
struct Varint {
    enum class State { whole, incomplete, wrong } state = State::incomplete;
    std::uint64_t value = 0;
    std::size_t size = 0;
};

Varint read_varint(ByteView bytes) {
    const std::size_t longest = std::min<std::size_t>(bytes.size(), 10);
    for (std::size_t size = 1; size <= longest; ++size) {
        if ((bytes[size - 1] & 0x80) != 0) continue;
        wire::Reader reader(bytes.first(size));
        const std::uint64_t value = reader.number();
        if (reader.failed()) return {Varint::State::wrong};
        return {Varint::State::whole, value, size};
    }
    return {bytes.size() < 10 ? Varint::State::incomplete : Varint::State::wrong};
}

void write_header(Bytes& out, const ParcelHeader& header) {
    append(out, magic);
    append(out, header.site.view());
    wire::Writer(out).number(static_cast<std::uint64_t>(header.route.kind));
    if (has_id(header.route.kind)) append(out, header.route.id.view());
}

void write_frame(Bytes& out, FrameType type, ByteView body) {
    wire::Writer writer(out);
    writer.number(static_cast<std::uint64_t>(type));
    writer.counted(body);
}

}  // namespace

ParcelWriter::ParcelWriter(const ParcelHeader& header) {
    write_header(bytes_, header);
}

void ParcelWriter::add(FrameType type, ByteView body) {
    write_frame(bytes_, type, body);
}

Bytes encode_frame(FrameType type, ByteView body) {
    Bytes out;
    write_frame(out, type, body);
    return out;
}

void ParcelReader::feed(ByteView bytes) {
    if (used_ > 0) {
        held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(used_));
        used_ = 0;
    }
    append(held_, bytes);
}

Result<std::optional<ParcelReader::Item>> ParcelReader::next() {
    if (broken_) return fail(ErrorCode::malformed, "nothing can be read behind a damaged frame");
    const ByteView rest = ByteView(held_).subspan(used_);
    if (rest.empty()) return std::optional<Item>{};
    if (!current_ || rest[0] == magic[0]) return read_header();

    const Varint type = read_varint(rest);
    const Varint length = type.state == Varint::State::whole ? read_varint(rest.subspan(type.size))
                                                             : Varint{type.state};
    if (length.state == Varint::State::incomplete) return std::optional<Item>{};
    if (length.state == Varint::State::wrong || type.value > 0xffff'ffff ||
        length.value > limits::frame_body_max) {
        broken_ = true;
        return fail(ErrorCode::malformed, "a frame of the parcel is damaged or too large");
    }
    const std::size_t start = type.size + length.size;
    if (rest.size() < start + length.value) return std::optional<Item>{};
    Item item{*current_, false, {}};
    item.frame.type = static_cast<FrameType>(type.value);
    item.frame.body = copy_of(rest.subspan(start, static_cast<std::size_t>(length.value)));
    used_ += start + static_cast<std::size_t>(length.value);
    return std::optional<Item>{std::move(item)};
}

Result<std::optional<ParcelReader::Item>> ParcelReader::read_header() {
    const ByteView rest = ByteView(held_).subspan(used_);
    const std::size_t known = std::min(rest.size(), magic.size());
    if (!std::equal(magic.begin(), magic.begin() + static_cast<std::ptrdiff_t>(known),
                    rest.begin())) {
        broken_ = true;
        return fail(ErrorCode::malformed,
                    "this is not an Approdo parcel, or it needs a newer program");
    }
    const std::size_t fixed = magic.size() + SiteId::size;
    if (rest.size() <= fixed) return std::optional<Item>{};
    const std::uint8_t kind = rest[fixed];
    if (kind > static_cast<std::uint8_t>(RouteKind::join)) {
        broken_ = true;
        return fail(ErrorCode::unsupported,
                    "the parcel is routed in a way this program does not know");
    }
    ParcelHeader header;
    header.route.kind = static_cast<RouteKind>(kind);
    std::size_t size = fixed + 1;
    APPRODO_TRY(header.site, SiteId::from(rest.subspan(magic.size(), SiteId::size)));
    if (has_id(header.route.kind)) {
        if (rest.size() < size + RouteId::size) return std::optional<Item>{};
        APPRODO_TRY(header.route.id, RouteId::from(rest.subspan(size, RouteId::size)));
        size += RouteId::size;
    }
    used_ += size;
    current_ = header;
    return std::optional<Item>{Item{header, true, {}}};
}

Bytes WholeParcel::bytes() const {
    ParcelWriter writer(header);
    for (const Frame& frame : frames) writer.add(frame.type, frame.body);
    return writer.take();
}

const Frame* WholeParcel::find(FrameType type) const {
    for (const Frame& frame : frames) {
        if (frame.type == type) return &frame;
    }
    return nullptr;
}

Result<std::vector<WholeParcel>> split_parcels(ByteView bytes) {
    ParcelReader reader;
    reader.feed(bytes);
    std::vector<WholeParcel> parcels;
    while (true) {
        auto item = reader.next();
        if (!item.ok()) {
            // What was whole before the damage is as good as a parcel of its own.
            if (parcels.empty()) return std::move(item).error();
            return parcels;
        }
        if (!item->has_value()) return parcels;
        if ((*item)->starts_parcel) {
            parcels.push_back({(*item)->parcel, {}});
        } else {
            parcels.back().frames.push_back(std::move((*item)->frame));
        }
    }
}

}  // namespace approdo::exchange
