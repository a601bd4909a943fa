// Sees every parcel and segment that is ever produced and asserts that no key and nonce pair seals
// two texts, and that no device says two things under one counter.
#pragma once

#include <map>

#include "sync/exchange/hello.hpp"
#include "sync/exchange/parcel.hpp"
#include "sync/log/segment.hpp"
#include "tests/simulation/violation.hpp"

namespace approdo::sim {

class ParcelWatch {
  public:
    // Copies of a device count alike for a while: from the first one on nothing follows from that.
    void expect_copies() { has_copies_ = true; }

    void see_parcels(ByteView bytes) {
        const auto parcels = exchange::split_parcels(bytes);
        if (!parcels.ok()) return;
        for (const auto& parcel : *parcels) {
            if (!parcel.frames.empty()) see_hello(parcel.frames.front());
            for (const auto& frame : parcel.frames)
                if (frame.type == exchange::FrameType::segment) see_segment(frame.body);
        }
    }

    void see_segment(ByteView bytes) {
        const auto segment = log::read_segment(bytes);
        if (!segment.ok() || segment->header.suite != log::Suite::scope_key) return;
        // One that was altered on its way sealed nothing.
        if (crypto::hash(crypto::domain::segment_body, {segment->body}) != segment->body_hash)
            return;
        const auto& header = segment->header;
        const auto [known, is_new] =
            sealed_.emplace(Key{header.scope, header.epoch, header.nonce}, segment->body_hash);
        if (!is_new && known->second != segment->body_hash)
            throw Violation("one key and nonce sealed two texts, in log " + header.log.hex());
    }

  private:
    void see_hello(const exchange::Frame& frame) {
        if (frame.type != exchange::FrameType::hello || has_copies_) return;
        const auto hello = exchange::Authenticated<exchange::Hello>::read(frame.body);
        if (!hello.ok()) return;
        const auto [known, is_new] =
            said_.emplace(std::pair{hello->message.device, hello->message.counter}, hello->mac);
        if (!is_new && known->second != hello->mac)
            throw Violation("two hellos have one counter, of device " +
                            hello->message.device.hex());
    }

    using Key = std::tuple<ScopeId, Epoch, crypto::Nonce>;
    std::map<Key, Hash> sealed_;
    std::map<std::pair<DeviceId, std::uint64_t>, Digest16> said_;
    bool has_copies_ = false;
};

}  // namespace approdo::sim
