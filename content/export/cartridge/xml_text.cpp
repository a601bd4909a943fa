#include "content/export/cartridge/xml_text.hpp"

namespace approdo::content_export {

std::string xml_escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '"') {
            out += "&quot;";
        } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') {
            out += c;
        }
    }
    return out;
}

std::string xml_material(std::string_view html) {
    return "<material><mattext texttype=\"text/html\">" + xml_escaped(html) +
           "</mattext></material>";
}

std::string xml_field(std::string_view label, std::string_view entry) {
    return "<qtimetadatafield><fieldlabel>" + std::string(label) + "</fieldlabel><fieldentry>" +
           xml_escaped(entry) + "</fieldentry></qtimetadatafield>";
}

}  // namespace approdo::content_export
