// A binary range coder with adaptive models (the arithmetic is that of Martin 1979 and of
// Subbotin's and Pavlov's coders): what is likely costs little, what is certain next to nothing.
// Integers only, so that every platform produces and reads the very same bytes. Encoder and decoder
// have the same calls, so that a codec is written once, as a template over either: with the encoder
// the arguments are read, with the decoder they are set.
#pragma once

#include <algorithm>
#include <array>
#include <bit>

#include "sync/base/bytes.hpp"

namespace approdo::log {

// The probability that a bit is 0, learned from the bits seen: quickly at first, slowly later.
class BitModel {
  public:
    std::uint32_t zero_of_4096() const { return (probability_ >> 4) | 1U; }
    void learn(bool bit) {
        const std::uint32_t rate = rates[seen_];
        const std::uint32_t p = probability_;
        const std::uint32_t next = bit ? p - ((p * rate) >> 16) : p + (((65536U - p) * rate) >> 16);
        probability_ = static_cast<std::uint16_t>(std::min(next, 65535U));
        if (seen_ + 1U < rates.size()) ++seen_;
    }

  private:
    // 65536 / (n + 1.6) for the n-th bit: the first ones teach the most.
    static constexpr std::array<std::uint16_t, 40> rates = [] {
        std::array<std::uint16_t, 40> values{};
        for (std::uint32_t n = 0; n < values.size(); ++n) {
            values[n] = static_cast<std::uint16_t>(655360U / (10U * n + 16U));
        }
        return values;
    }();

    std::uint16_t probability_ = 32768;
    std::uint16_t seen_ = 0;
};

inline constexpr unsigned raw_bits_max = 16;

class RangeEncoder {
  public:
    static constexpr bool decodes = false;

    void bit(BitModel& model, bool& value) {
        const std::uint32_t bound = (range_ >> 12) * model.zero_of_4096();
        if (value) {
            add(bound);
            range_ -= bound;
        } else {
            range_ = bound;
        }
        model.learn(value);
        normalise();
    }
    // The lowest `count` bits as they are, at most raw_bits_max.
    void raw(std::uint64_t& value, unsigned count) {
        range_ >>= count;
        add(static_cast<std::uint32_t>(value) * range_);
        normalise();
    }
    void fail() {}
    bool failed() const { return false; }

    // The fewest bytes that decode to what was coded when zeros follow them.
    Bytes finish() {
        const std::uint64_t end = std::uint64_t{low_} + range_;
        for (unsigned bytes = 0; bytes <= 4; ++bytes) {
            const std::uint64_t mask = (std::uint64_t{1} << (32 - 8 * bytes)) - 1;
            const std::uint64_t value = (low_ + mask) & ~mask;
            if (value >= end) continue;
            if (value >> 32 != 0) carry();
            for (unsigned i = 0; i < bytes; ++i) {
                out_.push_back(static_cast<std::uint8_t>(value >> (24 - 8 * i)));
            }
            break;
        }
        return std::move(out_);
    }

  private:
    void add(std::uint32_t value) {
        low_ += value;
        if (low_ < value) carry();
    }
    void carry() {
        std::size_t at = out_.size();
        while (at > 0 && ++out_[--at] == 0) {
        }
    }
    void normalise() {
        while (range_ < (1U << 24)) {
            out_.push_back(static_cast<std::uint8_t>(low_ >> 24));
            low_ <<= 8;
            range_ <<= 8;
        }
    }

    Bytes out_;
    std::uint32_t low_ = 0;
    std::uint32_t range_ = 0xffffffff;
};

// Reads zeros behind the end, as the encoder cut them off, but fails soon if it has to go on so.
class RangeDecoder {
  public:
    static constexpr bool decodes = true;

    explicit RangeDecoder(ByteView in) : in_(in) {
        for (int i = 0; i < 4; ++i) code_ = (code_ << 8) | next_byte();
    }

    void bit(BitModel& model, bool& value) {
        const std::uint32_t bound = (range_ >> 12) * model.zero_of_4096();
        value = code_ >= bound;
        if (value) {
            code_ -= bound;
            range_ -= bound;
        } else {
            range_ = bound;
        }
        model.learn(value);
        normalise();
    }
    void raw(std::uint64_t& value, unsigned count) {
        range_ >>= count;
        const std::uint32_t largest = (1U << count) - 1;
        // Bytes that no encoder made may lie outside the range.
        const std::uint32_t read = std::min(code_ / range_, largest);
        code_ -= read * range_;
        value = read;
        normalise();
    }
    void fail() { failed_ = true; }
    bool failed() const { return failed_ || missing_ > missing_max; }
    // What the decoder has not looked at: only padding, for what an encoder made.
    ByteView rest() const { return in_.subspan(used_); }

  private:
    static constexpr std::size_t missing_max = 4;  // what the decoder looks ahead

    std::uint32_t next_byte() {
        if (used_ < in_.size()) return in_[used_++];
        ++missing_;
        return 0;
    }
    void normalise() {
        while (range_ < (1U << 24)) {
            code_ = (code_ << 8) | next_byte();
            range_ <<= 8;
        }
    }

    ByteView in_;
    std::size_t used_ = 0;
    std::size_t missing_ = 0;
    std::uint32_t code_ = 0;
    std::uint32_t range_ = 0xffffffff;
    bool failed_ = false;
};

}  // namespace approdo::log
