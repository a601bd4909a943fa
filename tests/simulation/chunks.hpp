// The site's chunk files in the simulator. What was put since the last flush() may be lost when the
// power goes, one chunk or another; what a run begins with is shared and never copied.
#pragma once

#include <map>
#include <memory>

#include "server/store/chunk_store.hpp"
#include "tests/support/seeded_random.hpp"

namespace approdo::sim {

class SimChunks final : public store::ChunkStore {
  public:
    using Kept = std::map<ChunkId, Bytes>;

    explicit SimChunks(std::shared_ptr<const Kept> from = std::make_shared<Kept>())
        : from_(std::move(from)) {}

    bool has(const ChunkId& id) override {
        return from_->count(id) + flushed_.count(id) + fresh_.count(id) > 0;
    }
    std::optional<Bytes> get(const ChunkId& id) override {
        for (const Kept* part : {from_.get(), &std::as_const(flushed_), &std::as_const(fresh_)}) {
            if (const auto found = part->find(id); found != part->end()) return found->second;
        }
        return std::nullopt;
    }
    void put(const ChunkId& id, ByteView sealed) override {
        if (!has(id)) fresh_[id] = copy_of(sealed);
    }
    void flush() override { flushed_.merge(fresh_); }
    std::filesystem::path file_of(const ChunkId&) const override { return {}; }

    void lose_unflushed(test::SeededRandom& chance) {
        std::erase_if(fresh_, [&](const auto&) { return chance.chance(2); });
        flush();
    }
    std::shared_ptr<const Kept> all() const {
        auto all = std::make_shared<Kept>(*from_);
        all->insert(flushed_.begin(), flushed_.end());
        all->insert(fresh_.begin(), fresh_.end());
        return all;
    }

  private:
    std::shared_ptr<const Kept> from_;
    Kept flushed_;
    Kept fresh_;
};

}  // namespace approdo::sim
