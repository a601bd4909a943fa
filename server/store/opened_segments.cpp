#include "server/store/opened_segments.hpp"

namespace approdo::store {

namespace {

// What allocations and the tree take besides.
constexpr std::size_t overhead_bytes = 64;

std::size_t size_of(const log::OpenedSegment& opened) {
    std::size_t bytes = overhead_bytes + opened.hashes.size() * Hash::size;
    for (const log::Event& event : opened.events) {
        bytes += sizeof event + event.payload.size() + overhead_bytes / 2;
    }
    return bytes;
}

}  // namespace

std::optional<OpenedSegments::Name> OpenedSegments::name_of(const log::Segment& segment) {
    if (segment.body.size() < Digest16::size) return std::nullopt;
    const auto tag = Digest16::from(ByteView(segment.body).last(Digest16::size));
    if (!tag.ok()) return std::nullopt;
    return Name{segment.header.head, *tag};
}

void OpenedSegments::put(const log::Segment& segment, log::OpenedSegment opened) {
    const auto name = name_of(segment);
    const std::size_t bytes = size_of(opened);
    if (!name || bytes_ + bytes > bytes_max_) return;
    if (kept_.try_emplace(*name, Kept{std::move(opened), bytes}).second) bytes_ += bytes;
}

std::optional<log::OpenedSegment> OpenedSegments::take(const log::Segment& segment) {
    const auto name = name_of(segment);
    const auto found = name ? kept_.find(*name) : kept_.end();
    if (found == kept_.end()) return std::nullopt;
    std::optional<log::OpenedSegment> opened = std::move(found->second.opened);
    bytes_ -= found->second.bytes;
    kept_.erase(found);
    return opened;
}

void OpenedSegments::clear() {
    kept_.clear();
    bytes_ = 0;
}

}  // namespace approdo::store
