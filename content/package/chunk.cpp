#include "content/package/chunk.hpp"

#include <algorithm>
#include <stdexcept>

#include "sync/crypto/aead.hpp"
#include "sync/crypto/hash.hpp"
#include "sync/wire/compress.hpp"

namespace approdo::package {
namespace {

constexpr int zstd_level = 6;
constexpr std::size_t probe_size = 4 * limits::kib;

// Encoded bytes that save less than a sixteenth are not worth decoding on every read.
bool worth_it(std::size_t plain, std::size_t encoded) {
    return encoded + plain / 16 < plain;
}

// Most bytes of a course are video and pictures, which no second coder makes smaller. Three small
// samples tell, at a fraction of the cost of trying.
bool looks_compressible(ByteView plain) {
    if (plain.size() <= 3 * probe_size) return true;
    Bytes sample;
    sample.reserve(3 * probe_size);
    for (const std::size_t at :
         {std::size_t{0}, (plain.size() - probe_size) / 2, plain.size() - probe_size}) {
        append(sample, plain.subspan(at, probe_size));
    }
    return worth_it(sample.size(), wire::compress(sample, 1).size());
}

// A coder that returns other bytes than it was given has destroyed backups of other programs; here
// it costs one decoding to find out before anybody relies on the chunk. Of bytes that no coder
// touched the seal itself tells, to whoever opens them.
void check_decodes(ByteView encoded, ByteView plain) {
    const auto again = wire::decompress(encoded, plain.size());
    if (!again.ok() || !std::equal(again->begin(), again->end(), plain.begin(), plain.end())) {
        throw std::runtime_error(
            "a compressed chunk does not give its bytes again: check this machine's memory");
    }
}

struct Encoded {
    Encoding encoding = Encoding::raw;
    Bytes bytes;  // empty when raw
};

Encoded encode_piece(ByteView plain) {
    if (!looks_compressible(plain)) return {};
    Bytes bytes = wire::compress(plain, zstd_level);
    if (!worth_it(plain.size(), bytes.size())) return {};
    check_decodes(bytes, plain);
    return {Encoding::zstd, std::move(bytes)};
}

Result<Bytes> decode_piece(const ChunkRef& ref, Bytes encoded) {
    if (ref.plain_size > limits::chunk_plain_max) {
        return fail(ErrorCode::too_large, "a chunk says it is larger than chunks may be");
    }
    if (ref.encoding == Encoding::zstd) {
        APPRODO_TRY(encoded, wire::decompress(encoded, ref.plain_size));
    } else if (ref.encoding != Encoding::raw) {
        return fail(ErrorCode::unsupported,
                    "this content is encoded in a newer way: update Approdo to read it");
    }
    if (encoded.size() != ref.plain_size) {
        return fail(ErrorCode::malformed, "a chunk is not as long as its list says");
    }
    return encoded;
}

crypto::SymmetricKey key_from(const ChunkKey& key) {
    return std::move(crypto::SymmetricKey::from(key.view())).value();
}

Result<Bytes> open_sealed(const ChunkRef& ref, ByteView sealed) {
    APPRODO_TRY(Bytes encoded, crypto::aead_open(key_from(ref.key), crypto::Nonce{}, {}, sealed));
    return decode_piece(ref, std::move(encoded));
}

}  // namespace

ChunkId chunk_id_of(ByteView sealed) {
    return ChunkId{crypto::hash(crypto::domain::chunk_id, {sealed}).bytes};
}

Result<void> check_chunk(const ChunkId& id, ByteView sealed) {
    if (sealed.size() > limits::chunk_sealed_max) {
        return fail(ErrorCode::too_large, "a chunk is larger than chunks may be");
    }
    if (chunk_id_of(sealed) != id) {
        return fail(ErrorCode::unauthentic, "a chunk is damaged or not the one asked for");
    }
    return {};
}

Result<Bytes> open_chunk(const ChunkRef& ref, ByteView sealed) {
    APPRODO_CHECK(check_chunk(ref.id, sealed));
    return open_sealed(ref, sealed);
}

Result<Bytes> reseal_chunk(const ChunkRef& ref, ByteView plain) {
    const Bytes encoded =
        ref.encoding == Encoding::zstd ? wire::compress(plain, zstd_level) : Bytes{};
    const ByteView bytes = ref.encoding == Encoding::zstd ? ByteView(encoded) : plain;
    Bytes sealed = crypto::aead_seal(key_from(ref.key), crypto::Nonce{}, {}, bytes);
    APPRODO_CHECK(check_chunk(ref.id, sealed));
    return sealed;
}

Library::Library(const crypto::SymmetricKey& secret)
    : secret_(secret.duplicate()),
      gear_(gear_table(secret)),
      fingerprint_(crypto::keyed_hash16(crypto::domain::library, secret.view(), {})) {}

Hash Library::content_hash(ByteView plain) {
    return crypto::hash(crypto::domain::raw_content, {plain});
}

SealedChunk Library::seal(ByteView plain) const {
    return seal_hashed(plain, content_hash(plain));
}

SealedChunk Library::seal_hashed(ByteView plain, const Hash& hash) const {
    APPRODO_ASSERT(plain.size() <= limits::chunk_plain_max);
    const Encoded encoded = encode_piece(plain);
    const bool is_raw = encoded.encoding == Encoding::raw;
    const ByteView bytes = is_raw ? plain : ByteView(encoded.bytes);
    const Hash encoded_hash = is_raw ? hash : content_hash(encoded.bytes);
    const std::uint8_t encoding = static_cast<std::uint8_t>(encoded.encoding);

    SealedChunk chunk;
    chunk.ref.key.bytes = crypto::keyed_hash(crypto::domain::chunk_key, secret_.view(),
                                             {ByteView(&encoding, 1), encoded_hash.view()})
                              .bytes;
    chunk.bytes = crypto::aead_seal(key_from(chunk.ref.key), crypto::Nonce{}, {}, bytes);
    chunk.ref.id = chunk_id_of(chunk.bytes);
    chunk.ref.plain_size = static_cast<std::uint32_t>(plain.size());
    chunk.ref.sealed_size = static_cast<std::uint32_t>(chunk.bytes.size());
    chunk.ref.encoding = encoded.encoding;
    return chunk;
}

crypto::SymmetricKey Library::derive(crypto::HashDomain domain, crypto::Parts parts) const {
    return crypto::derive_key(domain, secret_, parts);
}

}  // namespace approdo::package
