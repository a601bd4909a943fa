// Sees every segment that is ever produced and asserts that no key and nonce pair seals two texts.
#pragma once

#include <map>

#include "sync/exchange/parcel.hpp"
#include "sync/log/segment.hpp"
#include "tests/simulation/violation.hpp"

namespace approdo::sim {

class SegmentWatch {
  public:
    void see_parcels(ByteView bytes) {
        const auto parcels = exchange::split_parcels(bytes);
        if (!parcels.ok()) return;
        for (const auto& parcel : *parcels) {
            for (const auto& frame : parcel.frames)
                if (frame.type == exchange::FrameType::segment) see_segment(frame.body);
        }
    }

    void see_segment(ByteView bytes) {
        const auto segment = log::read_segment(bytes);
        if (!segment.ok() || segment->header.suite != log::Suite::scope_key) return;
        const auto& header = segment->header;
        const auto [known, is_new] =
            sealed_.emplace(Key{header.scope, header.epoch, header.nonce}, segment->body_hash);
        if (!is_new && known->second != segment->body_hash)
            throw Violation("one key and nonce sealed two texts, in log " + header.log.hex());
    }

  private:
    using Key = std::tuple<ScopeId, Epoch, crypto::Nonce>;
    std::map<Key, Hash> sealed_;
};

}  // namespace approdo::sim
