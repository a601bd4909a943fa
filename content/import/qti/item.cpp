#include "content/import/qti/item.hpp"

#include <algorithm>
#include <cmath>

#include "content/import/qti/body.hpp"
#include "content/import/qti/declarations.hpp"
#include "content/import/qti/names.hpp"
#include "content/import/qti/rules.hpp"
#include "content/import/qti/simple_keys.hpp"
#include "content/import/source/derived_ids.hpp"
#include "content/model/processing/item.hpp"

namespace approdo::import::qti {

namespace {

using namespace content;
using processing::Declaration;
using processing::Expression;
using processing::ItemRules;
using processing::Operator;
using processing::Rule;

// How many times a question with chance in it is drawn ahead.
constexpr std::uint32_t data_sets_max = 60;

bool any_expression(const Expression& expression, bool (*is_it)(const Expression&)) {
    return is_it(expression) ||
           std::any_of(expression.operands.begin(), expression.operands.end(),
                       [&](const Expression& one) { return any_expression(one, is_it); });
}
bool any_expression(const std::vector<Rule>& rules, bool (*is_it)(const Expression&)) {
    return std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) {
        return any_expression(rule.value, is_it) ||
               std::any_of(rule.branches.begin(), rule.branches.end(),
                           [&](const processing::Branch& branch) {
                               return any_expression(branch.condition, is_it) ||
                                      any_expression(branch.rules, is_it);
                           });
    });
}
bool is_chance(const Expression& expression) {
    return expression.op == Operator::random || expression.op == Operator::random_integer ||
           expression.op == Operator::random_float;
}

void collect_correct(const Expression& expression, std::set<std::string>& names) {
    if (expression.op == Operator::correct) names.insert(expression.name);
    for (const Expression& one : expression.operands) collect_correct(one, names);
}
void collect_correct(const std::vector<Rule>& rules, std::set<std::string>& names) {
    for (const Rule& rule : rules) {
        collect_correct(rule.value, names);
        for (const processing::Branch& branch : rule.branches) {
            collect_correct(branch.condition, names);
            collect_correct(branch.rules, names);
        }
    }
}
bool sets_correct(const std::vector<Rule>& rules, const std::string& name) {
    return std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) {
        return (rule.kind == processing::RuleKind::set_correct && rule.name == name) ||
               std::any_of(rule.branches.begin(), rule.branches.end(),
                           [&](const processing::Branch& branch) {
                               return sets_correct(branch.rules, name);
                           });
    });
}
// The largest number that a rule puts into SCORE as it stands.
double largest_score(const std::vector<Rule>& rules) {
    double most = 0;
    for (const Rule& rule : rules) {
        if (rule.name == "SCORE" && rule.value.op == Operator::constant)
            most = std::max(most, processing::number_in(rule.value.constant).value_or(0));
        for (const processing::Branch& branch : rule.branches)
            most = std::max(most, largest_score(branch.rules));
    }
    return most;
}

void replace_all(std::string& text, const std::string& mark, const std::string& with) {
    for (std::size_t at = text.find(mark); at != std::string::npos;
         at = text.find(mark, at + with.size()))
        text.replace(at, mark.size(), with);
}

bool is_truth(const Part& part) {
    const auto* const choice = std::get_if<ChoicePart>(&part.shape);
    return choice != nullptr && choice->options.size() == 2 &&
           choice->options[0].id == option_true && choice->options[1].id == option_false;
}
// True or false, as it was exported from here: its words are the reader's own.
void settle_truth(std::vector<Part>& parts) {
    for (Part& part : parts) {
        if (!is_truth(part)) continue;
        for (Option& one : std::get<ChoicePart>(part.shape).options) one.text = {};
    }
}

QuestionKind kind_of(const std::vector<Part>& parts) {
    if (parts.empty()) return QuestionKind::description;
    if (parts.size() > 1) return QuestionKind::composite;
    if (is_truth(parts.front())) return QuestionKind::true_false;
    struct Kind {
        QuestionKind operator()(const ChoicePart& part) const {
            return part.chosen_max == 1 ? QuestionKind::choice_one : QuestionKind::choice_many;
        }
        QuestionKind operator()(const TextPart&) const { return QuestionKind::short_answer; }
        QuestionKind operator()(const NumberPart&) const { return QuestionKind::numerical; }
        QuestionKind operator()(const MatchPart&) const { return QuestionKind::matching; }
        QuestionKind operator()(const OrderPart&) const { return QuestionKind::ordering; }
        QuestionKind operator()(const EssayPart&) const { return QuestionKind::essay; }
        QuestionKind operator()(const FilePart&) const { return QuestionKind::file; }
        QuestionKind operator()(const HotspotPart&) const { return QuestionKind::hotspot; }
        QuestionKind operator()(const DragPart&) const { return QuestionKind::drag_and_drop; }
        QuestionKind operator()(const UnknownPart&) const { return QuestionKind::unknown; }
    };
    return std::visit(Kind{}, parts.front().shape);
}

class ItemReader {
  public:
    ItemReader(const Place& place, const std::vector<std::string>& scope)
        : place_(place), scope_(scope), root_(place.document.root()) {}

    ReadItem read() {
        read_head();
        rules_.variables = read_declarations(root_, place_);
        body_ = read_body(root_, place_, scope_, rules_.variables);
        result_.assets = body_.assets;
        result_.question.shown.text = body_.text;
        for (FoundPart& found : body_.parts) {
            result_.question.shown.parts.push_back(found.part);
            if (!found.binding.variable.empty()) rules_.bindings.push_back(found.binding);
        }
        settle_truth(result_.question.shown.parts);
        result_.question.shown.kind = kind_of(result_.question.shown.parts);
        read_rules_of_item();
        add_feedback();
        draw();
        check();
        result_.rules = rules_;
        decide();
        return std::move(result_);
    }

  private:
    void read_head() {
        QuestionPublic& shown = result_.question.shown;
        std::string path;
        for (const std::string& one : scope_) path += std::to_string(one.size()) + ":" + one;
        constexpr std::string_view exported = "approdo-";
        const std::string_view label = attribute_of(root_, "label");
        const auto kept = label.starts_with(exported)
                              ? QuestionId::from_hex(label.substr(exported.size()))
                              : Result<QuestionId>(Error{});
        shown.id = kept ? *kept : derived_id<QuestionId>("qti", {"question", path});
        result_.question.key.id = shown.id;
        shown.title = attribute_of(root_, "title");
        shown.adaptive = is_yes(root_, "adaptive");
        result_.identifier = attribute_of(root_, "identifier");
        if (result_.identifier != "q" + shown.id.hex()) shown.foreign_id = result_.identifier;
        const std::string_view language = attribute(root_, "lang");
        if (is_language_tag(language)) result_.language = language;
    }

    void warning(pugi::xml_node node, std::string message, std::string mend) {
        place_.report.warning(place_.file, place_.line_of(node), std::move(message),
                              std::move(mend));
    }

    void read_rules_of_item() {
        const RuleContext context{place_, false, {}};
        if (const pugi::xml_node node = child_of(root_, "templateProcessing"))
            rules_.drawing = read_rules(node, context).rules;
        const pugi::xml_node node = child_of(root_, "responseProcessing");
        const std::string_view name = attribute_of(node, "template");
        if (!name.empty()) {
            if (auto standard = standard_rules(name))
                rules_.responding = std::move(*standard);
            else
                warning(node,
                        "the response processing «" + std::string(name) + "» is not known here",
                        "a person has to mark this question");
        } else if (node) {
            take(read_rules(node, context));
        }
        // Some tools write a test's rules into an item: they come last.
        if (const pugi::xml_node outcomes = child_of(root_, "outcomeProcessing"))
            take(read_rules(outcomes, context));
    }
    void take(ReadRules read) {
        if (read.unusable) {
            unusable_ = true;
            return;
        }
        rules_.responding.insert(rules_.responding.end(), read.rules.begin(), read.rules.end());
    }

    void add_feedback() {
        FeedbackId next = 0;
        for (const FoundFeedback& found : body_.feedback) {
            LocalRich text;
            RichText rich;
            rich.html = found.html;
            rich.language = result_.language;
            text.set(std::move(rich));
            result_.question.key.feedback.push_back({++next, std::move(text)});
            rules_.feedback.push_back({found.outcome, found.value, found.when_equal, next});
        }
    }

    // Runs template processing once for each data set, and keeps what the text shows of it.
    void draw() {
        QuestionPublic& shown = result_.question.shown;
        const bool chance = any_expression(rules_.drawing, is_chance);
        const std::uint32_t sets = chance ? data_sets_max : 1;
        std::vector<std::vector<processing::NamedValue>> drawn;
        for (std::uint32_t set = 0; set < sets; ++set) {
            const processing::ItemSeed seed = processing::item_seed(shown.id, set);
            drawn.push_back(
                processing::run_item(rules_, std::vector<Response>{}, false, seed).drawn);
        }
        for (std::size_t i = 0; i < drawn.front().size(); ++i) {
            const std::string& name = drawn.front()[i].name;
            // Only what the text shows: another variable may well hold the answer.
            if (body_.printed.erase(name) > 0) add_variable(name, i, drawn);
        }
        if (chance && shown.variables.empty()) number_data_sets(sets);
        for (const std::string& name : body_.printed) {
            warning(root_, "the text shows the variable «" + name + "», which is not drawn",
                    "it stays empty: only template variables can be shown");
            replace_all(shown.text.html, "{" + name + "}", "");
        }
    }
    void add_variable(const std::string& name, std::size_t place,
                      const std::vector<std::vector<processing::NamedValue>>& drawn) {
        QuestionPublic& shown = result_.question.shown;
        TemplateVariable variable;
        variable.name = name;
        bool same = true;
        for (const auto& set : drawn) {
            const std::string text = processing::text_of(set[place].value);
            same = same && set[place].value == drawn.front()[place].value;
            const auto number = processing::number_in(set[place].value)
                                    ? decimal_from(text)
                                    : Result<Decimal>(Error{ErrorCode::invalid_input, {}});
            if (number) variable.values.push_back(*number);
        }
        if (variable.values.size() == drawn.size()) {
            shown.variables.push_back(std::move(variable));
            return;
        }
        if (!same)
            warning(root_, "the text shows different words for «" + name + "»",
                    "it shows the first of them: only numbers can be drawn anew");
        replace_all(shown.text.html, "{" + name + "}",
                    processing::text_of(drawn.front()[place].value));
    }

    // What is drawn and not shown needs its data sets all the same; this says how many there are.
    void number_data_sets(std::uint32_t sets) {
        TemplateVariable& variable = result_.question.shown.variables.emplace_back();
        variable.name = "#";
        for (std::uint32_t set = 0; set < sets; ++set)
            variable.values.push_back(*decimal_from(std::to_string(set)));
    }

    void check() {
        std::set<std::string> asked;
        collect_correct(rules_.responding, asked);
        for (const std::string& name : asked) {
            const Declaration* const declared = rules_.variable(name);
            if (declared != nullptr && !declared->correct.is_null()) continue;
            if (sets_correct(rules_.drawing, name)) continue;
            warning(root_, "the right answer for «" + name + "» is not declared",
                    "no answer will be right: add a correct response");
        }
        const bool third = std::string_view(root_.name()).find("qti-") != std::string_view::npos;
        const Declaration* const most = rules_.variable("MAXSCORE");
        if (third && most == nullptr && !rules_.responding.empty())
            warning(root_, "the item does not declare MAXSCORE",
                    "its points follow from its rules");
        if (most != nullptr && most->initial.is_null())
            warning(root_, "MAXSCORE has no value", "its points follow from the rules of the item");
    }

    Points points() const {
        double most = 0;
        if (const Declaration* const declared = rules_.variable("MAXSCORE"))
            most = processing::number_in(declared->initial).value_or(0);
        const Declaration* const score = rules_.variable("SCORE");
        if (most <= 0 && score != nullptr && score->normal_maximum.is_set)
            most = score->normal_maximum.value;
        if (most <= 0) most = points_of_mappings();
        if (most <= 0) most = largest_score(rules_.responding);
        if (most <= 0 || most > 1'000'000) most = 1;
        return {static_cast<std::int64_t>(std::floor(most * 1'000'000 + 0.5))};
    }
    double points_of_mappings() const {
        double most = 0;
        for (const Declaration& one : rules_.variables) {
            double sum = 0;
            for (const processing::MapEntry& entry : one.mapping.entries)
                sum = one.cardinality == Cardinality::single ? std::max(sum, entry.value)
                                                             : sum + std::max(0.0, entry.value);
            for (const processing::AreaEntry& entry : one.mapping.areas)
                sum = one.cardinality == Cardinality::single ? std::max(sum, entry.value)
                                                             : sum + std::max(0.0, entry.value);
            if (one.kind == processing::VariableKind::response)
                most += one.mapping.upper.is_set ? std::min(sum, one.mapping.upper.value) : sum;
        }
        return most;
    }

    // What waits for a person anyway.
    static bool is_for_people(const Part& part) {
        return std::holds_alternative<EssayPart>(part.shape) ||
               std::holds_alternative<FilePart>(part.shape) ||
               std::holds_alternative<UnknownPart>(part.shape);
    }

    void decide() {
        QuestionKey& key = result_.question.key;
        key.points = body_.parts.empty() ? Points{} : points();
        const bool by_person = unusable_ || rules_.responding.empty();
        if (!by_person) {
            if (auto simple = simple_key(body_.parts, rules_)) {
                // A declared maximum that nobody can reach would change everybody's share.
                if (simple->points == key.points) {
                    key.parts.push_back({1, 1, std::move(simple->shape)});
                    return report_guide();
                }
            }
        }
        if (body_.parts.empty()) report_guide();
        for (const FoundPart& part : body_.parts) {
            PersonKey person;
            if (!body_.guide.empty()) {
                RichText guide;
                guide.html = body_.guide;
                person.guide.set(std::move(guide));
            }
            key.parts.push_back({part.part.number, 1, std::move(person)});
        }
        if (!by_person) {
            key.rules = std::move(rules_);
            return;
        }
        const bool for_people =
            std::all_of(result_.question.shown.parts.begin(), result_.question.shown.parts.end(),
                        [](const Part& part) { return is_for_people(part); });
        if (!for_people && !unusable_)
            warning(root_, "the item says nothing of how it is marked",
                    "a person has to mark this question");
        leave_to_person();
    }
    void report_guide() {
        if (!body_.guide.empty())
            warning(root_, "what the item tells those who mark it is left out: nobody has to",
                    "hand it to them another way");
    }
    // Without rules a part needs the key of its own kind, and only some kinds wait for a person.
    void leave_to_person() {
        for (Part& part : result_.question.shown.parts) {
            if (is_for_people(part)) continue;
            // Rules without a single instruction set no SCORE: that leaves it to a person, too.
            rules_.responding.clear();
            Declaration score;
            score.name = "SCORE";
            score.base = BaseType::identifier;
            std::erase_if(rules_.variables,
                          [](const Declaration& one) { return one.name == "SCORE"; });
            rules_.variables.push_back(std::move(score));
            rules_.feedback.clear();
            result_.question.key.rules = std::move(rules_);
            return;
        }
    }

    const Place& place_;
    const std::vector<std::string>& scope_;
    pugi::xml_node root_;
    ItemRules rules_;
    Body body_;
    bool unusable_ = false;
    ReadItem result_;
};

}  // namespace

std::optional<ReadItem> read_item(const Place& place, const std::vector<std::string>& scope) {
    if (name_of(place.document.root()) != "assessmentItem") {
        place.report.error(place.file, 0, "this is no item of QTI",
                           "its first element has to be assessmentItem");
        return std::nullopt;
    }
    return ReadItem(ItemReader(place, scope).read());
}

}  // namespace approdo::import::qti
