// One field of an item, or several that are one, into a part of a question and its key.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "content/import/qti1/processing.hpp"
#include "content/model/question_key.hpp"

namespace approdo::import::qti1 {

// What the shapes need of the item around them.
struct ItemContext {
    const Presentation& presentation;
    const Processing& processing;
    std::string id;    // the item's own
    std::string type;  // as its writer calls it: "multiple_choice_question"
    std::function<content::RichText(const std::string& html)> rich;
    // The feedback that an answer shows, as one text; 0: none.
    std::function<content::FeedbackId(const Tried& tried)> feedback;
    std::function<void(std::string message, std::string mend)> warn;
};

struct Shape {
    content::Part part;
    content::PartKey key;
    content::QuestionKind kind = content::QuestionKind::unknown;
};

Shape choice_shape(const ResponseField& field, const ItemContext& item);
Shape text_shape(const ResponseField& field, const ItemContext& item);
Shape number_shape(const ResponseField& field, const ItemContext& item);
Shape order_shape(const ResponseField& field, const ItemContext& item);
Shape hotspot_shape(const ResponseField& field, const ItemContext& item);
Shape essay_shape(const ResponseField& field);
Shape file_shape();
// All fields at once: each is a thing to match.
Shape match_shape(const ItemContext& item);
// All fields at once: each takes any number of the same things.
Shape category_shape(const ItemContext& item);
// Kept as text and answered in words.
Shape unknown_shape(const std::string& type);

OptionId option_id(const ItemContext& item, std::string_view field, std::string_view label);

}  // namespace approdo::import::qti1
