#include "content/import/web/markdown_dialects.hpp"

#include <algorithm>
#include <optional>
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

bool is_fence(std::string_view line) {
    const std::string_view inner = trimmed(line);
    return inner.starts_with("```") || inner.starts_with("~~~");
}

// «--- task ---»: "task"; «--- /task ---»: "/task".
std::optional<std::string_view> mark_in(std::string_view line) {
    const std::string_view inner = trimmed(line);
    if (inner.size() < 9 || !inner.starts_with("--- ") || !inner.ends_with(" ---"))
        return std::nullopt;
    const std::string_view name = inner.substr(4, inner.size() - 8);
    const std::string_view letters = name.starts_with('/') ? name.substr(1) : name;
    if (letters.empty() || letters.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") != npos)
        return std::nullopt;
    return name;
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
        const bool alone = trimmed(line).size() == end + 1 - begin;
        const bool belongs = alone || (begin > 0 && line[begin - 1] == ')');
        out += line.substr(0, belongs ? begin : end + 1);
        line.remove_prefix(end + 1);
    }
    out += line;
    return out;
}

class CommonMarkdown {
  public:
    explicit CommonMarkdown(std::string_view text) : lines_(lines_of(text)) {}

    std::string run() {
        for (; at_ < lines_.size(); ++at_) read(lines_[at_]);
        return std::move(out_);
    }

  private:
    void read(std::string_view line) {
        if (is_fence(line)) in_fence_ = !in_fence_;
        if (in_fence_ || is_fence(line)) return put(line);
        if (const auto mark = mark_in(line)) return read_mark(*mark);
        if (auto tag = markdown_tag_in(line)) return open(*tag);
        if (!open_.empty() && trimmed(line) == "</" + std::string(open_.back()) + ">")
            return close();
        if (!open_.empty()) return put_within(line);
        put(without_attribute_lists(line));
    }

    // Only its words count; what stands within is Markdown like the rest.
    void read_mark(std::string_view name) {
        if (name == "code") return read_code();
        if (name.starts_with('/')) return put("");
        const std::string title = value_of_block("title:");
        put(title.empty() ? "" : "\n**" + title + "**\n");
    }

    void read_code() {
        const std::string language = value_of_block("language:");
        put("\n````" + language);
        while (++at_ < lines_.size() && mark_in(lines_[at_]) != "/code") put(lines_[at_]);
        put("````\n");
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
        open_.push_back(tag.name);
        put(tag.name == "p" ? "" : tag.rest + "\n");
    }
    void close() {
        put(open_.back() == "p" ? "" : "\n</" + std::string(open_.back()) + ">\n");
        open_.pop_back();
    }
    // Of its own line, a picture would begin HTML that goes on to the next empty line.
    void put_within(std::string_view line) {
        const std::string_view inner = trimmed(line);
        const bool picture = inner.starts_with("<img") && inner.ends_with('>');
        out_ += without_attribute_lists(inner);
        out_ += picture ? ' ' : '\n';
    }

    void put(std::string_view line) {
        out_ += line;
        out_ += '\n';
    }

    std::vector<std::string_view> lines_;
    std::size_t at_ = 0;
    bool in_fence_ = false;
    std::vector<std::string_view> open_;  // tags with Markdown within
    std::string out_;
};

}  // namespace

std::string common_markdown(std::string_view text) {
    return CommonMarkdown(text).run();
}

}  // namespace approdo::import
