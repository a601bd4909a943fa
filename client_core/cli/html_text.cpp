#include "client_core/cli/html_text.hpp"

#include <array>
#include <vector>

namespace approdo::cli {
namespace {

struct Tag {
    std::string name;  // lower case
    bool closes = false;
    std::string_view attributes;
};

Tag read_tag(std::string_view inside) {
    Tag tag;
    if (inside.starts_with('/')) {
        tag.closes = true;
        inside.remove_prefix(1);
    }
    std::size_t end = 0;
    while (end < inside.size() && inside[end] != ' ' && inside[end] != '/') {
        const char letter = inside[end++];
        tag.name += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    }
    tag.attributes = inside.substr(end);
    return tag;
}

std::string attribute(std::string_view attributes, std::string_view name) {
    const std::string start = std::string(name) + "=\"";
    const auto at = attributes.find(start);
    if (at == std::string_view::npos) return {};
    const auto value = attributes.substr(at + start.size());
    return std::string(value.substr(0, std::min(value.find('"'), value.size())));
}

void append_code_point(std::string& out, unsigned long code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xc0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xe0 | (code >> 12));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
        out += static_cast<char>(0x80 | (code & 0x3f));
    } else {
        out += static_cast<char>(0xf0 | (code >> 18));
        out += static_cast<char>(0x80 | ((code >> 12) & 0x3f));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
        out += static_cast<char>(0x80 | (code & 0x3f));
    }
}

std::string decoded(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> names{{{"amp", "&"},
                                                                                  {"lt", "<"},
                                                                                  {"gt", ">"},
                                                                                  {"quot", "\""},
                                                                                  {"apos", "'"},
                                                                                  {"nbsp", " "},
                                                                                  {"#39", "'"}}};
    std::string out;
    while (!text.empty()) {
        const auto end = text.find(';');
        if (text.front() != '&' || end == std::string_view::npos || end > 10) {
            out += text.front();
            text.remove_prefix(1);
            continue;
        }
        const std::string_view name = text.substr(1, end - 1);
        bool known = false;
        for (const auto& [entity, value] : names) {
            if (entity != name) continue;
            out += value;
            known = true;
        }
        if (!known && name.size() > 1 && name.front() == '#') {
            const bool hex = name[1] == 'x' || name[1] == 'X';
            const std::string digits(name.substr(hex ? 2 : 1));
            const unsigned long code = std::strtoul(digits.c_str(), nullptr, hex ? 16 : 10);
            append_code_point(out, code > 0 && code < 0x110000 ? code : 0xfffd);
            known = true;
        }
        if (!known) out += text.substr(0, end + 1);
        text.remove_prefix(end + 1);
    }
    return out;
}

std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    for (const char byte : text)
        width += (static_cast<unsigned char>(byte) & 0xc0) != 0x80 ? 1U : 0U;
    return width;
}

class Renderer {
  public:
    explicit Renderer(int width) : width_(static_cast<std::size_t>(width)) {}

    std::string render(std::string_view html) {
        while (!html.empty()) {
            const auto open = std::min(html.find('<'), html.size());
            take_text(html.substr(0, open));
            html.remove_prefix(open);
            if (html.empty()) break;
            const auto close = html.find('>');
            if (close == std::string_view::npos) break;
            take_tag(read_tag(html.substr(1, close - 1)));
            html.remove_prefix(close + 1);
        }
        flush();
        while (!out_.empty() && out_.back() == '\n') out_.pop_back();
        return out_;
    }

  private:
    struct List {
        bool ordered = false;
        int number = 0;
        std::size_t hang = 0;  // where the words of its items begin
    };

    void take_text(std::string_view text) {
        if (skips_ > 0) return;
        const std::string plain = decoded(text);
        if (verbatim_) {
            line_ += plain;
            return;
        }
        for (const char letter : plain) {
            const bool blank = letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r';
            if (!blank) {
                line_ += letter;
            } else if (!line_.empty() && line_.back() != ' ') {
                line_ += ' ';
            }
        }
    }

    void take_tag(const Tag& tag) {
        const std::string& name = tag.name;
        if (name == "script" || name == "style") {
            skips_ += tag.closes ? -1 : 1;
        } else if (name == "br") {
            flush();
        } else if (name == "pre") {
            flush();
            verbatim_ = !tag.closes;
        } else if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
            heading(tag);
        } else if (name == "ul" || name == "ol") {
            flush();
            if (!tag.closes) lists_.push_back({name == "ol"});
            if (tag.closes && !lists_.empty()) lists_.pop_back();
            if (lists_.empty()) blank_line();
        } else if (name == "li") {
            flush();
            if (!tag.closes) begin_item();
        } else if (name == "img" && !tag.closes) {
            const std::string words = attribute(tag.attributes, "alt");
            if (!words.empty()) take_text("[" + words + "]");
        } else if (name == "a") {
            link(tag);
        } else if (name == "td" || name == "th") {
            if (tag.closes) line_ += "  ";
        } else if (name == "span" && !tag.closes) {
            const std::string part = attribute(tag.attributes, "data-part");
            if (!part.empty()) line_ += "[" + part + "]";
        } else if (name == "p" || name == "div" || name == "tr" || name == "table" ||
                   name == "blockquote" || name == "figure" || name == "section" || name == "hr" ||
                   name == "figcaption" || name == "dl" || name == "dt" || name == "dd") {
            flush();
            if (tag.closes && lists_.empty() && name != "tr" && name != "dt") blank_line();
        }
    }

    void heading(const Tag& tag) {
        flush();
        if (!tag.closes) {
            blank_line();
            heading_start_ = out_.size();
            return;
        }
        const auto start = std::min(heading_start_, out_.size());
        const std::size_t width = width_of(std::string_view(out_).substr(start));
        if (width > 1)
            out_ += std::string(std::min(width - 1, width_), tag.name == "h1" ? '=' : '-') + "\n";
        blank_line();
    }

    void link(const Tag& tag) {
        if (!tag.closes) {
            address_ = attribute(tag.attributes, "href");
            return;
        }
        if (address_.starts_with("http")) line_ += " <" + address_ + ">";
        address_.clear();
    }

    void begin_item() {
        if (lists_.empty()) return;
        List& list = lists_.back();
        bullet_ = list.ordered ? std::to_string(++list.number) + ". " : "- ";
    }

    void blank_line() {
        if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
    }

    void flush() {
        if (verbatim_) {
            out_ += line_;
            if (!line_.empty() && line_.back() != '\n') out_ += '\n';
            line_.clear();
            return;
        }
        while (!line_.empty() && line_.back() == ' ') line_.pop_back();
        if (line_.empty()) return;
        std::string indent(lists_.empty() ? 0 : (lists_.size() - 1) * 2, ' ');
        std::string first = indent + bullet_;
        // What follows in an item stands under its first word, whatever the number before that.
        if (!bullet_.empty() && !lists_.empty()) lists_.back().hang = width_of(first);
        const std::string rest(lists_.empty() ? 0 : lists_.back().hang, ' ');
        if (bullet_.empty()) first = rest;
        wrap(first, rest);
        bullet_.clear();
        line_.clear();
    }

    void wrap(const std::string& first, const std::string& rest) {
        std::string current = first;
        bool has_word = false;
        std::string_view words = line_;
        while (!words.empty()) {
            const auto end = std::min(words.find(' '), words.size());
            const std::string_view word = words.substr(0, end);
            words.remove_prefix(std::min(end + 1, words.size()));
            if (word.empty()) continue;
            if (has_word && width_of(current) + 1 + width_of(word) > width_) {
                out_ += current + "\n";
                current = rest;
                has_word = false;
            }
            if (has_word) current += ' ';
            current += word;
            has_word = true;
        }
        out_ += current + "\n";
    }

    std::size_t width_;
    std::string out_;
    std::string line_;
    std::string bullet_;
    std::string address_;
    std::vector<List> lists_;
    std::size_t heading_start_ = 0;
    int skips_ = 0;
    bool verbatim_ = false;
};

}  // namespace

std::string text_of_html(std::string_view html, int width) {
    return Renderer(width).render(html);
}

std::string line_of_html(std::string_view html) {
    std::string text = Renderer(100'000).render(html);
    for (char& letter : text) {
        if (letter == '\n') letter = ' ';
    }
    return text;
}

}  // namespace approdo::cli
