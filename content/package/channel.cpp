#include "content/package/channel.hpp"

namespace approdo::package {
namespace {

bool is_signed(const SignedDescriptor& descriptor, const ChannelDescriptor& fields,
               const crypto::SigningPublicKey& key, const crypto::Signature& signature) {
    return crypto::verify(key, crypto::domain::channel, fields.site, descriptor.message, signature);
}

SignedDescriptor sign_descriptor(const ChannelDescriptor& fields, const ChannelKey& key) {
    SignedDescriptor result;
    result.message = wire::encode(fields);
    result.by_key = key.sign(crypto::domain::channel, fields.site, result.message);
    return result;
}

}  // namespace

ChannelId channel_id_of(const crypto::SigningPublicKey& first_key) {
    return ChannelId{crypto::hash16(crypto::domain::channel_id, {first_key.view()}).bytes};
}

SignedDescriptor describe_channel(ChannelDescriptor descriptor, const ChannelKey& key) {
    descriptor.serial = 1;
    descriptor.key = key.public_key();
    descriptor.channel = channel_id_of(descriptor.key);
    return sign_descriptor(descriptor, key);
}

SignedDescriptor change_channel_key(const ChannelDescriptor& known, const ChannelKey& known_key,
                                    const ChannelKey& new_key) {
    ChannelDescriptor next = known;
    next.serial = known.serial + 1;
    next.key = new_key.public_key();
    SignedDescriptor result = sign_descriptor(next, new_key);
    result.by_predecessor = known_key.sign(crypto::domain::channel, next.site, result.message);
    return result;
}

Result<ChannelDescriptor> verify_descriptor(const SignedDescriptor& descriptor,
                                            const ChannelDescriptor* known) {
    APPRODO_TRY(ChannelDescriptor fields, wire::decode<ChannelDescriptor>(descriptor.message));
    if (!is_signed(descriptor, fields, fields.key, descriptor.by_key)) {
        return fail(ErrorCode::unauthentic, "a channel's description is not signed by its key");
    }
    if (fields.serial == 1) {
        if (fields.channel != channel_id_of(fields.key)) {
            return fail(ErrorCode::unauthentic, "a channel's first key does not fit its id");
        }
        if (known == nullptr || known->serial == 1) return fields;
    }
    if (known == nullptr) {
        return fail(ErrorCode::missing, "the channel's earlier keys have to be read first");
    }
    if (fields.channel != known->channel || fields.site != known->site) {
        return fail(ErrorCode::unauthentic, "this describes another channel");
    }
    if (fields.serial == known->serial && fields.key == known->key) return fields;
    if (fields.serial <= known->serial) {
        return fail(ErrorCode::conflict, "this description of the channel is older than the known");
    }
    if (fields.serial != known->serial + 1) {
        return fail(ErrorCode::missing, "a change of the channel's key in between is missing");
    }
    if (!is_signed(descriptor, fields, known->key, descriptor.by_predecessor)) {
        return fail(ErrorCode::unauthentic, "the channel's new key is not vouched for by the old");
    }
    return fields;
}

const PatchOffer* ChannelHead::patch_from(ContentVersion from) const {
    for (const PatchOffer& offer : patches) {
        if (offer.from == from) return &offer;
    }
    return nullptr;
}

SignedHead sign_head(const ChannelHead& head, const SiteId& site, const ChannelKey& key) {
    SignedHead result;
    result.message = wire::encode(head);
    result.signature = key.sign(crypto::domain::channel_head, site, result.message);
    return result;
}

Result<ChannelHead> verify_head(const SignedHead& head, const ChannelDescriptor& channel) {
    if (!crypto::verify(channel.key, crypto::domain::channel_head, channel.site, head.message,
                        head.signature)) {
        return fail(ErrorCode::unauthentic, "this version is not signed by the course's publisher");
    }
    APPRODO_TRY(ChannelHead fields, wire::decode<ChannelHead>(head.message));
    if (fields.channel != channel.channel) {
        return fail(ErrorCode::unauthentic, "this version belongs to another course");
    }
    if (fields.version.value == 0) {
        return fail(ErrorCode::malformed, "versions are counted from 1");
    }
    return fields;
}

Result<void> check_advance(const ChannelHead& known, const ChannelHead& candidate) {
    if (candidate.channel != known.channel) {
        return fail(ErrorCode::invalid_input, "the two versions belong to different channels");
    }
    if (candidate.version < known.version) {
        return fail(ErrorCode::conflict,
                    "this version is older than the known one: to go back, publish the old "
                    "content as a new version");
    }
    if (candidate.version == known.version && candidate != known) {
        return fail(ErrorCode::conflict,
                    "there is another version of this number: read it and publish the next");
    }
    return {};
}

}  // namespace approdo::package
