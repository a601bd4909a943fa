// Building the XML of QTI 3.0: elements and attributes by the names of 2.x, written as 3.0 has
// them, and the HTML of a course as XHTML inside.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "content/model/processing/value.hpp"
#include "content/model/question.hpp"

namespace approdo::content_export::qti {

// <qti-…> below `parent`.
pugi::xml_node add(pugi::xml_node parent, std::string_view name);
void set(pugi::xml_node node, std::string_view name, std::string_view value);
void set(pugi::xml_node node, std::string_view name, bool value);
void set_number(pugi::xml_node node, std::string_view name, double value);
void add_text(pugi::xml_node node, std::string_view text);
// Clean HTML of a course; addresses as they are in the package.
void add_html(pugi::xml_node node, std::string_view html);

std::string_view name_of(content::BaseType base);
std::string_view name_of(content::Cardinality cardinality);
std::string_view name_of(content::AreaShape shape);
std::string coordinates_of(const content::Area& area);

std::string document_text(const pugi::xml_document& document);

}  // namespace approdo::content_export::qti
