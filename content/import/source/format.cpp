#include "content/import/source/format.hpp"

namespace approdo::import {

void report_hidden(const Source& source, Report& report) {
    if (!source.file.empty()) return;
    for (const std::string& path : source.files.hidden())
        report.warning(path, 0, "what is hidden by a dot at the beginning of its name is left out",
                       "give it a name without the dot if the course needs it");
}

}  // namespace approdo::import
