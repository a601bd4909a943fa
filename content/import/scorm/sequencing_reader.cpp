#include "content/import/scorm/sequencing_reader.hpp"

#include <charconv>

#include "content/import/source/trimmed.hpp"

namespace approdo::import {

using namespace content;

namespace {

template <class Value>
struct Word {
    std::string_view word;
    Value value;
};

constexpr Word<ConditionKind> conditions[] = {
    {"always", ConditionKind::always},
    {"satisfied", ConditionKind::satisfied},
    {"objectiveStatusKnown", ConditionKind::objective_status_known},
    {"objectiveMeasureKnown", ConditionKind::objective_measure_known},
    {"objectiveMeasureGreaterThan", ConditionKind::objective_measure_greater},
    {"objectiveMeasureLessThan", ConditionKind::objective_measure_less},
    {"completed", ConditionKind::completed},
    {"activityProgressKnown", ConditionKind::activity_progress_known},
    {"attempted", ConditionKind::attempted},
    {"attemptLimitExceeded", ConditionKind::attempt_limit_exceeded},
    {"timeLimitExceeded", ConditionKind::time_limit_exceeded},
    {"outsideAvailableTimeRange", ConditionKind::outside_available_time}};
constexpr Word<Combination> combinations[] = {{"all", Combination::all}, {"any", Combination::any}};
constexpr Word<RuleAction> actions[] = {
    {"skip", RuleAction::skip},
    {"disabled", RuleAction::disabled},
    {"hiddenFromChoice", RuleAction::hidden_from_choice},
    {"stopForwardTraversal", RuleAction::stop_forward_traversal},
    {"exitParent", RuleAction::exit_parent},
    {"exitAll", RuleAction::exit_all},
    {"retry", RuleAction::retry},
    {"retryAll", RuleAction::retry_all},
    {"continue", RuleAction::continue_on},
    {"previous", RuleAction::previous},
    {"exit", RuleAction::exit}};
constexpr Word<ChildSet> child_sets[] = {{"all", ChildSet::all},
                                         {"any", ChildSet::any},
                                         {"none", ChildSet::none},
                                         {"atLeastCount", ChildSet::at_least_count},
                                         {"atLeastPercent", ChildSet::at_least_percent}};
constexpr Word<RollupAction> rollup_actions[] = {{"satisfied", RollupAction::satisfied},
                                                 {"notSatisfied", RollupAction::not_satisfied},
                                                 {"completed", RollupAction::completed},
                                                 {"incomplete", RollupAction::incomplete}};
constexpr Word<Occasion> occasions[] = {{"never", Occasion::never},
                                        {"once", Occasion::once},
                                        {"onEachNewAttempt", Occasion::each_new_attempt}};
constexpr Word<Required> requirements[] = {{"always", Required::always},
                                           {"ifAttempted", Required::if_attempted},
                                           {"ifNotSkipped", Required::if_not_skipped},
                                           {"ifNotSuspended", Required::if_not_suspended}};

void unusable(pugi::xml_node node, std::string_view name, std::string_view text,
              const ManifestPlace& place) {
    place.report.warning(place.file, place.document.line_of(node),
                         "«" + std::string(text) + "» is no value of " + std::string(name),
                         "correct it in the program that made the package; the default is used");
}

template <class Value, std::size_t Count>
Value word_of(pugi::xml_node node, std::string_view name, Value otherwise,
              const Word<Value> (&words)[Count], const ManifestPlace& place) {
    const std::string_view text = trimmed(attribute(node, name));
    if (text.empty()) return otherwise;
    for (const Word<Value>& one : words) {
        if (one.word == text) return one.value;
    }
    unusable(node, name, text, place);
    return otherwise;
}

std::uint32_t count_of(pugi::xml_node node, std::string_view name, std::uint32_t otherwise,
                       const ManifestPlace& place) {
    const std::string_view text = trimmed(attribute(node, name));
    if (text.empty()) return otherwise;
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size()) return value;
    unusable(node, name, text, place);
    return otherwise;
}

std::string text_of_attribute(pugi::xml_node node, std::string_view name) {
    return std::string(trimmed(attribute(node, name)));
}

class SequencingReader {
  public:
    SequencingReader(pugi::xml_node element, const ManifestPlace& place)
        : element_(element), place_(place) {}

    Sequencing run() {
        result_.id = text_of_attribute(element_, "ID");
        result_.shared = text_of_attribute(element_, "IDRef");
        for (const pugi::xml_node part : element_.children()) read_part(part);
        return std::move(result_);
    }

  private:
    void read_part(pugi::xml_node part) {
        const std::string_view name = local_name(part);
        if (name == "controlMode") return read_controls(part);
        if (name == "sequencingRules") return read_rules(part);
        if (name == "limitConditions") return read_limits(part);
        if (name == "rollupRules") return read_rollup(part);
        if (name == "objectives") return is_adl(part) ? read_more(part) : read_objectives(part);
        if (name == "randomizationControls") return read_randomization(part);
        if (name == "deliveryControls") return read_delivery(part);
        if (name == "constrainedChoiceConsiderations") return read_constrained(part);
        if (name == "rollupConsiderations") return read_considerations(part);
        if (part.type() == pugi::node_element && name != "auxiliaryResources")
            place_.report.warning(place_.file, place_.document.line_of(part),
                                  "sequencing has no element «" + std::string(name) + "»",
                                  "it is left out; correct it in the program that made it");
    }

    // ADL's own objectives stand beside those of IMS under the same name.
    static bool is_adl(pugi::xml_node part) {
        return namespace_of(part).find("adlseq") != std::string_view::npos;
    }

    static std::string_view namespace_of(pugi::xml_node node) {
        const std::string_view name = node.name();
        const std::size_t colon = name.find(':');
        const std::string declared = colon == std::string_view::npos
                                         ? "xmlns"
                                         : "xmlns:" + std::string(name.substr(0, colon));
        for (pugi::xml_node at = node; at; at = at.parent()) {
            const pugi::xml_attribute found = at.attribute(declared.c_str());
            if (found) return found.value();
        }
        return {};
    }

    bool truth(pugi::xml_node node, std::string_view name, bool otherwise) const {
        return truth_of(node, name, otherwise, place_);
    }

    void read_controls(pugi::xml_node node) {
        result_.own |= sequencing_group::controls;
        SequencingControls& controls = result_.controls;
        controls.choice = truth(node, "choice", true);
        controls.choice_exit = truth(node, "choiceExit", true);
        controls.flow = truth(node, "flow", false);
        controls.forward_only = truth(node, "forwardOnly", false);
        controls.current_attempt_objectives = truth(node, "useCurrentAttemptObjectiveInfo", true);
        controls.current_attempt_progress = truth(node, "useCurrentAttemptProgressInfo", true);
    }

    std::vector<RuleCondition> read_conditions(pugi::xml_node node, std::string_view name) const {
        std::vector<RuleCondition> list;
        for (const pugi::xml_node one : children(node, name)) {
            RuleCondition condition;
            condition.kind = word_of(one, "condition", ConditionKind::always, conditions, place_);
            condition.negated = trimmed(attribute(one, "operator")) == "not";
            condition.objective = text_of_attribute(one, "referencedObjective");
            condition.threshold = decimal_of(attribute(one, "measureThreshold"), {}, one, place_);
            list.push_back(std::move(condition));
        }
        return list;
    }

    void read_rules(pugi::xml_node node) {
        result_.own |= sequencing_group::rules;
        constexpr Word<RuleMoment> moments[] = {{"preConditionRule", RuleMoment::before},
                                                {"postConditionRule", RuleMoment::after},
                                                {"exitConditionRule", RuleMoment::at_exit}};
        for (const auto& [name, moment] : moments) {
            for (const pugi::xml_node one : children(node, name)) {
                SequencingRule rule;
                rule.moment = moment;
                const pugi::xml_node when = child(one, "ruleConditions");
                rule.combination =
                    word_of(when, "conditionCombination", Combination::all, combinations, place_);
                rule.conditions = read_conditions(when, "ruleCondition");
                rule.action =
                    word_of(child(one, "ruleAction"), "action", RuleAction::skip, actions, place_);
                result_.rules.push_back(std::move(rule));
            }
        }
    }

    void read_limits(pugi::xml_node node) {
        result_.own |= sequencing_group::limits;
        LimitConditions& limits = result_.limits;
        limits.limits_attempts = !attribute(node, "attemptLimit").empty();
        limits.attempts_max = count_of(node, "attemptLimit", 0, place_);
        limits.attempt_absolute_duration = text_of_attribute(node, "attemptAbsoluteDurationLimit");
        limits.attempt_experienced_duration =
            text_of_attribute(node, "attemptExperiencedDurationLimit");
        limits.activity_absolute_duration =
            text_of_attribute(node, "activityAbsoluteDurationLimit");
        limits.activity_experienced_duration =
            text_of_attribute(node, "activityExperiencedDurationLimit");
        limits.begin_time = text_of_attribute(node, "beginTimeLimit");
        limits.end_time = text_of_attribute(node, "endTimeLimit");
    }

    void read_rollup(pugi::xml_node node) {
        result_.own |= sequencing_group::rollup;
        Rollup& rollup = result_.rollup;
        rollup.objective_satisfied = truth(node, "rollupObjectiveSatisfied", true);
        rollup.progress_completion = truth(node, "rollupProgressCompletion", true);
        rollup.measure_weight =
            decimal_of(attribute(node, "objectiveMeasureWeight"), {1, 0}, node, place_);
        for (const pugi::xml_node one : children(node, "rollupRule")) {
            RollupRule rule;
            rule.children = word_of(one, "childActivitySet", ChildSet::all, child_sets, place_);
            rule.count_min = count_of(one, "minimumCount", 0, place_);
            rule.share_min = decimal_of(attribute(one, "minimumPercent"), {}, one, place_);
            const pugi::xml_node when = child(one, "rollupConditions");
            rule.combination =
                word_of(when, "conditionCombination", Combination::any, combinations, place_);
            rule.conditions = read_conditions(when, "rollupCondition");
            rule.action = word_of(child(one, "rollupAction"), "action", RollupAction::satisfied,
                                  rollup_actions, place_);
            rollup.rules.push_back(std::move(rule));
        }
    }

    std::uint32_t bit(pugi::xml_node node, std::string_view name, bool otherwise,
                      std::uint32_t value) const {
        return truth(node, name, otherwise) ? value : 0;
    }

    void read_objectives(pugi::xml_node node) {
        result_.own |= sequencing_group::objectives;
        for (const pugi::xml_node one : node.children()) {
            const std::string_view name = local_name(one);
            if (name != "primaryObjective" && name != "objective") continue;
            Objective objective;
            objective.primary = name == "primaryObjective";
            objective.id = text_of_attribute(one, "objectiveID");
            objective.satisfied_by_measure = truth(one, "satisfiedByMeasure", false);
            if (const pugi::xml_node least = child(one, "minNormalizedMeasure"))
                objective.measure_min = decimal_of(text_within(least), {1, 0}, least, place_);
            for (const pugi::xml_node map : children(one, "mapInfo")) {
                ObjectiveMap shared;
                shared.global = text_of_attribute(map, "targetObjectiveID");
                shared.reads = bit(map, "readSatisfiedStatus", true, objective_value::satisfied) |
                               bit(map, "readNormalizedMeasure", true, objective_value::measure);
                shared.writes =
                    bit(map, "writeSatisfiedStatus", false, objective_value::satisfied) |
                    bit(map, "writeNormalizedMeasure", false, objective_value::measure);
                objective.maps.push_back(std::move(shared));
            }
            result_.objectives.push_back(std::move(objective));
        }
    }

    void read_more(pugi::xml_node node) {
        result_.own |= sequencing_group::more_maps;
        for (const pugi::xml_node one : children(node, "objective")) {
            MoreMaps more;
            more.objective = text_of_attribute(one, "objectiveID");
            for (const pugi::xml_node map : children(one, "mapInfo"))
                more.maps.push_back(more_map(map));
            result_.more_maps.push_back(std::move(more));
        }
    }

    ObjectiveMap more_map(pugi::xml_node node) const {
        ObjectiveMap map{text_of_attribute(node, "targetObjectiveID"), 0, 0};
        struct Named {
            std::string_view name;
            std::uint32_t value;
        };
        constexpr Named values[] = {{"RawScore", objective_value::raw_score},
                                    {"MinScore", objective_value::min_score},
                                    {"MaxScore", objective_value::max_score},
                                    {"CompletionStatus", objective_value::completion},
                                    {"ProgressMeasure", objective_value::progress}};
        for (const Named& one : values) {
            map.reads |= bit(node, "read" + std::string(one.name), true, one.value);
            map.writes |= bit(node, "write" + std::string(one.name), false, one.value);
        }
        return map;
    }

    void read_randomization(pugi::xml_node node) {
        result_.own |= sequencing_group::randomization;
        Randomization& random = result_.randomization;
        random.selection = word_of(node, "selectionTiming", Occasion::never, occasions, place_);
        random.selects = !attribute(node, "selectCount").empty();
        random.select_count = count_of(node, "selectCount", 0, place_);
        random.randomization =
            word_of(node, "randomizationTiming", Occasion::never, occasions, place_);
        random.reorders = truth(node, "reorderChildren", false);
    }

    void read_delivery(pugi::xml_node node) {
        result_.own |= sequencing_group::delivery;
        result_.delivery = {truth(node, "tracked", true),
                            truth(node, "completionSetByContent", false),
                            truth(node, "objectiveSetByContent", false)};
    }

    void read_constrained(pugi::xml_node node) {
        result_.own |= sequencing_group::constrained_choice;
        result_.constrained_choice = {truth(node, "preventActivation", false),
                                      truth(node, "constrainChoice", false)};
    }

    void read_considerations(pugi::xml_node node) {
        result_.own |= sequencing_group::rollup_considerations;
        const auto required = [&](std::string_view name) {
            return word_of(node, name, Required::always, requirements, place_);
        };
        result_.considerations = {
            required("requiredForSatisfied"), required("requiredForNotSatisfied"),
            required("requiredForCompleted"), required("requiredForIncomplete"),
            truth(node, "measureSatisfactionIfActive", true)};
    }

    pugi::xml_node element_;
    const ManifestPlace& place_;
    Sequencing result_;
};

}  // namespace

Sequencing read_sequencing(pugi::xml_node element, const ManifestPlace& place) {
    return SequencingReader(element, place).run();
}

bool truth_of(pugi::xml_node node, std::string_view attribute_name, bool otherwise,
              const ManifestPlace& place) {
    const std::string_view text = trimmed(attribute(node, attribute_name));
    if (text.empty()) return otherwise;
    if (text == "true" || text == "1" || text == "True" || text == "TRUE") return true;
    if (text == "false" || text == "0" || text == "False" || text == "FALSE") return false;
    unusable(node, attribute_name, text, place);
    return otherwise;
}

Decimal decimal_of(std::string_view text, Decimal otherwise, pugi::xml_node node,
                   const ManifestPlace& place) {
    text = trimmed(text);
    if (text.empty()) return otherwise;
    const auto decimal = decimal_from(text);
    if (decimal.ok()) return decimal.value();
    unusable(node, "a number", text, place);
    return otherwise;
}

}  // namespace approdo::import
