// Patches from one version to the next: the new chunks that lie near old ones, as zstd frames with
// the old content as their reference. A reader that has the old version makes the new chunks
// itself, bit for bit: content is decoded from the patch, encoded and sealed again and must have
// the new chunk's id; where another encoder gives another id, the chunk is fetched whole. One
// sealed index for each earlier version holds the manifest's patches and the small ones; large ones
// lie in packs by part. The publisher makes them, Download uses them.
#pragma once

#include "content/package/reader.hpp"
#include "sync/crypto/aead.hpp"

namespace approdo::package {

// The first bytes of a chunk's id, enough to find it among those of one version.
using ChunkPrefix = FixedBytes<struct ChunkPrefixTag, 8>;
ChunkPrefix prefix_of(const ChunkId& id);

struct Patch {
    ChunkPrefix target;              // of the new version
    std::vector<ChunkPrefix> bases;  // of the old one, one after another
    Bytes frame;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(target, bases, frame);
    }
    bool operator==(const Patch&) const = default;
};

struct PatchPack {
    static constexpr std::uint32_t wire_version = 1;
    std::vector<Patch> patches;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(patches);
    }
};

struct PackRef {
    bool is_of_nodes = false;  // of the manifest itself, wanted whatever parts are chosen
    content::ContentPart part;
    ChunkRef chunk;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(is_of_nodes, part.type, part.language, chunk);
    }
};

struct PatchIndex {
    static constexpr std::uint32_t wire_version = 1;
    crypto::Nonce root_nonce;  // of the new manifest's root, which is sealed with a random one
    Bytes root_frame;          // against the old signed manifest
    std::vector<Patch> patches;
    std::vector<PackRef> packs;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(root_nonce, root_frame, patches, packs);
    }
};

// Nothing when patches would save nothing.
Result<std::optional<PatchOffer>> publish_patches(const PackageReader& from,
                                                  const PackageReader& to, const Library& library,
                                                  const PackageKey& key, ChunkSink& sink,
                                                  Random& random);

Bytes seal_patch_index(const PatchIndex& index, const PatchOffer& offer, const ChannelHead& head,
                       const PackageKey& key, Random& random);
Result<PatchIndex> open_patch_index(ByteView sealed, const PatchOffer& offer,
                                    const ChannelHead& head, const PackageKey& key);
// The sealed root of `head`, from the root of the version that the index starts from.
Result<Bytes> patched_manifest(const PatchIndex& index, const PackageReader& from,
                               const ChannelHead& head, const PackageKey& key);
Result<Bytes> apply_patch(const Patch& patch, ByteView bases);

}  // namespace approdo::package
