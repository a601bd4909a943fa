// What a device asks for that heard of erased events and still holds them: the redacted segments to
// put in the place of its own. The site answers with them; what is not erased there it passes over.
#pragma once

#include "sync/wire/message.hpp"

namespace approdo::exchange {

inline constexpr std::size_t redacted_asked_max = 256;  // at a time

struct EventPlace {
    LogId log;
    Seq seq;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(log, seq);
    }
    auto operator<=>(const EventPlace&) const = default;
};

struct WantRedacted {
    static constexpr std::uint32_t wire_version = 1;
    std::vector<EventPlace> events;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(events);
    }
};

}  // namespace approdo::exchange
