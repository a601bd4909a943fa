// A channel is a course's line of versions. Its descriptor says which key signs for it; its id is
// the hash of its first key, so that whoever knows the id can check the chain of keys. Its head
// names the newest version, is signed, and never goes back: a rollback is a higher version with the
// old content. The publisher makes heads; the site moves them by compare-and-set; readers check.
#pragma once

#include <optional>

#include "content/package/chunk.hpp"
#include "sync/crypto/sign.hpp"
#include "sync/wire/message.hpp"

namespace approdo::package {

// What programs of today can read. A package that needs a higher number asks for an update.
inline constexpr std::uint32_t reader_version = 1;

using LibraryId = FixedBytes<struct LibraryTag, 16>;
using ChannelKey = crypto::SigningKey;

ChannelId channel_id_of(const crypto::SigningPublicKey& first_key);

struct ChannelDescriptor {
    static constexpr std::uint32_t wire_version = 1;
    ChannelId channel;
    SiteId site;
    LibraryId library;
    CourseId course;
    std::uint64_t serial = 1;  // grows with each change of key
    crypto::SigningPublicKey key;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(channel, site, library, course, serial, key);
    }
    bool operator==(const ChannelDescriptor&) const = default;
};

// The signed bytes stay as they were signed; nothing is ever serialised again.
struct SignedDescriptor {
    static constexpr std::uint32_t wire_version = 1;
    Bytes message;
    crypto::Signature by_key;          // the key that the descriptor names
    crypto::Signature by_predecessor;  // from serial 2 on; zero before
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(message, by_key, by_predecessor);
    }
    bool operator==(const SignedDescriptor&) const = default;
};

// The first descriptor of a new channel; fills in channel, serial and key.
SignedDescriptor describe_channel(ChannelDescriptor descriptor, const ChannelKey& key);
// A new key for a channel, vouched for by the one before.
SignedDescriptor change_channel_key(const ChannelDescriptor& known, const ChannelKey& known_key,
                                    const ChannelKey& new_key);
// `known` is the newest descriptor one holds of this channel; without it only a first one verifies.
Result<ChannelDescriptor> verify_descriptor(const SignedDescriptor& descriptor,
                                            const ChannelDescriptor* known);

// Where a reader of version `from` finds what changed: see patch.hpp.
struct PatchOffer {
    ContentVersion from;
    ChunkId index;
    std::uint32_t sealed_size = 0;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(from, index, sealed_size);
    }
    bool operator==(const PatchOffer&) const = default;
};

struct ChannelHead {
    static constexpr std::uint32_t wire_version = 1;
    ChannelId channel;
    ContentVersion version;  // the first is 1
    ChunkId manifest;
    std::uint32_t manifest_size = 0;  // sealed
    Epoch package_epoch;              // whose package key opens the manifest
    std::uint32_t minimum_reader = 1;
    UtcMs published_at;
    std::uint64_t package_bytes = 0;  // sealed bytes of all parts together, to show before download
    // The graded keys, which the site alone opens: see graded.hpp. Empty when nothing is graded.
    std::vector<ChunkId> site_part;
    std::vector<PatchOffer> patches;  // newest first
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(channel, version, manifest, manifest_size, package_epoch, minimum_reader,
                published_at, package_bytes, site_part, patches);
    }
    const PatchOffer* patch_from(ContentVersion from) const;
    bool operator==(const ChannelHead&) const = default;
};

struct SignedHead {
    static constexpr std::uint32_t wire_version = 1;
    Bytes message;
    crypto::Signature signature;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(message, signature);
    }
    bool operator==(const SignedHead&) const = default;
};

SignedHead sign_head(const ChannelHead& head, const SiteId& site, const ChannelKey& key);
Result<ChannelHead> verify_head(const SignedHead& head, const ChannelDescriptor& channel);
// Whether `candidate` may replace `known`. conflict: it goes back, or is another head of the same
// version. Heads that are equal may replace each other.
Result<void> check_advance(const ChannelHead& known, const ChannelHead& candidate);

}  // namespace approdo::package
