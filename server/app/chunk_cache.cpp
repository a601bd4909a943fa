#include "server/app/chunk_cache.hpp"

namespace approdo::app {

namespace {

// 1,024 open files in 64 MiB.
constexpr std::size_t open_file_counts_as = 64 * 1024;

std::size_t cost_of(const PreparedAnswer& answer) {
    return answer.in_memory().size() + (answer.file() != nullptr ? open_file_counts_as : 0);
}

}  // namespace

ChunkCache::Answer ChunkCache::find(const ChunkId& id) {
    const std::lock_guard lock(mutex_);
    const auto place = places_.find(id);
    if (place == places_.end()) {
        ++counts_.misses;
        return nullptr;
    }
    ++counts_.hits;
    newest_first_.splice(newest_first_.begin(), newest_first_, place->second);
    return place->second->answer;
}

ChunkCache::Answer ChunkCache::put(const ChunkId& id, ByteView sealed) {
    return keep(id, sealed);
}

ChunkCache::Answer ChunkCache::put(const ChunkId& id, std::shared_ptr<const FileBody> file) {
    return keep(id, file);
}

template <class Body>
ChunkCache::Answer ChunkCache::keep(const ChunkId& id, const Body& body) {
    auto answer = std::make_shared<const PreparedAnswer>(
        "application/octet-stream", "public, max-age=31536000, immutable", body);
    const std::lock_guard lock(mutex_);
    if (const auto place = places_.find(id); place != places_.end()) return place->second->answer;
    newest_first_.push_front({id, answer});
    places_[id] = newest_first_.begin();
    counts_.bytes += cost_of(*answer);
    shrink();
    return answer;
}

void ChunkCache::shrink() {
    while (counts_.bytes > bytes_max_ && newest_first_.size() > 1) {
        const Entry& oldest = newest_first_.back();
        counts_.bytes -= cost_of(*oldest.answer);
        places_.erase(oldest.id);
        newest_first_.pop_back();
    }
}

ChunkCache::Counts ChunkCache::counts() const {
    const std::lock_guard lock(mutex_);
    return counts_;
}

}  // namespace approdo::app
