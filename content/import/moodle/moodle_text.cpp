#include "content/import/moodle/moodle_text.hpp"

#include <algorithm>
#include <utility>

#include "content/import/source/html_text.hpp"
#include "content/import/source/markdown.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import {

using content::Direction;
using content::RichText;

namespace {

constexpr std::string_view file_mark = "@@PLUGINFILE@@/";

class MoodleLinks final : public Links {
  public:
    MoodleLinks(const MoodleText& text, const MoodleReading& reading)
        : text_(text), media_(reading.media), language_(reading.language) {}

    std::optional<Asset> asset(std::string_view address) override {
        auto found = find(address);
        if (found) media_.use(found->path);
        return found;
    }
    std::optional<std::string> link(std::string_view address) override {
        const auto found = find(address);
        if (!found) return media_.link(address);
        media_.use(found->path, language_);
        return found->path;
    }

  private:
    std::optional<Asset> find(std::string_view address) {
        const bool marked = address.starts_with(file_mark);
        // A page that was a file names its neighbours as any page does.
        if (!marked && text_.area.empty()) return std::nullopt;
        if (marked) address.remove_prefix(file_mark.size());
        const std::string path = percent_decoded(address.substr(0, address.find('?')));
        return media_.find(text_, path);
    }

    const MoodleText& text_;
    MoodleMedia& media_;
    const std::string& language_;
};

std::string with_breaks(std::string text) {
    std::string html;
    html.reserve(text.size());
    for (const char c : text) {
        if (c == '\r') continue;
        if (c == '\n') {
            html += "<br>";
        } else {
            html.push_back(c);
        }
    }
    return html;
}

std::string html_of(const MoodleText& text, bool exported_here) {
    const std::string_view words = exported_here ? std::string_view(text.text) : trimmed(text.text);
    switch (text.format) {
        case MoodleFormat::plain:
            return with_breaks(escaped_text(words));
        case MoodleFormat::moodle:
            return with_breaks(std::string(words));
        case MoodleFormat::markdown:
            return markdown_to_html(words);
        case MoodleFormat::html:
            break;
    }
    return std::string(words);
}

CleanHtml cleaned(const MoodleText& text, const std::string& html, const MoodleReading& reading,
                  std::size_t line, bool is_page) {
    MoodleLinks links(text, reading);
    HtmlOptions options;
    options.direction = content::direction_of(reading.language);
    options.is_page = is_page;
    CleanHtml result = clean_html(html, links, options);
    report_losses(result.findings, reading.file, line, reading.report);
    return result;
}

// A single paragraph around everything says nothing in a question.
std::string without_paragraph(std::string html) {
    const bool one = html.starts_with("<p>") && html.ends_with("</p>") &&
                     html.find("<p>", 3) == std::string::npos &&
                     html.find("</p>") == html.size() - 4;
    return one ? html.substr(3, html.size() - 7) : html;
}

std::string utf8_of(std::uint32_t code) {
    std::string out;
    const auto add = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = 0xFFFD;
    if (code < 0x80) {
        add(code);
    } else if (code < 0x800) {
        add(0xC0 | code >> 6);
        add(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        add(0xE0 | code >> 12);
        add(0x80 | (code >> 6 & 0x3F));
        add(0x80 | (code & 0x3F));
    } else {
        add(0xF0 | code >> 18);
        add(0x80 | (code >> 12 & 0x3F));
        add(0x80 | (code >> 6 & 0x3F));
        add(0x80 | (code & 0x3F));
    }
    return out;
}

// Of "&name;" without its ends; empty when it is not known.
std::string referred(std::string_view name) {
    static constexpr std::pair<std::string_view, std::string_view> named[] = {
        {"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},
        {"nbsp", " "},   {"agrave", "à"}, {"egrave", "è"}, {"eacute", "é"}, {"igrave", "ì"},
        {"ograve", "ò"}, {"ugrave", "ù"}, {"Agrave", "À"}, {"Egrave", "È"}, {"Eacute", "É"},
        {"deg", "°"},    {"euro", "€"},   {"laquo", "«"},  {"raquo", "»"},  {"ndash", "–"},
        {"mdash", "—"},  {"hellip", "…"}, {"rsquo", "’"},  {"lsquo", "‘"},  {"ldquo", "“"},
        {"rdquo", "”"},  {"times", "×"},  {"divide", "÷"}, {"plusmn", "±"}, {"minus", "−"},
        {"frac12", "½"}, {"sup2", "²"},   {"sup3", "³"},   {"micro", "µ"},  {"pi", "π"},
        {"alpha", "α"},  {"beta", "β"},   {"gamma", "γ"},  {"Omega", "Ω"},  {"le", "≤"},
        {"ge", "≥"},     {"ne", "≠"},     {"ccedil", "ç"}, {"ntilde", "ñ"}, {"uuml", "ü"},
        {"ouml", "ö"},   {"auml", "ä"},   {"szlig", "ß"},  {"ecirc", "ê"},  {"ocirc", "ô"},
        {"middot", "·"}, {"rarr", "→"},   {"larr", "←"},   {"lbrace", "{"}, {"rbrace", "}"},
    };
    if (name.size() > 1 && name[0] == '#') {
        const bool hex = name[1] == 'x' || name[1] == 'X';
        std::uint32_t code = 0;
        for (const char c : name.substr(hex ? 2 : 1)) {
            const int digit = c >= '0' && c <= '9'          ? c - '0'
                              : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : hex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                            : -1;
            if (digit < 0 || code > 0x10FFFF) return {};
            code = code * (hex ? 16 : 10) + static_cast<std::uint32_t>(digit);
        }
        return utf8_of(code);
    }
    for (const auto& [known, value] : named) {
        if (known == name) return std::string(value);
    }
    return {};
}

}  // namespace

RichText rich_text(const MoodleText& text, const MoodleReading& reading, std::size_t line) {
    if (trimmed(text.text).empty()) return {};
    CleanHtml result = cleaned(text, html_of(text, reading.exported_here), reading, line, false);
    if (!reading.exported_here) result.html = without_paragraph(std::move(result.html));
    return {std::move(result.html), reading.language, Direction::inherit};
}

CleanHtml page_html(const MoodleText& text, const MoodleReading& reading,
                    const std::string& title) {
    // The first heading would be taken for the title, and go.
    const std::string heading = "<h1>" + escaped_text(title.empty() ? "-" : title) + "</h1>";
    return cleaned(text, heading + html_of(text, false), reading, 0, true);
}

std::string with_references_replaced(std::string_view html) {
    std::string out;
    for (std::size_t at = 0; at < html.size();) {
        const std::size_t end = html[at] == '&' ? html.find(';', at) : std::string_view::npos;
        const std::string value = end != std::string_view::npos && end - at < 12
                                      ? referred(html.substr(at + 1, end - at - 1))
                                      : std::string();
        if (value.empty()) {
            out.push_back(html[at++]);
            continue;
        }
        out += value;
        at = end + 1;
    }
    return out;
}

std::string words_of_html(std::string_view html) {
    return std::string(trimmed(with_references_replaced(plain_text(html))));
}

MoodleFormat moodle_format(std::string_view name) {
    if (name == "html" || name == "1") return MoodleFormat::html;
    if (name == "plain_text" || name == "2") return MoodleFormat::plain;
    if (name == "markdown" || name == "4") return MoodleFormat::markdown;
    return MoodleFormat::moodle;
}

std::string_view number_of_place(std::size_t index) {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (int i = 1; i <= 1000; ++i) all.push_back(std::to_string(i));
        return all;
    }();
    return index < names.size() ? std::string_view(names[index]) : std::string_view();
}

}  // namespace approdo::import
