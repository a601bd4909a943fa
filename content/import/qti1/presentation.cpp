#include "content/import/qti1/presentation.hpp"

#include <charconv>

#include "content/import/source/html_text.hpp"
#include "content/import/source/trimmed.hpp"
#include "content/import/source/xml.hpp"

namespace approdo::import::qti1 {

namespace {

std::string value_of(pugi::xml_node node, std::string_view name) {
    return std::string(trimmed(attribute(node, name)));
}

std::uint32_t number_of(pugi::xml_node node, std::string_view name) {
    const std::string text = value_of(node, name);
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// Elements of HTML within a text, which the format does not foresee and programs write all the
// same.
std::string markup_within(pugi::xml_node node) {
    struct Writer : pugi::xml_writer {
        std::string text;
        void write(const void* data, std::size_t size) override {
            text.append(static_cast<const char*>(data), size);
        }
    } writer;
    for (const pugi::xml_node one : node.children())
        one.print(writer, "", pugi::format_raw | pugi::format_no_declaration);
    return writer.text;
}

bool has_elements(pugi::xml_node node) {
    for (const pugi::xml_node one : node.children()) {
        if (one.type() == pugi::node_element) return true;
    }
    return false;
}

std::string text_html(pugi::xml_node node) {
    const std::string type = value_of(node, "texttype") + value_of(node, "type");
    if (has_elements(node)) return markup_within(node);
    const std::string text(trimmed(text_within(node)));
    if (type == "text/plain" || type == "PLAIN_TEXT") return escaped_text(text);
    // Without a type it is plain by the standard; what looks like markup is written as such.
    const bool markup = !type.empty() || text.find("</") != std::string::npos;
    return markup ? text : escaped_text(text);
}

std::string picture_html(pugi::xml_node node) {
    const std::string address = value_of(node, "uri");
    if (address.empty()) return {};
    return "<img src=\"" + escaped_attribute(address) + "\" alt=\"" +
           escaped_attribute(value_of(node, "label")) + "\">";
}

std::string link_html(pugi::xml_node node) {
    const std::string address = value_of(node, "uri");
    if (address.empty()) return {};
    const std::string label = value_of(node, "label");
    return "<a href=\"" + escaped_attribute(address) + "\">" +
           escaped_text(label.empty() ? address : label) + "</a>";
}

bool is_field(std::string_view name) {
    return name == "response_lid" || name == "response_str" || name == "response_num" ||
           name == "response_xy" || name == "response_grp";
}

void add_words(std::string& html, std::string words) {
    if (!html.empty() && !words.empty()) html += ' ';
    html += words;
}

// Of a response_label: the words that can be chosen, or the area that can be touched.
Label label_of(pugi::xml_node node) {
    Label label;
    label.id = value_of(node, "ident");
    label.area_shape = value_of(node, "rarea");
    label.html = material_html(node);
    if (!label.area_shape.empty()) label.area = std::string(trimmed(text_within(node)));
    return label;
}

void collect_labels(pugi::xml_node node, ResponseField& field) {
    for (const pugi::xml_node one : node.children()) {
        const std::string_view name = local_name(one);
        if (name == "response_label") {
            field.labels.push_back(label_of(one));
        } else if (name == "material" && field.picture.empty() && field.asked == Asked::points) {
            field.picture = value_of(child(one, "matimage"), "uri");
        } else {
            collect_labels(one, field);
        }
    }
}

ResponseField field_of(pugi::xml_node node) {
    ResponseField field;
    field.node = node;
    field.id = value_of(node, "ident");
    const std::string cardinality = value_of(node, "rcardinality");
    if (cardinality == "Multiple") field.cardinality = Cardinality::multiple;
    if (cardinality == "Ordered") field.cardinality = Cardinality::ordered;
    const std::string_view name = local_name(node);
    if (name == "response_str") field.asked = Asked::text;
    if (name == "response_num") field.asked = Asked::number;
    if (name == "response_xy") field.asked = Asked::points;
    if (name == "response_grp") field.asked = Asked::group;
    for (const pugi::xml_node one : node.children()) {
        const std::string_view kind = local_name(one);
        if (kind == "material" || kind == "material_ref" || kind == "flow_mat")
            add_words(field.html, material_html(one));
        if (!kind.starts_with("render_")) continue;
        if (kind == "render_slider") field.asked = Asked::number;
        if (kind == "render_hotspot") field.asked = Asked::points;
        if (kind == "render_fib") {
            const std::string type = value_of(one, "fibtype");
            if (field.asked == Asked::choice) field.asked = Asked::text;
            if (type == "Decimal" || type == "Integer" || type == "Scientific")
                field.asked = Asked::number;
            field.rows = number_of(one, "rows");
            field.width = number_of(one, "columns");
            if (field.width == 0) field.width = number_of(one, "maxchars");
        }
        field.shuffle = value_of(one, "shuffle") != "No";
        collect_labels(one, field);
    }
    return field;
}

class PresentationReader {
  public:
    Presentation run(pugi::xml_node presentation) {
        walk(presentation);
        return std::move(result_);
    }

  private:
    void walk(pugi::xml_node node) {
        for (const pugi::xml_node one : node.children()) {
            const std::string_view name = local_name(one);
            if (is_field(name)) {
                result_.fields.push_back(field_of(one));
                result_.segments.push_back({"", result_.fields.size()});
            } else if (name == "material" || name == "flow_mat") {
                result_.segments.push_back({material_html(one), 0});
            } else if (value_of(one, "class") == "RIGHT_MATCH_BLOCK") {
                for (const pugi::xml_node right : one.children())
                    result_.right_column.push_back(material_html(right));
            } else if (is_row(one)) {
                read_row(one);
            } else {
                walk(one);
            }
        }
    }

    // Blackboard's matching: words and their field in one box.
    static bool is_row(pugi::xml_node node) {
        if (value_of(node.parent(), "class") != "RESPONSE_BLOCK") return false;
        return child(node, "response_lid") && child(node, "flow");
    }
    void read_row(pugi::xml_node node) {
        ResponseField field = field_of(child(node, "response_lid"));
        field.html = material_html(child(node, "flow"));
        result_.fields.push_back(std::move(field));
        result_.segments.push_back({"", result_.fields.size()});
    }

    Presentation result_;
};

}  // namespace

Presentation read_presentation(pugi::xml_node presentation) {
    return PresentationReader().run(presentation);
}

std::string material_html(pugi::xml_node node) {
    std::string html;
    for (const pugi::xml_node one : node.children()) {
        const std::string_view name = local_name(one);
        if (name == "mattext" || name == "matemtext" || name == "mat_formattedtext") {
            add_words(html, text_html(one));
        } else if (name == "matimage") {
            add_words(html, picture_html(one));
        } else if (name == "mataudio" || name == "matvideo" || name == "matapplication") {
            add_words(html, link_html(one));
        } else if (name == "matbreak") {
            html += "<br>";
        } else {
            add_words(html, material_html(one));
        }
    }
    return html;
}

}  // namespace approdo::import::qti1
