// An item of QTI 1.2 into a question. Every item becomes one: a kind that nobody knows keeps its
// text and takes an answer in words, and the report names it.
#pragma once

#include <string>

#include "content/import/source/html.hpp"
#include "content/import/source/xml.hpp"
#include "content/model/question_key.hpp"

namespace approdo::import::qti1 {

struct Reading {
    const std::string& file;  // what findings call it
    std::string language;     // of its texts
    Links& links;
    Report& report;
};

// `scope`: what makes the item's id unique; the ids of the question and its options follow from it.
content::Question read_question(const XmlDocument& document, pugi::xml_node item,
                                const std::string& scope, const Reading& reading);

// A value of <qtimetadata>, by its label; empty when absent. The first one counts.
std::string metadata_field(pugi::xml_node within, std::string_view label);
// Through the allow-list; what it drops is reported at `line`.
content::RichText clean_text(const std::string& html, std::size_t line, const Reading& reading);

}  // namespace approdo::import::qti1
