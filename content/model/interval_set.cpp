#include "content/model/interval_set.hpp"

#include <algorithm>

namespace approdo::content {

void IntervalSet::add(Interval interval) {
    if (interval.to <= interval.from) return;
    // The first that reaches up to the new one, and the first that begins behind it.
    const auto first =
        std::partition_point(intervals_.begin(), intervals_.end(),
                             [&](const Interval& one) { return one.to < interval.from; });
    auto last = first;
    for (; last != intervals_.end() && last->from <= interval.to; ++last) {
        interval.from = std::min(interval.from, last->from);
        interval.to = std::max(interval.to, last->to);
    }
    intervals_.insert(intervals_.erase(first, last), interval);
}

std::uint64_t IntervalSet::length() const {
    std::uint64_t sum = 0;
    for (const Interval& one : intervals_) sum += one.to - one.from;
    return sum;
}

bool IntervalSet::assign(std::vector<Interval> intervals) {
    for (std::size_t i = 0; i < intervals.size(); ++i) {
        if (intervals[i].from >= intervals[i].to) return false;
        if (i > 0 && intervals[i - 1].to >= intervals[i].from) return false;
    }
    intervals_ = std::move(intervals);
    return true;
}

}  // namespace approdo::content
