#include "content/package/patch.hpp"

#include "sync/wire/compress.hpp"

namespace approdo::package {
namespace {

Bytes place_of(const PatchOffer& offer, const ChannelHead& head) {
    Bytes place;
    wire::Writer writer(place);
    writer(head.channel, offer.from, head.version);
    return place;
}

}  // namespace

ChunkPrefix prefix_of(const ChunkId& id) {
    ChunkPrefix prefix;
    std::copy_n(id.bytes.begin(), ChunkPrefix::size, prefix.bytes.begin());
    return prefix;
}

Bytes seal_patch_index(const PatchIndex& index, const PatchOffer& offer, const ChannelHead& head,
                       const PackageKey& key, Random& random) {
    return crypto::seal_blob(key, place_of(offer, head), wire::encode(index), random);
}

Result<PatchIndex> open_patch_index(ByteView sealed, const PatchOffer& offer,
                                    const ChannelHead& head, const PackageKey& key) {
    APPRODO_CHECK(check_chunk(offer.index, sealed));
    APPRODO_TRY(const auto plain, crypto::open_blob(key, place_of(offer, head), sealed));
    return wire::decode<PatchIndex>(plain.view());
}

Result<Bytes> patched_manifest(const PatchIndex& index, const PackageReader& from,
                               const ChannelHead& head, const PackageKey& key) {
    APPRODO_TRY(const Bytes root, wire::decompress_against(from.signed_manifest(), index.root_frame,
                                                           limits::chunk_plain_max));
    Bytes sealed = seal_manifest_with(root, head.channel, head.version, key, index.root_nonce);
    APPRODO_CHECK(check_chunk(head.manifest, sealed));
    return sealed;
}

Result<Bytes> apply_patch(const Patch& patch, ByteView bases) {
    return wire::decompress_against(bases, patch.frame, limits::chunk_plain_max);
}

}  // namespace approdo::package
