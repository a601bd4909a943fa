// Declarations, expressions and rules of content/model/processing as QTI 3.0; reading them again
// gives the same ones.
#pragma once

#include <pugixml.hpp>
#include <vector>

#include "content/model/processing/program.hpp"

namespace approdo::content_export::qti {

void write_declaration(pugi::xml_node parent, const content::processing::Declaration& declaration);
void write_expression(pugi::xml_node parent, const content::processing::Expression& expression);

enum class RulesOf { templates, responses, outcomes };
void write_rules(pugi::xml_node parent, const std::vector<content::processing::Rule>& rules,
                 RulesOf what);

}  // namespace approdo::content_export::qti
