#include "content/narration/blocks.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace approdo::narration {
namespace {

constexpr std::array<std::string_view, 28> block_elements{
    "p",          "li",    "h1",      "h2",      "h3",      "h4",     "h5",
    "h6",         "td",    "th",      "tr",      "table",   "dt",     "dd",
    "dl",         "ul",    "ol",      "pre",     "div",     "figure", "figcaption",
    "blockquote", "aside", "details", "summary", "caption", "hr",     "section"};
// What stands in them is for programs that cannot play them, or for nobody's ears.
constexpr std::array<std::string_view, 5> silent_elements{"audio", "video", "rt", "rp", "style"};
constexpr std::array<std::string_view, 7> void_elements{"br",  "hr",     "img",  "wbr",
                                                        "col", "source", "track"};

template <class List>
bool contains(const List& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

std::string_view name_in(std::string_view tag) {
    return tag.substr(0, std::min(tag.find_first_of(" \t\n/"), tag.size()));
}

std::string language_in(std::string_view tag) {
    constexpr std::string_view attribute = " lang=\"";
    const std::size_t at = tag.find(attribute);
    if (at == std::string_view::npos) return {};
    const std::string_view value = tag.substr(at + attribute.size());
    return std::string(value.substr(0, value.find('"')));
}

void append_utf8(std::string& out, std::uint32_t code) {
    if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) code = 0xfffd;
    const auto tail = [&](unsigned shift) {
        out += static_cast<char>(0x80 | ((code >> shift) & 0x3f));
    };
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xc0 | (code >> 6));
        tail(0);
    } else if (code < 0x10000) {
        out += static_cast<char>(0xe0 | (code >> 12));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xf0 | (code >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

// What stands between & and ;. False: it means nothing.
bool append_reference(std::string& out, std::string_view name) {
    struct Known {
        std::string_view name;
        std::string_view text;
    };
    static constexpr Known known[] = {{"amp", "&"},   {"lt", "<"},   {"gt", ">"},
                                      {"quot", "\""}, {"apos", "'"}, {"nbsp", "\xC2\xA0"}};
    for (const Known& one : known) {
        if (one.name != name) continue;
        out += one.text;
        return true;
    }
    if (!name.starts_with('#')) return false;
    const bool is_hex = name.size() > 2 && (name[1] == 'x' || name[1] == 'X');
    const std::string_view digits = name.substr(is_hex ? 2 : 1);
    std::uint32_t code = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, is_hex ? 16 : 10);
    if (error != std::errc() || end != digits.data() + digits.size()) return false;
    append_utf8(out, code);
    return true;
}

class Reader {
  public:
    std::vector<Block> run(std::string_view html) {
        while (!html.empty()) {
            const std::size_t open = std::min(html.find('<'), html.size());
            if (silent_ == 0) text_ += html.substr(0, open);
            html.remove_prefix(open);
            if (html.empty()) break;
            const std::size_t close = html.find('>');
            if (close == std::string_view::npos) break;
            take_tag(html.substr(1, close - 1));
            html.remove_prefix(close + 1);
        }
        end_block();
        return std::move(blocks_);
    }

  private:
    struct Open {
        std::string_view name;
        std::string language;
    };

    void take_tag(std::string_view tag) {
        const bool closes = tag.starts_with('/');
        if (closes) tag.remove_prefix(1);
        const std::string_view name = name_in(tag);
        if (name == "br") text_ += ' ';
        if (contains(block_elements, name)) end_block();
        if (contains(silent_elements, name)) silent_ += closes ? (silent_ > 0 ? -1 : 0) : 1;
        if (!contains(block_elements, name) || contains(void_elements, name)) return;
        // Of the language of single words nothing is kept: a sentence has one voice.
        if (!closes) {
            open_.push_back({name, language_in(tag)});
        } else if (!open_.empty()) {
            open_.pop_back();
        }
    }

    void end_block() {
        std::string text = on_one_line(without_references(text_));
        text_.clear();
        if (text.empty()) return;
        const auto spoken = std::find_if(open_.rbegin(), open_.rend(),
                                         [](const Open& one) { return !one.language.empty(); });
        blocks_.push_back(
            {std::move(text), spoken == open_.rend() ? std::string{} : spoken->language});
    }

    std::vector<Block> blocks_;
    std::vector<Open> open_;
    std::string text_;
    int silent_ = 0;
};

}  // namespace

std::vector<Block> blocks_of(std::string_view html) {
    return Reader().run(html);
}

std::string without_references(std::string_view text) {
    constexpr std::size_t longest = 10;
    std::string out;
    while (!text.empty()) {
        const std::size_t end =
            text.front() == '&' ? text.substr(0, longest).find(';') : std::string_view::npos;
        if (end != std::string_view::npos && append_reference(out, text.substr(1, end - 1))) {
            text.remove_prefix(end + 1);
        } else {
            out += text.front();
            text.remove_prefix(1);
        }
    }
    return out;
}

std::string on_one_line(std::string_view text) {
    constexpr std::string_view hard_blank = "\xC2\xA0";
    std::string out;
    while (!text.empty()) {
        const bool is_hard = text.starts_with(hard_blank);
        if (is_hard || std::string_view(" \t\r\n\f").find(text.front()) != std::string_view::npos) {
            if (!out.empty() && out.back() != ' ') out += ' ';
        } else {
            out += text.front();
        }
        text.remove_prefix(is_hard ? hard_blank.size() : 1);
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

}  // namespace approdo::narration
