// A learner's events with the payloads that the client really writes, so that the site can fold
// them: units opened and read, quizzes taken answer by answer, time on task, sittings with a new
// clock session each. Everybody studies the same course, whose units and questions follow from a
// fixed seed; what the learner does follows from the learner's. About two fifths are answers.
#pragma once

#include "content/model/encoding.hpp"
#include "content/model/learning.hpp"
#include "sync/crypto/random.hpp"

namespace approdo::bench {

class CourseEvents {
  public:
    explicit CourseEvents(std::uint64_t seed) : random_(seed) {
        crypto::SeededRandom course(2026);
        for (UnitId& unit : units_) unit = course.id<UnitId>();
        for (QuestionId& question : questions_) question = course.id<QuestionId>();
        for (OptionId& option : options_) option = course.id<OptionId>();
        enrolment_ = random_.id<EnrolmentId>();
    }
    EnrolmentId enrolment() const { return enrolment_; }

    std::vector<log::Event> take(std::size_t count) {
        std::vector<log::Event> events;
        events.reserve(count);
        while (events.size() < count) events.push_back(next());
        return events;
    }

  private:
    static constexpr std::size_t units = 40;
    static constexpr std::size_t questions_a_unit = 8;

    log::Event next() {
        if (left_in_sitting_-- == 0) begin_sitting();
        if (step_ == steps_) begin_unit();
        const std::uint32_t step = step_++;
        if (step == 0) return event(content::Opened{"it", {}}, between(400, 4'000));
        if (step + 1 == steps_) return finish();
        if (!is_quiz_) return read(step);
        return step == 1 ? open_attempt() : answer(step - 2);
    }

    void begin_sitting() {
        session_ = random_.id<ClockSessionId>();
        wall_ms_ += between(3'600'000, 72'000'000);
        boot_ms_ = between(20'000, 20'000'000);
        left_in_sitting_ = between(30, 90);
    }
    void begin_unit() {
        unit_ = static_cast<std::size_t>(between(0, units - 1));
        is_quiz_ = unit_ % 2 == 1;
        step_ = 0;
        steps_ = is_quiz_ ? 3 + questions_a_unit : 2 + static_cast<std::uint32_t>(between(4, 11));
        seconds_ = 0;
    }

    log::Event read(std::uint32_t step) {
        const std::uint64_t reading_ms = between(8'000, 120'000);
        seconds_ += reading_ms / 1000;
        if (step % 4 == 3) return event(content::TimeOnTask{seconds_, {}}, reading_ms);
        return event(content::PageSeen{step, 12, {}}, reading_ms);
    }
    log::Event open_attempt() {
        content::AttemptOpened opened;
        opened.attempt = attempt_ = random_.id<content::AttemptId>();
        opened.number = ++attempts_;
        opened.quiz = quiz_;
        random_.fill(opened.seed.bytes);
        opened.language = "it";
        return event(opened, between(800, 2'400));
    }
    log::Event answer(std::uint32_t question) {
        content::Answered answered;
        answered.attempt = attempt_;
        answered.question = questions_[unit_ / 2 * questions_a_unit + question];
        content::Response response;
        response.at(1).values.emplace_back(options_[between(0, options_.size() - 1)]);
        answered.response = content::encode(response);
        answered.duration_ms = between(5'000, 60'000);
        seconds_ += answered.duration_ms / 1000;
        return event(answered, answered.duration_ms + between(800, 2'400));
    }
    log::Event finish() {
        if (!is_quiz_) {
            content::Completed completed;
            completed.kind = content::CompletionKind::opened;
            completed.seconds = seconds_;
            return event(completed, between(500, 3'000));
        }
        content::Submitted submitted;
        submitted.attempt = attempt_;
        submitted.answered = questions_a_unit;
        submitted.duration_ms = seconds_ * 1000;
        submitted.marked_here = true;
        submitted.passed = between(0, 3) != 0;
        return event(submitted, between(500, 3'000));
    }

    template <class Payload>
    log::Event event(const Payload& payload, std::uint64_t elapsed_ms) {
        wall_ms_ += elapsed_ms;
        boot_ms_ += elapsed_ms;
        log::Event result;
        result.header.type = Payload::type;
        result.header.enrolment = enrolment_;
        result.header.unit = units_[unit_];
        result.header.content_version = {3};
        result.header.lamport = {++lamport_};
        result.header.time.wall = {static_cast<std::int64_t>(wall_ms_)};
        result.header.time.boot = {boot_ms_};
        result.header.time.session = session_;
        result.payload = content::make_payload(payload);
        return result;
    }

    std::uint64_t between(std::uint64_t least, std::uint64_t most) {
        std::uint64_t value = 0;
        for (const std::uint8_t byte : random_.id<FixedBytes<struct DrawTag, 8>>().bytes) {
            value = value << 8 | byte;
        }
        return least + value % (most - least + 1);
    }

    crypto::SeededRandom random_;
    std::array<UnitId, units> units_;
    std::array<QuestionId, units / 2 * questions_a_unit> questions_;
    std::array<OptionId, 4> options_;
    EnrolmentId enrolment_;
    ClockSessionId session_;
    content::AttemptId attempt_;
    Hash quiz_;
    std::uint64_t wall_ms_ = 1'760'000'000'000;
    std::uint64_t boot_ms_ = 0;
    std::uint64_t lamport_ = 40;
    std::uint64_t left_in_sitting_ = 0;
    std::uint64_t seconds_ = 0;
    std::uint32_t attempts_ = 0;
    std::size_t unit_ = 0;
    bool is_quiz_ = false;
    std::uint32_t step_ = 0;
    std::uint32_t steps_ = 0;
};

}  // namespace approdo::bench
