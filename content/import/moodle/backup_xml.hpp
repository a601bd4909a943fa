// The habits of Moodle's backups in XML: a value an element, null written as $@NULL@$, the format
// of a text in an element beside it.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "content/import/moodle/moodle_question.hpp"

namespace approdo::import {

// Of the child with that name, or of the node itself; null is empty.
std::string_view backup_value(pugi::xml_node node, const char* name);
std::string_view backup_value(pugi::xml_node node);
bool backup_flag(pugi::xml_node node, const char* name, bool otherwise = false);
// <name> and <nameformat>; `area` is what its files belong to.
MoodleText backup_text(pugi::xml_node node, const std::string& name, std::string area);

}  // namespace approdo::import
