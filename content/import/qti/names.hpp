// QTI's names in all its versions. 2.x writes responseDeclaration and baseType, 3.0
// qti-response-declaration and base-type: readers ask for the former and get either.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/import/source/xml.hpp"
#include "content/model/processing/value.hpp"

namespace approdo::import::qti {

// Of an element, as 2.x has it; "" of what is no element.
std::string name_of(pugi::xml_node node);

std::string_view attribute_of(pugi::xml_node node, std::string_view name);
bool is_yes(pugi::xml_node node, std::string_view name, bool otherwise = false);
std::uint32_t count_of(pugi::xml_node node, std::string_view name, std::uint32_t otherwise = 0);
std::optional<double> number_of(pugi::xml_node node, std::string_view name);

pugi::xml_node child_of(pugi::xml_node parent, std::string_view name);
std::vector<pugi::xml_node> children_of(pugi::xml_node parent, std::string_view name);
std::vector<pugi::xml_node> elements_of(pugi::xml_node parent);
// All descendants with that name, in the order of the document.
std::vector<pugi::xml_node> all_of(pugi::xml_node parent, std::string_view name);
// The first descendant with it.
pugi::xml_node first_of(pugi::xml_node parent, std::string_view name);

std::optional<content::BaseType> base_type_from(std::string_view name);
std::string_view base_type_name(content::BaseType base);
content::Cardinality cardinality_from(std::string_view name);
std::string_view cardinality_name(content::Cardinality cardinality);

// rect, circle, poly, ellipse, default.
std::optional<content::Area> area_from(std::string_view shape, std::string_view coordinates);
std::string_view shape_name(content::AreaShape shape);

// "two  words" → {"two", "words"}.
std::vector<std::string> words_of(std::string_view text);

}  // namespace approdo::import::qti
