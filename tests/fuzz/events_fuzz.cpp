// The column coder of segments: what decodes is the coder's own form, and comes back the same.
#include "sync/log/columns.hpp"
#include "tests/fuzz/entry.hpp"

using namespace approdo;

namespace {

log::Event event(std::uint64_t number) {
    log::Event made;
    made.header.type = static_cast<log::EventType>(1 + number % 5);
    made.header.enrolment.bytes.fill(7);
    made.header.unit.bytes.fill(static_cast<std::uint8_t>(number / 10));
    made.header.lamport.value = 100 + number;
    made.header.time.wall.value = 1'790'000'000'000 + static_cast<std::int64_t>(number * 1500);
    made.header.time.boot.value = 5000 + number * 1500;
    made.payload = log::encode_fields({number, Bytes{1, 2, static_cast<std::uint8_t>(number)}});
    return made;
}

}  // namespace

// The first byte is the number of events less one.
std::vector<Bytes> approdo_fuzz_seeds() {
    std::vector<Bytes> seeds;
    for (const std::size_t count : {std::size_t{1}, std::size_t{2}, std::size_t{40}}) {
        std::vector<log::Event> events;
        for (std::size_t i = 0; i < count; ++i) events.push_back(event(i));
        Bytes seed{static_cast<std::uint8_t>(count - 1)};
        append(seed, log::encode_events(events));
        seeds.push_back(std::move(seed));
    }
    return seeds;
}

void approdo_fuzz_one(ByteView input) {
    if (input.empty()) return;
    const std::size_t count = std::size_t{input[0]} + 1;
    const auto decoded = log::decode_events(input.subspan(1), count);
    if (!decoded.ok()) return;
    FUZZ_PROMISE(decoded.value().size() == count);
    const auto again = log::decode_events(log::encode_events(decoded.value()), count);
    FUZZ_PROMISE(again.ok());
    for (std::size_t i = 0; i < count; ++i) {
        FUZZ_PROMISE(again.value()[i].payload == decoded.value()[i].payload);
        FUZZ_PROMISE(again.value()[i].header.lamport == decoded.value()[i].header.lamport);
        if (const auto fields = log::decode_fields(decoded.value()[i].payload); fields.ok()) {
            FUZZ_PROMISE(log::encode_fields(fields.value()) == decoded.value()[i].payload);
        }
    }
}
