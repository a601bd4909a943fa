// ChunkWriter turns bytes into chunks in a sink and into the lists that name them: it cuts streams,
// re-uses what the publisher remembers, seals the rest and packs long lists of chunks into nodes.
// List nodes end where a chunk's own id says so, so that an insertion moves one node and not all
// behind it. Only the Publisher uses it.
#pragma once

#include <functional>

#include "content/package/manifest.hpp"
#include "content/package/publish_memory.hpp"
#include "content/package/store.hpp"

namespace approdo::package {

// Fills the buffer as far as there are bytes; less than its size only at the end.
using ByteFeed = std::function<Result<std::size_t>(MutableByteView)>;

struct WriteCounts {
    std::uint64_t chunks = 0;
    std::uint64_t chunks_new = 0;
    std::uint64_t sealed_bytes_new = 0;
};

struct WrittenStream {
    ChunkList list;
    std::uint64_t sealed_bytes = 0;
};

class ChunkWriter {
  public:
    ChunkWriter(const Library& library, PublishMemory& memory, ChunkSink& sink)
        : library_(library), memory_(memory), sink_(sink) {}

    Result<ChunkRef> write_piece(ByteView plain);
    Result<WrittenStream> write_stream(const ByteFeed& feed, CutBounds bounds);

    template <wire::Message Node>
    Result<ChunkRef> write_node(const Node& node) {
        const Bytes plain = wire::encode(node);
        if (plain.size() > limits::chunk_plain_max) {
            return fail(ErrorCode::too_large, "a list of this course is too long for one node");
        }
        return write_piece(plain);
    }

    const WriteCounts& counts() const { return counts_; }

  private:
    Result<void> add(const ChunkRef& ref, WrittenStream& stream, ListNode& open);
    Result<void> close_node(WrittenStream& stream, ListNode& open);

    const Library& library_;
    PublishMemory& memory_;
    ChunkSink& sink_;
    WriteCounts counts_;
    Bytes window_;
};

// Whether a list of about 64 entries, never more than 256, ends behind an entry with this hash.
bool ends_list(std::size_t entries, std::uint8_t hash_byte);

}  // namespace approdo::package
