#include "content/export/qti/xml_tree.hpp"

#include <algorithm>
#include <array>

#include "content/model/processing/float_text.hpp"
#include "content/model/processing/operator_names.hpp"

namespace approdo::content_export::qti {

namespace {

bool is_void(std::string_view name) {
    constexpr std::array<std::string_view, 7> names{"br",  "hr",     "img",  "wbr",
                                                    "col", "source", "track"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

// Course HTML is written by our own cleaner: quotes around every value, only void elements are not
// closed. Attributes without a value are the rest that XML does not take.
std::string xhtml(std::string_view html) {
    std::string out = "<x>";
    for (std::size_t at = 0; at < html.size();) {
        const std::size_t open = html.find('<', at);
        out += html.substr(at, open - at);
        if (open == std::string_view::npos) break;
        const std::size_t close = html.find('>', open);
        if (close == std::string_view::npos) break;
        std::string_view tag = html.substr(open, close - open);
        const std::size_t name_end = std::min(tag.find_first_of(" /", 1), tag.size());
        const bool closes = is_void(tag.substr(1, name_end - 1));
        if (tag.ends_with('/')) tag.remove_suffix(1);
        out += tag;
        for (const std::string_view bare :
             {" controls", " loop", " default", " open", " reversed"}) {
            if (out.ends_with(bare)) out += "=\"" + std::string(bare.substr(1)) + "\"";
        }
        out += closes ? "/>" : ">";
        at = close + 1;
    }
    return out + "</x>";
}

struct Writer : pugi::xml_writer {
    std::string text;
    void write(const void* data, std::size_t size) override {
        text.append(static_cast<const char*>(data), size);
    }
};

template <std::size_t N>
std::string_view at(const std::array<std::string_view, N>& names, std::size_t place) {
    return place < N ? names[place] : std::string_view();
}

}  // namespace

pugi::xml_node add(pugi::xml_node parent, std::string_view name) {
    return parent.append_child(("qti-" + content::processing::dashed(name)).c_str());
}

void set(pugi::xml_node node, std::string_view name, std::string_view value) {
    node.append_attribute(content::processing::dashed(name).c_str()) = std::string(value).c_str();
}
void set(pugi::xml_node node, std::string_view name, bool value) {
    set(node, name, std::string_view(value ? "true" : "false"));
}
void set_number(pugi::xml_node node, std::string_view name, double value) {
    set(node, name, content::processing::float_text(value));
}
void add_text(pugi::xml_node node, std::string_view text) {
    node.append_child(pugi::node_pcdata).set_value(std::string(text).c_str());
}

void add_html(pugi::xml_node node, std::string_view html) {
    const std::string text = xhtml(html);
    pugi::xml_document fragment;
    const auto flags = pugi::parse_default | pugi::parse_ws_pcdata;
    if (!fragment.load_buffer(text.data(), text.size(), flags, pugi::encoding_utf8)) {
        add_text(node, html);
        return;
    }
    for (const pugi::xml_node one : fragment.document_element().children()) node.append_copy(one);
}

std::string_view name_of(content::BaseType base) {
    static constexpr std::array<std::string_view, 12> names{
        "",      "identifier", "boolean",      "integer",  "float", "string",
        "point", "pair",       "directedPair", "duration", "file",  "uri"};
    return at(names, static_cast<std::size_t>(base));
}
std::string_view name_of(content::Cardinality cardinality) {
    static constexpr std::array<std::string_view, 5> names{"", "single", "multiple", "ordered",
                                                           "record"};
    return at(names, static_cast<std::size_t>(cardinality));
}
std::string_view name_of(content::AreaShape shape) {
    static constexpr std::array<std::string_view, 6> names{"",     "rect",    "circle",
                                                           "poly", "ellipse", "default"};
    return at(names, static_cast<std::size_t>(shape));
}
std::string coordinates_of(const content::Area& area) {
    std::string text;
    for (const std::int32_t one : area.coordinates)
        text += (text.empty() ? "" : ",") + std::to_string(one);
    return text;
}

std::string document_text(const pugi::xml_document& document) {
    Writer writer;
    document.save(writer, "", pugi::format_raw, pugi::encoding_utf8);
    return std::move(writer.text);
}

}  // namespace approdo::content_export::qti
