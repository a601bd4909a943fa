// The key of any question as rules of QTI: declarations, mappings and response processing that give
// the same points. A question that has rules keeps them. What QTI cannot say is listed.
#pragma once

#include <string>
#include <vector>

#include "content/model/question_key.hpp"

namespace approdo::content_export::qti {

// `dropped` in words, about this question.
content::processing::ItemRules rules_of(const content::Question& question,
                                        std::vector<std::string>& dropped);

// The name of an option where no binding gives it one: the importer takes the id out of it again.
std::string option_name(const OptionId& option);

}  // namespace approdo::content_export::qti
