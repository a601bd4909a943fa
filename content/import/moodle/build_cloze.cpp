// Texts with embedded answers.
#include <algorithm>
#include <numeric>

#include "content/import/moodle/builder.hpp"
#include "content/import/moodle/cloze.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import {

using namespace content;

namespace {

// Moodle's weights are any numbers, the model's go to nine.
std::uint32_t largest_divisor(const std::vector<ClozeGap>& gaps) {
    std::uint32_t divisor = 0;
    for (const ClozeGap& gap : gaps) divisor = std::gcd(divisor, gap.weight);
    return std::max(divisor, 1U);
}

class GapBuilder {
  public:
    GapBuilder(QuestionBuilder& builder, const ClozeGap& gap, std::uint32_t weight)
        : builder_(builder), gap_(gap), weight_(weight) {}

    void run() {
        if (gap_.type == ClozeType::words) return words();
        if (gap_.type == ClozeType::numbers) return numbers();
        choices();
    }

  private:
    Share share(const ClozeAnswer& answer) const {
        if (answer.percent.empty()) return answer.is_right ? Share::all() : Share::none();
        const auto share = share_from_percent(answer.percent);
        return share ? *share : Share::none();
    }
    MoodleText as_text(std::string_view words) const {
        MoodleText text = builder_.source.text;
        text.text = words;
        return text;
    }
    FeedbackId feedback(const ClozeAnswer& answer) {
        return builder_.feedback(as_text(answer.feedback));
    }

    void words() {
        TextKey key;
        key.case_matters = gap_.case_matters;
        for (const ClozeAnswer& answer : gap_.answers)
            key.answers.push_back(
                {with_references_replaced(answer.text), share(answer), feedback(answer)});
        builder_.add_part(TextPart{}, std::move(key), weight_);
    }

    void numbers() {
        NumberKey key;
        for (const ClozeAnswer& answer : gap_.answers) {
            NumberAnswer accepted;
            accepted.any = trimmed(answer.text) == "*";
            const std::string_view text = answer.text;
            const std::size_t colon = std::min(text.find(':'), text.size());
            const auto range =
                range_of(text.substr(0, colon), text.substr(std::min(colon + 1, text.size())));
            if (!accepted.any && !range) {
                builder_.loss("«" + answer.text + "» is no number: this answer was left out",
                              "write a number of at most 18 digits");
                continue;
            }
            if (range) accepted.range = *range;
            accepted.share = share(answer);
            accepted.feedback = feedback(answer);
            key.answers.push_back(accepted);
        }
        builder_.add_part(NumberPart{}, std::move(key), weight_);
    }

    void choices() {
        ChoicePart part;
        part.inline_menu = gap_.type == ClozeType::menu;
        part.chosen_max = gap_.type == ClozeType::many ? 0 : 1;
        part.fixed_order = !gap_.shuffled;
        ChoiceKey key;
        const std::string column =
            "gap " + std::to_string(builder_.question.shown.parts.size() + 1);
        for (const ClozeAnswer& answer : gap_.answers) {
            const OptionId id = builder_.option_id(column, answer.text);
            part.options.push_back({id, builder_.rich(as_text(answer.text))});
            key.options.push_back({id, share(answer), feedback(answer)});
            if (part.chosen_max == 1) builder_.allow_negative(key.options.back().share);
        }
        builder_.add_part(std::move(part), std::move(key), weight_);
    }

    QuestionBuilder& builder_;
    const ClozeGap& gap_;
    std::uint32_t weight_;
};

}  // namespace

bool build_cloze(QuestionBuilder& builder) {
    const ClozeText cloze = read_cloze(without_marks(builder.source.text.text));
    for (const std::string& type : cloze.unknown_types)
        builder.loss(
            "gaps of the type «" + type + "» are not known here: it is left as it is written",
            "write it as SHORTANSWER, NUMERICAL or MULTICHOICE");
    if (cloze.gaps.empty()) {
        builder.loss("a text with embedded answers, but without any, is kept as its text",
                     "write {1:SHORTANSWER:=…} where an answer belongs");
        return false;
    }
    const bool in_a_row = std::any_of(cloze.gaps.begin(), cloze.gaps.end(),
                                      [](const ClozeGap& gap) { return gap.in_a_row; });
    if (in_a_row)
        builder.remark("choices that stood side by side in «" + builder.question.shown.title +
                           "» stand one below the other",
                       "write MULTICHOICE for a menu within the line");
    const std::uint32_t divisor = largest_divisor(cloze.gaps);
    std::uint32_t sum = 0;
    bool bounded = false;
    for (const ClozeGap& gap : cloze.gaps) {
        sum += gap.weight;
        const std::uint32_t weight = gap.weight / divisor;
        bounded = bounded || weight > PartKey::weight_max || weight == 0;
        GapBuilder(builder, gap, std::clamp(weight, 1U, PartKey::weight_max)).run();
    }
    if (bounded)
        builder.loss(
            "gaps weigh from 1 to 9: some of this text's weigh more here, or less, than "
            "they did");
    if (trimmed(builder.source.points).empty()) {
        const std::uint32_t points = std::min(sum, 1'000'000U);
        builder.question.key.points = {std::int64_t{points} * 1'000'000};
    }
    MoodleText with_marks = builder.source.text;
    with_marks.text = cloze.text;
    RichText& text = builder.question.shown.text;
    text = builder.rich(with_marks);
    text.html = with_parts(std::move(text.html));
    return true;
}

}  // namespace approdo::import
