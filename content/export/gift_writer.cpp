#include "content/export/gift_writer.hpp"

#include <algorithm>

#include "content/export/addresses.hpp"
#include "content/export/whole_question.hpp"

namespace approdo::content_export {

using namespace content;

namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (std::string_view("\\~=#{}:[]").find(c) != std::string_view::npos) out.push_back('\\');
        out.push_back(c);
    }
    return out;
}

std::string reference_to(char c) {
    return "&#" + std::to_string(static_cast<int>(c)) + ";";
}

// Of several blanks GIFT keeps one: the others are written as references. Line breaks are escaped.
std::string with_all_blanks(std::string_view html) {
    std::string out;
    out.reserve(html.size());
    for (std::size_t i = 0; i < html.size(); ++i) {
        const char c = html[i];
        const bool other = c == '\t' || c == '\r' || c == '\f' || c == '\v';
        const bool again = c == ' ' && i > 0 && (html[i - 1] == ' ' || html[i - 1] == '\n');
        if (other || again) {
            out += reference_to(c);
        } else {
            out.push_back(c);
        }
    }
    return out;
}

// HTML as it stands behind [html].
std::string escaped_html(const std::string& html) {
    return escaped(with_all_blanks(with_addresses(html)));
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out.push_back('\\');
        out.push_back(c == '\n' ? ' ' : c);
    }
    return out + "\"";
}

// A directive has one line.
std::string quoted_html(const std::string& html) {
    std::string line;
    for (const char c : with_addresses(html))
        line += c == '\n' || c == '\r' ? reference_to(c) : std::string(1, c);
    return quoted(line);
}

std::string time_text(std::uint32_t seconds) {
    return seconds % 60 == 0 ? std::to_string(seconds / 60) + "m" : std::to_string(seconds) + "s";
}

std::string header_of(const QuizPublic& quiz, const QuizKey& key) {
    const QuizSettings& s = quiz.settings;
    static constexpr const char* modes[] = {"", "practice", "graded", "timed"};
    static constexpr const char* times[] = {"", "at-once", "after-submit", "after-closing",
                                            "never"};
    static constexpr const char* which[] = {"", "best", "last", "first", "mean"};
    std::string out = "// approdo: mode=" + std::string(modes[static_cast<std::size_t>(s.mode)]);
    if (s.time_limit_s > 0) out += " time=" + time_text(s.time_limit_s);
    out += " attempts=" + (s.attempts_max == 0 ? "unlimited" : std::to_string(s.attempts_max));
    if (s.pass_mark.parts > 0) out += " pass=" + percent_text(s.pass_mark) + "%";
    out += " counts=" + std::string(which[static_cast<std::size_t>(s.counts)]) +
           "\n// approdo: shuffle=";
    out += s.shuffle_questions && s.shuffle_options ? "questions,options"
           : s.shuffle_questions                    ? "questions"
           : s.shuffle_options                      ? "options"
                                                    : "none";
    if (s.questions_shown > 0) out += " pick=" + std::to_string(s.questions_shown);
    out += " feedback=" + std::string(times[static_cast<std::size_t>(s.feedback.time)]);
    if (!s.feedback.show_points) out += ",no-points";
    if (!s.feedback.show_right_answers) out += ",no-answers";
    static constexpr const char* behaviours[] = {"deferred", "immediate", "interactive", "adaptive",
                                                 "adaptive-no-penalty"};
    const auto behaviour = static_cast<std::size_t>(s.behaviour);
    if (behaviour > 0 && behaviour < std::size(behaviours))
        out += " behaviour=" + std::string(behaviours[behaviour]);
    if (s.one_way) out += " one-way=yes";
    if (s.invigilated) out += " invigilated=yes";
    out += "\n// approdo: title=" + quoted(quiz.title);
    if (!quiz.language.empty()) out += " language=" + quiz.language;
    out += "\n";
    if (!quiz.introduction.empty())
        out += "// approdo: introduction=" + quoted_html(quiz.introduction.html) + "\n";
    return out + whole_quiz_lines(quiz, key) + "\n";
}

class QuestionWriter {
  public:
    QuestionWriter(const QuestionPublic& shown, const QuestionKey& key, const std::string& language)
        : shown_(shown), key_(key), language_(language) {}

    std::string run(std::vector<std::string>& dropped) {
        if (!gift_says_all(shown_, key_)) {
            dropped.push_back(
                "question «" + (shown_.title.empty() ? shown_.id.hex() : shown_.title) +
                "»: GIFT has no form for its kind; other programs see its text alone");
            return head() + whole_question_lines(shown_, key_) + words_for_others() + "\n\n";
        }
        std::vector<std::string> blocks;
        for (const Part& part : shown_.parts)
            blocks.push_back(block_of(part, *key_.part(part.number)));
        add_common();
        std::string out = head();
        if (!option_ids_.empty()) out += "// approdo: options=" + option_ids_ + "\n";
        if (!directives_.empty()) out += "// approdo:" + directives_ + "\n";
        if (!shown_.title.empty()) out += "::" + escaped(shown_.title) + ":: ";
        return out + text_with(blocks) + "\n\n";
    }

  private:
    std::string head() const {
        std::string out = "// [id:" + shown_.id.hex() + "]";
        for (const std::string& tag : shown_.tags) out += " [tag:" + tag + "]";
        return out + "\n";
    }

    // Of a question that stands whole in its lines. Without a word it would be no question.
    std::string words_for_others() const {
        const std::string text = text_with({});
        if (!text.empty()) return text;
        return shown_.title.empty() ? "…" : escaped(shown_.title);
    }

    void add(const std::string& directive) { directives_ += " " + directive; }
    void add_id(const OptionId& id) { option_ids_ += (option_ids_.empty() ? "" : ",") + id.hex(); }

    void add_common() {
        if (shown_.parts.empty()) return;
        if (shown_.kind == QuestionKind::cloze) add("type=cloze");
        if (key_.points.micro != 1'000'000) add("points=" + points_text(key_.points));
        if (key_.penalty.parts > 0) add("penalty=" + percent_text(key_.penalty) + "%");
        for (const LocalRich& hint : key_.hints) {
            if (const RichText* const text = own(hint)) add("hint=" + quoted_html(text->html));
        }
    }

    // The text of this language, and of no other; what names none has the language around it.
    const RichText* own(const LocalRich& text) const {
        for (const RichText& one : text.texts) {
            if (one.language == language_ || one.language.empty()) return &one;
        }
        return nullptr;
    }

    std::string feedback(FeedbackId id) const {
        const LocalRich* const text = key_.feedback_text(id);
        const RichText* const mine = text == nullptr ? nullptr : own(*text);
        return mine == nullptr ? "" : "#[html]" + escaped_html(mine->html);
    }

    std::string general(bool first) const {
        const std::string text = feedback(key_.general_feedback);
        return first && !text.empty() ? " ###" + text : "";
    }

    // The blocks at their marks; one without a mark stands at the end.
    std::string text_with(const std::vector<std::string>& blocks) const {
        const std::string html = with_all_blanks(with_addresses(shown_.text.html));
        std::string out = html.empty() ? "" : "[html]";
        std::size_t at = 0;
        std::size_t written = 0;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            const std::string mark = "<span data-part=\"" + std::to_string(i + 1) + "\"></span>";
            const std::size_t place = html.find(mark, at);
            if (place == std::string::npos) break;
            out += escaped(std::string_view(html).substr(at, place - at)) + blocks[i];
            at = place + mark.size();
            ++written;
        }
        out += escaped(std::string_view(html).substr(at));
        for (; written < blocks.size(); ++written) out += " " + blocks[written];
        return out;
    }

    std::string block_of(const Part& part, const PartKey& key) {
        const std::string start = key.weight > 1 ? "{" + std::to_string(key.weight) + ":" : "{";
        const bool first = part.number == shown_.parts.front().number;
        const std::string body =
            std::visit([&](const auto& shape, const auto& right) { return body_of(shape, right); },
                       part.shape, key.shape);
        return start + body + general(first) + "}";
    }

    static std::string weight_mark(Share share, char plain) {
        if (plain == '=') return share == Share::all() ? "=" : "=%" + percent_text(share) + "%";
        return share.parts == 0 ? "~" : "~%" + percent_text(share) + "%";
    }

    std::string body_of(const ChoicePart& part, const ChoiceKey& key) {
        if (shown_.kind == QuestionKind::true_false || is_true_false(part)) return true_false(key);
        const bool many = part.chosen_max != 1;
        if (shown_.kind != QuestionKind::cloze) {
            add(many ? "choose=many" : "choose=one");
            if (key.all_or_nothing) add("scoring=all-or-nothing");
            if (part.fixed_order) add("order=fixed");
        }
        std::string out;
        for (const Option& option : part.options) {
            const auto entry =
                std::find_if(key.options.begin(), key.options.end(),
                             [&](const ChosenKey& one) { return one.option == option.id; });
            const bool whole = !many && entry->share == Share::all();
            out += "\n\t" + (whole ? "=" : weight_mark(entry->share, '~')) + "[html]" +
                   escaped_html(option.text.html) + feedback(entry->feedback);
            add_id(option.id);
        }
        return out + "\n";
    }

    static bool is_true_false(const ChoicePart& part) {
        return part.options.size() == 2 && part.options[0].id == option_true &&
               part.options[1].id == option_false;
    }

    std::string true_false(const ChoiceKey& key) const {
        const auto entry = [&](const OptionId& id) {
            return *std::find_if(key.options.begin(), key.options.end(),
                                 [&](const ChosenKey& one) { return one.option == id; });
        };
        const bool is_true = entry(option_true).share.parts > 0;
        const std::string wrong = feedback(entry(is_true ? option_false : option_true).feedback);
        const std::string right = feedback(entry(is_true ? option_true : option_false).feedback);
        std::string out = is_true ? "TRUE" : "FALSE";
        if (!wrong.empty() || !right.empty()) out += wrong.empty() ? "#" : wrong;
        return out + right;
    }

    std::string body_of(const TextPart&, const TextKey& key) {
        if (key.case_matters) add("case=matters");
        std::string out;
        for (const TextAnswer& answer : key.answers)
            out += "\n\t" + weight_mark(answer.share, '=') + escaped(answer.pattern) +
                   feedback(answer.feedback);
        return out + "\n";
    }

    std::string body_of(const NumberPart&, const NumberKey& key) {
        std::string units;
        for (const NumberUnit& unit : key.units)
            units += (units.empty() ? "" : ",") + unit.name + ":" + decimal_text(unit.factor);
        if (!units.empty()) add("units=" + quoted(units));
        if (key.unit_required) add("unit-required=yes");
        const bool with_units = !key.units.empty() || key.unit_required;
        if (with_units && key.unit_penalty != Share::all())
            add("unit-penalty=" + percent_text(key.unit_penalty) + "%");
        std::string out = "#";
        for (const NumberAnswer& answer : key.answers) {
            const std::string range = answer.any ? "*"
                                                 : decimal_text(answer.range.low) + ".." +
                                                       decimal_text(answer.range.high);
            out += "\n\t" + weight_mark(answer.share, '=') + range + feedback(answer.feedback);
        }
        return out + "\n";
    }

    std::string body_of(const MatchPart& part, const MatchKey& key) {
        if (key.all_or_nothing) add("scoring=all-or-nothing");
        std::string out;
        std::vector<OptionId> right_ids;
        const auto right_text = [&](const OptionId& id) {
            const auto found = std::find_if(part.right.begin(), part.right.end(),
                                            [&](const Option& one) { return one.id == id; });
            return found == part.right.end() ? std::string{} : escaped_html(found->text.html);
        };
        for (const Option& left : part.left) {
            const auto pair =
                std::find_if(key.pairs.begin(), key.pairs.end(),
                             [&](const MatchPair& one) { return one.left == left.id; });
            out += "\n\t=[html]" + escaped_html(left.text.html) + " -> " + right_text(pair->right);
            add_id(left.id);
            if (std::find(right_ids.begin(), right_ids.end(), pair->right) == right_ids.end())
                right_ids.push_back(pair->right);
        }
        for (const Option& right : part.right) {
            if (std::find(right_ids.begin(), right_ids.end(), right.id) != right_ids.end())
                continue;
            out += "\n\t= -> " + escaped_html(right.text.html);
            right_ids.push_back(right.id);
        }
        for (const OptionId& id : right_ids) add_id(id);
        return out + "\n";
    }

    std::string body_of(const OrderPart& part, const OrderKey& key) {
        add("type=ordering");
        if (key.scoring == OrderScoring::each_neighbour) add("scoring=neighbours");
        if (key.scoring == OrderScoring::all_or_nothing) add("scoring=all-or-nothing");
        std::string out;
        for (const OptionId& id : key.order) {
            const auto item = std::find_if(part.items.begin(), part.items.end(),
                                           [&](const Option& one) { return one.id == id; });
            out += "\n\t=[html]" + escaped_html(item->text.html);
            add_id(id);
        }
        return out + "\n";
    }

    std::string body_of(const EssayPart& part, const PersonKey&) {
        if (part.lines > 0) add("lines=" + std::to_string(part.lines));
        if (part.words_max > 0)
            add("words=" + std::to_string(part.words_min) + "-" + std::to_string(part.words_max));
        return "";
    }

    std::string body_of(const FilePart& part, const PersonKey&) {
        std::string media;
        for (const std::string& one : part.media_types) media += (media.empty() ? "" : ",") + one;
        add("type=file");
        if (!media.empty()) add("media=" + media);
        if (part.size_max > 0) add("size=" + std::to_string(part.size_max));
        if (part.count_max != 1) add("files=" + std::to_string(part.count_max));
        return "";
    }

    template <class Shape, class Key>
    std::string body_of(const Shape&, const Key&) {
        return {};  // never asked for: GIFT does not say it
    }

    const QuestionPublic& shown_;
    const QuestionKey& key_;
    const std::string& language_;
    std::string directives_;
    std::string option_ids_;
};

}  // namespace

GiftExport write_gift(const QuizPublic& quiz, const QuizKey& key) {
    GiftExport result;
    result.text = header_of(quiz, key);
    std::string category;
    for (const QuestionPublic& question : quiz.questions) {
        const QuestionKey* const question_key = key.question(question.id);
        if (question_key == nullptr) {
            result.dropped.push_back("a question without its key was left out: " +
                                     question.id.hex());
            continue;
        }
        if (question.category != category)
            result.text += "$CATEGORY: " + question.category + "\n\n";
        category = question.category;
        result.text += QuestionWriter(question, *question_key, quiz.language).run(result.dropped);
    }
    return result;
}

}  // namespace approdo::content_export
