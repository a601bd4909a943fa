#include "content/export/moodle_xml/embedded_files.hpp"

#include <algorithm>

namespace approdo::content_export::moodle {

namespace {

bool is_inside(std::string_view address) {
    if (address.empty() || address[0] == '#' || address[0] == '/') return false;
    const std::size_t colon = address.find(':');
    const std::size_t slash = address.find('/');
    return colon == std::string_view::npos || slash < colon;
}

std::string without_references(std::string_view address) {
    std::string out(address);
    for (std::size_t at = out.find("&amp;"); at != std::string::npos;
         at = out.find("&amp;", at + 1))
        out.erase(at + 1, 4);
    return out;
}

}  // namespace

std::string file_name(const std::string& path) {
    return path.substr(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
}

EmbeddedText with_embedded_files(const std::string& html) {
    EmbeddedText result;
    std::size_t done = 0;
    while (done < html.size()) {
        std::size_t begin = html.size();
        for (const std::string_view attribute : {" src=\"", " href=\"", " poster=\""}) {
            const std::size_t at = html.find(attribute, done);
            if (at != std::string::npos) begin = std::min(begin, at + attribute.size());
        }
        const std::size_t end = std::min(html.find('"', begin), html.size());
        result.html += html.substr(done, begin - done);
        const std::string address = html.substr(begin, end - begin);
        done = end;
        if (address.starts_with("unit:")) result.lost_link = true;
        if (!is_inside(address)) {
            result.html += address;
            continue;
        }
        const EmbeddedFile file{file_name(without_references(address)),
                                without_references(address)};
        const auto known = [&](const EmbeddedFile& one) { return one.path == file.path; };
        if (std::none_of(result.files.begin(), result.files.end(), known))
            result.files.push_back(file);
        result.html += "@@PLUGINFILE@@/" + file.name;
    }
    return result;
}

}  // namespace approdo::content_export::moodle
