#include "content/model/random.hpp"

namespace approdo::content {

namespace {

std::uint64_t rotated(std::uint64_t value, int bits) {
    return (value << bits) | (value >> (64 - bits));
}

// Steele, Lea and Flood's splitmix64: spreads one word over 64 bits.
std::uint64_t spread(std::uint64_t value) {
    value += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

void append_number(Bytes& to, std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8)
        to.push_back(static_cast<std::uint8_t>(value >> shift));
}

}  // namespace

Bytes seed_input(const EnrolmentId& enrolment, const UnitId& quiz, ContentVersion version,
                 std::uint32_t attempt, ByteView site_value) {
    Bytes input;
    append(input, enrolment.view());
    append(input, quiz.view());
    append_number(input, version.value);
    append_number(input, attempt);
    append(input, site_value);
    return input;
}

Draws::Draws(const Seed& seed, ByteView purpose) {
    std::array<std::uint64_t, 4> words{};
    for (std::size_t i = 0; i < seed.bytes.size(); ++i)
        words[i / 8] |= static_cast<std::uint64_t>(seed.bytes[i]) << (8 * (i % 8));
    // Every word of the state depends on the whole seed and purpose: the first draws of this
    // generator look at a part of its state only.
    std::uint64_t mixed = purpose.size();
    for (const std::uint8_t byte : purpose) mixed = spread(mixed ^ byte);
    for (const std::uint64_t word : words) mixed = spread(mixed ^ word);
    for (std::size_t i = 0; i < state_.size(); ++i) {
        mixed = spread(mixed);
        state_[i] = spread(words[i] ^ mixed);
    }
    // The one state that the generator cannot leave.
    if ((state_[0] | state_[1] | state_[2] | state_[3]) == 0) state_[0] = 1;
}

std::uint64_t Draws::next() {
    const std::uint64_t result = rotated(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotated(state_[3], 45);
    return result;
}

std::uint64_t Draws::below(std::uint64_t bound) {
    if (bound == 0) return 0;
    // Draws under 2^64 mod bound are thrown away, so that what remains divides evenly.
    const std::uint64_t refused = (0 - bound) % bound;
    while (true) {
        const std::uint64_t draw = next();
        if (draw >= refused) return draw % bound;
    }
}

}  // namespace approdo::content
