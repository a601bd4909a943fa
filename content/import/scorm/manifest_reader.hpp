// imsmanifest.xml of a SCORM package into its structure. What is named and not there is reported
// one by one; which edition it is, is told by what the manifest says and does, since authoring
// tools mix them.
#pragma once

#include <optional>
#include <string>

#include "content/import/source/format.hpp"
#include "content/model/scorm.hpp"

namespace approdo::import {

struct ScormReading {
    content::ScormPackage scorm;
    content::ForeignMetadata metadata;
    std::string format;  // "scorm-2004-4th"
    std::string title;
    std::string language;  // empty: not stated
    std::string start;     // as seen from the top of the source
    std::string folder;    // that the manifest lies in
};

// By the first bytes of the manifest.
bool is_scorm_manifest(std::string_view beginning);
// Nothing when the report has an error.
std::optional<ScormReading> read_scorm_manifest(const Source& source, const std::string& path,
                                                Report& report);

}  // namespace approdo::import
