// One pair of braces of a GIFT question into a part and its key.
#pragma once

#include <optional>
#include <vector>

#include "content/import/gift/gift_questions.hpp"
#include "content/import/gift/quiz_settings.hpp"

namespace approdo::import {

// Feedback ids come from what they belong to, so that those of a translation meet those of the
// original, and options may change places.
inline constexpr content::FeedbackId general_feedback_id = 1;
constexpr content::FeedbackId feedback_id(std::uint32_t part, std::size_t index) {
    return part * 1000 + static_cast<content::FeedbackId>(index);
}
constexpr content::FeedbackId feedback_id(const OptionId& option) {
    content::FeedbackId id = 0;
    for (std::size_t i = 4; i < 8; ++i) id = (id << 8) | option.bytes[i];
    return id | 0x8000'0000U;
}

struct BlockContext {
    const GiftItem& item;
    const QuizReading& reading;
    Directives& directives;
    const std::vector<OptionId>& option_ids;
    std::size_t options_used = 0;
    std::uint32_t part_number = 1;
    bool cloze = false;
};

struct ReadBlock {
    content::Part part;
    content::PartKey key;
    content::QuestionKind kind = content::QuestionKind::choice_one;
    std::vector<content::Feedback> feedback;
};
// Nothing when the block cannot be used; the report says why.
std::optional<ReadBlock> read_block(const GiftBlock& block, BlockContext& context);

}  // namespace approdo::import
