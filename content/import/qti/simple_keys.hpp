// Response processing that a key of the model says just as well: one interaction, marked by its
// right answer or by a mapping. Only what gives the same points for every answer is turned into a
// key; in doubt the rules stay.
#pragma once

#include <optional>

#include "content/import/qti/interactions.hpp"

namespace approdo::import::qti {

struct SimpleKey {
    content::PartKeyShape shape;
    content::Points points;
};
std::optional<SimpleKey> simple_key(const std::vector<FoundPart>& parts,
                                    const content::processing::ItemRules& rules);

}  // namespace approdo::import::qti
