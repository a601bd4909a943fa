#include "tests/tidy/sentences.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace approdo::tidy {
namespace {

// How many arguments a speaker takes, and which of them are sentences.
struct Speaker {
    std::string_view name;
    std::size_t arguments;
    std::size_t first;
    std::size_t count = 1;
};
constexpr std::array<Speaker, 4> speakers{
    {{"fail", 2, 1}, {"notice", 1, 0}, {"wrong", 1, 0}, {"bad", 1, 0}}};
// What a check of a course finds: a message, and how to mend it where the message does not say so.
constexpr Speaker finders[] = {{"error", 4, 2, 2},
                               {"error", 3, 1, 2},
                               {"warning", 4, 2, 2},
                               {"warning", 3, 1, 2},
                               {"advice", 4, 2, 2},
                               {"advice", 3, 1, 2},
                               {"note", 4, 1, 2},
                               {"wrong", 3, 2},
                               {"wrong", 2, 1},
                               {"wrong_entry", 2, 1},
                               {"wrong_entry", 3, 2},
                               {"broken", 1, 0},
                               {"broken", 2, 1},
                               {"broken", 3, 1, 2},
                               {"unsafe", 2, 1},
                               {"fail", 2, 1},
                               {"warn", 4, 2, 2},
                               {"warn", 3, 1, 2},
                               {"warn", 2, 0, 2},
                               {"refuse", 3, 1, 2},
                               {"refuse_all", 2, 0, 2},
                               {"stranger", 2, 0, 2},
                               {"refused", 3, 1, 2},
                               {"leave_out_question", 1, 0},
                               {"leave_out_question", 2, 0, 2},
                               {"loss", 1, 0},
                               {"loss", 2, 0, 2},
                               {"lost", 2, 1},
                               {"lost", 3, 1, 2},
                               {"remark", 1, 0},
                               {"remark", 2, 0, 2},
                               {"cannot", 1, 0}};

bool is_name(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

// The place behind the literal that begins at `at`; an apostrophe between digits begins none.
std::size_t end_of_literal(std::string_view text, std::size_t at) {
    const char quote = text[at];
    if (quote == '\'' && at > 0 && is_name(text[at - 1])) return at + 1;
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == quote) {
            return i + 1;
        }
    }
    return text.size();
}

std::string without_comments(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        if (text.substr(i, 2) == "//") {
            i = std::min(text.find('\n', i), text.size());
            continue;
        }
        const bool quoted = text[i] == '"' || text[i] == '\'';
        const std::size_t end = quoted ? end_of_literal(text, i) : i + 1;
        out += text.substr(i, end - i);
        i = end;
    }
    return out;
}

// Parts between separators, brackets and literals left whole, up to the bracket that closes.
std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    int depth = 0;
    std::size_t i = 0;
    while (i < text.size()) {
        const char c = text[i];
        if (c == '"' || c == '\'') {
            i = end_of_literal(text, i);
            continue;
        }
        if (text.substr(i, 2) == "::") {
            i += 2;
            continue;
        }
        if (c == ')' || c == ']' || c == '}') {
            if (--depth < 0) break;
        }
        if (c == '(' || c == '[' || c == '{') ++depth;
        if (depth == 0 && separators.find(c) != std::string_view::npos) {
            parts.push_back(text.substr(begin, i - begin));
            begin = i + 1;
        }
        ++i;
    }
    parts.push_back(text.substr(begin, i - begin));
    return parts;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) {
        text.remove_prefix(1);
    }
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) {
        text.remove_suffix(1);
    }
    return text;
}

// Adjacent literals in one, escapes resolved as far as sentences use them; false: something else.
bool read_literals(std::string_view operand, std::string& out) {
    constexpr std::string_view wrapper = "std::string(\"";
    if (operand.starts_with(wrapper) && operand.ends_with(")")) {
        operand = operand.substr(wrapper.size() - 1, operand.size() - wrapper.size());
    }
    std::string text;
    while (!operand.empty()) {
        if (operand.front() != '"') return false;
        const std::size_t end = end_of_literal(operand, 0);
        for (std::size_t i = 1; i + 1 < end; ++i) {
            if (operand[i] == '\\') ++i;
            text += operand[i];
        }
        operand = trimmed(operand.substr(end));
    }
    out += text;
    return true;
}

std::string template_of(std::string_view expression) {
    std::string out;
    bool has_words = false;
    int values = 0;
    for (const std::string_view operand : split(expression, "+")) {
        std::string words;
        if (read_literals(trimmed(operand), words)) {
            has_words = has_words || std::any_of(words.begin(), words.end(), is_name);
            out += words;
        } else {
            out += "{" + std::to_string(values++) + "}";
        }
    }
    return has_words ? out : std::string();
}

void add_templates(std::string_view expression, std::vector<std::string>& out) {
    auto choices = split(expression, "?:");
    if (choices.size() > 1) choices.erase(choices.begin());  // the condition
    for (const std::string_view choice : choices) {
        std::string text = template_of(choice);
        if (!text.empty()) out.push_back(std::move(text));
    }
}

void add_said_by(const Speaker& speaker, std::string_view text, std::vector<std::string>& out) {
    const std::string call = std::string(speaker.name) + "(";
    for (auto at = text.find(call); at != std::string::npos; at = text.find(call, at + 1)) {
        if (at > 0 && is_name(text[at - 1])) continue;
        const auto arguments = split(text.substr(at + call.size()), ",");
        if (arguments.size() != speaker.arguments) continue;
        for (std::size_t i = 0; i < speaker.count; ++i) {
            add_templates(arguments[speaker.first + i], out);
        }
    }
}

template <class Speakers>
std::vector<std::string> said_by(const Speakers& all, std::string_view source) {
    const std::string text = without_comments(source);
    std::vector<std::string> out;
    for (const Speaker& speaker : all) add_said_by(speaker, text, out);
    return out;
}

}  // namespace

std::vector<std::string> sentences_of(std::string_view source) {
    return said_by(speakers, source);
}

std::vector<std::string> findings_of(std::string_view source) {
    return said_by(finders, source);
}

}  // namespace approdo::tidy
