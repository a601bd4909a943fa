// The ids of a question's options, kept in its «approdo: options=…» line because GIFT has no place
// for them. Each entry is the id and four digits of its words: so a list that was reordered keeps
// every id with its option, and an option that was reworded keeps the id of its place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/import/gift/gift.hpp"
#include "sync/base/ids.hpp"

namespace approdo::import {

// The words that need an id, in reading order: choices, things to order, both columns of a
// matching.
std::vector<std::string> option_words(const GiftItem& item);
// The right column of a matching question, each text once.
std::vector<std::string> right_column(const GiftBlock& block);

struct OptionIds {
    std::vector<OptionId> ids;  // one for each of the words
    std::size_t missing = 0;    // that have none: theirs is zero
};
OptionIds match_option_ids(std::string_view directive, const std::vector<std::string>& words);
// What the options= line should say.
std::string options_directive(const std::vector<OptionId>& ids,
                              const std::vector<std::string>& words);

// [id:…] as we write it, or an id derived from a foreign one.
QuestionId question_id_from(std::string_view text);

}  // namespace approdo::import
