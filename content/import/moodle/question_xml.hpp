// <question> of Moodle's question files, into the form that all questions of Moodle are built from.
#pragma once

#include <pugixml.hpp>

#include "content/import/moodle/moodle_question.hpp"

namespace approdo::import {

// The texts look into the node's document.
MoodleQuestion read_question_xml(pugi::xml_node node);

// The path of a category question, without Moodle's own first steps.
std::string category_of(std::string_view path);

}  // namespace approdo::import
