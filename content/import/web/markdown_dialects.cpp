#include "content/import/web/markdown_dialects.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "content/import/source/trimmed.hpp"

namespace approdo::import {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t values_max = 50;  // lines of values behind a mark
constexpr std::string_view names_of_tags =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

// The signs that begin or end a program: CommonMark 0.31, 4.5.
struct Fence {
    char sign = 0;
    std::size_t length = 0;
    bool may_end = false;  // nothing stands behind it
};
std::optional<Fence> fence_in(std::string_view line) {
    const std::string_view inner = trimmed(line);
    const char sign = inner.empty() ? ' ' : inner.front();
    if (sign != '`' && sign != '~') return std::nullopt;
    const std::size_t length = std::min(inner.find_first_not_of(sign), inner.size());
    const std::string_view rest = inner.substr(length);
    const bool is_inline = sign == '`' && rest.find('`') != npos;
    if (length < 3 || is_inline) return std::nullopt;
    return Fence{sign, length, rest.empty()};
}

std::size_t indentation_of(std::string_view line) {
    return std::min(line.find_first_not_of(' '), line.size());
}

// «--- task ---»: "task"; «--- /task ---»: "/task".
std::optional<std::string_view> mark_in(std::string_view line) {
    const std::string_view inner = trimmed(line);
    if (indentation_of(line) > 3 || inner.size() < 9 || !inner.starts_with("--- ") ||
        !inner.ends_with(" ---"))
        return std::nullopt;
    const std::string_view name = inner.substr(4, inner.size() - 8);
    const std::string_view letters = name.starts_with('/') ? name.substr(1) : name;
    if (letters.empty() || letters.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") != npos)
        return std::nullopt;
    return name;
}

// Of the marks those that begin and end somewhere: a single such line is words of the author.
std::set<std::string_view> paired_marks(const std::vector<std::string_view>& lines) {
    std::set<std::string_view> begun;
    std::set<std::string_view> paired;
    for (const std::string_view line : lines) {
        const auto name = mark_in(line);
        if (!name) continue;
        if (!name->starts_with('/')) begun.insert(*name);
        if (name->starts_with('/') && begun.contains(name->substr(1))) {
            paired.insert(*name);
            paired.insert(name->substr(1));
        }
    }
    return paired;
}

// A line that is one tag with the attribute markdown="1".
struct MarkdownTag {
    std::string_view name;
    std::string rest;  // the tag without the attribute
};
std::optional<MarkdownTag> markdown_tag_in(std::string_view line) {
    const std::string_view inner = trimmed(line);
    if (!inner.starts_with('<') || inner.find('>') != inner.size() - 1) return std::nullopt;
    for (const std::string_view attribute : {" markdown=\"1\"", " markdown='1'", " markdown=1"}) {
        const std::size_t at = inner.find(attribute);
        if (at == npos) continue;
        const std::size_t end = inner.find_first_not_of(names_of_tags, 1);
        std::string rest(inner.substr(0, at));
        rest += inner.substr(at + attribute.size());
        return MarkdownTag{inner.substr(1, end - 1), std::move(rest)};
    }
    return std::nullopt;
}

// Behind a link or a picture, or on a line of its own.
std::string without_attribute_lists(std::string_view line) {
    std::string out;
    while (true) {
        const std::size_t begin = line.find("{:");
        const std::size_t end = begin == npos ? npos : line.find('}', begin);
        if (end == npos) break;
        const std::string_view before = line.substr(0, begin);
        const bool alone = trimmed(line).size() == end + 1 - begin;
        const bool belongs = alone || (before.ends_with(')') && before.find("](") != npos);
        out += line.substr(0, belongs ? begin : end + 1);
        line.remove_prefix(end + 1);
    }
    out += line;
    return out;
}

class CommonMarkdown {
  public:
    explicit CommonMarkdown(std::string_view text)
        : lines_(lines_of(text)), marks_(paired_marks(lines_)) {}

    std::string run() {
        for (; at_ < lines_.size(); ++at_) read(lines_[at_]);
        return std::move(out_);
    }

  private:
    void read(std::string_view line) {
        if (is_program(line)) return put(dedented(line));
        if (const auto mark = mark_in(line); mark && marks_.contains(*mark))
            return read_mark(*mark);
        if (auto tag = markdown_tag_in(line)) return open(*tag);
        if (!open_.empty() && trimmed(line) == "</" + std::string(open_.back().name) + ">")
            return close();
        const std::string words = without_attribute_lists(dedented(line));
        if (!open_.empty() && is_picture(words)) {
            out_ += words + " ";
        } else {
            put(words);
        }
    }

    // Within fences, and these themselves.
    bool is_program(std::string_view line) {
        const auto fence = fence_in(line);
        if (!fence_) {
            fence_ = fence;
            return fence.has_value();
        }
        if (fence && fence->may_end && fence->sign == fence_->sign &&
            fence->length >= fence_->length)
            fence_.reset();
        return true;
    }

    // Only its words count; what stands within is Markdown like the rest.
    void read_mark(std::string_view name) {
        if (name == "code") return read_code();
        if (name.starts_with('/')) return put("");
        const std::string title = value_of_block("title:");
        put(title.empty() ? "" : "\n**" + title + "**\n");
    }

    // In a fence that is longer than any in it.
    void read_code() {
        std::string language = value_of_block("language:");
        if (language.find_first_of("` ") != npos) language.clear();
        std::size_t signs = 3;
        std::string code;
        while (++at_ < lines_.size() && mark_in(lines_[at_]) != "/code") {
            if (const auto fence = fence_in(lines_[at_]))
                signs = std::max(signs, fence->length + 1);
            code.append(lines_[at_]).append("\n");
        }
        const std::string fence(signs, '`');
        put("\n" + fence + language);
        put(code + fence + "\n");
    }

    // The values between two lines «---» after a mark.
    std::string value_of_block(std::string_view key) {
        if (at_ + 1 >= lines_.size() || trimmed(lines_[at_ + 1]) != "---") return {};
        std::string value;
        const std::size_t end = std::min(lines_.size(), at_ + 2 + values_max);
        for (std::size_t i = at_ + 2; i < end; ++i) {
            if (trimmed(lines_[i]) == "---") {
                at_ = i;
                return value;
            }
            if (lines_[i].starts_with(key)) value = trimmed(lines_[i].substr(key.size()));
        }
        return {};
    }

    // A paragraph is one in Markdown as well.
    void open(const MarkdownTag& tag) {
        open_.push_back({tag.name, std::nullopt});
        put(tag.name == "p" ? "" : tag.rest + "\n");
    }
    void close() {
        put(open_.back().name == "p" ? "" : "\n</" + std::string(open_.back().name) + ">\n");
        open_.pop_back();
    }

    // What a tag's first line is indented by is no part of the Markdown within.
    std::string_view dedented(std::string_view line) {
        if (open_.empty() || trimmed(line).empty()) return line;
        const std::size_t here = indentation_of(line);
        std::optional<std::size_t>& indentation = open_.back().indentation;
        if (!indentation) indentation = here;
        return line.substr(std::min(here, *indentation));
    }

    // Of its own line, a picture would begin HTML that goes on to the next empty line.
    static bool is_picture(std::string_view line) {
        const std::string_view inner = trimmed(line);
        return inner.starts_with("<img") && inner.ends_with('>');
    }

    void put(std::string_view line) {
        out_ += line;
        out_ += '\n';
    }

    // With Markdown within.
    struct OpenTag {
        std::string_view name;
        std::optional<std::size_t> indentation;
    };

    std::vector<std::string_view> lines_;
    std::set<std::string_view> marks_;
    std::size_t at_ = 0;
    std::optional<Fence> fence_;
    std::vector<OpenTag> open_;
    std::string out_;
};

}  // namespace

std::string common_markdown(std::string_view text) {
    return CommonMarkdown(text).run();
}

}  // namespace approdo::import
