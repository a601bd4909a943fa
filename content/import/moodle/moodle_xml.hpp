// Moodle's question files: <quiz> with its questions one after the other, in categories. They
// become one quiz for practice. A file of any size is read question by question.
#pragma once

#include "content/import/source/format.hpp"

namespace approdo::import {

bool is_moodle_xml(const Source& source);
Import read_moodle_xml(const Source& source);

inline constexpr Format moodle_xml_format{"moodle-xml", "Moodle XML", is_moodle_xml,
                                          read_moodle_xml};

}  // namespace approdo::import
