// What marks a question: right answers, shares, points, feedback. In practice it travels with the
// package; in graded and timed quizzes it is sealed to the site. One key serves all languages.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "content/model/number.hpp"
#include "content/model/processing/program.hpp"
#include "content/model/question.hpp"

namespace approdo::content {

using FeedbackId = std::uint32_t;  // within one question, from 1; 0: none

struct Feedback {
    FeedbackId id = 0;
    LocalRich text;
    bool operator==(const Feedback&) const = default;
};

struct ChosenKey {
    OptionId option;
    Share share;  // of the part's points; may be negative
    FeedbackId feedback = 0;
    bool operator==(const ChosenKey&) const = default;
};
struct ChoiceKey {
    std::vector<ChosenKey> options;
    bool all_or_nothing =
        false;  // exactly the options with a positive share, or none of the points
    FeedbackId not_chosen_feedback = 0;  // when the right option was not chosen
    bool operator==(const ChoiceKey&) const = default;
};
// In `pattern` a star stands for any run of characters; \* is a star.
struct TextAnswer {
    std::string pattern;
    Share share = Share::all();
    FeedbackId feedback = 0;
    bool operator==(const TextAnswer&) const = default;
};
struct TextKey {
    std::vector<TextAnswer> answers;  // the first that fits counts
    bool case_matters = false;
    bool operator==(const TextKey&) const = default;
};
struct NumberAnswer {
    DecimalRange range;
    Share share = Share::all();
    FeedbackId feedback = 0;
    bool any = false;  // whatever else was given, for its feedback
    bool operator==(const NumberAnswer&) const = default;
};
struct NumberUnit {
    std::string name;
    Decimal factor{1, 0};  // what to multiply by to get the unit of the ranges
    bool operator==(const NumberUnit&) const = default;
};
struct NumberKey {
    std::vector<NumberAnswer> answers;
    std::vector<NumberUnit> units;
    Share unit_penalty = Share::none();  // taken off when the unit is absent or unknown
    bool unit_required = false;
    // For calculated questions: answers[data_set * answers_per_set + k]; 0: one set for all.
    std::uint32_t answers_per_set = 0;
    std::string formula;  // as the author wrote it, to show and to export
    bool operator==(const NumberKey&) const = default;
};
struct MatchPair {
    OptionId left;
    OptionId right;
    bool operator==(const MatchPair&) const = default;
};
struct MatchKey {
    std::vector<MatchPair> pairs;
    bool all_or_nothing = false;
    bool operator==(const MatchKey&) const = default;
};
enum class OrderScoring : std::uint8_t {
    all_or_nothing = 1,
    each_place = 2,      // items that stand at their place
    each_neighbour = 3,  // items followed by the right one
};
struct OrderKey {
    std::vector<OptionId> order;
    OrderScoring scoring = OrderScoring::each_place;
    bool operator==(const OrderKey&) const = default;
};
// Marked by a person.
struct PersonKey {
    LocalRich guide;  // for whoever marks
    bool operator==(const PersonKey&) const = default;
};
struct AreaAnswer {
    Area area;
    Share share = Share::all();
    FeedbackId feedback = 0;
    bool operator==(const AreaAnswer&) const = default;
};
// Free points are tested against areas, named places against options.
struct HotspotKey {
    std::vector<AreaAnswer> areas;
    std::vector<ChosenKey> places;
    bool operator==(const HotspotKey&) const = default;
};
struct DragKey {
    std::vector<MatchPair> pairs;  // item, target
    bool all_or_nothing = false;
    bool operator==(const DragKey&) const = default;
};
struct UnknownKey {
    std::uint64_t tag = 0;
    Bytes raw;
    bool operator==(const UnknownKey&) const = default;
};

using PartKeyShape = std::variant<ChoiceKey, TextKey, NumberKey, MatchKey, OrderKey, PersonKey,
                                  HotspotKey, DragKey, UnknownKey>;

struct PartKey {
    static constexpr std::uint32_t weight_max = 9;
    std::uint32_t number = 1;
    std::uint32_t weight = 1;  // among the parts of the question, 1 to weight_max
    PartKeyShape shape;
    bool operator==(const PartKey&) const = default;
};

// How a formula's value becomes the range of right answers, one for each line of
// NumberKey::formula. The ranges themselves are in the key; this is for whoever edits it again.
enum class ToleranceKind : std::uint8_t { relative = 1, nominal = 2, geometric = 3 };
struct FormulaRule {
    std::uint32_t part = 1;
    Decimal tolerance;
    ToleranceKind kind = ToleranceKind::relative;
    std::uint32_t places = 2;
    bool significant = false;  // significant figures, not decimal places
    bool operator==(const FormulaRule&) const = default;
};

// What comes with a hint besides its text.
struct HintRule {
    bool show_right_count = false;
    bool clear_wrong = false;
    bool operator==(const HintRule&) const = default;
};

struct QuestionKey {
    static constexpr std::uint32_t first_version = 1;
    static constexpr std::uint32_t format_version = 2;
    static constexpr std::size_t parts_max = 100;
    QuestionId id;
    Points points{1'000'000};
    std::vector<PartKey> parts;
    std::vector<Feedback> feedback;
    FeedbackId general_feedback = 0;
    std::vector<LocalRich> hints;
    Share penalty = Share::none();  // taken off for each earlier try, in practice
    FeedbackId right_feedback = 0;  // by the verdict of the whole question
    FeedbackId partly_feedback = 0;
    FeedbackId wrong_feedback = 0;
    bool show_right_count = false;     // when partly right
    Share least = Share::none();       // below zero where wrong answers cost points
    std::vector<HintRule> hint_rules;  // empty, or one for each hint
    std::vector<FormulaRule> formula_rules;
    // What marks the question when not empty; its parts then have a PersonKey each, so that a
    // program which knows no rules leaves the marking to a person.
    processing::ItemRules rules;
    Tail tail;

    const PartKey* part(std::uint32_t number) const;
    const LocalRich* feedback_text(FeedbackId feedback_id) const;
    bool operator==(const QuestionKey&) const = default;
};

// Both halves, as importers make them and exporters read them.
struct Question {
    QuestionPublic shown;
    QuestionKey key;
    bool operator==(const Question&) const = default;
};

// Halves of one question, the public one in an order that depends on ids alone. Fails, saying what
// to mend, when a half contradicts the other: unknown options, missing parts, weights out of range.
struct QuestionHalves {
    QuestionPublic shown;
    QuestionKey key;
};
Result<QuestionHalves> split(Question question);
Result<Question> join(QuestionPublic shown, QuestionKey key);

}  // namespace approdo::content
