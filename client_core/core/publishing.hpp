// Publishing from a trainer's device: keys of the channel and its library are made here with the
// first package, kept in progress.db, handed over to the site inside it, and come back to the
// trainer's other devices by keyring. The package leaves as one parcel, piece by piece, with the
// chunks that the site cannot have yet.
#pragma once

#include <functional>

#include "content/model/authored.hpp"
#include "content/package/publisher.hpp"

namespace approdo::client {

struct PublishWish {
    // Of a course that the site has already; nothing: as this device knows it, or a new one.
    std::optional<ChannelId> channel;
    ContentVersion site_version;  // newest at the site; 0: none, or it was not asked
    bool everything = false;      // also chunks that went with an earlier package
};

struct PublishView {
    CourseId course;
    ChannelId channel;
    ContentVersion version;
    std::uint64_t chunks = 0;
    std::uint64_t chunks_sent = 0;
    std::uint64_t bytes_sent = 0;
};

using WriteOut = std::function<void(ByteView)>;

std::string to_json(const PublishView& view);

}  // namespace approdo::client
