// Sealed chunks. A piece of content is encoded (zstd, or as it is when that does not help), its key
// is a keyed hash of the encoded bytes under the library's secret, it is sealed with a zero nonce
// under that key, which seals this one text, and it is called by the hash of its ciphertext.
// So equal content is one chunk everywhere in a library, anybody can check a chunk, and only who
// has its ChunkRef opens it. Publishers seal; every reader opens.
#pragma once

#include "content/package/chunker.hpp"
#include "sync/crypto/secret.hpp"
#include "sync/wire/archive.hpp"

namespace approdo::package {

// Numbers are on the wire: never change one, never use one again.
enum class Encoding : std::uint8_t { raw = 0, zstd = 1 };

// The key of one chunk. It opens nothing but bytes that all who hold it may read, and it travels by
// thousands inside sealed nodes: therefore it is plain bytes that copy, unlike the keys above it.
using ChunkKey = FixedBytes<struct ChunkKeyTag, 32>;

// All that is needed to fetch, check and open one chunk.
struct ChunkRef {
    ChunkId id;
    ChunkKey key;
    std::uint32_t plain_size = 0;
    std::uint32_t sealed_size = 0;
    Encoding encoding = Encoding::raw;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(id, key, plain_size, sealed_size, encoding);
    }
    bool operator==(const ChunkRef&) const = default;
};

struct SealedChunk {
    ChunkRef ref;
    Bytes bytes;
};

ChunkId chunk_id_of(ByteView sealed);
// For whatever comes from a network, a cache or a stick.
Result<void> check_chunk(const ChunkId& id, ByteView sealed);
// Checks the id, opens, decodes, checks the length.
Result<Bytes> open_chunk(const ChunkRef& ref, ByteView sealed);
// The sealed bytes again, from content that was come by in another way. Fails when they do not have
// the id that `ref` demands: another encoder made that chunk.
Result<Bytes> reseal_chunk(const ChunkRef& ref, ByteView plain);

// A publishing organisation's secret, shared by its channels and never given to learners.
class Library {
  public:
    explicit Library(const crypto::SymmetricKey& secret);

    // At most limits::chunk_plain_max bytes. What was compressed has been decompressed and
    // compared.
    SealedChunk seal(ByteView plain) const;
    // What PublishMemory remembers a piece by.
    static Hash content_hash(ByteView plain);
    SealedChunk seal_hashed(ByteView plain, const Hash& content_hash) const;

    const GearTable& gear() const { return gear_; }
    // Tells libraries apart without saying anything about their secrets.
    const Digest16& fingerprint() const { return fingerprint_; }
    // A secret for one purpose that publishers of this library share.
    crypto::SymmetricKey derive(crypto::HashDomain domain, crypto::Parts parts) const;

  private:
    crypto::SymmetricKey secret_;
    GearTable gear_;
    Digest16 fingerprint_;
};

}  // namespace approdo::package
