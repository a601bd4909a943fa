#include "content/import/cartridge/resource_text.hpp"

#include "content/import/cartridge/canvas_losses.hpp"
#include "content/import/foreign/package_address.hpp"
#include "content/import/source/html_text.hpp"
#include "content/import/source/trimmed.hpp"
#include "content/import/source/xml.hpp"

namespace approdo::import::cartridge {

namespace {

std::string text_of(pugi::xml_node node, std::string_view name) {
    return std::string(trimmed(text_within(child(node, name))));
}

// <text texttype="text/html">, or plain.
std::string html_of(pugi::xml_node node) {
    const std::string text(trimmed(text_within(node)));
    if (attribute(node, "texttype") == "text/plain" && !text.empty())
        return "<p>" + escaped_text(text) + "</p>";
    return text;
}

std::string link_to(std::string_view address, std::string_view words) {
    return "<p><a href=\"" + escaped_attribute(address) + "\">" +
           escaped_text(words.empty() ? address : words) + "</a></p>";
}

std::string attachments_of(pugi::xml_node root) {
    std::string html;
    for (const pugi::xml_node one : children(child(root, "attachments"), "attachment")) {
        const std::string href(attribute(one, "href"));
        html += link_to(href, href.substr(href.rfind('/') + 1));
    }
    return html;
}

ResourceText discussion_text(pugi::xml_node root) {
    return {text_of(root, "title"), html_of(child(root, "text")) + attachments_of(root), ""};
}

ResourceText assignment_text(pugi::xml_node root) {
    return {text_of(root, "title"), html_of(child(root, "text")) + attachments_of(root), ""};
}

ResourceText web_link_text(pugi::xml_node root) {
    const std::string title = text_of(root, "title");
    return {title, link_to(attribute(child(root, "url"), "href"), title), ""};
}

ResourceText tool_text(pugi::xml_node root) {
    const std::string title = text_of(root, "title");
    std::string address = text_of(root, "secure_launch_url");
    if (address.empty()) address = text_of(root, "launch_url");
    std::string html;
    const std::string description = text_of(root, "description");
    if (!description.empty()) html = "<p>" + escaped_text(description) + "</p>";
    return {title, html + link_to(address, title), ""};
}

}  // namespace

std::optional<ResourceText> read_text(const Source& source, const Resource& resource,
                                      Report& report) {
    Report reading;
    const auto document = read_xml(source.files, resource.path, reading);
    if (!document) {
        for (Finding& one : reading.findings) {
            one.severity = Severity::warning;
            report.findings.push_back(std::move(one));
        }
        return std::nullopt;
    }
    const pugi::xml_node root = document->root();
    ResourceText text;
    if (resource.type == ResourceType::discussion) text = discussion_text(root);
    if (resource.type == ResourceType::assignment) {
        text = assignment_text(root);
        report_assignment(*document, resource.path, report);
    }
    if (resource.type == ResourceType::web_link) text = web_link_text(root);
    if (resource.type == ResourceType::tool_link) text = tool_text(root);
    text.file = resource.path;
    return text;
}

ResourceText text_of_file(const std::string& path, const std::string& title) {
    const std::string name = path.substr(path.rfind('/') + 1);
    // Seen from its own folder, where the page stands in its place.
    const std::string words = title.empty() ? name : title;
    if (type_of(path).part == content::PartType::picture)
        return {words,
                "<p><img src=\"" + escaped_attribute(encoded_path(name)) + "\" alt=\"" +
                    escaped_attribute(words) + "\"></p>",
                path};
    return {words, link_to(encoded_path(name), words), path};
}

}  // namespace approdo::import::cartridge
