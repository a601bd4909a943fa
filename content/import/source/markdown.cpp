#include "content/import/source/markdown.hpp"

#include <md4c-html.h>

#include <charconv>

#include "content/import/source/trimmed.hpp"
#include "sync/base/check.hpp"

namespace approdo::import {

namespace {

void append_output(const MD_CHAR* text, MD_SIZE size, void* out) {
    static_cast<std::string*>(out)->append(text, size);
}

// «title: "Words"», «title: Words»: one line, with or without quotes.
std::string plain_value(std::string_view value) {
    value = trimmed(value);
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
        value.back() == value.front())
        value = value.substr(1, value.size() - 2);
    return std::string(value);
}

}  // namespace

std::string markdown_to_html(std::string_view markdown) {
    std::string html;
    const int failed = md_html(markdown.data(), static_cast<MD_SIZE>(markdown.size()),
                               append_output, &html, MD_DIALECT_GITHUB, MD_HTML_FLAG_SKIP_UTF8_BOM);
    // It fails only when memory is out; then append_output has thrown already.
    APPRODO_ASSERT(failed == 0);
    return html;
}

FrontMatter split_front_matter(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    FrontMatter result;
    result.body = text;
    if (!text.starts_with("---\n") && !text.starts_with("---\r\n")) return result;
    std::size_t at = text.find('\n') + 1;
    for (std::size_t line = 2; at < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view content = text.substr(at, end - at);
        at = std::min(end + 1, text.size());
        if (trimmed(content) == "---" || trimmed(content) == "...") {
            result.body = text.substr(at);
            result.body_line = line + 1;
            return result;
        }
        if (content.starts_with("title:")) result.title = plain_value(content.substr(6));
        if (content.starts_with("lang:")) result.language = plain_value(content.substr(5));
        if (content.starts_with("order:")) {
            const std::string order = plain_value(content.substr(6));
            std::from_chars(order.data(), order.data() + order.size(), result.order);
        }
    }
    // It was a rule, not front matter: nothing closed it.
    return {{}, {}, 0, text, 1};
}

}  // namespace approdo::import
