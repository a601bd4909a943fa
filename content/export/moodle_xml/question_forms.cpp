#include "content/export/moodle_xml/question_forms.hpp"

#include <algorithm>
#include <set>

#include "content/export/moodle_xml/cloze_writer.hpp"
#include "content/export/moodle_xml/special_questions.hpp"

namespace approdo::content_export::moodle {

using namespace content;

namespace {

constexpr const char* numberings[] = {"abc", "ABCD", "123", "iii", "IIII", "none"};

void write_choice(QuestionWriter& writer) {
    const auto& part = std::get<ChoicePart>(writer.shown.parts[0].shape);
    const auto& key = std::get<ChoiceKey>(writer.key.parts[0].shape);
    if (key.all_or_nothing) writer.lose("Moodle gives points for each right option");
    if (key.not_chosen_feedback != 0) writer.lose("feedback for what was not chosen");
    if (part.chosen_max > 1) writer.lose("how many options may be chosen at most");
    writer.out.leaf("single", part.chosen_max == 1 ? "true" : "false");
    writer.out.leaf("shuffleanswers", part.fixed_order ? "false" : "true");
    writer.out.leaf(
        "answernumbering",
        numberings[std::min<std::size_t>(static_cast<std::size_t>(writer.shown.numbering), 5)]);
    for (const Option& option : part.options) {
        writer.add_id(option.id);
        const auto entry =
            std::find_if(key.options.begin(), key.options.end(),
                         [&](const ChosenKey& one) { return one.option == option.id; });
        if (entry != key.options.end())
            writer.answer(percent_of(entry->share), option.text.html, entry->feedback);
    }
}

void write_truth(QuestionWriter& writer) {
    for (const ChosenKey& one : std::get<ChoiceKey>(writer.key.parts[0].shape).options)
        writer.answer(percent_of(one.share), one.option == option_true ? "true" : "false",
                      one.feedback);
}

void write_words(QuestionWriter& writer) {
    const auto& key = std::get<TextKey>(writer.key.parts[0].shape);
    if (std::get<TextPart>(writer.shown.parts[0].shape).width_characters > 0)
        writer.lose("how wide its field is");
    writer.out.leaf("usecase", key.case_matters ? "1" : "0");
    for (const TextAnswer& one : key.answers) {
        writer.out.open("answer fraction=\"" + percent_of(one.share) +
                        "\" format=\"moodle_auto_format\"");
        writer.out.leaf("text", one.pattern);
        const std::string words = writer.feedback_of(one.feedback);
        if (!words.empty()) writer.text("feedback", words);
        writer.out.close("answer");
    }
}

// Moodle knows answers by their words.
bool words_differ(const std::vector<Option>& options) {
    std::set<std::string> words;
    return std::all_of(options.begin(), options.end(), [&](const Option& one) {
        return words.insert(words_of(one.text.html)).second;
    });
}

void write_pairs(QuestionWriter& writer) {
    const auto& part = std::get<MatchPart>(writer.shown.parts[0].shape);
    const auto& key = std::get<MatchKey>(writer.key.parts[0].shape);
    if (key.all_or_nothing) writer.lose("Moodle gives points for each right pair");
    if (!part.right_reusable) writer.lose("that each answer fits once");
    if (key.pairs.size() < part.left.size()) writer.lose("what nothing is to be matched with");
    const auto is_empty = [](const Option& one) { return one.text.empty(); };
    if (std::any_of(part.left.begin(), part.left.end(), is_empty) ||
        std::any_of(part.right.begin(), part.right.end(), is_empty))
        writer.lose("pairs without a word");
    if (!words_differ(part.right)) writer.lose("that several answers have the same words");
    std::vector<OptionId> said;
    const auto write = [&](const std::string& left, const Option& right) {
        if (std::find(said.begin(), said.end(), right.id) == said.end()) writer.add_id(right.id);
        said.push_back(right.id);
        writer.out.open("subquestion format=\"html\"");
        writer.text_inside(left);
        writer.out.open("answer");
        writer.out.leaf("text", words_of(right.text.html));
        writer.out.close("answer");
        writer.out.close("subquestion");
    };
    const auto option = [](const std::vector<Option>& list, const OptionId& id) {
        return std::find_if(list.begin(), list.end(),
                            [&](const Option& one) { return one.id == id; });
    };
    writer.out.leaf("shuffleanswers", "true");
    for (const MatchPair& pair : key.pairs) {
        write(option(part.left, pair.left)->text.html, *option(part.right, pair.right));
        writer.add_id(pair.left);
    }
    for (const Option& right : part.right) {
        if (std::find(said.begin(), said.end(), right.id) == said.end()) write("", right);
    }
}

void write_order(QuestionWriter& writer) {
    const auto& part = std::get<OrderPart>(writer.shown.parts[0].shape);
    const auto& key = std::get<OrderKey>(writer.key.parts[0].shape);
    writer.out.leaf("layouttype", "VERTICAL");
    writer.out.leaf("selecttype", "ALL");
    writer.out.leaf("selectcount", "0");
    writer.out.leaf("gradingtype", key.scoring == OrderScoring::all_or_nothing ? "ALL_OR_NOTHING"
                                   : key.scoring == OrderScoring::each_neighbour
                                       ? "RELATIVE_NEXT_EXCLUDE_LAST"
                                       : "ABSOLUTE_POSITION");
    int place = 0;
    for (const OptionId& id : key.order) {
        writer.add_id(id);
        const auto item = std::find_if(part.items.begin(), part.items.end(),
                                       [&](const Option& one) { return one.id == id; });
        writer.answer(std::to_string(++place), item->text.html, 0);
    }
}

bool matches_once(const MatchKey& key) {
    std::vector<OptionId> seen;
    for (const MatchPair& pair : key.pairs) {
        if (std::find(seen.begin(), seen.end(), pair.left) != seen.end()) return false;
        seen.push_back(pair.left);
    }
    return !seen.empty();
}

bool is_truth(const ChoicePart& part) {
    return part.options.size() == 2 && part.options[0].id == option_true &&
           part.options[1].id == option_false;
}

// A mark at the end of the text says what none says: that the one part follows it.
std::string without_mark_at_end(const QuestionPublic& shown) {
    constexpr std::string_view mark = "<span data-part=\"1\"></span>";
    const std::string& html = shown.text.html;
    if (shown.parts.size() != 1 || shown.kind == QuestionKind::cloze || !html.ends_with(mark))
        return html;
    return html.substr(0, html.size() - mark.size());
}

// Rules, and people, mark parts of any shape: such a key says nothing that a form could hold.
struct KeyFits {
    bool operator()(const ChoicePart&, const ChoiceKey&) const { return true; }
    bool operator()(const TextPart&, const TextKey&) const { return true; }
    bool operator()(const NumberPart&, const NumberKey&) const { return true; }
    bool operator()(const MatchPart&, const MatchKey&) const { return true; }
    bool operator()(const OrderPart&, const OrderKey&) const { return true; }
    bool operator()(const DragPart&, const DragKey&) const { return true; }
    template <class Key>
    bool operator()(const UnknownPart&, const Key&) const {
        return true;
    }
    template <class Shape, class Key>
    bool operator()(const Shape&, const Key&) const {
        return false;
    }
};

// Whose variables stand in braces.
bool is_formula_of_moodle(const std::string& formula) {
    const bool letters = std::any_of(formula.begin(), formula.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
    return !letters || formula.find('{') != std::string::npos;
}

Form form_of_one(QuestionWriter& writer, const Part& part, const PartKey& key) {
    if (!std::visit(KeyFits(), part.shape, key.shape)) return {};
    const std::string html = without_mark_at_end(writer.shown);
    if (const auto* const choice = std::get_if<ChoicePart>(&part.shape)) {
        if (is_truth(*choice)) return {"truefalse", "", html, write_truth};
        const bool calculated = writer.shown.data_sets() > 0;
        if (calculated) return {"calculatedmulti", "", html, write_calculated_choice};
        return {"multichoice", "", html, write_choice};
    }
    if (std::holds_alternative<TextPart>(part.shape)) return {"shortanswer", "", html, write_words};
    if (std::holds_alternative<NumberPart>(part.shape)) {
        const auto& numbers = std::get<NumberKey>(key.shape);
        if (numbers.answers_per_set > 0 && writer.shown.data_sets() > 0) {
            if (is_formula_of_moodle(numbers.formula))
                return {"calculated", "", html, write_calculated};
            writer.lose("its formula is not written as Moodle's are");
            return {};
        }
        return {"numerical", "", html, write_numbers};
    }
    if (const auto* const matching = std::get_if<MatchKey>(&key.shape)) {
        if (matches_once(*matching)) return {"matching", "", html, write_pairs};
    }
    if (std::holds_alternative<OrderPart>(part.shape)) return {"ordering", "", html, write_order};
    const auto* const drag = std::get_if<DragPart>(&part.shape);
    if (drag != nullptr && !drag->picture.path.empty())
        return {"ddimageortext", "", html, write_drag};
    const auto* const unknown = std::get_if<UnknownPart>(&part.shape);
    if (unknown != nullptr && unknown->tag == 0) {
        writer.lose(
            "Moodle knows its type only where its plugin is installed: it is an essay there");
        return {"essay", unknown->type.empty() ? "unknown" : unknown->type, html, nullptr};
    }
    return {};
}

bool is_essay(const QuestionPublic& shown) {
    return !shown.parts.empty() && shown.parts.size() <= 2 &&
           std::all_of(shown.parts.begin(), shown.parts.end(), [&](const Part& part) {
               const bool first = &part == &shown.parts.front();
               return (first && std::holds_alternative<EssayPart>(part.shape)) ||
                      std::holds_alternative<FilePart>(part.shape);
           });
}

bool has_embedded_parts(const QuestionPublic& shown) {
    return shown.parts.size() > 1 ||
           without_mark_at_end(shown).find("<span data-part=") != std::string::npos;
}

}  // namespace

void write_choices(QuestionWriter& writer) {
    write_choice(writer);
}

Form form_of(QuestionWriter& writer) {
    const QuestionPublic& shown = writer.shown;
    if (!writer.key.rules.empty()) writer.lose("the rules that mark it");
    if (shown.parts.empty()) return {"description", "", shown.text.html, nullptr};
    if (is_essay(shown)) return {"essay", "", shown.text.html, write_essay};
    if (fits_markers(shown, writer.key)) return {"ddmarker", "", shown.text.html, write_markers};
    if (has_embedded_parts(shown) && fits_cloze(shown, writer.key)) {
        if (shown.kind == QuestionKind::drag_and_drop) {
            writer.lose("words to drag are chosen from menus in Moodle");
        } else if (shown.kind != QuestionKind::cloze) {
            writer.lose("it becomes a text with gaps: Moodle has its answers within the text");
        }
        return {"cloze", "", cloze_text(writer), nullptr};
    }
    if (shown.parts.size() == 1) {
        Form form = form_of_one(writer, shown.parts[0], *writer.key.part(shown.parts[0].number));
        if (!form.type.empty()) return form;
    }
    writer.lose("Moodle has no form for its kind; its text is kept");
    return {"description", "", shown.text.html, nullptr};
}

}  // namespace approdo::content_export::moodle
