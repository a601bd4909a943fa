// Download: what is still missing of a version for the parts that a learner chose, and how to get
// it with the fewest bytes. Ask next(), fetch what it wants in one request, put it into the store,
// ask again, until it is complete: the state is what lies in the store, so a download resumes by
// asking again after any crash. With an earlier version at hand and a patch offered, the first
// question is for the patch alone.
#pragma once

#include "content/package/reader.hpp"

namespace approdo::package {

struct Want {
    ChunkId id;
    std::uint32_t sealed_size = 0;
    bool operator==(const Want&) const = default;
};

struct DownloadStep {
    std::vector<Want> wants;   // each once; at most limits::chunk_request_ids_max
    bool is_complete = false;  // all of the chosen parts is there: the version may be switched to
    std::uint64_t bytes_wanted = 0;   // of `wants`
    std::uint64_t bytes_missing = 0;  // known so far, `wants` included
    std::uint64_t bytes_total = 0;  // of the chosen parts, what is there included; 0: not known yet
};

class Download {
  public:
    // `earlier`, when there is one, is a complete or partial reader of an older version in the same
    // store. All references have to outlive this object.
    Download(const ChannelHead& head, const ChannelDescriptor& channel, const PackageKey& key,
             ChunkSink& store, PartChoice choice, const PackageReader* earlier = nullptr);

    // Applies patches that have arrived, then says what to fetch next.
    Result<DownloadStep> next();

  private:
    Result<bool> use_patches();

    const ChannelHead& head_;
    const ChannelDescriptor& channel_;
    const PackageKey& key_;
    ChunkSink& store_;
    PartChoice choice_;
    const PackageReader* earlier_;
    bool patches_done_ = false;
};

}  // namespace approdo::package
