// What a publisher remembers between versions: which chunk a piece of content became, so that a new
// encoder changes nothing old, and which sitting a timed quiz's paper was sealed for. It holds
// chunk keys: keep it as private as the course's source. Losing it costs learners bytes, nothing
// else.
#pragma once

#include <optional>
#include <unordered_map>

#include "content/package/chunk.hpp"
#include "content/package/paper.hpp"

namespace approdo::package {

class PublishMemory {
  public:
    virtual ~PublishMemory() = default;
    virtual std::optional<ChunkRef> find(const Hash& content) = 0;
    virtual void remember(const Hash& content, const ChunkRef& ref) = 0;
    // The sitting that a paper of this content was last sealed for.
    virtual std::optional<SittingId> sitting(const Hash& paper) = 0;
    virtual void remember_sitting(const Hash& paper, const SittingId& sitting) = 0;
};

// All of it in memory, about 150 bytes a chunk, with a serialised form for a file.
class PublishMemoryTable final : public PublishMemory {
  public:
    explicit PublishMemoryTable(const Library& library) : library_(library.fingerprint()) {}

    std::optional<ChunkRef> find(const Hash& content) override;
    void remember(const Hash& content, const ChunkRef& ref) override;
    std::optional<SittingId> sitting(const Hash& paper) override;
    void remember_sitting(const Hash& paper, const SittingId& sitting) override;
    std::size_t size() const { return chunks_.size(); }

    Bytes save() const;
    // invalid_input when it was saved for another library.
    static Result<PublishMemoryTable> load(ByteView saved, const Library& library);

  private:
    Digest16 library_;
    std::unordered_map<Hash, ChunkRef> chunks_;
    std::unordered_map<Hash, SittingId> sittings_;
};

}  // namespace approdo::package
