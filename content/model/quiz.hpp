// A quiz: its rules, its questions as a learner may see them (QuizPublic, one for each language),
// and what marks them (QuizKey, one for all languages). plan_sitting() decides from a seed which
// questions a sitting has and in which order everything stands: the same on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "content/model/question_key.hpp"
#include "content/model/random.hpp"

namespace approdo::content {

enum class QuizMode : std::uint8_t { practice = 1, graded = 2, timed = 3 };

enum class FeedbackTime : std::uint8_t {
    at_once = 1,        // after each answer; practice only
    after_submit = 2,   // in practice on the device, in graded work when the result comes back
    after_closing = 3,  // when the unit's availability ends
    never = 4,
};
struct FeedbackPolicy {
    FeedbackTime time = FeedbackTime::after_submit;
    bool show_points = true;
    bool show_right_answers = true;
    bool operator==(const FeedbackPolicy&) const = default;
};

// What happens between the first answer to a question and the last. All but the first need the key
// on the device: they are for practice.
enum class Behaviour : std::uint8_t {
    deferred = 0,             // answers may change until the attempt is handed in
    immediate = 1,            // the first answer counts, and is marked at once
    interactive = 2,          // one try more than there are hints, each at a penalty
    adaptive = 3,             // any number of tries, the best after penalties counts
    adaptive_no_penalty = 4,  // any number of tries, the best counts
};

enum class WhichAttempt : std::uint8_t { best = 1, last = 2, first = 3, mean = 4 };

struct QuizSettings {
    QuizMode mode = QuizMode::practice;
    std::uint32_t time_limit_s = 0;  // 0: none
    std::uint32_t attempts_max = 0;  // 0: any number
    bool shuffle_questions = false;
    bool shuffle_options = true;
    bool one_way = false;               // no going back to an earlier question
    bool invigilated = false;           // the paper's key comes from a person in the room
    std::uint32_t questions_shown = 0;  // drawn from all of them; 0: all
    Share pass_mark = Share::none();    // none: it cannot be failed
    WhichAttempt counts = WhichAttempt::best;
    FeedbackPolicy feedback;
    Behaviour behaviour = Behaviour::deferred;
    bool operator==(const QuizSettings&) const = default;
};

// Practice obeys its behaviour; work that the site marks has none but the deferred one.
Behaviour behaviour_of(const QuizSettings& settings);

struct QuizPublic {
    static constexpr std::uint32_t first_version = 1;
    static constexpr std::uint32_t format_version = 2;
    UnitId unit;
    std::string language;
    Direction direction = Direction::left_to_right;
    std::string title;
    RichText introduction;
    QuizSettings settings;
    std::vector<QuestionPublic> questions;
    Tail tail;

    const QuestionPublic* question(const QuestionId& question_id) const;
    bool operator==(const QuizPublic&) const = default;
};

struct QuizKey {
    static constexpr std::uint32_t format_version = 1;
    UnitId unit;
    std::vector<QuestionKey> questions;
    Tail tail;

    const QuestionKey* question(const QuestionId& question_id) const;
    bool operator==(const QuizKey&) const = default;
};

// How one part's options stand in this sitting; parts without options have none.
struct PartOrder {
    std::uint32_t part = 1;
    std::vector<OptionId> options;  // of matching: the right column
    bool operator==(const PartOrder&) const = default;
};
struct PlannedQuestion {
    QuestionId question;
    std::uint32_t data_set = 0;  // of questions with variables
    std::vector<PartOrder> orders;
    bool operator==(const PlannedQuestion&) const = default;
};
std::vector<PlannedQuestion> plan_sitting(const QuizPublic& quiz, const Seed& seed);

// Which data set the seed gives a question; 0 when it has none.
std::uint32_t data_set_of(const QuestionId& question, std::size_t data_sets, const Seed& seed);
// The question with {name} replaced by the data set's values, in its text and in its options.
QuestionPublic with_values(QuestionPublic question, std::uint32_t data_set);
// The same in a text that belongs to the question: feedback, a hint.
RichText text_with_values(const QuestionPublic& question, RichText text, std::uint32_t data_set);

}  // namespace approdo::content
