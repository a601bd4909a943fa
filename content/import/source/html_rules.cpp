#include "content/import/source/html_rules.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace approdo::import {

namespace {

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

constexpr std::array<std::string_view, 66> kept{
    "a",          "abbr",       "address", "article", "aside",  "audio", "b",      "bdi",
    "bdo",        "blockquote", "br",      "caption", "cite",   "code",  "col",    "colgroup",
    "dd",         "del",        "details", "dfn",     "div",    "dl",    "dt",     "em",
    "figcaption", "figure",     "footer",  "h1",      "h2",     "h3",    "h4",     "h5",
    "h6",         "header",     "hr",      "i",       "img",    "ins",   "kbd",    "li",
    "mark",       "ol",         "p",       "pre",     "q",      "rp",    "rt",     "ruby",
    "s",          "samp",       "section", "small",   "source", "span",  "strong", "sub",
    "summary",    "sup",        "table",   "tbody",   "td",     "tfoot", "th",     "thead",
    "time",       "tr"};
constexpr std::array<std::string_view, 6> kept_too{"track", "u", "ul", "var", "video", "wbr"};
constexpr std::array<std::string_view, 26> dropped{
    "script", "style",  "iframe", "frame",    "frameset", "object",   "embed", "applet", "form",
    "input",  "button", "select", "textarea", "option",   "optgroup", "label", "canvas", "svg",
    "math",   "link",   "meta",   "base",     "template", "noscript", "title", "portal"};
constexpr std::array<std::string_view, 6> void_elements{"br", "hr", "img", "wbr", "col", "source"};
constexpr std::array<std::string_view, 19> blocks{
    "p",          "h1",  "h2",    "h3",     "h4",      "h5",    "h6", "ul",    "ol",   "dl",
    "blockquote", "pre", "table", "figure", "details", "aside", "hr", "audio", "video"};
// They hold blocks and are none themselves: a page that stands in one <div> has all its blocks.
constexpr std::array<std::string_view, 6> wrappers{"div",    "section", "article",
                                                   "header", "footer",  "address"};

struct AttributeRule {
    std::string_view element;
    std::string_view attribute;
};
constexpr std::array<AttributeRule, 26> attributes{{
    {"a", "hreflang"}, {"td", "colspan"},    {"td", "rowspan"},   {"td", "headers"},
    {"th", "colspan"}, {"th", "rowspan"},    {"th", "headers"},   {"th", "scope"},
    {"th", "abbr"},    {"ol", "start"},      {"ol", "reversed"},  {"ol", "type"},
    {"li", "value"},   {"time", "datetime"}, {"del", "datetime"}, {"ins", "datetime"},
    {"col", "span"},   {"colgroup", "span"}, {"details", "open"}, {"source", "type"},
    {"track", "kind"}, {"track", "srclang"}, {"track", "label"},  {"track", "default"},
    {"audio", "loop"}, {"video", "loop"},
}};

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
    if (text.size() < prefix.size()) return false;
    return std::equal(prefix.begin(), prefix.end(), text.begin(), [](char a, char b) {
        return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b);
    });
}

}  // namespace

ElementRule rule_of(std::string_view element) {
    if (contains(kept, element) || contains(kept_too, element)) return ElementRule::keep;
    return contains(dropped, element) ? ElementRule::drop : ElementRule::unwrap;
}

bool is_void_element(std::string_view element) {
    return contains(void_elements, element) || element == "track";
}

bool is_block_element(std::string_view element) {
    return contains(blocks, element);
}

bool is_wrapper_element(std::string_view element) {
    return contains(wrappers, element);
}

bool is_plain_attribute(std::string_view element, std::string_view attribute) {
    if (attribute == "title") return true;
    return std::any_of(attributes.begin(), attributes.end(), [&](const AttributeRule& rule) {
        return rule.element == element && rule.attribute == attribute;
    });
}

AddressKind kind_of_address(std::string_view address) {
    if (address.starts_with('#')) return AddressKind::anchor;
    if (address.starts_with("unit:")) return AddressKind::unit;
    if (address.starts_with("//") || starts_with_ignoring_case(address, "https://") ||
        starts_with_ignoring_case(address, "http://"))
        return AddressKind::outside;
    if (starts_with_ignoring_case(address, "mailto:") || starts_with_ignoring_case(address, "tel:"))
        return AddressKind::mail;
    for (const std::string_view type : {"png", "jpeg", "gif", "webp"}) {
        if (starts_with_ignoring_case(address, "data:image/" + std::string(type) + ";base64,"))
            return AddressKind::data_picture;
    }
    // Any other scheme: javascript:, data:, file:, and those that browsers may learn. Control
    // characters inside a scheme are ignored by browsers, so they count as part of it here.
    const std::size_t colon = address.find(':');
    const std::size_t path = address.find_first_of("/?#");
    if (colon != std::string_view::npos && (path == std::string_view::npos || colon < path))
        return AddressKind::forbidden;
    return AddressKind::inside;
}

}  // namespace approdo::import
