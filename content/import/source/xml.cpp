#include "content/import/source/xml.hpp"

#include <algorithm>
#include <cstring>

#include "content/import/source/limits.hpp"
#include "content/import/source/xml_encoding.hpp"

namespace approdo::import {

bool XmlDocument::load(std::string_view text, std::size_t first_line) {
    first_line_ = first_line;
    line_begins_.clear();
    // Blanks between elements are kept: between two words of a text they are what parts them.
    const unsigned flags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol |
                           pugi::parse_wconv_attribute | pugi::parse_ws_pcdata;
    const pugi::xml_parse_result result =
        document_.load_buffer(text.data(), text.size(), flags, pugi::encoding_utf8);
    for (std::size_t at = text.find('\n'); at != std::string_view::npos;
         at = text.find('\n', at + 1))
        line_begins_.push_back(at + 1);
    return static_cast<bool>(result);
}

std::size_t XmlDocument::line_of(pugi::xml_node node) const {
    const std::ptrdiff_t offset = node.offset_debug();
    if (offset < 0) return first_line_;
    const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(),
                                        static_cast<std::size_t>(offset));
    return first_line_ + static_cast<std::size_t>(after - line_begins_.begin());
}

std::optional<XmlDocument> parse_xml(std::string_view bytes, const std::string& file,
                                     Report& report) {
    if (bytes.size() > limits::xml_bytes_max) {
        report.error(file, 0, "this XML file is larger than any that describes a course",
                     "is it the right file?");
        return std::nullopt;
    }
    const auto text = xml_as_utf8(bytes);
    if (!text.ok()) {
        report.error(file, 0, text.error().message);
        return std::nullopt;
    }
    const std::string_view whole = text->holder.empty() ? text->text : text->holder;
    XmlScan scan(whole);
    auto step = scan.next();
    while (step == XmlScan::Step::tag) step = scan.next();
    if (step == XmlScan::Step::broken) {
        report.error(file, line_at(whole, scan.problem().position), scan.problem().message);
        return std::nullopt;
    }
    XmlDocument document;
    if (!document.load(whole, 1)) {
        report.error(file, 0, "this is not XML");
        return std::nullopt;
    }
    return document;
}

std::optional<XmlDocument> read_xml(const SourceFiles& files, const std::string& path,
                                    Report& report) {
    if (!files.exists(path)) {
        report.error(path, 0, "this file is missing", "ask for a whole package");
        return std::nullopt;
    }
    // One byte more than may be: parse_xml then says so.
    const Bytes bytes = files.beginning(path, static_cast<std::size_t>(std::min<std::uint64_t>(
                                                  files.size(path), limits::xml_bytes_max + 1)));
    return parse_xml(text_of(bytes), path, report);
}

std::string_view local_name(std::string_view name) {
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view local_name(pugi::xml_node node) {
    return local_name(std::string_view(node.name()));
}

pugi::xml_node child(pugi::xml_node parent, std::string_view name) {
    return parent.find_child([&](pugi::xml_node one) { return local_name(one) == name; });
}

std::vector<pugi::xml_node> children(pugi::xml_node parent, std::string_view name) {
    std::vector<pugi::xml_node> found;
    for (const pugi::xml_node one : parent.children()) {
        if (local_name(one) == name) found.push_back(one);
    }
    return found;
}

std::string_view attribute(pugi::xml_node node, std::string_view name) {
    for (const pugi::xml_attribute one : node.attributes()) {
        if (local_name(std::string_view(one.name())) == name) return one.value();
    }
    return {};
}

std::string text_within(pugi::xml_node node) {
    std::string text = node.value();
    for (const pugi::xml_node one : node.children()) text += text_within(one);
    return text;
}

}  // namespace approdo::import
