#include "content/import/qti1/question_shapes.hpp"

#include <algorithm>
#include <charconv>

#include "content/import/source/derived_ids.hpp"
#include "content/import/source/html_text.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import::qti1 {

using namespace content;

namespace {

std::string lower(std::string_view text) {
    std::string result(trimmed(text));
    for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return result;
}

// Which of the two an option of a true-or-false question is; nothing: neither.
std::optional<bool> truth_of(const Label& label) {
    for (const std::string& word : {lower(label.id), lower(plain_text(label.html))}) {
        if (word == "true" || word == "vero" || word == "t") return true;
        if (word == "false" || word == "falso" || word == "f") return false;
    }
    return std::nullopt;
}

bool is_true_false(const ResponseField& field, const ItemContext& item) {
    if (field.labels.size() != 2 || item.type.find("true") == std::string::npos) return false;
    const auto first = truth_of(field.labels[0]);
    const auto second = truth_of(field.labels[1]);
    return first && second && *first != *second;
}

// One answer chosen of many options that each add up: as the single tries say. Else only exactly
// the right ones together count.
void many_key(const ResponseField& field, const ItemContext& item, const std::vector<Tried>& tries,
              ChoiceKey& key) {
    std::int64_t sum = 0;
    for (const Tried& one : tries) sum += std::max<std::int64_t>(0, one.score);
    const bool adds_up = sum >= item.processing.score_max() * 99 / 100;
    std::vector<Test> right;
    if (!adds_up) right = item.processing.best_condition();
    std::size_t count = 0;
    for (std::size_t i = 0; i < field.labels.size(); ++i) {
        const bool wanted = std::any_of(right.begin(), right.end(), [&](const Test& test) {
            return !test.negated && test.field == field.id && test.value == field.labels[i].id;
        });
        key.options[i].share = adds_up ? item.processing.share(tries[i].score)
                                       : (wanted ? Share::all() : Share::none());
        count += wanted ? 1 : 0;
    }
    if (adds_up) return;
    key.all_or_nothing = true;
    for (ChosenKey& one : key.options) {
        if (one.share.parts > 0) one.share = Share::of(1, static_cast<std::int64_t>(count));
    }
}

DecimalRange bounded(const Test& low, const Test& high) {
    return {decimal_from(low.value).value(), decimal_from(high.value).value()};
}

// Ranges and single numbers that the conditions name, each with a value to try it with.
struct NumberTry {
    DecimalRange range;
    std::string value;
};
std::vector<NumberTry> number_tries(const ResponseField& field, const std::vector<Test>& tests) {
    std::vector<NumberTry> tries;
    const auto add = [&](NumberTry one) {
        const bool known = std::any_of(tries.begin(), tries.end(), [&](const NumberTry& other) {
            return other.range == one.range;
        });
        if (!known) tries.push_back(std::move(one));
    };
    for (std::size_t i = 0; i < tests.size(); ++i) {
        const Test& test = tests[i];
        if (test.field != field.id || test.negated || !decimal_from(test.value).ok()) continue;
        if (test.kind == Test::Kind::equal) {
            const Decimal exact = decimal_from(test.value).value();
            add({{exact, exact}, test.value});
        }
        if (test.kind != Test::Kind::at_least) continue;
        for (const Test& other : tests) {
            if (other.kind == Test::Kind::at_most && other.group == test.group &&
                other.field == test.field && decimal_from(other.value).ok())
                add({bounded(test, other), test.value});
        }
    }
    // A number within a range that earns as much needs no answer of its own: the wide ones first.
    const auto width = [](const NumberTry& one) {
        const auto difference = sum_of(one.range.high, negated(one.range.low));
        return difference.ok() ? difference.value() : Decimal{};
    };
    std::stable_sort(tries.begin(), tries.end(), [&](const NumberTry& a, const NumberTry& b) {
        return compare(width(a), width(b)) > 0;
    });
    return tries;
}

AreaShape area_shape_of(std::string_view word) {
    const std::string name = lower(word);
    if (name == "ellipse" || name == "circle") return AreaShape::circle;
    return name == "bounded" || name == "poly" ? AreaShape::polygon : AreaShape::rectangle;
}

// "2,3,10,20": of a rectangle x, y, width, height; of an ellipse its middle and two diameters.
Area area_from(std::string_view shape, std::string_view text) {
    Area area;
    area.shape = area_shape_of(shape);
    std::vector<std::int32_t> numbers;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = text.find_first_of("-0123456789", at);
        if (begin == std::string_view::npos) break;
        std::int32_t number = 0;
        const auto [end, error] =
            std::from_chars(text.data() + begin, text.data() + text.size(), number);
        at = error == std::errc{} ? static_cast<std::size_t>(end - text.data()) : begin + 1;
        if (error != std::errc{}) continue;
        numbers.push_back(number);
        // A fraction of a pixel is none.
        if (at < text.size() && text[at] == '.')
            at = std::min(text.find_first_not_of("0123456789", at + 1), text.size());
    }
    constexpr std::int32_t far = 1'000'000;
    for (std::int32_t& one : numbers) one = std::clamp(one, -far, far);
    if (area.shape == AreaShape::rectangle && numbers.size() == 4) {
        numbers[2] += numbers[0];
        numbers[3] += numbers[1];
    }
    if (area.shape == AreaShape::circle && numbers.size() >= 3)
        numbers = {numbers[0], numbers[1], std::max(numbers[2], numbers.back()) / 2};
    area.coordinates = std::move(numbers);
    return area;
}

}  // namespace

OptionId option_id(const ItemContext& item, std::string_view field, std::string_view label) {
    return derived_id<OptionId>("qti-1.2", {item.id, field, label});
}

Shape choice_shape(const ResponseField& field, const ItemContext& item) {
    Shape shape;
    ChoicePart part;
    ChoiceKey key;
    const bool truth = is_true_false(field, item);
    std::vector<Tried> tries;
    for (const Label& label : field.labels) {
        const OptionId id = truth ? (*truth_of(label) ? option_true : option_false)
                                  : option_id(item, field.id, label.id);
        const bool known = std::any_of(part.options.begin(), part.options.end(),
                                       [&](const Option& one) { return one.id == id; });
        if (known) {
            item.warn("two options have the id «" + label.id + "»", "the second one is left out");
            continue;
        }
        tries.push_back(item.processing.with({{field.id, {label.id}}}));
        part.options.push_back({id, truth ? RichText{} : item.rich(label.html)});
        key.options.push_back(
            {id, item.processing.share(tries.back().score), item.feedback(tries.back())});
    }
    const bool many = field.cardinality == Cardinality::multiple;
    if (many && tries.size() == field.labels.size()) many_key(field, item, tries, key);
    part.chosen_max = many ? 0 : 1;
    part.fixed_order = truth || !field.shuffle;
    shape.kind = truth  ? QuestionKind::true_false
                 : many ? QuestionKind::choice_many
                        : QuestionKind::choice_one;
    const bool any_right = std::any_of(key.options.begin(), key.options.end(),
                                       [](const ChosenKey& one) { return one.share.parts > 0; });
    if (!any_right)
        item.warn("no option of this question is right", "choose the right one in the quiz");
    shape.part.shape = std::move(part);
    shape.key.shape = std::move(key);
    return shape;
}

Shape text_shape(const ResponseField& field, const ItemContext& item) {
    Shape shape;
    shape.kind = QuestionKind::short_answer;
    TextKey key;
    for (const Test& test : item.processing.tests()) {
        if (test.field != field.id || test.negated || test.value.empty()) continue;
        if (test.kind != Test::Kind::equal && test.kind != Test::Kind::contains) continue;
        std::string pattern;
        for (const char c : test.value)
            pattern += c == '*' ? std::string("\\*") : std::string(1, c);
        if (test.kind == Test::Kind::contains) pattern = "*" + pattern + "*";
        const bool known =
            std::any_of(key.answers.begin(), key.answers.end(),
                        [&](const TextAnswer& one) { return one.pattern == pattern; });
        if (known) continue;
        const Tried tried = item.processing.with({{field.id, {test.value}}});
        key.case_matters |= test.case_matters;
        key.answers.push_back({pattern, item.processing.share(tried.score), item.feedback(tried)});
    }
    shape.part.shape = TextPart{field.width};
    shape.key.shape = std::move(key);
    return shape;
}

Shape number_shape(const ResponseField& field, const ItemContext& item) {
    Shape shape;
    shape.kind = QuestionKind::numerical;
    NumberKey key;
    for (const NumberTry& one : number_tries(field, item.processing.tests())) {
        const Tried tried = item.processing.with({{field.id, {one.value}}});
        NumberAnswer answer;
        answer.range = one.range;
        answer.share = item.processing.share(tried.score);
        answer.feedback = item.feedback(tried);
        key.answers.push_back(answer);
    }
    if (key.answers.empty())
        item.warn("no number is right in this question", "write the right one in the quiz");
    shape.part.shape = NumberPart{};
    shape.key.shape = std::move(key);
    return shape;
}

Shape order_shape(const ResponseField& field, const ItemContext& item) {
    Shape shape;
    shape.kind = QuestionKind::ordering;
    OrderPart part;
    OrderKey key;
    for (const Label& label : field.labels)
        part.items.push_back({option_id(item, field.id, label.id), item.rich(label.html)});
    std::vector<std::string> order;
    for (const Test& test : item.processing.best_condition()) {
        const bool known = std::any_of(field.labels.begin(), field.labels.end(),
                                       [&](const Label& one) { return one.id == test.value; });
        if (test.field == field.id && !test.negated && known &&
            std::find(order.begin(), order.end(), test.value) == order.end())
            order.push_back(test.value);
    }
    if (order.size() != field.labels.size()) {
        item.warn("the right order of this question is not stated in full",
                  "put its things in order in the quiz");
        for (const Label& label : field.labels) {
            if (std::find(order.begin(), order.end(), label.id) == order.end())
                order.push_back(label.id);
        }
    }
    for (const std::string& id : order) key.order.push_back(option_id(item, field.id, id));
    key.scoring = OrderScoring::all_or_nothing;
    shape.part.shape = std::move(part);
    shape.key.shape = std::move(key);
    return shape;
}

Shape hotspot_shape(const ResponseField& field, const ItemContext& item) {
    Shape shape;
    shape.kind = QuestionKind::hotspot;
    HotspotPart part;
    HotspotKey key;
    part.picture.path = field.picture;
    for (const Test& test : item.processing.tests()) {
        if (test.field != field.id || test.negated) continue;
        const Tried tried = item.processing.with({{field.id, {test.value}}});
        const auto label = std::find_if(field.labels.begin(), field.labels.end(),
                                        [&](const Label& one) { return one.id == test.value; });
        const bool named = label != field.labels.end();
        if (!named && test.kind != Test::Kind::inside) continue;
        key.areas.push_back(
            {named ? area_from(label->area_shape, label->area) : area_from(test.area, test.value),
             item.processing.share(tried.score), item.feedback(tried)});
    }
    shape.part.shape = std::move(part);
    shape.key.shape = std::move(key);
    return shape;
}

Shape essay_shape(const ResponseField& field) {
    Shape shape;
    shape.kind = QuestionKind::essay;
    shape.part.shape = EssayPart{field.rows, 0, 0};
    shape.key.shape = PersonKey{};
    return shape;
}

Shape file_shape() {
    Shape shape;
    shape.kind = QuestionKind::file;
    shape.part.shape = FilePart{};
    shape.key.shape = PersonKey{};
    return shape;
}

Shape unknown_shape(const std::string& type) {
    Shape shape;
    shape.kind = QuestionKind::unknown;
    UnknownPart part;
    part.type = type;
    shape.part.shape = std::move(part);
    shape.key.shape = PersonKey{};
    return shape;
}

}  // namespace approdo::import::qti1
