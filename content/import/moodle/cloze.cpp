#include "content/import/moodle/cloze.hpp"

#include <algorithm>
#include <optional>

namespace approdo::import {

namespace {

// Two characters of the private use area.
constexpr std::string_view mark_begin = "\xEE\xA0\x80";
constexpr std::string_view mark_end = "\xEE\xA0\x81";

struct TypeName {
    std::string_view name;
    ClozeType type;
    bool case_matters = false;
    bool shuffled = false;
};
constexpr TypeName type_names[] = {
    {"NUMERICAL", ClozeType::numbers},
    {"NM", ClozeType::numbers},
    {"SHORTANSWER", ClozeType::words},
    {"SA", ClozeType::words},
    {"MW", ClozeType::words},
    {"SHORTANSWER_C", ClozeType::words, true},
    {"SAC", ClozeType::words, true},
    {"MWC", ClozeType::words, true},
    {"MULTICHOICE", ClozeType::menu},
    {"MC", ClozeType::menu},
    {"MULTICHOICE_S", ClozeType::menu, false, true},
    {"MCS", ClozeType::menu, false, true},
    {"MULTICHOICE_V", ClozeType::list},
    {"MCV", ClozeType::list},
    {"MULTICHOICE_VS", ClozeType::list, false, true},
    {"MCVS", ClozeType::list, false, true},
    {"MULTICHOICE_H", ClozeType::list},
    {"MCH", ClozeType::list},
    {"MULTICHOICE_HS", ClozeType::list, false, true},
    {"MCHS", ClozeType::list, false, true},
    {"MULTIRESPONSE", ClozeType::many},
    {"MR", ClozeType::many},
    {"MULTIRESPONSE_S", ClozeType::many, false, true},
    {"MRS", ClozeType::many, false, true},
    {"MULTIRESPONSE_H", ClozeType::many},
    {"MRH", ClozeType::many},
    {"MULTIRESPONSE_HS", ClozeType::many, false, true},
    {"MRHS", ClozeType::many, false, true},
};

const TypeName* type_called(std::string_view name) {
    const auto* const found = std::find_if(std::begin(type_names), std::end(type_names),
                                           [&](const TypeName& one) { return one.name == name; });
    return found == std::end(type_names) ? nullptr : found;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

class GapReader {
  public:
    // `text` begins behind the opening brace.
    explicit GapReader(std::string_view text) : text_(text) {}

    // The size of the gap up to and with its closing brace; nothing when this is none.
    std::optional<std::size_t> run(ClozeGap& gap, std::string& unknown_type) {
        std::string digits;
        while (at_ < text_.size() && (is_digit(text_[at_]) || (digits.empty() && blank())))
            if (is_digit(text_[at_++])) digits.push_back(text_[at_ - 1]);
        if (!take(':') || digits.size() > 6) return std::nullopt;
        if (!digits.empty()) gap.weight = static_cast<std::uint32_t>(std::stoul(digits));
        std::string type;
        while (at_ < text_.size() &&
               ((text_[at_] >= 'A' && text_[at_] <= 'Z') || text_[at_] == '_'))
            type.push_back(text_[at_++]);
        if (type.empty() || !take(':')) return std::nullopt;
        const TypeName* const known = type_called(type);
        if (known == nullptr) {
            unknown_type = type;
            return std::nullopt;
        }
        gap.type = known->type;
        gap.case_matters = known->case_matters;
        gap.shuffled = known->shuffled;
        // …_H, …_HS, MCH, MRHS
        gap.in_a_row = known->name.find('H', known->name.size() - 2) != std::string_view::npos;
        do {
            if (!read_answer(gap.answers.emplace_back())) return std::nullopt;
        } while (take('~'));
        if (!take('}')) return std::nullopt;
        std::erase_if(gap.answers, [](const ClozeAnswer& one) { return one.text.empty(); });
        if (gap.answers.empty()) return std::nullopt;
        return at_;
    }

  private:
    bool blank() const { return text_[at_] == ' '; }
    bool take(char c) {
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    bool read_answer(ClozeAnswer& answer) {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r'))
            ++at_;
        if (take('=')) {
            answer.is_right = true;
        } else if (at_ < text_.size() && text_[at_] == '%') {
            const std::size_t end = text_.find('%', at_ + 1);
            if (end == std::string_view::npos) return false;
            const std::string_view percent = text_.substr(at_ + 1, end - at_ - 1);
            if (percent.find_first_not_of("0123456789.,-+") == std::string_view::npos) {
                answer.percent = percent;
                at_ = end + 1;
            }
        }
        answer.text = read_words("~#}");
        if (take('#')) answer.feedback = read_words("~}");
        return at_ < text_.size();
    }

    // Up to one of the marks that is neither escaped nor part of a character reference.
    std::string read_words(std::string_view ends) {
        std::string words;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\\' && at_ + 1 < text_.size() &&
                std::string_view("}#~/\"\\").find(text_[at_ + 1]) != std::string_view::npos) {
                words.push_back(text_[at_ + 1]);
                at_ += 2;
                continue;
            }
            const bool referred = words.ends_with('&') || words.ends_with("&amp;");
            if (ends.find(c) != std::string_view::npos && !(c == '#' && referred)) break;
            words.push_back(c);
            ++at_;
        }
        while (words.ends_with(' ') || words.ends_with('\n')) words.pop_back();
        return words;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

ClozeText read_cloze(std::string_view text) {
    ClozeText result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t brace = std::min(text.find('{', at), text.size());
        result.text += text.substr(at, brace - at);
        if (brace == text.size()) break;
        ClozeGap gap;
        std::string unknown;
        const auto size = GapReader(text.substr(brace + 1)).run(gap, unknown);
        if (!size) {
            if (!unknown.empty()) result.unknown_types.push_back(std::move(unknown));
            result.text.push_back('{');
            at = brace + 1;
            continue;
        }
        result.gaps.push_back(std::move(gap));
        result.text += gap_mark(static_cast<std::uint32_t>(result.gaps.size()));
        at = brace + 1 + *size;
    }
    return result;
}

std::string gap_mark(std::uint32_t number) {
    return std::string(mark_begin) + std::to_string(number) + std::string(mark_end);
}

std::string without_marks(std::string_view text) {
    std::string out(text);
    for (const std::string_view mark : {mark_begin, mark_end}) {
        for (std::size_t at = out.find(mark); at != std::string::npos; at = out.find(mark, at))
            out.erase(at, mark.size());
    }
    return out;
}

std::string with_parts(std::string html) {
    for (std::size_t at = html.find(mark_begin); at != std::string::npos;
         at = html.find(mark_begin, at)) {
        const std::size_t end = html.find(mark_end, at);
        if (end == std::string::npos) break;
        const std::size_t digits = at + mark_begin.size();
        const std::string element =
            "<span data-part=\"" + html.substr(digits, end - digits) + "\"></span>";
        html.replace(at, end + mark_end.size() - at, element);
        at += element.size();
    }
    return html;
}

}  // namespace approdo::import
