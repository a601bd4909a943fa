// Segments that were opened when they were taken in and wait for their folding, so that they are
// not opened a second time. A hint in memory, bounded: what is not here any more, or was never put,
// is opened from its stored bytes. Each is found by exactly these bytes, since what it says follows
// from them. The writer's session alone uses it.
#pragma once

#include <map>
#include <optional>

#include "sync/log/segment.hpp"

namespace approdo::store {

class OpenedSegments {
  public:
    explicit OpenedSegments(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    // What finds no room is not kept: those before it are folded first.
    void put(const log::Segment& segment, log::OpenedSegment opened);
    std::optional<log::OpenedSegment> take(const log::Segment& segment);
    void clear();

    std::size_t bytes() const { return bytes_; }

  private:
    // The hash that the events lead to, and the end of the body: the tag of its seal.
    using Name = std::pair<Hash, Digest16>;
    struct Kept {
        log::OpenedSegment opened;
        std::size_t bytes = 0;
    };
    static std::optional<Name> name_of(const log::Segment& segment);

    const std::size_t bytes_max_;
    std::map<Name, Kept> kept_;
    std::size_t bytes_ = 0;
};

}  // namespace approdo::store
