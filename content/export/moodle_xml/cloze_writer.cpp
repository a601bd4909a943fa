#include "content/export/moodle_xml/cloze_writer.hpp"

namespace approdo::content_export::moodle {

using namespace content;

namespace {

std::string part_mark(std::uint32_t number) {
    return "<span data-part=\"" + std::to_string(number) + "\"></span>";
}

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '}' || c == '#' || c == '~' || c == '\\') out.push_back('\\');
        out.push_back(c);
    }
    return out;
}

// What is typed is compared as words: markup characters stand as references.
std::string as_reference(const std::string& words) {
    std::string out;
    for (const char c : words) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else {
            out.push_back(c);
        }
    }
    return out;
}

class Gap {
  public:
    explicit Gap(QuestionWriter& writer) : writer_(writer) {}

    std::string run(const Part& part, const PartKey& key) {
        std::string answers;
        std::string type;
        if (const auto* const choice = std::get_if<ChoicePart>(&part.shape)) {
            type = choice->inline_menu ? "MC" : choice->chosen_max == 1 ? "MCV" : "MR";
            if (!choice->fixed_order) type += "S";
            answers = choices(*choice, std::get<ChoiceKey>(key.shape));
        } else if (const auto* const words = std::get_if<TextKey>(&key.shape)) {
            type = words->case_matters ? "SAC" : "SA";
            for (const TextAnswer& one : words->answers)
                add(answers, one.share, as_reference(one.pattern), one.feedback);
        } else {
            type = "NM";
            for (const NumberAnswer& one : std::get<NumberKey>(key.shape).answers)
                add(answers, one.share, number(one), one.feedback);
        }
        return "{" + std::to_string(key.weight) + ":" + type + ":" + answers + "}";
    }

  private:
    void add(std::string& answers, Share share, const std::string& text, FeedbackId feedback) {
        if (!answers.empty()) answers.push_back('~');
        answers += share == Share::all() ? "=" : "%" + percent_of(share) + "%";
        answers += escaped(text);
        const std::string words = writer_.feedback_of(feedback);
        if (!words.empty()) answers += "#" + escaped(words);
    }

    std::string choices(const ChoicePart& part, const ChoiceKey& key) {
        std::string answers;
        for (const Option& option : part.options) {
            writer_.add_id(option.id);
            for (const ChosenKey& one : key.options) {
                if (one.option == option.id)
                    add(answers, one.share, option.text.html, one.feedback);
            }
        }
        return answers;
    }

    std::string number(const NumberAnswer& answer) {
        if (answer.any) return "*";
        const Middle middle = middle_of(answer.range);
        if (!middle.exact)
            writer_.lose("a range of numbers is narrower in Moodle by its last digit");
        std::string text = decimal_text(middle.centre);
        if (middle.tolerance.mantissa != 0) text += ":" + decimal_text(middle.tolerance);
        return text;
    }

    QuestionWriter& writer_;
};

}  // namespace

bool fits_cloze(const QuestionPublic& shown, const QuestionKey& key) {
    for (const Part& part : shown.parts) {
        const PartKey* const its = key.part(part.number);
        if (its == nullptr) return false;
        const auto* const choice = std::get_if<ChoiceKey>(&its->shape);
        const auto* const words = std::get_if<TextKey>(&its->shape);
        const auto* const numbers = std::get_if<NumberKey>(&its->shape);
        const auto* const shape = std::get_if<ChoicePart>(&part.shape);
        const bool fits = (choice != nullptr && shape != nullptr && !shape->options.empty()) ||
                          (words != nullptr && !words->answers.empty()) ||
                          (numbers != nullptr && !numbers->answers.empty());
        if (!fits) return false;
    }
    return !shown.parts.empty();
}

std::string cloze_text(QuestionWriter& writer) {
    // A brace of the text itself must not begin a gap.
    std::string html;
    for (const char c : writer.shown.text.html) html += c == '{' ? "&#123;" : std::string(1, c);
    Gap gap(writer);
    for (const Part& part : writer.shown.parts) {
        const std::string text = gap.run(part, *writer.key.part(part.number));
        const std::string mark = part_mark(part.number);
        const std::size_t at = html.find(mark);
        if (at == std::string::npos) {
            html += " " + text;
        } else {
            html.replace(at, mark.size(), text);
        }
    }
    return html;
}

}  // namespace approdo::content_export::moodle
