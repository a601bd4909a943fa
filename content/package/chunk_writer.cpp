#include "content/package/chunk_writer.hpp"

#include <algorithm>

namespace approdo::package {
namespace {

constexpr std::size_t window_size = 4 * limits::mib;

bool opens_to(const ChunkRef& ref, ByteView sealed, ByteView plain) {
    const auto opened = open_chunk(ref, sealed);
    return opened.ok() && std::equal(opened->begin(), opened->end(), plain.begin(), plain.end());
}

}  // namespace

bool ends_list(std::size_t entries, std::uint8_t hash_byte) {
    constexpr std::size_t entries_min = 16;
    constexpr std::size_t entries_max = 256;
    return entries >= entries_max || (entries >= entries_min && hash_byte % 64 == 0);
}

Result<ChunkRef> ChunkWriter::write_piece(ByteView plain) {
    ++counts_.chunks;
    const Hash content = Library::content_hash(plain);
    if (const auto known = memory_.find(content)) {
        // Memory may be stale or a store damaged: the chunk counts only when it still opens.
        const auto sealed = sink_.get(known->id);
        if (sealed && opens_to(*known, *sealed, plain)) return *known;
    }
    const SealedChunk chunk = library_.seal_hashed(plain, content);
    if (!sink_.has(chunk.ref.id)) {
        APPRODO_CHECK(sink_.put(chunk.ref.id, chunk.bytes));
        ++counts_.chunks_new;
        counts_.sealed_bytes_new += chunk.bytes.size();
    }
    memory_.remember(content, chunk.ref);
    return chunk.ref;
}

Result<WrittenStream> ChunkWriter::write_stream(const ByteFeed& feed, CutBounds bounds) {
    const Chunker chunker(library_.gear(), bounds);
    WrittenStream stream;
    ListNode open;
    window_.resize(window_size);
    std::size_t filled = 0;
    bool ends = false;
    while (!ends || filled > 0) {
        if (!ends) {
            const MutableByteView room = MutableByteView(window_).subspan(filled);
            APPRODO_TRY(const std::size_t got, feed(room));
            ends = got < room.size();
            filled += got;
        }
        std::size_t used = 0;
        while (used < filled) {
            const ByteView rest = ByteView(window_).subspan(used, filled - used);
            const std::size_t piece = chunker.first_piece(rest, ends);
            if (piece == 0) break;
            APPRODO_TRY(const ChunkRef ref, write_piece(rest.first(piece)));
            APPRODO_CHECK(add(ref, stream, open));
            used += piece;
        }
        std::copy(window_.begin() + static_cast<std::ptrdiff_t>(used),
                  window_.begin() + static_cast<std::ptrdiff_t>(filled), window_.begin());
        filled -= used;
    }
    if (stream.list.lists.empty() && open.chunks.size() <= ChunkList::inline_max) {
        stream.list.chunks = std::move(open.chunks);
    } else if (!open.chunks.empty()) {
        APPRODO_CHECK(close_node(stream, open));
    }
    return stream;
}

Result<void> ChunkWriter::add(const ChunkRef& ref, WrittenStream& stream, ListNode& open) {
    stream.list.bytes += ref.plain_size;
    stream.sealed_bytes += ref.sealed_size;
    open.chunks.push_back(ref);
    if (!ends_list(open.chunks.size(), ref.id.bytes[0])) return {};
    return close_node(stream, open);
}

Result<void> ChunkWriter::close_node(WrittenStream& stream, ListNode& open) {
    ListRef list;
    for (const ChunkRef& ref : open.chunks) list.bytes += ref.plain_size;
    APPRODO_TRY(list.node, write_node(open));
    stream.list.lists.push_back(list);
    open = {};
    return {};
}

}  // namespace approdo::package
