// What the builders of the question types share: texts, feedback, ids of options, shares, and what
// is said about losses. Used by build_*.cpp alone.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "content/import/moodle/build_question.hpp"

namespace approdo::import {

class QuestionBuilder {
  public:
    QuestionBuilder(const MoodleQuestion& of, QuestionId id, const MoodleReading& with);

    content::RichText rich(const MoodleText& text) const;
    // The id of the feedback that the key has for this text from now on; 0 for an empty one.
    content::FeedbackId feedback(const MoodleText& text);
    // The next that our exporter wrote; else decided by the question and the option's words, so
    // that it neither says what is right nor what came first. `column` tells apart lists of one
    // question.
    OptionId option_id(std::string_view column, std::string_view words);
    content::Share share(std::string_view fraction) const;
    void loss(std::string message, std::string mend = {}) const;
    void remark(std::string message, std::string mend = {}) const;

    void add_part(content::PartShape shape, content::PartKeyShape key, std::uint32_t weight = 1,
                  std::string label = {});
    content::PartDetail& detail(std::uint32_t part);
    // What single choices with negative shares may cost.
    void allow_negative(content::Share share);

    const MoodleQuestion& source;
    const MoodleReading& reading;
    content::Question question;

  private:
    std::string_view own_options_;  // not yet used
    std::map<std::string, int, std::less<>> seen_;
};

// Each says whether the question could be built; when not, it is kept as one of an unknown type.
bool build_multiple_choice(QuestionBuilder& builder);
bool build_true_false(QuestionBuilder& builder);
bool build_matching(QuestionBuilder& builder);
bool build_ordering(QuestionBuilder& builder);
bool build_gap_menus(QuestionBuilder& builder);
bool build_short_answer(QuestionBuilder& builder);
bool build_numerical(QuestionBuilder& builder);
bool build_essay(QuestionBuilder& builder);
bool build_cloze(QuestionBuilder& builder);
bool build_calculated(QuestionBuilder& builder);
bool build_calculated_choice(QuestionBuilder& builder);
bool build_drag_to_picture(QuestionBuilder& builder);
bool build_markers(QuestionBuilder& builder);

// The answers of a choice, as options and what they are worth.
void add_choices(QuestionBuilder& builder, const std::vector<MoodleAnswer>& answers,
                 std::string_view column, content::ChoicePart& part, content::ChoiceKey& key);
// "3,5" with "0,1" around it; nothing for what is no number.
std::optional<content::DecimalRange> range_of(std::string_view number, std::string_view tolerance);
void add_units(QuestionBuilder& builder, content::NumberPart& part, content::NumberKey& key);
std::uint32_t count_of(std::string_view text, std::uint32_t otherwise = 0);

}  // namespace approdo::import
