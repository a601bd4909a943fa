// Expressions and rules of items and tests: response, template and outcome processing, in the
// general form and by the names of the standard templates. What no engine is told of (custom
// operators, includes of absent files) is reported and gives NULL, or leaves the marking to a
// person.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/import/qti/place.hpp"
#include "content/model/processing/program.hpp"

namespace approdo::import::qti {

struct RuleContext {
    const Place& place;
    bool in_test = false;                   // operators of test results have a meaning
    std::map<std::string, double> weights;  // "item.weight", of a test's items
};

content::processing::Expression read_expression(pugi::xml_node node, const RuleContext& context);

struct ReadRules {
    std::vector<content::processing::Rule> rules;
    bool unusable = false;  // something is missing: nothing here may be run
};
// The rules that are children of `parent`.
ReadRules read_rules(pugi::xml_node parent, const RuleContext& context);

// match_correct, map_response, map_response_point, CC2_match and their like; nothing when the name
// is of none of them.
std::optional<std::vector<content::processing::Rule>> standard_rules(std::string_view name);

}  // namespace approdo::import::qti
