#include "content/export/moodle_xml/xml_out.hpp"

#include <algorithm>
#include <cstdint>

namespace approdo::content_export::moodle {

void XmlOut::open(std::string_view element) {
    out_ += "<" + std::string(element) + ">";
}

void XmlOut::close(std::string_view element) {
    out_ += "</" + std::string(element) + ">\n";
}

void XmlOut::leaf(std::string_view element, std::string_view text) {
    open(element);
    out_ += escaped(text);
    close(element.substr(0, element.find(' ')));
}

void XmlOut::empty(std::string_view element) {
    out_ += "<" + std::string(element) + "/>\n";
}

std::string XmlOut::escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (const char c : text) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '"') {
            out += "&quot;";
        } else if (c == '\r') {
            out += "&#13;";
        } else if (byte >= 0x20 || c == '\n' || c == '\t') {
            out.push_back(c);
        }
    }
    return out;
}

std::string base64(ByteView bytes) {
    static constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t left = bytes.size() - i;
        std::uint32_t group = static_cast<std::uint32_t>(bytes[i]) << 16;
        if (left > 1) group |= static_cast<std::uint32_t>(bytes[i + 1]) << 8;
        if (left > 2) group |= bytes[i + 2];
        out.push_back(letters[group >> 18]);
        out.push_back(letters[group >> 12 & 63]);
        out.push_back(left > 1 ? letters[group >> 6 & 63] : '=');
        out.push_back(left > 2 ? letters[group & 63] : '=');
    }
    return out;
}

std::string fraction_text(content::Share share) {
    // Seven places, to the nearest: enough to tell every share apart.
    const bool negative = share.parts < 0;
    const std::int64_t parts = negative ? -share.parts : share.parts;
    const std::int64_t wholes = parts / content::Share::whole;
    const std::int64_t rest = parts % content::Share::whole;
    const std::int64_t millionths =
        (rest * 10'000'000 + content::Share::whole / 2) / content::Share::whole;
    std::string digits = std::to_string(millionths);
    digits.insert(0, 7 - std::min<std::size_t>(digits.size(), 7), '0');
    return (negative ? "-" : "") + std::to_string(wholes) + "." + digits;
}

}  // namespace approdo::content_export::moodle
