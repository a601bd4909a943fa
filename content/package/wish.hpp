// What a device that only couriers reach would like to be sent of a course: it cannot follow a
// package's tree level by level, each level a journey. It says what it has and which parts it
// wants; the site, which can read the tree, sends all the rest at once. Devices write a list of
// these into the `wish` frame of a parcel, the site reads it; sync carries it unread.
#pragma once

#include "content/package/reader.hpp"

namespace approdo::package {

struct PackageWish {
    ChannelId channel;
    ContentVersion held;       // installed in the wanted parts; 0: none
    ContentVersion described;  // whose tree is here: what is missing of it is wanted chunk by chunk
    PartChoice choice;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(channel, held, described, choice.types, choice.languages);
    }
};

struct PackageWishes {
    static constexpr std::uint32_t wire_version = 1;
    std::vector<PackageWish> wishes;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(wishes);
    }
};

}  // namespace approdo::package
