#include "content/import/web/web_formats.hpp"

#include <algorithm>

#include "content/import/source/trimmed.hpp"
#include "content/import/web/html_site.hpp"
#include "content/import/web/markdown_folder.hpp"
#include "content/import/web/page_source.hpp"

namespace approdo::import {
namespace {

constexpr std::size_t looked_at_max = 4096;

bool has_file(const Source& source, bool (*is_page)(std::string_view)) {
    const auto files = source.files.all();
    return std::any_of(files.begin(), files.end(), is_page);
}

// Nothing but text, at its beginning.
std::string text_at_beginning(const Source& source) {
    const Bytes bytes = source.files.beginning(source.file, looked_at_max);
    const std::string text(text_of(bytes));
    return text.find('\0') == std::string::npos ? text : std::string();
}

// A heading, a list or front matter: what a note has that somebody wrote as Markdown.
bool looks_like_markdown(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        if (line.starts_with("# ") || line.starts_with("## ") || line.starts_with("### "))
            return true;
        at = end + 1;
    }
    return text.starts_with("---\n") || text.starts_with("---\r\n");
}

bool looks_like_html(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return text.find("<html") != std::string::npos || trimmed(text).starts_with("<!doctype html") ||
           text.find("<body") != std::string::npos;
}

Import course_or_refusal(const PagePlan& plan, const Source& source) {
    Import result;
    if (plan.modules.empty()) {
        result.report.error(source.file, 0, "there is no page here", "is it the right file?");
        return result;
    }
    result.course = course_of(plan, source, result.report);
    report_hidden(source, result.report);
    result.report.settle();
    return result;
}

bool recognises_markdown(const Source& source) {
    if (source.file.empty()) return has_file(source, is_markdown_file);
    const std::string text = text_at_beginning(source);
    return !text.empty() && !looks_like_html(text) && looks_like_markdown(text);
}

Import read_markdown(const Source& source) {
    return course_or_refusal(plan_markdown(source), source);
}

bool recognises_html(const Source& source) {
    if (source.file.empty()) return has_file(source, is_html_file);
    return looks_like_html(text_at_beginning(source));
}

Import read_html(const Source& source) {
    return course_or_refusal(plan_html(source), source);
}

}  // namespace

const Format markdown_format{"markdown", "Markdown", recognises_markdown, read_markdown};
const Format html_format{"html", "HTML", recognises_html, read_html};

}  // namespace approdo::import
