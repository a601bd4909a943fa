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

// A part of a quiz, as tests of other systems have them: what is drawn from it, in which order, and
// how long it may take. Members are questions and further sections, the latter by their place in
// QuizPublic::sections; each is entered once.
struct SectionMember {
    QuestionId question;  // zero: a section
    std::uint32_t section = 0;
    bool required = false;  // always drawn
    bool fixed = false;     // keeps its place when the others are shuffled
    std::uint32_t time_limit_s = 0;
    std::uint32_t attempts_max = 0;  // 0: any number
    bool is_section() const { return question == QuestionId{}; }
    bool operator==(const SectionMember&) const = default;
};
struct QuizSection {
    static constexpr std::size_t nesting_max = 16;
    std::string name;   // by which the quiz's rules call it
    std::string title;  // empty: it does not show
    RichText introduction;
    std::uint32_t drawn = 0;  // of its members; 0: all
    bool shuffled = false;
    bool kept_together = true;  // when what it stands in is shuffled
    bool one_way = false;
    std::uint32_t time_limit_s = 0;
    std::vector<SectionMember> members;
    bool operator==(const QuizSection&) const = default;
};

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
    std::vector<QuizSection> sections;  // the first is the quiz as a whole; none: it has no parts
    Tail tail;

    const QuestionPublic* question(const QuestionId& question_id) const;
    bool operator==(const QuizPublic&) const = default;
};

// What a quiz's rules know of a question, and when it is shown at all. Conditions are of use where
// keys are on the device (practice); in graded work everything is shown.
struct QuestionRole {
    struct Weight {
        std::string name;
        double value = 1;
        bool operator==(const Weight&) const = default;
    };
    struct Branch {
        processing::Expression condition;
        std::string target;  // of a question or section further on, or EXIT_SECTION, EXIT_TEST
        bool operator==(const Branch&) const = default;
    };
    std::string name;
    QuestionId question;  // zero: of the section of that name
    std::vector<std::string> categories;
    std::vector<Weight> weights;
    std::vector<processing::Expression> conditions;  // shown only when all of them hold
    std::vector<Branch> branches;                    // after it; the first that holds is taken
    bool operator==(const QuestionRole&) const = default;
};
// QTI's outcome processing over a whole quiz. Its SCORE counts instead of the sum of points.
struct QuizRules {
    std::vector<processing::Declaration> variables;
    std::vector<QuestionRole> roles;
    std::vector<processing::Rule> outcomes;
    std::vector<processing::ShownFeedback> feedback;
    std::vector<Feedback> feedback_texts;
    Points points_max;  // of SCORE; none: the questions' own points are added up

    bool empty() const { return variables.empty() && roles.empty(); }
    bool operator==(const QuizRules&) const = default;
};

struct QuizKey {
    static constexpr std::uint32_t first_version = 1;
    static constexpr std::uint32_t format_version = 2;
    UnitId unit;
    std::vector<QuestionKey> questions;
    QuizRules rules;
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
