#include "server/app/hub_chunks.hpp"

#include <algorithm>

namespace approdo::app {

HubChunks::HubChunks(const std::filesystem::path& folder) : files_(folder) {
    auto kept = files_.list();
    std::sort(kept.begin(), kept.end(),
              [](const auto& a, const auto& b) { return a.used < b.used; });
    for (const auto& file : kept) add_front(file.id, file.bytes);
}

void HubChunks::add_front(const ChunkId& id, std::uint64_t bytes) {
    newest_first_.push_front({id, bytes});
    places_[id] = newest_first_.begin();
    bytes_ += bytes;
}

std::optional<Bytes> HubChunks::get(const ChunkId& id) {
    const auto found = places_.find(id);
    if (found == places_.end()) return std::nullopt;
    newest_first_.splice(newest_first_.begin(), newest_first_, found->second);
    files_.mark_used(id);
    return files_.get(id);
}

void HubChunks::put(const ChunkId& id, ByteView sealed) {
    if (places_.contains(id)) return;
    files_.put(id, sealed);
    add_front(id, sealed.size());
}

bool HubChunks::evict_one() {
    if (newest_first_.empty()) return false;
    const Entry oldest = newest_first_.back();
    files_.remove(oldest.id);
    places_.erase(oldest.id);
    newest_first_.pop_back();
    bytes_ -= oldest.bytes;
    ++evicted_;
    return true;
}

}  // namespace approdo::app
