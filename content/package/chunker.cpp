#include "content/package/chunker.hpp"

#include <bit>

namespace approdo::package {
namespace {

// The top bits of a gear hash depend on the most bytes (up to 64).
std::uint64_t top_bits(int count) {
    return ~std::uint64_t{0} << (64 - count);
}

// Level 2 of the paper: four times harder before the average, four times easier behind it.
constexpr int normalisation_bits = 2;

}  // namespace

GearTable gear_table(const crypto::SymmetricKey& library_secret) {
    GearTable table{};
    for (std::size_t i = 0; i < table.size(); i += 4) {
        const std::uint8_t index = static_cast<std::uint8_t>(i);
        const Hash hash =
            crypto::keyed_hash(crypto::domain::gear, library_secret.view(), {ByteView(&index, 1)});
        for (std::size_t j = 0; j < 4; ++j) {
            std::uint64_t value = 0;
            for (std::size_t k = 0; k < 8; ++k) {
                value |= std::uint64_t{hash.bytes[8 * j + k]} << (8 * k);
            }
            table[i + j] = value;
        }
    }
    return table;
}

Chunker::Chunker(const GearTable& gear, CutBounds bounds) : gear_(gear), bounds_(bounds) {
    APPRODO_ASSERT(std::has_single_bit(bounds.average));
    APPRODO_ASSERT(bounds.min < bounds.average && bounds.average < bounds.max);
    const int bits = std::countr_zero(bounds.average);
    mask_before_average_ = top_bits(bits + normalisation_bits);
    mask_after_average_ = top_bits(bits - normalisation_bits);
}

std::size_t Chunker::first_piece(ByteView data, bool ends_here) const {
    if (data.size() < bounds_.max && !ends_here) return 0;
    if (data.size() <= bounds_.min) return data.size();
    const std::size_t end = std::min(data.size(), bounds_.max);
    const std::size_t middle = std::min(end, bounds_.average);
    std::uint64_t hash = 0;
    std::size_t i = bounds_.min;
    for (; i < middle; ++i) {
        hash = (hash << 1) + gear_[data[i]];
        if ((hash & mask_before_average_) == 0) return i + 1;
    }
    for (; i < end; ++i) {
        hash = (hash << 1) + gear_[data[i]];
        if ((hash & mask_after_average_) == 0) return i + 1;
    }
    return end;
}

}  // namespace approdo::package
