// Multiple choice, true or false, matching, and menus within a text.
#include <algorithm>
#include <map>

#include "content/import/moodle/builder.hpp"
#include "content/import/moodle/cloze.hpp"
#include "content/import/source/html_text.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import {

using namespace content;

namespace {

Numbering numbering_called(std::string_view name) {
    if (name == "ABCD") return Numbering::capital_letters;
    if (name == "123") return Numbering::digits;
    if (name == "iii") return Numbering::small_roman;
    if (name == "IIII") return Numbering::capital_roman;
    if (name == "none") return Numbering::none;
    return Numbering::small_letters;
}

// Of an answer in words of several languages, what the first says.
bool says_true(std::string_view words) {
    std::string lower(trimmed(words));
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return lower == "true" || lower == "vero" || lower == "wahr" || lower == "vrai" ||
           lower == "verdadero" || lower == "1";
}

// A choice of gaps belongs to those of its group.
struct GapChoices {
    const std::vector<MoodleDrag>& choices;

    const MoodleDrag* numbered(std::uint32_t number) const {
        for (const MoodleDrag& one : choices) {
            if (count_of(one.number) == number) return &one;
        }
        return nullptr;
    }
    std::vector<const MoodleDrag*> beside(const MoodleDrag& choice) const {
        std::vector<const MoodleDrag*> group;
        for (const MoodleDrag& one : choices) {
            if (one.group == choice.group) group.push_back(&one);
        }
        return group;
    }
};

}  // namespace

void add_choices(QuestionBuilder& builder, const std::vector<MoodleAnswer>& answers,
                 std::string_view column, ChoicePart& part, ChoiceKey& key) {
    for (const MoodleAnswer& answer : answers) {
        const OptionId id = builder.option_id(column, answer.text.text);
        part.options.push_back({id, builder.rich(answer.text)});
        key.options.push_back(
            {id, builder.share(answer.fraction), builder.feedback(answer.feedback)});
        if (part.chosen_max == 1) builder.allow_negative(key.options.back().share);
    }
}

bool build_multiple_choice(QuestionBuilder& builder) {
    const MoodleQuestion& source = builder.source;
    ChoicePart part;
    ChoiceKey key;
    part.chosen_max = source.single ? 1 : 0;
    part.fixed_order = !source.shuffle;
    add_choices(builder, source.answers, "choice", part, key);
    if (part.options.empty()) {
        builder.loss("a multiple choice without answers is kept as its text",
                     "write its answers, and import it again");
        return false;
    }
    builder.question.shown.kind =
        source.single ? QuestionKind::choice_one : QuestionKind::choice_many;
    builder.question.shown.numbering = numbering_called(source.numbering);
    builder.add_part(std::move(part), std::move(key));
    return true;
}

bool build_true_false(QuestionBuilder& builder) {
    ChoicePart part;
    part.fixed_order = true;
    part.options = {{option_true, {}}, {option_false, {}}};
    ChoiceKey key;
    key.options = {{option_true, Share::none(), 0}, {option_false, Share::none(), 0}};
    if (builder.source.answers.empty()) {
        builder.loss("a true-or-false question without answers is kept as its text",
                     "write its answers, and import it again");
        return false;
    }
    for (const MoodleAnswer& answer : builder.source.answers) {
        ChosenKey& chosen = key.options[says_true(answer.text.text) ? 0 : 1];
        chosen.share = builder.share(answer.fraction);
        chosen.feedback = builder.feedback(answer.feedback);
    }
    builder.add_part(std::move(part), std::move(key));
    return true;
}

bool build_matching(QuestionBuilder& builder) {
    MatchPart part;
    MatchKey key;
    std::map<std::string, OptionId, std::less<>> right;
    for (const MoodlePair& pair : builder.source.pairs) {
        const std::string words(trimmed(pair.right));
        if (words.empty()) {
            if (!trimmed(pair.left.text).empty())
                builder.loss("a pair of «" + builder.question.shown.title +
                                 "» has no right side and was left out",
                             "write what belongs to it in Moodle, and export it again");
            continue;
        }
        auto found = right.find(words);
        if (found == right.end()) {
            const OptionId id = builder.option_id("right", words);
            found = right.emplace(words, id).first;
            part.right.push_back({id, {escaped_text(words), builder.reading.language, {}}});
        }
        const RichText left = builder.rich(pair.left);
        if (left.empty()) continue;
        const OptionId id = builder.option_id("left", pair.left.text);
        part.left.push_back({id, left});
        key.pairs.push_back({id, found->second});
    }
    if (key.pairs.empty()) {
        builder.loss("a matching without pairs is kept as its text",
                     "write its pairs, and import it again");
        return false;
    }
    if (!builder.source.shuffle)
        builder.remark("the right sides of «" + builder.question.shown.title +
                       "» stand in another order at each attempt, not as they were written");
    builder.add_part(std::move(part), std::move(key));
    return true;
}

bool build_ordering(QuestionBuilder& builder) {
    OrderPart part;
    OrderKey key;
    for (const MoodleAnswer& answer : builder.source.answers) {
        const OptionId id = builder.option_id("item", answer.text.text);
        part.items.push_back({id, builder.rich(answer.text)});
        key.order.push_back(id);
    }
    if (part.items.size() < 2) {
        builder.loss("an ordering of fewer than two things is kept as its text",
                     "write what is to be put in order, and import it again");
        return false;
    }
    // By name in question files, by number in backups.
    const std::string_view grading = builder.source.grading;
    key.scoring = OrderScoring::each_place;
    if (grading == "ALL_OR_NOTHING" || grading == "-1") key.scoring = OrderScoring::all_or_nothing;
    if (grading.starts_with("RELATIVE") || grading == "1" || grading == "2")
        key.scoring = OrderScoring::each_neighbour;
    const bool each_place = grading.empty() || grading == "ABSOLUTE_POSITION" || grading == "0";
    if (key.scoring == OrderScoring::each_place && !each_place)
        builder.loss("«" + builder.question.shown.title + "» is marked by «" +
                         std::string(grading) + "», here by what stands in its place",
                     "choose one of the ways of docs/authoring.md when that is not what you want");
    if (const std::uint32_t drawn = count_of(builder.source.select_count);
        drawn > 0 && drawn < part.items.size())
        builder.loss("«" + builder.question.shown.title + "» shows all of its things, not " +
                         std::to_string(drawn) + " drawn from them",
                     "take out what need not be asked");
    builder.add_part(std::move(part), std::move(key));
    return true;
}

bool build_gap_menus(QuestionBuilder& builder) {
    const GapChoices choices{builder.source.drags};
    const std::string text = without_marks(builder.source.text.text);
    std::string marked;
    bool reused = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = std::min(text.find("[[", at), text.size());
        marked += text.substr(at, open - at);
        if (open == text.size()) break;
        const std::size_t close = text.find("]]", open);
        const MoodleDrag* const choice =
            close == std::string::npos ? nullptr
                                       : choices.numbered(count_of(std::string_view(text).substr(
                                             open + 2, close - open - 2)));
        if (choice == nullptr) {
            marked += "[[";
            at = open + 2;
            continue;
        }
        ChoicePart part;
        part.inline_menu = true;
        part.fixed_order = !builder.source.shuffle;
        ChoiceKey key;
        const std::string column = "gap " + std::to_string(builder.question.shown.parts.size() + 1);
        for (const MoodleDrag* const one : choices.beside(*choice)) {
            const OptionId id = builder.option_id(column, one->text.text);
            part.options.push_back({id, builder.rich(one->text)});
            key.options.push_back({id, one == choice ? Share::all() : Share::none(), 0});
        }
        reused = reused || !choice->any_number;
        builder.add_part(std::move(part), std::move(key));
        marked += gap_mark(static_cast<std::uint32_t>(builder.question.shown.parts.size()));
        at = close + 2;
    }
    if (builder.question.shown.parts.empty()) {
        builder.loss("a text with gaps, but without any of its choices, is kept as its text",
                     "write [[1]] where the first choice belongs, and import it again");
        return false;
    }
    MoodleText with_marks = builder.source.text;
    with_marks.text = marked;
    builder.question.shown.text = builder.rich(with_marks);
    builder.question.shown.text.html = with_parts(std::move(builder.question.shown.text.html));
    if (builder.source.type == "ddwtos" && reused)
        builder.loss("the words to drag into «" + builder.question.shown.title +
                         "» are chosen from menus, where one may be chosen twice",
                     "each gap is marked by itself: say in the text that no word fits twice");
    return true;
}

}  // namespace approdo::import
