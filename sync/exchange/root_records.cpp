#include "sync/exchange/root_records.hpp"

#include <algorithm>

namespace approdo::exchange {

std::vector<log::SignedRotation> root_records_in(std::span<const Frame> frames) {
    std::vector<log::SignedRotation> records;
    for (const Frame& frame : frames) {
        if (frame.type != FrameType::root_rotation) continue;
        auto record = log::SignedRotation::read(frame.body);
        if (record.ok()) records.push_back(std::move(*record));
    }
    std::stable_sort(records.begin(), records.end(),
                     [](const auto& a, const auto& b) { return a.value.number < b.value.number; });
    return records;
}

std::vector<Frame> root_frames(const log::RootChain& roots, std::size_t known) {
    std::vector<Frame> frames;
    for (const auto& record : roots.records().subspan(known)) {
        frames.push_back({FrameType::root_rotation, record.bytes()});
    }
    return frames;
}

}  // namespace approdo::exchange
