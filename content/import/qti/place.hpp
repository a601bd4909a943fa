// Where a reader stands: the document, the name of its file, and the report that says what is lost.
#pragma once

#include <string>

#include "content/import/source/report.hpp"
#include "content/import/source/xml.hpp"

namespace approdo::import::qti {

struct Place {
    const XmlDocument& document;
    std::string file;
    Report& report;
    const SourceFiles* files = nullptr;  // for what a document includes

    std::size_t line_of(pugi::xml_node node) const { return document.line_of(node); }
};

}  // namespace approdo::import::qti
