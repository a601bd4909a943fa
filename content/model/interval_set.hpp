// Which stretches of a medium were seen: a union of half-open intervals, kept merged and in order,
// so that the same stretches give the same value in whatever order and however often they come.
#pragma once

#include <cstdint>
#include <vector>

namespace approdo::content {

struct Interval {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    bool operator==(const Interval&) const = default;
};

class IntervalSet {
  public:
    void add(Interval interval);
    std::uint64_t length() const;
    const std::vector<Interval>& intervals() const { return intervals_; }
    // False, and unchanged, unless merged and in order.
    bool assign(std::vector<Interval> intervals);
    bool operator==(const IntervalSet&) const = default;

  private:
    std::vector<Interval> intervals_;
};

}  // namespace approdo::content
