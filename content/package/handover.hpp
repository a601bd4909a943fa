// What a publisher hands to the site with a channel's first package, sealed to the site's box key:
// the package key, which the site gives to the enrolled, and the publisher's own keys, which it
// gives to co-publishers and needs to publish on a trainer's behalf. Made by the publisher, opened
// by the site.
#pragma once

#include "content/package/channel.hpp"
#include "content/package/manifest.hpp"
#include "sync/crypto/box.hpp"

namespace approdo::package {

struct Handover {
    static constexpr std::uint32_t wire_version = 1;
    ChannelId channel;
    CourseId course;
    std::string slug;   // how people write the course in commands
    std::string title;  // in the language it was written in
    Epoch package_epoch;
    Bytes package_key;
    LibraryId library;
    Bytes library_secret;
    Bytes channel_key;  // the seed of the signing key
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(channel, course, slug, title, package_epoch, package_key, library, library_secret,
                channel_key);
    }
};

Result<Bytes> seal_handover(const Handover& handover, const crypto::BoxPublicKey& site_box,
                            Random& random);
// Refuses keys of a wrong length.
Result<Handover> open_handover(ByteView sealed, const crypto::BoxKey& site_box);

}  // namespace approdo::package
