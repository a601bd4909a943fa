// Download: what is still missing of a version for the parts that a learner chose, and how to get
// it with the fewest bytes. Ask next(), fetch what it wants in one request, put it into the store,
// ask again, until it is complete: the state is what lies in the store, so a download resumes by
// asking again after any crash. With an earlier version at hand and a patch offered, the first
// question is for the patch alone. The client's downloads and the hub's prefetching use it.
#pragma once

#include <unordered_map>
#include <unordered_set>

#include "content/package/patch.hpp"

namespace approdo::package {

struct Want {
    ChunkId id;
    std::uint32_t sealed_size = 0;
    bool operator==(const Want&) const = default;
};

struct DownloadStep {
    std::vector<Want> wants;          // each once; at most limits::chunk_request_ids_max
    bool is_complete = false;         // all of the chosen parts is there: switch to the version
    std::uint64_t bytes_wanted = 0;   // of `wants`
    std::uint64_t bytes_missing = 0;  // known so far, `wants` included
};

class Download {
  public:
    // `earlier`, when there is one, reads an older version in the same store. What is passed by
    // reference has to outlive this object.
    Download(const ChannelHead& head, const ChannelDescriptor& channel, const PackageKey& key,
             ChunkSink& store, PartChoice choice, const PackageReader* earlier = nullptr);

    // Applies patches that have arrived, then says what to fetch next.
    Result<DownloadStep> next();
    // Nobody has this chunk. Of a patch: go on without it. Of content: next() keeps wanting it.
    void give_up_on(const ChunkId& id) { given_up_.insert(id); }

  private:
    // The offer that could still be fetched, when there is one.
    const PatchOffer* offer() const;
    Result<void> read_patches();
    Result<std::vector<Want>> read_packs();
    void take(std::vector<Patch> patches);
    void learn_old_version();
    // True when the chunk is in the store now.
    Result<bool> fill(const ChunkRef& ref);
    Result<Bytes> bytes_of_bases(const Patch& patch) const;
    void want(const ChunkRef& ref, DownloadStep& step);
    Result<void> want_missing(const PackageReader& reader, DownloadStep& step);

    const ChannelHead& head_;
    const ChannelDescriptor& channel_;
    const PackageKey& key_;
    ChunkSink& store_;
    PartChoice choice_;
    const PackageReader* earlier_;
    std::optional<PatchIndex> index_;
    std::unordered_map<ChunkPrefix, Patch> patches_;
    std::unordered_map<ChunkPrefix, ChunkRef> old_refs_;
    std::unordered_set<ChunkId> taken_packs_;
    std::unordered_set<ChunkId> given_up_;
    std::unordered_set<ChunkId> wanted_;  // in the step being made
};

}  // namespace approdo::package
