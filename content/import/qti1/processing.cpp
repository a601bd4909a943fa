#include "content/import/qti1/processing.hpp"

#include <algorithm>

#include "content/import/source/trimmed.hpp"
#include "content/import/source/xml.hpp"

namespace approdo::import::qti1 {

using content::Share;

namespace {

constexpr std::int64_t score_bound = 1'000'000'000'000'000;
// Every answer is tried against every condition, so both have to end somewhere.
constexpr std::size_t elements_max = 5'000;
constexpr std::size_t tests_max = 500;

std::size_t elements_within(pugi::xml_node node) {
    std::size_t count = 0;
    for (const pugi::xml_node one : node.children()) {
        count += 1 + elements_within(one);
        if (count > elements_max) break;
    }
    return count;
}

std::string value_of(pugi::xml_node node, std::string_view name) {
    return std::string(trimmed(attribute(node, name)));
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return result;
}

std::optional<Test> test_of(pugi::xml_node node) {
    const std::string_view name = local_name(node);
    Test test;
    if (name == "varequal") {
        test.kind = Test::Kind::equal;
    } else if (name == "varsubstring" || name == "varsubset") {
        test.kind = Test::Kind::contains;
    } else if (name == "vargte" || name == "vargt") {
        test.kind = Test::Kind::at_least;
    } else if (name == "varlte" || name == "varlt") {
        test.kind = Test::Kind::at_most;
    } else if (name == "varinside") {
        test.kind = Test::Kind::inside;
        test.area = value_of(node, "areatype");
    } else {
        return std::nullopt;
    }
    test.field = value_of(node, "respident");
    test.value = trimmed(text_within(node));
    test.case_matters = value_of(node, "case") == "Yes";
    test.group = node.parent();
    return test;
}

bool gives_points(pugi::xml_node condition) {
    return std::any_of(condition.children().begin(), condition.children().end(),
                       [](pugi::xml_node one) { return local_name(one) == "setvar"; });
}

}  // namespace

Processing::Processing(pugi::xml_node item, const std::vector<ResponseField>& fields)
    : fields_(fields) {
    for (const pugi::xml_node processing : children(item, "resprocessing"))
        too_large_ |= elements_within(processing) > elements_max;
    if (too_large_) return;
    for (const pugi::xml_node processing : children(item, "resprocessing")) {
        for (const pugi::xml_node one : children(child(processing, "outcomes"), "decvar")) {
            const auto most = millionths_of(attribute(one, "maxvalue"));
            if (most && *most > 0 && !declares_max_) {
                score_max_ = *most;
                declares_max_ = true;
            }
        }
        for (const pugi::xml_node one : children(processing, "respcondition")) {
            conditions_.push_back(one);
            collect(child(one, "conditionvar"), false, tests_);
        }
    }
    if (declares_max_) return;
    // What is given at once, or what all that adds up gives.
    std::int64_t added = 0;
    for (const pugi::xml_node one : conditions_) {
        for (const pugi::xml_node set : children(one, "setvar")) {
            if (value_of(set, "action") == "Add") {
                added = std::min(score_bound, added + std::max<std::int64_t>(0, value_of_set(set)));
            } else {
                score_max_ = std::max(score_max_, value_of_set(set));
            }
        }
    }
    score_max_ = std::max(score_max_, added);
    if (score_max_ == 0) score_max_ = 1'000'000;
}

std::int64_t Processing::value_of_set(pugi::xml_node setvar) const {
    const std::string text(trimmed(text_within(setvar)));
    if (text == "SCORE.max") return declares_max_ ? score_max_ : 1'000'000;
    return millionths_of(text).value_or(0);
}

Tried Processing::with(const Answers& answers) const {
    Tried tried;
    for (const pugi::xml_node one : conditions_) {
        if (!all_of(child(one, "conditionvar"), answers)) continue;
        bool sets = false;
        for (const pugi::xml_node set : children(one, "setvar")) {
            const std::string action = value_of(set, "action");
            const std::int64_t value = value_of_set(set);
            if (action == "Add") {
                tried.score = std::clamp(tried.score + value, -score_bound, score_bound);
            } else if (action == "Subtract") {
                tried.score = std::clamp(tried.score - value, -score_bound, score_bound);
            } else {
                tried.score = value;
                sets = true;
            }
        }
        for (const pugi::xml_node shown : children(one, "displayfeedback"))
            tried.feedback.push_back(value_of(shown, "linkrefid"));
        // The standard says No where nothing is said; programs that add up points rely on Yes.
        const std::string goes_on = value_of(one, "continue");
        if (goes_on == "No" || (goes_on.empty() && sets)) break;
    }
    return tried;
}

bool Processing::scores() const {
    return std::any_of(conditions_.begin(), conditions_.end(), [&](pugi::xml_node one) {
        std::vector<Test> tests;
        collect(child(one, "conditionvar"), false, tests);
        return gives_points(one) && !tests.empty();
    });
}

std::vector<Test> Processing::best_condition() const {
    std::vector<Test> best;
    std::int64_t most = 0;
    for (const pugi::xml_node one : conditions_) {
        for (const pugi::xml_node set : children(one, "setvar")) {
            const std::int64_t value = value_of_set(set);
            if (value <= most) continue;
            most = value;
            best.clear();
            collect(child(one, "conditionvar"), false, best);
        }
    }
    return best;
}

Share Processing::share(std::int64_t score) const {
    const std::int64_t bounded = std::clamp(score, -score_max_, score_max_);
    return Share::of(bounded / 1000, std::max<std::int64_t>(1, score_max_ / 1000));
}

const ResponseField* Processing::field(std::string_view id) const {
    const auto found = std::find_if(fields_.begin(), fields_.end(),
                                    [&](const ResponseField& one) { return one.id == id; });
    return found == fields_.end() ? nullptr : &*found;
}

void Processing::collect(pugi::xml_node parent, bool negated, std::vector<Test>& tests) const {
    for (const pugi::xml_node one : parent.children()) {
        if (auto test = test_of(one)) {
            test->negated = negated;
            if (tests.size() < tests_max) tests.push_back(std::move(*test));
        } else {
            collect(one, negated != (local_name(one) == "not"), tests);
        }
    }
}

// Tests that stand side by side belong together, but for values of a response that can have one
// only: these are alternatives.
bool Processing::all_of(pugi::xml_node parent, const Answers& answers) const {
    std::map<std::string, bool> alternatives;
    std::map<std::string, std::size_t> places;
    for (const pugi::xml_node one : parent.children()) {
        if (one.type() != pugi::node_element) continue;
        const auto test = test_of(one);
        if (!test) {
            if (!holds(one, answers)) return false;
            continue;
        }
        const ResponseField* const asked = field(test->field);
        const bool single = asked == nullptr || asked->cardinality == Cardinality::single;
        if (asked != nullptr && asked->cardinality == Cardinality::ordered) {
            // The n-th value named has to be the n-th given.
            const auto given = answers.find(test->field);
            const std::size_t place = places[test->field]++;
            if (given == answers.end() || place >= given->second.size() ||
                given->second[place] != test->value)
                return false;
        } else if (single && test->kind == Test::Kind::equal) {
            alternatives[test->field] |= holds_test(*test, answers);
        } else if (!holds_test(*test, answers)) {
            return false;
        }
    }
    return std::all_of(alternatives.begin(), alternatives.end(),
                       [](const auto& one) { return one.second; });
}

bool Processing::any_of(pugi::xml_node parent, const Answers& answers) const {
    return std::any_of(parent.children().begin(), parent.children().end(), [&](pugi::xml_node one) {
        return one.type() == pugi::node_element && holds(one, answers);
    });
}

bool Processing::holds(pugi::xml_node condition, const Answers& answers) const {
    if (const auto test = test_of(condition)) return holds_test(*test, answers);
    const std::string_view name = local_name(condition);
    if (name == "or") return any_of(condition, answers);
    if (name == "not") return !all_of(condition, answers);
    if (name == "and" || name == "conditionvar") return all_of(condition, answers);
    if (name == "unanswered") return !answers.contains(value_of(condition, "respident"));
    return name == "other";
}

bool Processing::holds_test(const Test& test, const Answers& answers) const {
    const auto given = answers.find(test.field);
    if (given == answers.end()) return false;
    const auto fits = [&](const std::string& value) {
        const std::string wanted = test.case_matters ? test.value : lower(test.value);
        const std::string text = test.case_matters ? value : lower(value);
        if (test.kind == Test::Kind::contains) return text.find(wanted) != std::string::npos;
        if (test.kind == Test::Kind::equal || test.kind == Test::Kind::inside) {
            const auto left = millionths_of(text);
            const auto right = millionths_of(wanted);
            const ResponseField* const asked = field(test.field);
            const bool number = asked != nullptr && asked->asked == Asked::number;
            return text == wanted || (number && left && right && *left == *right);
        }
        const auto left = millionths_of(text);
        const auto right = millionths_of(wanted);
        if (!left || !right) return false;
        return test.kind == Test::Kind::at_least ? *left >= *right : *left <= *right;
    };
    return std::any_of(given->second.begin(), given->second.end(), fits);
}

std::optional<std::int64_t> millionths_of(std::string_view text) {
    const auto points = content::points_from(trimmed(text));
    if (points.ok()) return points.value().micro;
    return std::nullopt;
}

}  // namespace approdo::import::qti1
