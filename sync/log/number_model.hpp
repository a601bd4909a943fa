// Models of numbers for the range coder: how a number, a column of numbers and a short list of
// recurring values are coded. All arithmetic is modulo 2^64, so extreme values cost bytes but break
// nothing. Used by columns.cpp alone; docs/protocol.md describes each step.
#pragma once

#include "sync/log/range_coder.hpp"

namespace approdo::log {

// A number by its bit width, its highest bits learned and the rest as they are.
class NumberModel {
  public:
    template <class Coder>
    void code(Coder& coder, std::uint64_t& value) {
        bool nonzero = value != 0;
        coder.bit(nonzero_, nonzero);
        if (!nonzero) {
            value = 0;
            return;
        }
        unsigned width = static_cast<unsigned>(std::bit_width(value));
        code_width(coder, width);
        code_mantissa(coder, value, width);
    }

  private:
    template <class Coder>
    void code_width(Coder& coder, unsigned& width) {
        const unsigned target = width - 1;  // read only by the encoder
        unsigned node = 1;
        for (unsigned i = 0; i < 6; ++i) {
            bool bit = ((target >> (5 - i)) & 1U) != 0;
            coder.bit(width_[node], bit);
            node = 2 * node + (bit ? 1U : 0U);
        }
        width = node - 64 + 1;
    }

    // Numbers of up to `learned_width` bits are learned one by one, of longer ones the highest bit
    // behind the leading one.
    template <class Coder>
    void code_mantissa(Coder& coder, std::uint64_t& value, unsigned width) {
        unsigned left = width - 1;
        std::uint64_t read = 1;
        const unsigned learned = width <= learned_width ? left : 1;
        for (unsigned i = 0; i < learned; ++i) {
            bool bit = ((value >> (left - 1)) & 1U) != 0;
            auto& model = width <= learned_width ? small_[width][read & 15U] : top_[width];
            coder.bit(model, bit);
            read = 2 * read + (bit ? 1U : 0U);
            --left;
        }
        while (left > 0) {
            const unsigned count = std::min(left, raw_bits_max);
            left -= count;
            std::uint64_t bits = (value >> left) & ((1U << count) - 1);
            coder.raw(bits, count);
            read = (read << count) | bits;
        }
        value = read;
    }

    static constexpr unsigned learned_width = 4;

    BitModel nonzero_;
    std::array<BitModel, 64> width_{};
    std::array<std::array<BitModel, 16>, learned_width + 1> small_{};
    std::array<BitModel, 65> top_{};
};

// The difference of a number from what was expected.
class DifferenceModel {
  public:
    template <class Coder>
    void code(Coder& coder, std::uint64_t& value, std::uint64_t expected) {
        const std::uint64_t difference = value - expected;
        bool negative = (difference >> 63) != 0;
        std::uint64_t magnitude = negative ? 0 - difference : difference;
        magnitude_.code(coder, magnitude);
        if (magnitude != 0) coder.bit(negative_, negative);
        value = magnitude != 0 && negative ? expected - magnitude : expected + magnitude;
    }

  private:
    NumberModel magnitude_;
    BitModel negative_;
};

// A column of numbers whose law nobody knows: several guesses are kept, and each number is coded
// against the guess that has lately been the best. Both sides choose alike, from what both have.
class GuessedColumn {
  public:
    static constexpr std::size_t hints = 3;

    // A hint is a number coded before that this one may be near to.
    template <class Coder>
    void code(Coder& coder, std::uint64_t& value, const std::array<std::uint64_t, hints>& hint) {
        const std::array<std::uint64_t, guesses> guess{previous_, 0,       previous_ + 1,
                                                       hint[0],   hint[1], hint[2]};
        const auto best = static_cast<std::size_t>(std::min_element(costs_.begin(), costs_.end()) -
                                                   costs_.begin());
        models_[best == 1 ? 1 : 0].code(coder, value, guess[best]);
        for (std::size_t i = 0; i < guesses; ++i) {
            const std::uint64_t difference = value - guess[i];
            const std::uint64_t magnitude = (difference >> 63) != 0 ? 0 - difference : difference;
            // An exponential mean: eight numbers back counts about a third.
            costs_[i] += static_cast<std::uint32_t>(std::bit_width(magnitude)) * 256U;
            costs_[i] -= costs_[i] / 8U;
        }
        previous_ = value;
    }

  private:
    static constexpr std::size_t guesses = 3 + hints;

    std::uint64_t previous_ = 0;
    std::array<std::uint32_t, guesses> costs_{};
    std::array<DifferenceModel, 2> models_;
};

// Values that recur, the most recent first: a value is its place in the list, or new.
template <class Value, std::size_t Max>
class RecentModel {
  public:
    RecentModel() = default;
    explicit RecentModel(Value first) : recent_{std::move(first)} {}

    // True: `value` was (or now is) one of the recent ones. False: the caller codes it itself and
    // calls add().
    template <class Coder>
    bool code(Coder& coder, BitModel& same, Value& value) {
        std::size_t place = 0;
        if constexpr (!Coder::decodes) {
            place = static_cast<std::size_t>(std::find(recent_.begin(), recent_.end(), value) -
                                             recent_.begin());
        }
        bool is_same = place == 0 && !recent_.empty();
        coder.bit(same, is_same);
        bool is_known = is_same || place < recent_.size();
        if (!is_same) coder.bit(known_, is_known);
        if (!is_known) return false;
        std::uint64_t steps = is_same ? 0 : place - 1;
        if (!is_same) {
            place_.code(coder, steps);
            ++steps;
        }
        if (steps >= recent_.size()) {
            coder.fail();
            return true;
        }
        const auto found = recent_.begin() + static_cast<std::ptrdiff_t>(steps);
        std::rotate(recent_.begin(), found, found + 1);
        if constexpr (Coder::decodes) value = recent_.front();
        return true;
    }
    bool is_latest(const Value& value) const {
        return !recent_.empty() && recent_.front() == value;
    }
    const Value& latest() const { return recent_.front(); }
    void add(const Value& value) {
        if (recent_.size() == Max) recent_.pop_back();
        recent_.insert(recent_.begin(), value);
    }

  private:
    std::vector<Value> recent_;
    BitModel known_;
    NumberModel place_;
};

}  // namespace approdo::log
