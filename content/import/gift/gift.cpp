#include "content/import/gift/gift.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

#include "content/import/gift/gift_lines.hpp"

namespace approdo::import {

namespace {

// A character with its escape already resolved: only plain ones have a meaning in the grammar.
struct Token {
    char c = 0;
    bool escaped = false;
    std::uint32_t line = 0;
};
using Tokens = std::span<const Token>;

bool is(const Token& token, char c) {
    return token.c == c && !token.escaped;
}
bool is_blank(const Token& token) {
    return !token.escaped && (token.c == ' ' || token.c == '\t' || token.c == '\n' ||
                              token.c == '\r' || token.c == '\f' || token.c == '\v');
}

// Into `tokens`, whose memory serves one question after the other.
void read_tokens(const std::vector<GiftLine>& lines, std::vector<Token>& tokens) {
    std::size_t size_max = 0;
    for (const GiftLine& line : lines) size_max += line.text.size() + 1;
    tokens.resize(size_max);
    std::size_t size = 0;
    for (const GiftLine& line : lines) {
        const auto number = static_cast<std::uint32_t>(line.number);
        if (size > 0) tokens[size++] = {'\n', false, number};
        for (std::size_t i = 0; i < line.text.size(); ++i) {
            const char c = line.text[i];
            if (c != '\\') {
                tokens[size++] = {c, false, number};
                continue;
            }
            const char next = i + 1 < line.text.size() ? line.text[i + 1] : '\0';
            const bool is_escape = next != '\0' && std::string_view("\\:~=#[]{}n").find(next) !=
                                                       std::string_view::npos;
            if (is_escape) ++i;
            tokens[size++] = {!is_escape ? c : next == 'n' ? '\n' : next, true, number};
        }
    }
    tokens.resize(size);
}

Tokens trimmed(Tokens tokens) {
    while (!tokens.empty() && is_blank(tokens.front())) tokens = tokens.subspan(1);
    while (!tokens.empty() && is_blank(tokens.back())) tokens = tokens.first(tokens.size() - 1);
    return tokens;
}

std::size_t find(Tokens tokens, char c, std::size_t from = 0) {
    for (std::size_t i = from; i < tokens.size(); ++i) {
        if (is(tokens[i], c)) return i;
    }
    return tokens.size();
}

bool starts_with(Tokens tokens, std::string_view text, std::size_t at = 0) {
    if (tokens.size() - at < text.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is(tokens[at + i], text[i])) return false;
    }
    return true;
}

std::size_t find_text(Tokens tokens, std::string_view text) {
    for (std::size_t i = 0; i + text.size() <= tokens.size(); ++i) {
        if (starts_with(tokens, text, i)) return i;
    }
    return tokens.size();
}

// Markdown keeps its lines; elsewhere a run of blanks in the source is one blank. Escaped newlines
// stay.
std::string text_in(Tokens tokens, std::string_view format) {
    const bool keep_lines = format == "markdown";
    std::string text;
    bool blank = false;
    tokens = trimmed(tokens);
    text.reserve(tokens.size());
    for (const Token& token : tokens) {
        if (!keep_lines && is_blank(token)) {
            blank = true;
            continue;
        }
        if (blank) text.push_back(' ');
        blank = false;
        text.push_back(token.c);
    }
    return text;
}

// The text around answers: blanks next to them are kept, as one.
std::string text_beside(Tokens tokens, std::string_view format, bool first, bool last) {
    std::string text = text_in(tokens, format);
    if (tokens.empty()) return text;
    if (text.empty()) return first || last ? text : " ";
    if (!first && is_blank(tokens.front())) text.insert(text.begin(), ' ');
    if (!last && is_blank(tokens.back())) text.push_back(' ');
    return text;
}

// "[html]" and the like at the start; the rest is moved past it.
std::optional<std::string> take_format(Tokens& tokens) {
    const Tokens content = trimmed(tokens);
    if (content.empty() || !is(content[0], '[')) return std::nullopt;
    const std::size_t end = find(content, ']');
    if (end == content.size()) return std::nullopt;
    const std::string name = text_in(content.subspan(1, end - 1), "moodle");
    if (name != "html" && name != "markdown" && name != "moodle" && name != "plain")
        return std::nullopt;
    tokens = content.subspan(end + 1);
    return name;
}

GiftText rich(Tokens tokens, const std::string& inherited) {
    GiftText result;
    result.format = take_format(tokens).value_or(inherited);
    result.text = text_in(tokens, result.format);
    return result;
}

std::optional<GiftText> rich_or_none(Tokens tokens, const std::string& inherited) {
    GiftText result = rich(tokens, inherited);
    if (result.text.empty()) return std::nullopt;
    return result;
}

class BlockParser {
  public:
    BlockParser(std::string format, bool cloze, const std::string& name, Report& report)
        : format_(std::move(format)), cloze_(cloze), name_(name), report_(report) {}

    GiftBlock parse(Tokens tokens, std::size_t line) {
        GiftBlock block;
        block.line = line;
        tokens = trimmed(tokens);
        if (cloze_) take_weight(tokens, block);
        const std::size_t global = find_text(tokens, "####");
        if (global < tokens.size()) {
            block.global_feedback = rich_or_none(tokens.subspan(global + 4), format_);
            tokens = trimmed(tokens.first(global));
        }
        if (tokens.empty()) return block;
        if (is(tokens[0], '#')) {
            parse_numerical(tokens.subspan(1), block);
        } else if (is(tokens[0], '=') || is(tokens[0], '~')) {
            if (is(tokens[0], '=') && find_text(tokens, "->") < tokens.size()) {
                parse_pairs(tokens, block);
            } else {
                parse_choices(tokens, block);
            }
        } else if (!parse_true_false(tokens, block)) {
            parse_single_answer(tokens, block);
        }
        return block;
    }

  private:
    // "2:" in front, a digit and a colon.
    static void take_weight(Tokens& tokens, GiftBlock& block) {
        if (tokens.size() < 2 || tokens[0].escaped || tokens[0].c < '1' || tokens[0].c > '9' ||
            !is(tokens[1], ':'))
            return;
        block.weight = static_cast<std::uint32_t>(tokens[0].c - '0');
        tokens = trimmed(tokens.subspan(2));
    }

    static std::vector<Tokens> split_choices(Tokens tokens) {
        std::vector<Tokens> parts;
        std::size_t start = 0;
        for (std::size_t i = 1; i <= tokens.size(); ++i) {
            if (i < tokens.size() && !is(tokens[i], '=') && !is(tokens[i], '~')) continue;
            parts.push_back(tokens.subspan(start, i - start));
            start = i;
        }
        return parts;
    }

    void take_percent(Tokens& tokens, GiftChoice& choice) {
        tokens = trimmed(tokens);
        if (tokens.empty() || !is(tokens[0], '%')) return;
        const std::size_t end = find(tokens, '%', 1);
        if (end == tokens.size()) return;
        choice.weight = text_in(tokens.subspan(1, end - 1), "moodle");
        tokens = tokens.subspan(end + 1);
    }

    // Marker, weight, text, feedback.
    GiftChoice head_of(Tokens& tokens) {
        GiftChoice choice;
        choice.line = tokens[0].line;
        choice.correct = is(tokens[0], '=');
        tokens = tokens.subspan(1);
        take_percent(tokens, choice);
        const std::size_t mark = find(tokens, '#');
        if (mark < tokens.size()) choice.feedback = rich_or_none(tokens.subspan(mark + 1), format_);
        tokens = tokens.first(std::min(mark, tokens.size()));
        return choice;
    }

    void parse_choices(Tokens tokens, GiftBlock& block) {
        bool only_right = true;
        for (Tokens part : split_choices(tokens)) {
            GiftChoice choice = head_of(part);
            choice.text = rich(part, format_);
            only_right = only_right && choice.correct;
            block.choices.push_back(std::move(choice));
        }
        block.kind = only_right ? GiftKind::short_answer : GiftKind::multiple_choice;
    }

    void parse_single_answer(Tokens tokens, GiftBlock& block) {
        block.kind = GiftKind::short_answer;
        GiftChoice choice;
        choice.correct = true;
        choice.line = tokens[0].line;
        const std::size_t mark = find(tokens, '#');
        choice.text = rich(tokens.first(mark), format_);
        if (mark < tokens.size()) choice.feedback = rich_or_none(tokens.subspan(mark + 1), format_);
        block.choices.push_back(std::move(choice));
    }

    bool parse_true_false(Tokens tokens, GiftBlock& block) {
        const std::size_t first = find(tokens, '#');
        std::string word = text_in(tokens.first(first), "moodle");
        std::transform(word.begin(), word.end(), word.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        if (word != "T" && word != "TRUE" && word != "F" && word != "FALSE") return false;
        block.kind = GiftKind::true_false;
        block.is_true = word[0] == 'T';
        if (first == tokens.size()) return true;
        const std::size_t second = find(tokens, '#', first + 1);
        block.first_feedback = rich_or_none(tokens.subspan(first + 1, second - first - 1), format_);
        if (second < tokens.size())
            block.second_feedback = rich_or_none(tokens.subspan(second + 1), format_);
        return true;
    }

    void parse_pairs(Tokens tokens, GiftBlock& block) {
        block.kind = GiftKind::matching;
        for (Tokens part : split_choices(tokens)) {
            const std::size_t line = part[0].line;
            part = part.subspan(1);
            const std::size_t arrow = find_text(part, "->");
            if (arrow == part.size()) {
                report_.error(name_, line, "a pair of a matching question has no «->»",
                              "write =left -> right");
                continue;
            }
            GiftPair pair;
            pair.line = line;
            pair.left = rich(part.first(arrow), format_);
            pair.right = text_in(part.subspan(arrow + 2), "moodle");
            block.pairs.push_back(std::move(pair));
        }
    }

    void parse_numerical(Tokens tokens, GiftBlock& block) {
        block.kind = GiftKind::numerical;
        tokens = trimmed(tokens);
        if (tokens.empty()) {
            report_.error(name_, block.line, "a numerical question has no number",
                          "write {#5} or {#4..6}");
            return;
        }
        if (!is(tokens[0], '=') && !is(tokens[0], '~')) {
            block.single_number = true;
            GiftChoice choice;
            choice.correct = true;
            choice.line = tokens[0].line;
            const std::size_t mark = find(tokens, '#');
            choice.number = number_in(tokens.first(mark));
            if (mark < tokens.size())
                choice.feedback = rich_or_none(tokens.subspan(mark + 1), format_);
            block.choices.push_back(std::move(choice));
            return;
        }
        for (Tokens part : split_choices(tokens)) {
            GiftChoice choice = head_of(part);
            choice.number = number_in(part);
            block.choices.push_back(std::move(choice));
        }
    }

    static GiftNumber number_in(Tokens tokens) {
        const std::string text = text_in(tokens, "moodle");
        if (text.empty() || text == "*") return {GiftNumber::Kind::any, "", ""};
        if (const std::size_t dots = text.find(".."); dots != std::string::npos)
            return {GiftNumber::Kind::high_low, std::string(trimmed_text(text.substr(0, dots))),
                    std::string(trimmed_text(text.substr(dots + 2)))};
        if (const std::size_t colon = text.find(':'); colon != std::string::npos)
            return {GiftNumber::Kind::range, std::string(trimmed_text(text.substr(0, colon))),
                    std::string(trimmed_text(text.substr(colon + 1)))};
        return {GiftNumber::Kind::simple, text, ""};
    }

    static std::string trimmed_text(const std::string& text) {
        return std::string(approdo::import::trimmed(text));
    }

    std::string format_;
    bool cloze_;  // only gaps have weights: {3:15} alone is a typed answer
    const std::string& name_;
    Report& report_;
};

// One group of lines into one item; nothing when it cannot be read.
std::optional<GiftItem> parse_group(GiftGroup group, std::vector<Token>& tokens,
                                    const std::string& name, Report& report) {
    GiftItem item;
    item.line = group.lines.front().number;
    item.first_line = group.first_line;
    const std::string_view first = import::trimmed(group.lines.front().text);
    if (first.starts_with("$CATEGORY:")) {
        item.kind = GiftItemKind::category;
        item.category = std::string(import::trimmed(first.substr(10)));
        return item;
    }
    item.id = std::move(group.id);
    item.tags = std::move(group.tags);
    item.directives = std::move(group.directives);
    read_tokens(group.lines, tokens);
    Tokens rest = trimmed(Tokens(tokens));
    if (starts_with(rest, "::")) {
        const std::size_t end = find_text(rest.subspan(2), "::");
        if (end + 2 == rest.size()) {
            report.error(name, item.line, "a question's name begins with «::» and does not end",
                         "write ::name:: and a backslash before each colon that belongs to it");
            return std::nullopt;
        }
        item.title = text_in(rest.subspan(2, end), "moodle");
        rest = rest.subspan(end + 4);
    }
    if (auto format = take_format(rest)) item.format = *format;
    const auto opened =
        std::count_if(rest.begin(), rest.end(), [](const Token& t) { return is(t, '{'); });
    BlockParser blocks(item.format, opened > 1, name, report);
    while (true) {
        const std::size_t open = find(rest, '{');
        const std::size_t stray = find(rest, '}');
        if (stray < open) {
            report.error(name, rest[stray].line, "a brace is closed that was not opened",
                         "write \\} when it belongs to the text");
            return std::nullopt;
        }
        item.texts.push_back(
            text_beside(rest.first(open), item.format, item.texts.empty(), open == rest.size()));
        if (open == rest.size()) break;
        const std::size_t close = find(rest, '}', open);
        const std::size_t nested = find(rest, '{', open + 1);
        if (close == rest.size() || nested < close) {
            report.error(name, rest[open].line, "the answers that begin here do not end",
                         "close them with }, and write \\{ when a brace belongs to the text");
            return std::nullopt;
        }
        item.blocks.push_back(
            blocks.parse(rest.subspan(open + 1, close - open - 1), rest[open].line));
        rest = rest.subspan(close + 1);
    }
    item.kind = item.blocks.empty() ? GiftItemKind::description : GiftItemKind::question;
    return item;
}

}  // namespace

GiftText GiftItem::stem() const {
    GiftText result{format, ""};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const bool last = i + 1 == texts.size();
        if (i > 0 && (!last || !texts[i].empty())) {
            if (!result.text.empty()) result.text += ' ';
            result.text += "_____";
        }
        const std::string_view words = import::trimmed(texts[i]);
        if (words.empty()) continue;
        if (!result.text.empty()) result.text += ' ';
        result.text += words;
    }
    return result;
}

bool GiftItem::has_embedded_answers() const {
    return !blocks.empty() && (blocks.size() > 1 || !texts.back().empty());
}

struct GiftReader::State {
    GiftLines lines;
    const std::string& name;
    Report& report;
    std::vector<Token> tokens;  // of the item at hand
};

GiftReader::GiftReader(std::string_view text, const std::string& name, Report& report)
    : state_(new State{GiftLines(text, name, report), name, report, {}}) {}

GiftReader::~GiftReader() = default;

const std::vector<Directive>& GiftReader::header() const {
    return state_->lines.header();
}

std::size_t GiftReader::header_end_line() const {
    return state_->lines.header_end_line();
}

std::optional<GiftItem> GiftReader::next() {
    while (auto group = state_->lines.next()) {
        if (auto item =
                parse_group(std::move(*group), state_->tokens, state_->name, state_->report))
            return item;
    }
    return std::nullopt;
}

std::size_t GiftReader::position() const {
    return state_->lines.position();
}

GiftFile parse_gift(std::string_view text, const std::string& name, Report& report) {
    GiftReader reader(text, name, report);
    GiftFile file{reader.header(), reader.header_end_line(), {}};
    while (auto item = reader.next()) file.items.push_back(std::move(*item));
    return file;
}

}  // namespace approdo::import
