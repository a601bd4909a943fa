#include "content/narration/blocks.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>

namespace approdo::narration {
namespace {

constexpr std::array<std::string_view, 28> block_elements{
    "p",          "li",    "h1",      "h2",      "h3",      "h4",     "h5",
    "h6",         "td",    "th",      "tr",      "table",   "dt",     "dd",
    "dl",         "ul",    "ol",      "pre",     "div",     "figure", "figcaption",
    "blockquote", "aside", "details", "summary", "caption", "hr",     "section"};
// What stands in them is for programs that cannot play them, or for nobody's ears.
constexpr std::array<std::string_view, 5> silent_elements{"audio", "video", "rt", "rp", "style"};

template <class List>
bool contains(const List& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

struct GumboFree {
    void operator()(GumboOutput* output) const {
        gumbo_destroy_output(&kGumboDefaultOptions, output);
    }
};
std::unique_ptr<GumboOutput, GumboFree> parsed(std::string_view html) {
    GumboOptions options = kGumboDefaultOptions;
    options.fragment_context = GUMBO_TAG_DIV;
    options.max_errors = 0;
    return std::unique_ptr<GumboOutput, GumboFree>(
        gumbo_parse_with_options(&options, html.data(), html.size()));
}

class Reader {
  public:
    std::vector<Block> run(const GumboNode& root) {
        take_children(root, {});
        end_block({});
        return std::move(blocks_);
    }

  private:
    // `language`: of the nearest block that says one. Of the language of single words nothing is
    // kept: a sentence has one voice.
    void take(const GumboNode& node, std::string_view language) {
        if (node.type != GUMBO_NODE_ELEMENT) {
            if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE)
                text_ += node.v.text.text;
            return;
        }
        const std::string_view name = gumbo_normalized_tagname(node.v.element.tag);
        if (contains(silent_elements, name)) return;
        if (name == "br") text_ += ' ';
        if (!contains(block_elements, name)) return take_children(node, language);
        end_block(language);
        const auto* own = gumbo_get_attribute(&node.v.element.attributes, "lang");
        const std::string_view spoken = own == nullptr ? language : own->value;
        take_children(node, spoken);
        end_block(spoken);
    }

    void take_children(const GumboNode& node, std::string_view language) {
        const GumboVector& children = node.v.element.children;
        for (unsigned i = 0; i < children.length; ++i)
            take(*static_cast<const GumboNode*>(children.data[i]), language);
    }

    void end_block(std::string_view language) {
        std::string text = on_one_line(text_);
        text_.clear();
        if (!text.empty()) blocks_.push_back({std::move(text), std::string(language)});
    }

    std::vector<Block> blocks_;
    std::string text_;
};

}  // namespace

std::vector<Block> blocks_of(std::string_view html) {
    return Reader().run(*parsed(html)->root);
}

std::string words_of(std::string_view html) {
    std::string words;
    for (const Block& block : blocks_of(html)) words += (words.empty() ? "" : " ") + block.text;
    return words;
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
