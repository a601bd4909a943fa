#include "content/import/gift/gift_lines.hpp"

#include <algorithm>

namespace approdo::import {

namespace {

// More than any question has: a brace that is open for longer is taken for one that was forgotten.
constexpr std::size_t item_lines_max = 20'000;

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

std::optional<std::string_view> directive_text(std::string_view line) {
    std::string_view comment = trimmed(trimmed(line).substr(2));
    if (!comment.starts_with("approdo:")) return std::nullopt;
    return comment.substr(8);
}

}  // namespace

GiftLine GiftLines::Rest::take() {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return {line, ++number};
}

GiftLines::GiftLines(std::string_view text, const std::string& name, Report& report)
    : size_(text.size()), name_(name), report_(report) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    lines_.rest = text;
    read_header();
}

std::optional<GiftGroup> GiftLines::next() {
    GiftGroup group;
    while (!lines_.at_end()) {
        const Rest before = lines_;
        const GiftLine line = lines_.take();
        const std::string_view content = trimmed(line.text);
        if (content.empty()) continue;
        if (is_comment(content)) {
            read_comment(content, line.number, group);
            continue;
        }
        if (content.starts_with("$CATEGORY:")) {
            group.lines = {line};
        } else {
            lines_ = before;
            take_item(group);
        }
        if (group.first_line == 0) group.first_line = group.lines.front().number;
        return group;
    }
    return std::nullopt;
}

// Directives at the top belong to the quiz when a blank line parts them from the first question.
void GiftLines::read_header() {
    Rest rest = lines_;
    Rest end = lines_;
    bool any = false;
    bool parted = true;
    while (!rest.at_end()) {
        const std::string_view line = trimmed(rest.take().text);
        parted = line.empty();
        if (!is_comment(line)) break;
        any = any || directive_text(line).has_value();
        parted = true;
        end = rest;
    }
    if (!any || !parted) return;
    GiftGroup header;
    while (lines_.number < end.number) {
        const GiftLine line = lines_.take();
        read_comment(trimmed(line.text), line.number, header);
    }
    header_ = std::move(header.directives);
    header_end_line_ = end.number;
}

void GiftLines::read_comment(std::string_view comment, std::size_t number, GiftGroup& group) {
    if (group.first_line == 0) group.first_line = number;
    if (const auto directive = directive_text(comment)) {
        auto parsed = parse_directives(*directive, number, name_, report_);
        group.directives.insert(group.directives.end(), parsed.begin(), parsed.end());
    } else {
        read_marks(comment, group);
    }
}

// Lines up to the next blank line outside braces. An open brace that is never closed would swallow
// the rest of the file: then the first blank line ends the item after all.
void GiftLines::take_item(GiftGroup& group) {
    int open = 0;
    Rest end = lines_;
    std::optional<Rest> first_blank;
    std::size_t lines_to_blank = 0;
    seen_.clear();
    while (!end.at_end() && seen_.size() < item_lines_max) {
        const Rest here = end;
        const GiftLine line = end.take();
        const std::string_view content = trimmed(line.text);
        if (content.empty()) {
            if (open == 0) {
                end = here;
                break;
            }
            if (!first_blank) {
                first_blank = here;
                lines_to_blank = seen_.size();
            }
        } else if (!is_comment(content)) {
            open = braces_after(content, open);
        }
        seen_.push_back(line);
    }
    if (open > 0 && first_blank) {
        end = *first_blank;
        seen_.resize(lines_to_blank);
    }
    lines_ = end;
    for (const GiftLine& line : seen_) {
        if (is_comment(line.text)) {
            read_comment(trimmed(line.text), line.number, group);
        } else {
            group.lines.push_back(line);
        }
    }
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
