// The files that a text shows, as Moodle wants them: inside of the XML, the text naming them by
// @@PLUGINFILE@@. Paths of the package are what the importer makes of them again.
#pragma once

#include <string>
#include <vector>

namespace approdo::content_export::moodle {

struct EmbeddedFile {
    std::string name;
    std::string path;  // in the package
};
struct EmbeddedText {
    std::string html;
    std::vector<EmbeddedFile> files;
    bool lost_link = false;  // to a unit of the course: Moodle has no such place
};
EmbeddedText with_embedded_files(const std::string& html);

std::string file_name(const std::string& path);

}  // namespace approdo::content_export::moodle
