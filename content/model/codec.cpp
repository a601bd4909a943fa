#include "content/model/codec.hpp"

#include <bit>
#include <cmath>

namespace approdo::content {

void Encoder::number(std::uint64_t value) {
    while (value >= 0x80) {
        bytes_.push_back(static_cast<std::uint8_t>(value | 0x80));
        value >>= 7;
    }
    bytes_.push_back(static_cast<std::uint8_t>(value));
}

void Encoder::counted(ByteView view) {
    number(view.size());
    raw(view);
}

void Encoder::real(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (int shift = 0; shift < 64; shift += 8)
        bytes_.push_back(static_cast<std::uint8_t>(bits >> shift));
}

std::uint64_t Decoder::number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        if (left_.empty()) return fail(), 0;
        const std::uint8_t byte = left_[0];
        left_ = left_.subspan(1);
        if (shift == 63 && byte > 1) return fail(), 0;
        value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
        if (byte < 0x80) {
            if (byte == 0 && shift > 0) return fail(), 0;  // not the shortest form
            return value;
        }
    }
    return fail(), 0;
}

ByteView Decoder::raw(std::size_t size) {
    if (size > left_.size()) return fail(), ByteView{};
    const ByteView result = left_.first(size);
    left_ = left_.subspan(size);
    return result;
}

ByteView Decoder::counted() {
    const std::uint64_t size = number();
    if (size > left_.size()) return fail(), ByteView{};
    return raw(static_cast<std::size_t>(size));
}

double Decoder::real() {
    std::uint64_t bits = 0;
    int shift = 0;
    for (const std::uint8_t byte : raw(8)) {
        bits |= static_cast<std::uint64_t>(byte) << shift;
        shift += 8;
    }
    const auto value = std::bit_cast<double>(bits);
    if (!std::isfinite(value)) return fail(), 0;
    return value;
}

std::size_t Decoder::count() {
    const std::uint64_t items = number();
    if (items > left_.size()) return fail(), 0;
    return static_cast<std::size_t>(items);
}

}  // namespace approdo::content
