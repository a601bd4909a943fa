// A question as an assessment item of QTI 3.0.
#pragma once

#include <string>
#include <vector>

#include "content/model/question_key.hpp"

namespace approdo::content_export::qti {

struct ItemXml {
    std::string text;
    std::vector<std::string> dropped;  // in words, about this question
};
ItemXml write_item(const content::Question& question, const std::string& language);

}  // namespace approdo::content_export::qti
