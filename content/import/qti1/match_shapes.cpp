#include <algorithm>

#include "content/import/qti1/question_shapes.hpp"
#include "content/import/source/html_text.hpp"

// The shapes that are made of all fields of an item at once.
namespace approdo::import::qti1 {

using namespace content;

namespace {

// The right column: the options of all fields, each once. Programs give the same option the same
// id in each field, or another id with the same words, or list the words behind the fields.
class RightColumn {
  public:
    explicit RightColumn(const ItemContext& item) : item_(item) {
        for (const ResponseField& field : item.presentation.fields) {
            for (std::size_t i = 0; i < field.labels.size(); ++i) add(field.labels[i], i);
        }
    }

    const std::vector<Option>& options() const { return options_; }
    OptionId id_of(const std::string& label) const {
        const auto found = ids_.find(label);
        return found == ids_.end() ? OptionId{} : found->second;
    }

  private:
    void add(const Label& label, std::size_t place) {
        if (ids_.contains(label.id)) return;
        const auto& listed = item_.presentation.right_column;
        const std::string& html =
            label.html.empty() && place < listed.size() ? listed[place] : label.html;
        const std::string words = plain_text(html);
        const auto known = by_words_.find(words);
        if (known != by_words_.end()) {
            ids_[label.id] = known->second;
            return;
        }
        const OptionId id = option_id(item_, "right", label.id);
        ids_[label.id] = id;
        by_words_[words] = id;
        options_.push_back({id, item_.rich(html)});
    }

    const ItemContext& item_;
    std::vector<Option> options_;
    std::map<std::string, OptionId> ids_;
    std::map<std::string, OptionId> by_words_;
};

// What each field has to be given, by the conditions that give points.
std::vector<std::pair<std::string, std::string>> right_pairs(const ItemContext& item) {
    std::vector<std::pair<std::string, std::string>> pairs;
    const auto add = [&](const Test& test) {
        const std::pair<std::string, std::string> pair{test.field, test.value};
        if (std::find(pairs.begin(), pairs.end(), pair) == pairs.end()) pairs.push_back(pair);
    };
    for (const Test& test : item.processing.tests()) {
        if (!test.negated && item.processing.with({{test.field, {test.value}}}).score > 0)
            add(test);
    }
    if (!pairs.empty()) return pairs;
    for (const Test& test : item.processing.best_condition()) {
        if (!test.negated) add(test);
    }
    return pairs;
}

}  // namespace

Shape match_shape(const ItemContext& item) {
    Shape shape;
    shape.kind = QuestionKind::matching;
    MatchPart part;
    MatchKey key;
    const RightColumn right(item);
    part.right = right.options();
    for (const ResponseField& field : item.presentation.fields)
        part.left.push_back({option_id(item, "left", field.id), item.rich(field.html)});
    bool singly = true;
    const auto pairs = right_pairs(item);
    for (const auto& pair : pairs) {
        const std::string& field = pair.first;
        const std::string& label = pair.second;
        const OptionId id = right.id_of(label);
        const auto& fields = item.presentation.fields;
        const bool known = std::any_of(fields.begin(), fields.end(),
                                       [&](const auto& one) { return one.id == field; });
        if (id.is_zero() || !known) continue;
        key.pairs.push_back({option_id(item, "left", field), id});
        singly = singly && item.processing.with({{field, {label}}}).score > 0;
    }
    key.all_or_nothing = !singly;
    if (key.pairs.empty())
        item.warn("nothing in this matching is right", "join what belongs together in the quiz");
    shape.part.shape = std::move(part);
    shape.key.shape = std::move(key);
    return shape;
}

Shape category_shape(const ItemContext& item) {
    Shape shape;
    shape.kind = QuestionKind::matching;
    MatchPart part;
    MatchKey key;
    std::vector<std::string> labels;
    for (const ResponseField& field : item.presentation.fields) {
        part.right.push_back({option_id(item, "right", field.id), item.rich(field.html)});
        for (const Label& label : field.labels) {
            if (std::find(labels.begin(), labels.end(), label.id) != labels.end()) continue;
            labels.push_back(label.id);
            part.left.push_back({option_id(item, "left", label.id), item.rich(label.html)});
        }
    }
    for (const Test& test : item.processing.tests()) {
        const auto& fields = item.presentation.fields;
        const bool field = std::any_of(fields.begin(), fields.end(),
                                       [&](const auto& one) { return one.id == test.field; });
        const bool label = std::find(labels.begin(), labels.end(), test.value) != labels.end();
        if (test.negated || !field || !label) continue;
        const MatchPair pair{option_id(item, "left", test.value),
                             option_id(item, "right", test.field)};
        if (std::find(key.pairs.begin(), key.pairs.end(), pair) == key.pairs.end())
            key.pairs.push_back(pair);
    }
    shape.part.shape = std::move(part);
    shape.key.shape = std::move(key);
    return shape;
}

}  // namespace approdo::import::qti1
