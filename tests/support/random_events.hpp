// Events of every shape that bytes can have, likely or not, for property tests: extreme numbers,
// empty and long payloads, texts, payloads of newer programs, few and many ids.
#pragma once

#include <limits>

#include "sync/crypto/random.hpp"
#include "sync/log/event.hpp"

namespace approdo::test {

class RandomEvents {
  public:
    explicit RandomEvents(std::uint64_t seed) : random_(seed) {}

    std::uint64_t below(std::uint64_t bound) {
        std::uint64_t value = 0;
        for (const std::uint8_t byte : random_.id<FixedBytes<struct NumberTag, 8>>().bytes) {
            value = value << 8 | byte;
        }
        return value % bound;
    }
    Random& random() { return random_; }

    // Of any magnitude, the extremes included.
    std::uint64_t number(unsigned bits_max = 64) {
        const std::uint64_t bits = below(bits_max + 1);
        if (bits == 0) return 0;
        const std::uint64_t top = std::uint64_t{1} << (bits - 1);
        return below(4) == 0 ? top + (top - 1) : top | below(top);
    }
    Bytes bytes(std::size_t size) {
        Bytes result(size);
        random_.fill(result);
        return result;
    }

    Bytes payload() {
        switch (below(8)) {
            case 0:
                return {};
            case 1:
                return bytes(below(40));  // seldom fields
            case 2:
                return Bytes{0x80, 0x00};  // a longer form than needed: not fields
            default:
                return log::encode_fields(fields());
        }
    }
    log::Fields fields() {
        log::Fields result;
        const std::uint64_t count = below(8) == 0 ? below(60) : below(5);
        for (std::uint64_t i = 0; i < count; ++i) {
            if (below(3) != 0) {
                result.emplace_back(number(63));
            } else {
                result.emplace_back(below(3) == 0 ? bytes(below(300)) : text(below(300)));
            }
        }
        return result;
    }
    Bytes text(std::size_t size) {
        static constexpr std::string_view letters = "un'altra volta: perché no? 0123\n";
        Bytes result;
        for (std::size_t i = 0; i < size; ++i) {
            result.push_back(static_cast<std::uint8_t>(letters[below(letters.size())]));
        }
        return result;
    }

    log::Event event() {
        log::Event result;
        auto& header = result.header;
        header.type = static_cast<log::EventType>(below(4) == 0 ? below(65536) : below(20));
        header.version = static_cast<std::uint8_t>(below(4) == 0 ? below(256) : 1);
        header.critical = below(5) == 0;
        header.enrolment = pick<EnrolmentId>();
        header.unit = pick<UnitId>();
        header.content_version = {number()};
        header.lamport = {number()};
        header.time.wall = {static_cast<std::int64_t>(number())};
        header.time.boot = {number()};
        header.time.session = pick<ClockSessionId>();
        result.payload = payload();
        return result;
    }
    std::vector<log::Event> events(std::size_t count) {
        std::vector<log::Event> result;
        for (std::size_t i = 0; i < count; ++i) result.push_back(event());
        return result;
    }

  private:
    // None, one of a few, or one of its own.
    template <class Id>
    Id pick() {
        const std::uint64_t choice = below(4);
        if (choice == 0) return {};
        if (choice == 1) return random_.id<Id>();
        Id id;
        id.bytes.fill(static_cast<std::uint8_t>(below(5)));
        return id;
    }

    crypto::SeededRandom random_;
};

inline bool same_event(const log::Event& a, const log::Event& b) {
    return wire::encode(a.header) == wire::encode(b.header) && a.payload == b.payload;
}

inline bool same_events(std::span<const log::Event> a, std::span<const log::Event> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_event);
}

}  // namespace approdo::test
