// What the fields of one item weigh among each other: each earns its part of the item's score.
#pragma once

#include "content/import/qti1/question_shapes.hpp"

namespace approdo::import::qti1 {

// The parts of `key` stand for the item's fields, one each, their shares still counted of the whole
// score. What the best answer of a part earns becomes its weight, and its answers count of that.
void settle_weights(content::QuestionKey& key, const ItemContext& item);

}  // namespace approdo::import::qti1
