// A learner's events as they really come: units opened one after another, pages turned, questions
// answered, sittings of an hour or so with a new clock session each. One seed gives the same events
// everywhere. It also adds up how much chance went into them (their information content in bits),
// which is the floor for any coder: ids count fully, each time they are drawn.
#pragma once

#include <cmath>

#include "sync/crypto/random.hpp"
#include "sync/log/event.hpp"

namespace approdo::test {

// Numbers for tests and benchmarks only; docs/events.md has the real ones.
enum class LearningType : std::uint16_t {
    opened = 16,
    page_seen = 17,
    answered = 18,
    completed = 19
};

class LearningEvents {
  public:
    explicit LearningEvents(std::uint64_t seed) : random_(seed) {
        enrolment_ = draw_id<EnrolmentId>();
        begin_session();
    }

    std::vector<log::Event> take(std::size_t count) {
        std::vector<log::Event> events;
        events.reserve(count);
        for (std::size_t i = 0; i < count; ++i) events.push_back(next());
        return events;
    }

    log::Event next() {
        if (left_in_sitting_ == 0) begin_session();
        --left_in_sitting_;
        if (step_ == steps_) begin_unit();
        const std::uint64_t step = step_++;
        if (step == 0) return event(LearningType::opened, draw_ms(400, 4'000), {});
        if (step + 1 == steps_) return complete();
        return is_quiz_ ? answer(step) : turn_page(step);
    }

    double information_bits() const { return bits_; }
    EnrolmentId enrolment() const { return enrolment_; }

  private:
    void begin_session() {
        session_ = draw_id<ClockSessionId>();
        wall_ms_ += draw_ms(3'600'000, 72'000'000);
        boot_ms_ = draw_ms(20'000, 20'000'000);
        left_in_sitting_ = static_cast<std::size_t>(uniform(30, 90));
    }
    void begin_unit() {
        unit_ = draw_id<UnitId>();
        is_quiz_ = one_in(2);
        step_ = 0;
        steps_ = 2 + uniform(4, 11);
        points_ = 0;
    }

    log::Event turn_page(std::uint64_t page) {
        const std::uint64_t reading_ms = draw_ms(8'000, 120'000);
        const std::uint64_t seconds = reading_ms / 1000;
        return event(LearningType::page_seen, reading_ms, {page, seconds});
    }
    log::Event answer(std::uint64_t question) {
        const std::uint64_t thinking_ms = draw_ms(5'000, 60'000);
        const std::uint64_t response = uniform(0, 3);
        const bool right = !one_in(4);
        const std::uint64_t points = right ? 10 : 0;
        points_ += points;
        // The question was on screen a moment after the answer before it was given.
        const std::uint64_t pause_ms = draw_ms(800, 2'400);
        return event(LearningType::answered, thinking_ms + pause_ms,
                     {question, response, points, thinking_ms});
    }
    log::Event complete() {
        return event(LearningType::completed, draw_ms(500, 3'000),
                     {points_, is_quiz_ ? (steps_ - 2) * 10 : std::uint64_t{0}});
    }

    log::Event event(LearningType type, std::uint64_t elapsed_ms, const log::Fields& fields) {
        // The two clocks are read one after the other: now and then a millisecond passes between.
        const std::uint64_t jitter_ms = one_in(8) ? 1 : 0;
        if (one_in(16)) lamport_ += uniform(1, 4);  // something came from the site in between
        wall_ms_ += elapsed_ms;
        boot_ms_ += elapsed_ms;
        log::Event result;
        result.header.type = static_cast<log::EventType>(type);
        result.header.enrolment = enrolment_;
        result.header.unit = unit_;
        result.header.content_version = {3};
        result.header.lamport = {++lamport_};
        result.header.time.wall = {static_cast<std::int64_t>(wall_ms_)};
        result.header.time.boot = {boot_ms_ + jitter_ms};
        result.header.time.session = session_;
        result.payload = log::encode_fields(fields);
        return result;
    }

    template <class Id>
    Id draw_id() {
        bits_ += 8.0 * static_cast<double>(Id::size);
        return random_.id<Id>();
    }
    std::uint64_t uniform(std::uint64_t least, std::uint64_t most) {
        const std::uint64_t span = most - least + 1;
        bits_ += std::log2(static_cast<double>(span));
        return least + number() % span;
    }
    bool one_in(std::uint64_t count) {
        const bool hit = number() % count == 0;
        const double share = 1.0 / static_cast<double>(count);
        bits_ -= std::log2(hit ? share : 1.0 - share);
        return hit;
    }
    // People's times spread over magnitudes: an octave between least and most, then a place in it.
    std::uint64_t draw_ms(std::uint64_t least, std::uint64_t most) {
        const auto octaves = static_cast<std::uint64_t>(
            std::bit_width(most / least) - (std::has_single_bit(most / least) ? 1 : 0));
        const std::uint64_t low = least << uniform(0, octaves == 0 ? 0 : octaves - 1);
        return uniform(low, 2 * low - 1);
    }
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (const std::uint8_t byte : random_.id<FixedBytes<struct NumberTag, 8>>().bytes) {
            value = value << 8 | byte;
        }
        return value;
    }

    crypto::SeededRandom random_;
    EnrolmentId enrolment_;
    UnitId unit_;
    ClockSessionId session_;
    std::uint64_t wall_ms_ = 1'760'000'000'000;
    std::uint64_t boot_ms_ = 0;
    std::uint64_t lamport_ = 40;
    std::size_t left_in_sitting_ = 0;
    bool is_quiz_ = false;
    std::uint64_t step_ = 0;
    std::uint64_t steps_ = 0;
    std::uint64_t points_ = 0;
    double bits_ = 0;
};

}  // namespace approdo::test
