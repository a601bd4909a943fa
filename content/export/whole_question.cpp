#include "content/export/whole_question.hpp"

#include <algorithm>
#include <set>

#include "content/model/encoding.hpp"

namespace approdo::content_export {

using namespace content;

namespace {

std::string mark_of(std::uint32_t part) {
    return "<span data-part=\"" + std::to_string(part) + "\"></span>";
}

// Everything that GIFT has a place for is emptied: if something is left, GIFT cannot say it. So a
// field that the model gets later is thought of here without being named.
bool only_known_fields(QuestionPublic shown, QuestionKey key) {
    QuestionPublic nothing_shown;
    nothing_shown.id = shown.id;
    nothing_shown.kind = shown.kind;
    shown.title.clear();
    shown.text = {};
    shown.parts.clear();
    shown.tags.clear();
    shown.category.clear();
    QuestionKey no_key;
    no_key.id = key.id;
    no_key.points = key.points;
    no_key.penalty = key.penalty;
    key.parts.clear();
    key.feedback.clear();
    key.general_feedback = 0;
    key.hints.clear();
    return shown == nothing_shown && key == no_key;
}

class PartCheck {
  public:
    PartCheck(const QuestionPublic& shown, const QuestionKey& key, std::uint32_t number)
        : shown_(shown),
          key_(key),
          first_(number == 1),
          cloze_(shown.kind == QuestionKind::cloze) {}

    bool operator()(const ChoicePart& part, const ChoiceKey& key) const {
        const auto is_keyed = [&](const Option& option) {
            return std::any_of(key.options.begin(), key.options.end(),
                               [&](const ChosenKey& one) { return one.option == option.id; });
        };
        if (key.not_chosen_feedback != 0 ||
            !std::all_of(part.options.begin(), part.options.end(), is_keyed))
            return false;
        const bool is_true_false = part.options.size() == 2 && part.options[0].id == option_true &&
                                   part.options[1].id == option_false;
        if (is_true_false != (shown_.kind == QuestionKind::true_false) && !cloze_) return false;
        if (is_true_false)
            return part.options[0].text.empty() && part.options[1].text.empty() &&
                   part.fixed_order && part.inline_menu == cloze_ && part.chosen_max == 1 &&
                   !key.all_or_nothing && all_or_none(key);
        const bool many = part.chosen_max == 0;
        if (!many && part.chosen_max != 1) return false;
        if (!cloze_ && shown_.kind != (many ? QuestionKind::choice_many : QuestionKind::choice_one))
            return false;
        if (cloze_ && (many || part.fixed_order || key.all_or_nothing)) return false;
        // A single whole share is written «=»; a menu stands where text follows it.
        if (part.inline_menu != (!many && has_mark())) return false;
        return part.options.size() > 1 &&
               std::none_of(part.options.begin(), part.options.end(),
                            [](const Option& one) { return one.text.empty(); });
    }
    bool operator()(const TextPart& part, const TextKey& key) const {
        return part == TextPart{} && kind_is(QuestionKind::short_answer) &&
               (first_ || !key.case_matters) && !key.answers.empty();
    }
    bool operator()(const NumberPart& part, NumberKey key) const {
        if (!kind_is(QuestionKind::numerical) || key.answers.empty()) return false;
        const bool with_units = !key.units.empty() || key.unit_required;
        if (with_units && !first_) return false;
        if (!with_units && key.unit_penalty.parts != 0) return false;
        if (!std::equal(
                key.units.begin(), key.units.end(), part.units.begin(), part.units.end(),
                [](const NumberUnit& unit, const std::string& name) { return unit.name == name; }))
            return false;
        key.answers.clear();
        key.units.clear();
        key.unit_penalty = {};
        key.unit_required = false;
        return key == NumberKey{};
    }
    bool operator()(const MatchPart& part, const MatchKey& key) const {
        const auto is_paired = [&](const Option& left) {
            return std::any_of(key.pairs.begin(), key.pairs.end(),
                               [&](const MatchPair& one) { return one.left == left.id; });
        };
        return kind_is(QuestionKind::matching) && !cloze_ && part.right_reusable &&
               std::all_of(part.left.begin(), part.left.end(), is_paired) &&
               key.pairs.size() == part.left.size() && part.left.size() > 1 &&
               words_differ(part.right);
    }
    bool operator()(const OrderPart& part, const OrderKey& key) const {
        const auto is_ordered = [&](const Option& item) {
            return std::find(key.order.begin(), key.order.end(), item.id) != key.order.end();
        };
        return kind_is(QuestionKind::ordering) && !cloze_ && key.order.size() > 1 &&
               std::all_of(part.items.begin(), part.items.end(), is_ordered) &&
               part.items.size() == key.order.size();
    }
    bool operator()(const EssayPart& part, const PersonKey& key) const {
        return kind_is(QuestionKind::essay) && !cloze_ && guide_is_general(key) &&
               (part.words_max > 0 || part.words_min == 0);
    }
    bool operator()(const FilePart&, const PersonKey& key) const {
        return kind_is(QuestionKind::file) && !cloze_ && guide_is_general(key);
    }
    template <class Shape, class Key>
    bool operator()(const Shape&, const Key&) const {
        return false;
    }

  private:
    bool kind_is(QuestionKind kind) const { return cloze_ || shown_.kind == kind; }
    bool has_mark() const { return shown_.text.html.find(mark_of(1)) != std::string::npos; }
    static bool all_or_none(const ChoiceKey& key) {
        const auto right =
            std::count_if(key.options.begin(), key.options.end(),
                          [](const ChosenKey& one) { return one.share == Share::all(); });
        const auto none =
            std::count_if(key.options.begin(), key.options.end(),
                          [](const ChosenKey& one) { return one.share == Share::none(); });
        return right == 1 && none == 1;
    }
    // The right column is known by its words.
    static bool words_differ(const std::vector<Option>& options) {
        std::set<std::string> words;
        return std::all_of(options.begin(), options.end(),
                           [&](const Option& one) { return words.insert(one.text.html).second; });
    }
    bool guide_is_general(const PersonKey& key) const {
        const LocalRich* const general = key_.feedback_text(key_.general_feedback);
        return general == nullptr ? key.guide.empty() : key.guide == *general;
    }

    const QuestionPublic& shown_;
    const QuestionKey& key_;
    bool first_;
    bool cloze_;
};

// Gaps are written where the marks are: one alone must have text behind it, several a mark each.
bool marks_can_be_written(const QuestionPublic& shown) {
    const std::string& html = shown.text.html;
    if (shown.parts.size() == 1 && shown.kind != QuestionKind::cloze) {
        const std::size_t at = html.find(mark_of(1));
        return at == std::string::npos || at + mark_of(1).size() < html.size();
    }
    std::size_t at = 0;
    for (std::size_t i = 0; i < shown.parts.size(); ++i) {
        const std::string mark = mark_of(static_cast<std::uint32_t>(i + 1));
        at = html.find(mark, at);
        if (shown.parts[i].number != i + 1 || at == std::string::npos) return false;
        at += mark.size();
    }
    return true;
}

// The files that HTML of a package shows: its attributes alone have such quotes.
void add_files_of(const std::string& html, std::set<std::string>& files) {
    for (const std::string_view name : {" src=\"", " href=\"", " poster=\""}) {
        for (std::size_t at = html.find(name); at != std::string::npos; at = html.find(name, at)) {
            at += name.size();
            const std::string path = html.substr(at, html.find('"', at) - at);
            if (path.find(':') == std::string::npos && !path.starts_with('#')) files.insert(path);
        }
    }
}

void add_files_of(const std::vector<Option>& options, std::set<std::string>& files) {
    for (const Option& one : options) add_files_of(one.text.html, files);
}

struct FilesOfPart {
    std::set<std::string>& files;
    void operator()(const ChoicePart& part) const { add_files_of(part.options, files); }
    void operator()(const MatchPart& part) const {
        add_files_of(part.left, files);
        add_files_of(part.right, files);
    }
    void operator()(const OrderPart& part) const { add_files_of(part.items, files); }
    void operator()(const HotspotPart& part) const { files.insert(part.picture.path); }
    void operator()(const DragPart& part) const {
        files.insert(part.picture.path);
        for (const DragItem& item : part.items) add_files_of(item.text.html, files);
    }
    template <class Shape>
    void operator()(const Shape&) const {}
};

// The two halves, and the files that they show.
std::string model_lines(ByteView shown, ByteView key, std::set<std::string> files) {
    constexpr std::size_t line_max = 120;
    const std::string model = to_base64url(shown) + "." + to_base64url(key);
    std::string lines;
    for (std::size_t at = 0; at < model.size(); at += line_max)
        lines += "// approdo: model=" + model.substr(at, line_max) + "\n";
    files.erase("");
    for (const std::string& file : files) {
        std::string quoted;
        for (const char c : file) {
            if (c == '"' || c == '\\') quoted.push_back('\\');
            quoted.push_back(c);
        }
        lines += "// approdo: uses=\"" + quoted + "\"\n";
    }
    return lines;
}

}  // namespace

bool gift_says_all(const QuestionPublic& shown, const QuestionKey& key) {
    if (!only_known_fields(shown, key)) return false;
    if (shown.parts.empty())
        return !shown.text.empty() && shown.kind == QuestionKind::description &&
               key.parts.empty() && key.points.micro == 0 && key.feedback.empty() &&
               key.hints.empty() && key.penalty.parts == 0;
    if (shown.parts.size() > 1 && shown.kind != QuestionKind::cloze) return false;
    if (!marks_can_be_written(shown)) return false;
    return std::all_of(shown.parts.begin(), shown.parts.end(), [&](const Part& part) {
        const PartKey* const right = key.part(part.number);
        return right != nullptr && part.label.empty() &&
               (right->weight == 1 || shown.kind == QuestionKind::cloze) &&
               std::visit(PartCheck(shown, key, part.number), part.shape, right->shape);
    });
}

std::string whole_question_lines(const QuestionPublic& shown, const QuestionKey& key) {
    std::set<std::string> files;
    add_files_of(shown.text.html, files);
    for (const Part& part : shown.parts) std::visit(FilesOfPart{files}, part.shape);
    for (const Feedback& feedback : key.feedback) {
        for (const RichText& text : feedback.text.texts) add_files_of(text.html, files);
    }
    return model_lines(encode(shown), encode(key), std::move(files));
}

std::string whole_quiz_lines(const QuizPublic& shown, const QuizKey& key) {
    if (shown.sections.empty() && key.rules.empty()) return {};
    QuizPublic sections;
    sections.unit = shown.unit;
    sections.language = shown.language;
    sections.sections = shown.sections;
    QuizKey rules;
    rules.unit = shown.unit;
    rules.rules = key.rules;
    std::set<std::string> files;
    for (const QuizSection& section : shown.sections)
        add_files_of(section.introduction.html, files);
    for (const Feedback& feedback : key.rules.feedback_texts) {
        for (const RichText& text : feedback.text.texts) add_files_of(text.html, files);
    }
    return model_lines(encode(sections), encode(rules), std::move(files));
}

}  // namespace approdo::content_export
