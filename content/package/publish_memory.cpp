#include "content/package/publish_memory.hpp"

#include <algorithm>

#include "sync/wire/message.hpp"

namespace approdo::package {
namespace {

struct SavedChunk {
    Hash content;
    ChunkRef ref;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(content, ref);
    }
};
struct SavedSitting {
    Hash paper;
    SittingId sitting;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(paper, sitting);
    }
};

// Not a message: a count of entries may be larger than a message's bound, and whoever wrote the
// file is also who reads it.
struct Saved {
    std::uint32_t version = 1;
    Digest16 library;
    std::vector<SavedChunk> chunks;
    std::vector<SavedSitting> sittings;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(version, library, chunks, sittings);
    }
};

}  // namespace

std::optional<ChunkRef> PublishMemoryTable::find(const Hash& content) {
    const auto found = chunks_.find(content);
    if (found == chunks_.end()) return std::nullopt;
    return found->second;
}

void PublishMemoryTable::remember(const Hash& content, const ChunkRef& ref) {
    chunks_.insert_or_assign(content, ref);
}

std::optional<SittingId> PublishMemoryTable::sitting(const Hash& paper) {
    const auto found = sittings_.find(paper);
    if (found == sittings_.end()) return std::nullopt;
    return found->second;
}

void PublishMemoryTable::remember_sitting(const Hash& paper, const SittingId& sitting) {
    sittings_.insert_or_assign(paper, sitting);
}

Bytes PublishMemoryTable::save() const {
    Saved saved;
    saved.library = library_;
    for (const auto& [content, ref] : chunks_) saved.chunks.push_back({content, ref});
    for (const auto& [paper, sitting] : sittings_) saved.sittings.push_back({paper, sitting});
    std::sort(saved.chunks.begin(), saved.chunks.end(),
              [](const auto& a, const auto& b) { return a.content < b.content; });
    std::sort(saved.sittings.begin(), saved.sittings.end(),
              [](const auto& a, const auto& b) { return a.paper < b.paper; });
    return wire::encode(saved);
}

Result<PublishMemoryTable> PublishMemoryTable::load(ByteView saved, const Library& library) {
    APPRODO_TRY(const Saved read, wire::decode<Saved>(saved));
    if (read.version != 1) {
        return fail(ErrorCode::unsupported,
                    "a newer Approdo wrote the publisher's memory: update, or remove that file");
    }
    if (read.library != library.fingerprint()) {
        return fail(ErrorCode::invalid_input,
                    "the publisher's memory belongs to another library: remove that file");
    }
    PublishMemoryTable table(library);
    for (const SavedChunk& chunk : read.chunks) table.remember(chunk.content, chunk.ref);
    for (const SavedSitting& sitting : read.sittings) {
        table.remember_sitting(sitting.paper, sitting.sitting);
    }
    return table;
}

}  // namespace approdo::package
