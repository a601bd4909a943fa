// IMS Simple Sequencing with ADL's extensions: an element <imsss:sequencing> into a Sequencing.
// What it holds beyond the standard's words is reported, and the default stands.
#pragma once

#include <pugixml.hpp>
#include <string>

#include "content/import/source/report.hpp"
#include "content/import/source/xml.hpp"
#include "content/model/scorm.hpp"

namespace approdo::import {

// Where values stand, for findings.
struct ManifestPlace {
    const XmlDocument& document;
    const std::string& file;
    Report& report;
};

// `element`: the sequencing itself; nothing is read from an absent one.
content::Sequencing read_sequencing(pugi::xml_node element, const ManifestPlace& place);

// Values of attributes and elements, blanks taken off. Wrong ones are reported, and `otherwise`
// stands.
bool truth_of(pugi::xml_node node, std::string_view attribute_name, bool otherwise,
              const ManifestPlace& place);
content::Decimal decimal_of(std::string_view text, content::Decimal otherwise, pugi::xml_node node,
                            const ManifestPlace& place);

}  // namespace approdo::import
