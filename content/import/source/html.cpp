#include "content/import/source/html.hpp"

#include <gumbo.h>

#include <algorithm>
#include <memory>
#include <set>

#include "content/import/source/html_rules.hpp"
#include "content/import/source/html_text.hpp"
#include "content/import/source/simple_html.hpp"

namespace approdo::import {

namespace {

// More than any page needs, and little enough that neither parser nor writer can run out of stack.
constexpr std::size_t html_bytes_max = 8 * 1024 * 1024;
constexpr int depth_max = 400;

struct GumboFree {
    void operator()(GumboOutput* output) const {
        gumbo_destroy_output(&kGumboDefaultOptions, output);
    }
};

std::string_view attribute(const GumboElement& element, const char* name) {
    const GumboAttribute* const found = gumbo_get_attribute(&element.attributes, name);
    return found == nullptr ? std::string_view{} : std::string_view(found->value);
}
bool has_attribute(const GumboElement& element, const char* name) {
    return gumbo_get_attribute(&element.attributes, name) != nullptr;
}

std::string name_of(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    GumboStringPiece piece = element.original_tag;
    gumbo_tag_from_original_text(&piece);
    return std::string(piece.data, piece.length);
}

void collect_text(const GumboNode& node, std::string& out) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE ||
        node.type == GUMBO_NODE_CDATA) {
        out += node.v.text.text;
    } else if (node.type == GUMBO_NODE_ELEMENT &&
               rule_of(name_of(node.v.element)) != ElementRule::drop) {
        for (unsigned i = 0; i < node.v.element.children.length; ++i)
            collect_text(*static_cast<const GumboNode*>(node.v.element.children.data[i]), out);
    }
}

std::string text_of_node(const GumboNode& node) {
    std::string all;
    collect_text(node, all);
    std::string text;
    for (const char c : all) {
        const bool blank = c == ' ' || (c >= 9 && c <= 13);
        if (!blank) {
            text.push_back(c);
        } else if (!text.empty() && text.back() != ' ') {
            text.push_back(' ');
        }
    }
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

class Cleaner {
  public:
    Cleaner(Links& links, const HtmlOptions& options, CleanHtml& result)
        : links_(links), options_(options), result_(result) {}

    void run(const GumboNode& root) {
        const GumboVector& children = root.v.element.children;
        for (unsigned i = 0; i < children.length; ++i)
            write_top(*static_cast<const GumboNode*>(children.data[i]));
        while (!out_.empty() && (out_.back() == '\n' || out_.back() == ' ')) out_.pop_back();
        if (options_.is_page && !out_.empty()) out_.push_back('\n');
        result_.html = std::move(out_);
        if (styles_ > 0)
            note(Severity::advice, "styles written into the text were left out",
                 "the reader's display settings decide how pages look", "style=");
    }

    // Whether words stand where pictures were left out.
    bool has_words_for_pictures() const { return words_for_pictures_; }

  private:
    void note(Severity severity, std::string message, std::string mend, std::string_view needle) {
        result_.findings.push_back(
            {severity, std::move(message), std::move(mend), std::string(needle)});
    }

    void write_top(const GumboNode& node) {
        if (node.type == GUMBO_NODE_WHITESPACE) {
            if (!out_.empty() && out_.back() != '\n') out_.push_back(options_.is_page ? '\n' : ' ');
            return;
        }
        if (options_.is_page && node.type == GUMBO_NODE_TEXT && out_.ends_with('\n')) {
            const std::string_view text = node.v.text.text;
            out_ +=
                escaped_text(text.substr(std::min(text.find_first_not_of(" \n\t"), text.size())));
            return;
        }
        top_level_ = options_.is_page;
        write(node, 0);
        top_level_ = false;
        if (options_.is_page && !out_.empty() && out_.back() != '\n' &&
            node.type == GUMBO_NODE_ELEMENT && is_block_element(import_name(node)))
            out_.push_back('\n');
    }

    static std::string import_name(const GumboNode& node) { return name_of(node.v.element); }

    void write(const GumboNode& node, int depth) {
        if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA ||
            node.type == GUMBO_NODE_WHITESPACE) {
            out_ += escaped_text(node.v.text.text);
            return;
        }
        if (node.type != GUMBO_NODE_ELEMENT || depth > depth_max) return;
        const GumboElement& element = node.v.element;
        const std::string name = name_of(element);
        if (name == "input" && attribute(element, "type") == "checkbox") {
            out_ += has_attribute(element, "checked") ? "\xE2\x98\x91 " : "\xE2\x98\x90 ";
            return;
        }
        switch (rule_of(name)) {
            case ElementRule::drop:
                return drop(element, name);
            case ElementRule::unwrap:
                return write_children(element, depth);
            case ElementRule::keep:
                return write_element(node, name, depth);
        }
    }

    void write_children(const GumboElement& element, int depth) {
        for (unsigned i = 0; i < element.children.length; ++i)
            write(*static_cast<const GumboNode*>(element.children.data[i]), depth + 1);
    }

    void drop(const GumboElement& element, const std::string& name) {
        if (name == "title" || name == "meta" || name == "link" || name == "base") return;
        const std::string_view source = attribute(element, "src");
        note(Severity::warning,
             "<" + name +
                 "> was left out: pages have no scripts, frames, forms or drawings of their own",
             name == "iframe" || name == "embed" || name == "object"
                 ? "put the file itself into the course, or write a link"
                 : "say the same in text, or with a picture",
             source.empty() ? "<" + name : std::string(source));
    }

    void write_element(const GumboNode& node, const std::string& name, int depth) {
        const GumboElement& element = node.v.element;
        if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6')
            return write_heading(node, name[1] - '0', depth);
        if (name == "img") return write_picture(element);
        if (name == "audio" || name == "video") return write_media(element, name, depth);
        std::string attributes;
        if (name == "a" && !link_attributes(node, attributes))
            return write_children(element, depth);
        if (name == "source" || name == "track") {
            if (!asset_attribute(element, "src", attributes)) return;
        }
        if (name == "span" && has_attribute(element, "data-part"))
            part_attribute(element, attributes);
        if (name == "code" && attribute(element, "class").starts_with("language-"))
            attributes += " class=\"" + escaped_attribute(attribute(element, "class")) + "\"";
        open(name, block_number(name) + attributes, element, text_direction_of(node, name));
        if (is_void_element(name)) return;
        const bool was_top = top_level_;
        top_level_ = was_top && is_wrapper_element(name);
        // A parser takes away the first line break of <pre>: one more keeps the text as it is.
        if (name == "pre" && text_starts_with_break(element)) out_.push_back('\n');
        write_children(element, depth);
        top_level_ = was_top;
        out_ += "</" + name + ">";
    }

    static bool text_starts_with_break(const GumboElement& element) {
        if (element.children.length == 0) return false;
        const auto& first = *static_cast<const GumboNode*>(element.children.data[0]);
        const bool text = first.type == GUMBO_NODE_TEXT || first.type == GUMBO_NODE_WHITESPACE;
        return text && first.v.text.text[0] == '\n';
    }

    std::string block_number(const std::string& name) {
        if (!top_level_ || !is_block_element(name)) return {};
        return " data-block=\"" + std::to_string(++result_.blocks) + "\"";
    }

    // Words that run against the page's direction say so, where the author did not.
    std::string_view text_direction_of(const GumboNode& node, const std::string& name) const {
        if (!options_.is_page || has_attribute(node.v.element, "dir")) return {};
        if (name != "p" && name != "li" && name != "td" && name != "th" && name != "blockquote" &&
            name[0] != 'h')
            return {};
        const content::Direction direction = strong_direction(text_of_node(node));
        if (direction == content::Direction::inherit || direction == options_.direction) return {};
        return direction == content::Direction::right_to_left ? "rtl" : "ltr";
    }

    void open(const std::string& name, const std::string& attributes, const GumboElement& element,
              std::string_view direction) {
        out_ += "<" + name + attributes;
        const std::string_view language = attribute(element, "lang");
        if (content::is_language_tag(language)) {
            out_ += " lang=\"" + std::string(language) + "\"";
        } else if (!language.empty()) {
            note(Severity::warning, "«" + std::string(language) + "» is not a language tag",
                 "write it, en, ar, pt-BR …", language);
        }
        const std::string_view written = attribute(element, "dir");
        if (written == "rtl" || written == "ltr" || written == "auto") direction = written;
        if (!direction.empty()) out_ += " dir=\"" + std::string(direction) + "\"";
        for (unsigned i = 0; i < element.attributes.length; ++i) {
            const auto& one = *static_cast<const GumboAttribute*>(element.attributes.data[i]);
            if (std::string_view(one.name) == "style") ++styles_;
            if (std::string_view(one.name) == "id" && name[0] != 'h' && is_id(one.value)) {
                out_ += " id=\"" + escaped_attribute(one.value) + "\"";
                result_.anchors.emplace_back(one.value);
            }
            if (is_plain_attribute(name, one.name))
                out_ += " " + std::string(one.name) + "=\"" + escaped_attribute(one.value) + "\"";
        }
        out_ += ">";
    }

    void write_heading(const GumboNode& node, int level, int depth) {
        const std::string text = text_of_node(node);
        if (text.empty()) {
            note(Severity::advice, "a heading is empty", "write it or take it out", "");
            return write_children(node.v.element, depth);
        }
        const bool first_of_page =
            options_.is_page && !seen_heading_ && level == 1 && result_.blocks == 0;
        if (options_.is_page) {
            check_level(level, text);
            seen_heading_ = true;
            if (first_of_page) {
                result_.title = text;
                return;
            }
            level = std::max(level, 2);
        }
        std::string attributes;
        const std::string name = "h" + std::to_string(level);
        if (options_.is_page) {
            std::string anchor = anchor_of(text);
            if (anchor.empty()) anchor = "h";
            for (int n = 1; !anchors_.insert(anchor).second; ++n)
                anchor = anchor_of(text) + "-" + std::to_string(n);
            result_.anchors.push_back(anchor);
            attributes = " id=\"" + escaped_attribute(anchor) + "\"";
        }
        open(name, block_number(name) + attributes, node.v.element, text_direction_of(node, name));
        const bool was_top = top_level_;
        top_level_ = false;
        write_children(node.v.element, depth);
        top_level_ = was_top;
        out_ += "</" + name + ">";
    }

    void check_level(int level, const std::string& text) {
        if (level == 1 && seen_heading_)
            note(Severity::advice,
                 "a page has one heading of the first level; this one became a second",
                 "write ## for the parts of a page", text);
        if (level > last_level_ + 1 && last_level_ > 0)
            note(Severity::advice,
                 "a heading of level " + std::to_string(level) + " follows one of level " +
                     std::to_string(last_level_),
                 "go down one level at a time: screen readers list headings as an outline", text);
        last_level_ = std::max(level, 1);
    }

    // False: the link leads nowhere, its words stay.
    bool link_attributes(const GumboNode& node, std::string& out) {
        const std::string_view address = attribute(node.v.element, "href");
        if (address.empty()) return false;
        check_link_words(text_of_node(node), address);
        switch (kind_of_address(address)) {
            case AddressKind::anchor:
                out = " href=\"" + escaped_attribute(address) + "\"";
                return true;
            case AddressKind::outside:
                out = " href=\"" + escaped_attribute(address) + "\" rel=\"external\"";
                return true;
            case AddressKind::mail:
                out = " href=\"" + escaped_attribute(address) + "\"";
                return true;
            case AddressKind::inside:
            case AddressKind::unit:
                if (const auto target = links_.link(address)) {
                    out = " href=\"" + escaped_attribute(*target) + "\"";
                    return true;
                }
                note(Severity::error, "the link to «" + std::string(address) + "» leads nowhere",
                     "name a file of the course, from this page's folder", address);
                return false;
            case AddressKind::data_picture:
            case AddressKind::forbidden:
                break;
        }
        note(Severity::warning,
             "the link to «" + std::string(address.substr(0, 60)) + "» was left out",
             "links lead to pages of the course, the web, an address or a telephone number",
             address);
        return false;
    }

    void check_link_words(const std::string& words, std::string_view address) {
        static const std::set<std::string> vague{"qui",  "clicca qui", "here", "click here",
                                                 "link", "leggi",      "more", "read more"};
        std::string lower = words;
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        if (vague.contains(lower))
            note(Severity::advice, "a link says only «" + words + "»",
                 "say where it leads: screen readers list links without the text around", address);
    }

    void part_attribute(const GumboElement& element, std::string& out) {
        const std::string_view number = attribute(element, "data-part");
        const bool digits = !number.empty() && number.size() < 4 &&
                            number.find_first_not_of("0123456789") == std::string_view::npos;
        if (digits && !options_.is_page) out += " data-part=\"" + std::string(number) + "\"";
    }

    // An address that a page would load. False: it was left out, and reported.
    std::optional<Links::Asset> asset(std::string_view address, std::string_view what) {
        if (kind_of_address(address) == AddressKind::inside) {
            if (auto found = links_.asset(address)) {
                if (std::find(result_.assets.begin(), result_.assets.end(), found->path) ==
                    result_.assets.end())
                    result_.assets.push_back(found->path);
                return found;
            }
            note(Severity::error,
                 std::string(what) + " «" + std::string(address) + "» is not in the course",
                 "put the file there, or correct its name (capital letters count)", address);
        } else if (kind_of_address(address) == AddressKind::outside) {
            note(Severity::warning,
                 std::string(what) + " «" + std::string(address) +
                     "» comes from the network and was left out: it would fail offline",
                 "download it into the course", address);
        } else {
            note(Severity::warning,
                 std::string(what) + " with the address «" + std::string(address.substr(0, 60)) +
                     "» was left out",
                 "put the file into the course", address);
        }
        return std::nullopt;
    }

    bool asset_attribute(const GumboElement& element, const char* name, std::string& out) {
        const std::string_view address = attribute(element, name);
        if (address.empty()) return false;
        const auto found = asset(address, "the file");
        if (!found) return false;
        out += " " + std::string(name) + "=\"" + escaped_attribute(found->path) + "\"";
        return true;
    }

    void write_picture(const GumboElement& element) {
        const std::string_view address = attribute(element, "src");
        const std::string_view words = attribute(element, "alt");
        if (!has_attribute(element, "alt"))
            note(Severity::advice, "a picture has no words for those who do not see it",
                 "write ![what it shows](file), or ![](file) when it is decoration only", address);
        std::string attributes;
        if (kind_of_address(address) == AddressKind::data_picture) {
            attributes = " src=\"" + escaped_attribute(address) + "\"";
        } else {
            const auto found = asset(address, "the picture");
            if (!found) {
                if (!words.empty()) out_ += escaped_text(words);
                words_for_pictures_ = words_for_pictures_ || !words.empty();
                return;
            }
            attributes = " src=\"" + escaped_attribute(found->path) + "\"";
            if (found->size)
                attributes += " width=\"" + std::to_string(found->size->width) + "\" height=\"" +
                              std::to_string(found->size->height) + "\"";
        }
        open("img", attributes + " alt=\"" + escaped_attribute(words) + "\"", element, {});
    }

    void write_media(const GumboElement& element, const std::string& name, int depth) {
        std::string attributes = block_number(name) + " controls=\"\" preload=\"metadata\"";
        if (has_attribute(element, "src") && !asset_attribute(element, "src", attributes)) return;
        if (has_attribute(element, "poster")) asset_attribute(element, "poster", attributes);
        bool captions = false;
        for (unsigned i = 0; i < element.children.length; ++i) {
            const auto& child = *static_cast<const GumboNode*>(element.children.data[i]);
            captions = captions ||
                       (child.type == GUMBO_NODE_ELEMENT && name_of(child.v.element) == "track");
        }
        if (!captions)
            note(Severity::warning,
                 "a " + std::string(name == "audio" ? "sound" : "film") + " has no captions",
                 "add <track kind=\"captions\" src=\"….vtt\" srclang=\"it\">, or make it a media "
                 "unit with a transcript",
                 attribute(element, "src").empty() ? "<" + name : attribute(element, "src"));
        open(name, attributes, element, {});
        const bool was_top = top_level_;
        top_level_ = false;
        write_children(element, depth);
        top_level_ = was_top;
        out_ += "</" + name + ">";
    }

    Links& links_;
    const HtmlOptions& options_;
    CleanHtml& result_;
    std::string out_;
    std::set<std::string> anchors_;
    bool top_level_ = false;
    bool seen_heading_ = false;
    bool words_for_pictures_ = false;
    int last_level_ = 0;
    int styles_ = 0;
};

}  // namespace

CleanHtml clean_html(std::string_view html, Links& links, const HtmlOptions& options) {
    if (!options.is_page && html.size() <= html_bytes_max) {
        if (auto simple = simple_html(html)) {
            CleanHtml result;
            result.html = std::move(*simple);
            return result;
        }
    }
    CleanHtml result;
    if (html.size() > html_bytes_max || nesting_of(html) > depth_max) {
        result.findings.push_back({Severity::error,
                                   "this text is too long or too deeply nested to be a page",
                                   "divide it into several pages", ""});
        return result;
    }
    GumboOptions parse_options = kGumboDefaultOptions;
    parse_options.fragment_context = GUMBO_TAG_DIV;
    parse_options.max_errors = 0;
    const std::unique_ptr<GumboOutput, GumboFree> tree(
        gumbo_parse_with_options(&parse_options, html.data(), html.size()));
    Cleaner cleaner(links, options, result);
    cleaner.run(*tree->root);
    // Such words may give their paragraph another direction.
    if (cleaner.has_words_for_pictures()) {
        CleanHtml again = clean_html(result.html, links, options);
        if (again.title.empty()) result.html = std::move(again.html);
    }
    if (options.is_page) result.words = words_in(plain_text(result.html));
    return result;
}

void report_losses(const std::vector<HtmlFinding>& findings, const std::string& file,
                   std::size_t line, Report& report) {
    for (const HtmlFinding& one : findings) {
        const Severity severity =
            one.severity == Severity::error ? Severity::warning : one.severity;
        report.findings.push_back({severity, file, line, one.message, one.mend});
    }
}

}  // namespace approdo::import
