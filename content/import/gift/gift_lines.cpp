#include "content/import/gift/gift_lines.hpp"

#include <algorithm>

namespace approdo::import {

namespace {

std::vector<GiftLine> lines_of(std::string_view text) {
    std::vector<GiftLine> lines;
    lines.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back({line, lines.size() + 1});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool is_comment(std::string_view line) {
    return trimmed(line).starts_with("//");
}

// How many braces a line leaves open, given how many were open before it. Escaped ones do not
// count.
int braces_after(std::string_view line, int open) {
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\') {
            ++i;
        } else if (line[i] == '{') {
            ++open;
        } else if (line[i] == '}' && open > 0) {
            --open;
        }
    }
    return open;
}

// "[id:…]" and "[tag:…]" within a comment.
void read_marks(std::string_view comment, GiftGroup& group) {
    for (std::size_t at = comment.find('['); at != std::string_view::npos;
         at = comment.find('[', at + 1)) {
        const std::size_t end = comment.find(']', at);
        if (end == std::string_view::npos) return;
        const std::string_view mark = comment.substr(at + 1, end - at - 1);
        if (mark.starts_with("id:")) group.id = std::string(trimmed(mark.substr(3)));
        if (mark.starts_with("tag:")) group.tags.emplace_back(trimmed(mark.substr(4)));
    }
}

class Grouper {
  public:
    Grouper(std::string_view text, const std::string& name, Report& report)
        : lines_(lines_of(text)), name_(name), report_(report) {}

    GiftGroups run() {
        read_header();
        GiftGroup group;
        while (at_ < lines_.size()) {
            const GiftLine line = lines_[at_];
            const std::string_view content = trimmed(line.text);
            if (is_comment(content)) {
                read_comment(content, line.number, group);
                ++at_;
            } else if (content.empty()) {
                ++at_;
            } else if (content.starts_with("$CATEGORY:")) {
                group.lines = {line};
                finish(group);
                ++at_;
            } else {
                take_item(group);
                finish(group);
            }
        }
        return std::move(result_);
    }

  private:
    // Directives at the top belong to the quiz when a blank line parts them from the first
    // question.
    void read_header() {
        std::size_t end = 0;
        bool any = false;
        while (end < lines_.size() && is_comment(lines_[end].text)) {
            any = any || directive_text(lines_[end].text).has_value();
            ++end;
        }
        const bool parted = end == lines_.size() || trimmed(lines_[end].text).empty();
        if (!any || !parted) return;
        GiftGroup header;
        for (; at_ < end; ++at_)
            read_comment(trimmed(lines_[at_].text), lines_[at_].number, header);
        result_.header = std::move(header.directives);
        result_.header_end_line = end;
    }

    static std::optional<std::string_view> directive_text(std::string_view line) {
        std::string_view comment = trimmed(trimmed(line).substr(2));
        if (!comment.starts_with("approdo:")) return std::nullopt;
        return comment.substr(8);
    }

    void read_comment(std::string_view comment, std::size_t number, GiftGroup& group) {
        if (group.first_line == 0) group.first_line = number;
        if (const auto directive = directive_text(comment)) {
            auto parsed = parse_directives(*directive, number, name_, report_);
            group.directives.insert(group.directives.end(), parsed.begin(), parsed.end());
        } else {
            read_marks(comment, group);
        }
    }

    // Lines up to the next blank line outside braces. An open brace that is never closed would
    // swallow the rest of the file: then the first blank line ends the item after all.
    void take_item(GiftGroup& group) {
        int open = 0;
        std::size_t end = at_;
        std::size_t first_blank = lines_.size();
        for (; end < lines_.size(); ++end) {
            const std::string_view content = trimmed(lines_[end].text);
            if (content.empty()) {
                first_blank = std::min(first_blank, end);
                if (open == 0) break;
            } else if (!is_comment(content)) {
                open = braces_after(content, open);
            }
        }
        if (open > 0) end = first_blank;
        for (; at_ < end; ++at_) {
            if (is_comment(lines_[at_].text)) {
                read_comment(trimmed(lines_[at_].text), lines_[at_].number, group);
            } else {
                group.lines.push_back(lines_[at_]);
            }
        }
    }

    void finish(GiftGroup& group) {
        if (group.first_line == 0) group.first_line = group.lines.front().number;
        result_.groups.push_back(std::move(group));
        group = {};
    }

    std::vector<GiftLine> lines_;
    std::size_t at_ = 0;
    const std::string& name_;
    Report& report_;
    GiftGroups result_;
};

}  // namespace

GiftGroups group_lines(std::string_view text, const std::string& name, Report& report) {
    return Grouper(text, name, report).run();
}

std::vector<Directive> parse_directives(std::string_view text, std::size_t line,
                                        const std::string& name, Report& report) {
    std::vector<Directive> result;
    while (!(text = trimmed(text)).empty()) {
        const std::size_t key_end = text.find_first_of("= \t");
        if (key_end == std::string_view::npos || text[key_end] != '=' || key_end == 0) {
            const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
            report.error(name, line, "«" + std::string(text.substr(0, end)) + "» is not key=value",
                         "write for example: // approdo: mode=graded pass=60%");
            text.remove_prefix(end);
            continue;
        }
        Directive directive{std::string(text.substr(0, key_end)), "", line};
        text.remove_prefix(key_end + 1);
        if (text.starts_with('"')) {
            std::size_t at = 1;
            for (; at < text.size() && text[at] != '"'; ++at) {
                if (text[at] == '\\' && at + 1 < text.size()) ++at;
                directive.value.push_back(text[at]);
            }
            if (at >= text.size()) {
                report.error(name, line, "a text in quotes does not end",
                             "close it with \" on the same line");
                return result;
            }
            text.remove_prefix(at + 1);
        } else {
            const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
            directive.value = std::string(text.substr(0, end));
            text.remove_prefix(end);
        }
        result.push_back(std::move(directive));
    }
    return result;
}

}  // namespace approdo::import
