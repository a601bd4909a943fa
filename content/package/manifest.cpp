#include "content/package/manifest.hpp"

namespace approdo::package {
namespace {

struct SignedManifest {
    static constexpr std::uint32_t wire_version = 1;
    Bytes message;
    crypto::Signature signature;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(message, signature);
    }
};

// Ties a sealed root to its place: another channel's or version's root does not open here.
Bytes place_of(const ChannelId& channel, ContentVersion version) {
    Bytes place;
    wire::Writer writer(place);
    writer(channel, version);
    return place;
}

}  // namespace

std::string foreign_path(const UnitId& unit) {
    return std::string(foreign_folder) + unit.hex();
}
std::string quiz_key_path(const UnitId& unit) {
    return std::string(quiz_key_folder) + unit.hex();
}

void add_size(std::vector<PartSize>& sizes, const PartSize& size) {
    auto at =
        std::lower_bound(sizes.begin(), sizes.end(), size,
                         [](const PartSize& a, const PartSize& b) { return a.part < b.part; });
    if (at == sizes.end() || at->part != size.part) {
        sizes.insert(at, size);
        return;
    }
    at->files += size.files;
    at->plain_bytes += size.plain_bytes;
    at->sealed_bytes += size.sealed_bytes;
}

Bytes sign_manifest(const Manifest& manifest, const SiteId& site, const ChannelKey& key) {
    SignedManifest result;
    result.message = wire::encode(manifest);
    result.signature = key.sign(crypto::domain::manifest, site, result.message);
    return wire::encode(result);
}

Result<Manifest> verify_manifest(ByteView signed_manifest, const ChannelDescriptor& channel) {
    APPRODO_TRY(const SignedManifest outer, wire::decode<SignedManifest>(signed_manifest));
    if (!crypto::verify(channel.key, crypto::domain::manifest, channel.site, outer.message,
                        outer.signature)) {
        return fail(ErrorCode::unauthentic, "a manifest is not signed by the course's publisher");
    }
    APPRODO_TRY(Manifest manifest, wire::decode<Manifest>(outer.message));
    if (manifest.channel != channel.channel) {
        return fail(ErrorCode::unauthentic, "a manifest belongs to another course");
    }
    return manifest;
}

Result<Bytes> seal_manifest(ByteView signed_manifest, const ChannelId& channel,
                            ContentVersion version, const PackageKey& key, Random& random) {
    const crypto::Nonce nonce = crypto::hedged_nonce(key, signed_manifest, random);
    Bytes sealed = seal_manifest_with(signed_manifest, channel, version, key, nonce);
    if (sealed.size() > limits::chunk_sealed_max) {
        return fail(ErrorCode::too_large, "the course has too many modules for one package");
    }
    return sealed;
}

Bytes seal_manifest_with(ByteView signed_manifest, const ChannelId& channel, ContentVersion version,
                         const PackageKey& key, const crypto::Nonce& nonce) {
    Bytes sealed = copy_of(nonce.view());
    append(sealed, crypto::aead_seal(key, nonce, place_of(channel, version), signed_manifest));
    return sealed;
}

Result<Bytes> open_manifest(ByteView sealed, const ChannelHead& head, const PackageKey& key) {
    APPRODO_CHECK(check_chunk(head.manifest, sealed));
    auto plain = crypto::open_blob(key, place_of(head.channel, head.version), sealed);
    if (!plain.ok()) {
        return fail(ErrorCode::locked,
                    "this device does not have the key of this course's version: synchronise, or "
                    "ask who enrolled you");
    }
    return copy_of(plain->view());
}

}  // namespace approdo::package
