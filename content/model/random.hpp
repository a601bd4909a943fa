// The only chance in quizzes: a seed of 32 bytes that the site's word, the enrolment, the quiz
// version and the attempt number decide (never the device), and a small generator fed from it. The
// same seed gives the same draws on a server, a laptop and in a browser, for ever: the algorithm is
// part of the format. It is xoshiro256** (Blackman and Vigna 2018); it hides nothing and must not
// make keys.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sync/base/bytes.hpp"
#include "sync/base/ids.hpp"

namespace approdo::content {

struct Seed {
    std::array<std::uint8_t, 32> bytes{};
    bool operator==(const Seed&) const = default;
};

// What a seed is the hash of. The caller hashes it with BLAKE2b-256 in the domain
// "approdo/quiz-seed".
Bytes seed_input(const EnrolmentId& enrolment, const UnitId& quiz, ContentVersion version,
                 std::uint32_t attempt, ByteView site_value);

// A stream of draws for one purpose: the order of questions, of one question's options, a data set.
// Streams of one seed are independent of each other, so adding a question does not move another's.
class Draws {
  public:
    Draws(const Seed& seed, ByteView purpose);

    std::uint64_t next();
    // Uniform below `bound`, without the bias of a remainder; 0 when bound is 0.
    std::uint64_t below(std::uint64_t bound);

    // Fisher and Yates's shuffle.
    template <class T>
    void shuffle(std::vector<T>& list) {
        for (std::size_t i = list.size(); i > 1; --i) {
            const auto j = static_cast<std::size_t>(below(i));
            if (j != i - 1) std::swap(list[i - 1], list[j]);
        }
    }

  private:
    std::array<std::uint64_t, 4> state_{};
};

}  // namespace approdo::content
