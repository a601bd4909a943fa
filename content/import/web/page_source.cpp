#include "content/import/web/page_source.hpp"

#include <algorithm>

#include "content/import/source/html_text.hpp"
#include "content/import/source/markdown.hpp"
#include "content/import/source/trimmed.hpp"
#include "content/import/web/markdown_dialects.hpp"
#include "content/model/text.hpp"
#include "sync/base/text_encoding.hpp"

namespace approdo::import {
namespace {

constexpr std::size_t npos = std::string_view::npos;

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
}

// Of the first such tag in `folded`, the text in lower case: where its content begins.
std::size_t behind_tag(std::string_view folded, const std::string& name) {
    for (std::size_t at = folded.find("<" + name); at != npos;
         at = folded.find("<" + name, at + 1)) {
        const std::size_t end = folded.find('>', at);
        if (end == npos) return npos;
        const char next = folded[at + 1 + name.size()];
        if (next == '>' || next == ' ' || next == '\n' || next == '\t' || next == '\r')
            return end + 1;
    }
    return npos;
}

// lang="…" of the <html> tag.
std::string declared_language(std::string_view folded) {
    const std::size_t end = behind_tag(folded, "html");
    if (end == npos) return {};
    const std::size_t begin = folded.rfind('<', end - 1);
    const std::string_view tag = folded.substr(begin, end - begin);
    for (const std::string_view name : {"lang=", "xml:lang="}) {
        std::size_t at = tag.find(name);
        if (at == npos) continue;
        at += name.size();
        if (at < tag.size() && (tag[at] == '"' || tag[at] == '\'')) ++at;
        const std::size_t stop = std::min(tag.find_first_of("\"' >", at), tag.size());
        const std::string language(tag.substr(at, stop - at));
        if (content::is_language_tag(language)) return language;
    }
    return {};
}

// What stands in the body; scripts and styles of the head are no part of a page.
std::string_view body_of(std::string_view text, std::string_view folded) {
    std::size_t begin = behind_tag(folded, "body");
    if (begin == npos) {
        const std::size_t head = folded.find("</head>");
        begin = head == npos ? 0 : head + 7;
    }
    const std::size_t end = folded.rfind("</body>");
    return text.substr(begin, end == npos || end < begin ? npos : end - begin);
}

void read_html_page(PageSource& page) {
    const std::string folded = lower(page.text);
    page.language = declared_language(folded);
    const std::size_t title = behind_tag(folded, "title");
    const std::size_t end = title == npos ? npos : folded.find("</title>", title);
    if (end != npos)
        page.title = trimmed(plain_text(std::string_view(page.text).substr(title, end - title)));
    page.html = body_of(page.text, folded);
}

void read_markdown_page(PageSource& page) {
    const FrontMatter front = split_front_matter(page.text);
    page.title = front.title;
    page.order = front.order;
    if (content::is_language_tag(front.language)) page.language = front.language;
    page.html = markdown_to_html(common_markdown(front.body));
}

}  // namespace

PageSource read_page_source(const SourceFiles& files, const std::string& path, Report& report) {
    PageSource page;
    page.text = files.read(path).value_or("");
    if (!is_utf8(page.text)) {
        report.advice(path, 0, "this file is not saved as UTF-8; it was read as Windows-1252",
                      "save it as UTF-8, and look at its letters with accents");
        page.text = from_windows_1252(page.text);
    }
    if (is_html_file(path)) {
        read_html_page(page);
    } else {
        read_markdown_page(page);
    }
    return page;
}

bool is_html_file(std::string_view path) {
    const std::string extension = extension_of(path);
    return extension == ".html" || extension == ".htm" || extension == ".xhtml";
}

bool is_markdown_file(std::string_view path) {
    const std::string extension = extension_of(path);
    return extension == ".md" || extension == ".markdown";
}

std::size_t line_of(std::string_view text, std::string_view needle) {
    const std::size_t at = needle.empty() ? npos : text.find(needle);
    if (at == npos) return 0;
    return 1 + static_cast<std::size_t>(
                   std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

}  // namespace approdo::import
