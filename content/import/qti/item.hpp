// An item of QTI 2.1, 2.2 or 3.0 as a question. What the keys of content/model express becomes such
// a key; everything else is marked by the item's own rules (content/model/processing).
#pragma once

#include <set>
#include <string>
#include <vector>

#include "content/import/qti/place.hpp"
#include "content/model/question_key.hpp"

namespace approdo::import::qti {

struct ReadItem {
    content::Question question;
    std::string identifier;
    std::string language;  // empty: not said
    std::set<std::string> assets;
    // As the item says them, also where a key stands in for them.
    content::processing::ItemRules rules;
};

// `scope`: what tells this item apart from all others, the package first; its ids follow from it.
// Nothing when the root is no item, which the report then says.
std::optional<ReadItem> read_item(const Place& place, const std::vector<std::string>& scope);

}  // namespace approdo::import::qti
