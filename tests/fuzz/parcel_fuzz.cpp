// Parcels: any cut of the same bytes gives the same frames, and whole parcels write back as they
// were.
#include "sync/exchange/parcel.hpp"
#include "tests/fuzz/entry.hpp"

using namespace approdo;
using exchange::FrameType;

namespace {

std::vector<exchange::Frame> frames_of(ByteView input, std::size_t piece) {
    exchange::ParcelReader reader;
    std::vector<exchange::Frame> frames;
    for (std::size_t at = 0; at < input.size(); at += piece) {
        reader.feed(input.subspan(at, std::min(piece, input.size() - at)));
        for (;;) {
            auto item = reader.next();
            if (!item.ok()) return frames;
            if (!item.value().has_value()) break;
            if (!item.value()->starts_parcel) frames.push_back(std::move(item.value()->frame));
        }
    }
    return frames;
}

}  // namespace

std::vector<Bytes> approdo_fuzz_seeds() {
    exchange::ParcelHeader header;
    header.site.bytes.fill(3);
    exchange::ParcelWriter one(header);
    one.add(FrameType::segment, Bytes(40, 9));
    one.add(static_cast<FrameType>(4000), Bytes{});
    header.route = {exchange::RouteKind::edition, {}};
    exchange::ParcelWriter two(header);
    two.add(FrameType::want, Bytes{1, 2, 3});
    Bytes both = one.take();
    Bytes second = two.take();
    std::vector<Bytes> seeds{both, second};
    append(both, second);
    seeds.push_back(std::move(both));
    return seeds;
}

void approdo_fuzz_one(ByteView input) {
    const auto whole = frames_of(input, input.size() + 1);
    FUZZ_PROMISE(frames_of(input, 3) == whole);
    const auto parcels = exchange::split_parcels(input);
    if (!parcels.ok()) return;
    Bytes written;
    for (const auto& parcel : parcels.value()) append(written, parcel.bytes());
    const auto again = exchange::split_parcels(written);
    FUZZ_PROMISE(again.ok());
    FUZZ_PROMISE(again.value().size() == parcels.value().size());
}
