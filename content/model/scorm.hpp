// What a SCORM manifest says, 1.2 and 2004 alike, as a run time needs it: activities with their
// sequencing, resources with what belongs to them. Nothing of the manifest has to be read again to
// play a package. Texts are as the manifest has them, blanks around them taken off; paths are those
// inside the unit's folder. What the manifest leaves out has the standard's default here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "content/model/number.hpp"
#include "content/model/question.hpp"
#include "content/model/text.hpp"

namespace approdo::content {

// Catalogue words of a package or a part of it: IEEE LOM, and what other formats have of it.
struct ForeignMetadata {
    std::string identifier;
    LocalText title;
    LocalText description;
    std::vector<std::string> languages;
    std::vector<LocalText> keywords;
    std::vector<std::string> authors;
    std::string licence;  // rights, as written
    bool operator==(const ForeignMetadata&) const = default;
};

// Numbers of all enums below are encoded.
enum class ConditionKind : std::uint8_t {
    always = 1,
    satisfied = 2,
    objective_status_known = 3,
    objective_measure_known = 4,
    objective_measure_greater = 5,
    objective_measure_less = 6,
    completed = 7,
    activity_progress_known = 8,
    attempted = 9,
    attempt_limit_exceeded = 10,
    time_limit_exceeded = 11,
    outside_available_time = 12,
};
enum class Combination : std::uint8_t { all = 1, any = 2 };

struct RuleCondition {
    ConditionKind kind = ConditionKind::always;
    bool negated = false;
    std::string objective;  // the activity's own id of it; empty: the primary one
    Decimal threshold;      // of the two comparisons
    bool operator==(const RuleCondition&) const = default;
};

enum class RuleMoment : std::uint8_t { before = 1, after = 2, at_exit = 3 };
enum class RuleAction : std::uint8_t {
    skip = 1,
    disabled = 2,
    hidden_from_choice = 3,
    stop_forward_traversal = 4,
    exit_parent = 5,
    exit_all = 6,
    retry = 7,
    retry_all = 8,
    continue_on = 9,
    previous = 10,
    exit = 11,
};
struct SequencingRule {
    RuleMoment moment = RuleMoment::before;
    Combination combination = Combination::all;
    std::vector<RuleCondition> conditions;
    RuleAction action = RuleAction::skip;
    bool operator==(const SequencingRule&) const = default;
};

enum class ChildSet : std::uint8_t {
    all = 1,
    any = 2,
    none = 3,
    at_least_count = 4,
    at_least_percent = 5
};
enum class RollupAction : std::uint8_t {
    satisfied = 1,
    not_satisfied = 2,
    completed = 3,
    incomplete = 4
};
struct RollupRule {
    ChildSet children = ChildSet::all;
    std::uint32_t count_min = 0;
    Decimal share_min;  // 0 to 1
    Combination combination = Combination::any;
    std::vector<RuleCondition> conditions;
    RollupAction action = RollupAction::satisfied;
    bool operator==(const RollupRule&) const = default;
};

// Which values of an objective are shared, as bits.
namespace objective_value {
inline constexpr std::uint32_t satisfied = 1;
inline constexpr std::uint32_t measure = 2;
inline constexpr std::uint32_t raw_score = 4;
inline constexpr std::uint32_t min_score = 8;
inline constexpr std::uint32_t max_score = 16;
inline constexpr std::uint32_t completion = 32;
inline constexpr std::uint32_t progress = 64;
}  // namespace objective_value

struct ObjectiveMap {
    std::string global;  // the shared objective's id
    std::uint32_t reads = objective_value::satisfied | objective_value::measure;
    std::uint32_t writes = 0;
    bool operator==(const ObjectiveMap&) const = default;
};
struct Objective {
    std::string id;  // empty: of the primary one, when it has none
    bool primary = false;
    bool satisfied_by_measure = false;
    Decimal measure_min{1, 0};
    std::vector<ObjectiveMap> maps;
    bool operator==(const Objective&) const = default;
};

// ADL's own maps share what IMS's cannot: scores, completion, progress. They name the objective by
// its id, which may stand in another sequencing: resolved() brings both together.
struct MoreMaps {
    std::string objective;
    std::vector<ObjectiveMap> maps;
    bool operator==(const MoreMaps&) const = default;
};

enum class Occasion : std::uint8_t { never = 1, once = 2, each_new_attempt = 3 };
enum class Required : std::uint8_t {
    always = 1,
    if_attempted = 2,
    if_not_skipped = 3,
    if_not_suspended = 4
};

// Which groups of a sequencing element stand in the manifest: an activity that refers to a shared
// one of the collection takes from there what it does not have itself.
namespace sequencing_group {
inline constexpr std::uint32_t controls = 1;
inline constexpr std::uint32_t rules = 2;
inline constexpr std::uint32_t limits = 4;
inline constexpr std::uint32_t rollup = 8;
inline constexpr std::uint32_t objectives = 16;
inline constexpr std::uint32_t randomization = 32;
inline constexpr std::uint32_t delivery = 64;
inline constexpr std::uint32_t constrained_choice = 128;
inline constexpr std::uint32_t rollup_considerations = 256;
inline constexpr std::uint32_t more_maps = 512;
}  // namespace sequencing_group

struct SequencingControls {
    bool choice = true;
    bool choice_exit = true;
    bool flow = false;
    bool forward_only = false;
    bool current_attempt_objectives = true;
    bool current_attempt_progress = true;
    bool operator==(const SequencingControls&) const = default;
};
// Durations as ISO 8601 writes them, dates likewise; empty: no limit.
struct LimitConditions {
    bool limits_attempts = false;
    std::uint32_t attempts_max = 0;
    std::string attempt_absolute_duration;
    std::string attempt_experienced_duration;
    std::string activity_absolute_duration;
    std::string activity_experienced_duration;
    std::string begin_time;
    std::string end_time;
    bool operator==(const LimitConditions&) const = default;
};
struct Rollup {
    bool objective_satisfied = true;
    bool progress_completion = true;
    Decimal measure_weight{1, 0};
    std::vector<RollupRule> rules;
    bool operator==(const Rollup&) const = default;
};
struct Randomization {
    Occasion selection = Occasion::never;
    bool selects = false;  // a number is given
    std::uint32_t select_count = 0;
    Occasion randomization = Occasion::never;
    bool reorders = false;
    bool operator==(const Randomization&) const = default;
};
struct DeliveryControls {
    bool tracked = true;
    bool completion_set_by_content = false;
    bool objective_set_by_content = false;
    bool operator==(const DeliveryControls&) const = default;
};
struct ConstrainedChoice {
    bool prevent_activation = false;
    bool constrain_choice = false;
    bool operator==(const ConstrainedChoice&) const = default;
};
struct RollupConsiderations {
    Required satisfied = Required::always;
    Required not_satisfied = Required::always;
    Required completed = Required::always;
    Required incomplete = Required::always;
    bool measure_satisfaction_if_active = true;
    bool operator==(const RollupConsiderations&) const = default;
};

struct Sequencing {
    static constexpr std::uint32_t format_version = 1;
    std::string id;         // in the collection
    std::string shared;     // of the one in the collection that it builds on
    std::uint32_t own = 0;  // sequencing_group: what stands here
    SequencingControls controls;
    std::vector<SequencingRule> rules;
    LimitConditions limits;
    Rollup rollup;
    std::vector<Objective> objectives;
    Randomization randomization;
    DeliveryControls delivery;
    ConstrainedChoice constrained_choice;
    RollupConsiderations considerations;
    std::vector<MoreMaps> more_maps;
    Tail tail;
    bool operator==(const Sequencing&) const = default;
};

// 1.2: what to do when the time allowed is over.
enum class TimeLimitAction : std::uint8_t {
    unset = 0,
    exit_message = 1,
    exit_silently = 2,
    continue_message = 3,
    continue_silently = 4,
};
// 2004: when progress alone completes an activity.
struct CompletionThreshold {
    bool by_measure = false;
    Decimal progress_min{1, 0};
    Decimal progress_weight{1, 0};
    bool operator==(const CompletionThreshold&) const = default;
};
struct SharedData {
    std::string store;
    bool reads = true;
    bool writes = true;
    bool operator==(const SharedData&) const = default;
};
// Controls of the player that an activity hides, as bits.
namespace hidden_control {
inline constexpr std::uint32_t previous = 1;
inline constexpr std::uint32_t next = 2;
inline constexpr std::uint32_t exit = 4;
inline constexpr std::uint32_t exit_all = 8;
inline constexpr std::uint32_t abandon = 16;
inline constexpr std::uint32_t abandon_all = 32;
inline constexpr std::uint32_t suspend_all = 64;
}  // namespace hidden_control

struct ScormItem {
    static constexpr std::uint32_t format_version = 1;
    // 1 below the organisation. An item's children follow it, one level deeper.
    std::uint32_t level = 1;
    std::string id;
    std::string title;
    bool visible = true;
    std::string resource;    // its id; empty: a heading
    std::string parameters;  // behind the resource's address
    std::string prerequisites;
    std::string max_time_allowed;
    TimeLimitAction time_limit_action = TimeLimitAction::unset;
    std::string data_from_lms;
    std::string mastery_score;
    CompletionThreshold completion;
    std::vector<SharedData> data;
    std::uint32_t hidden_controls = 0;
    Sequencing sequencing;
    ForeignMetadata metadata;
    Tail tail;
    bool operator==(const ScormItem&) const = default;
};

struct ScormOrganization {
    static constexpr std::uint32_t format_version = 1;
    std::string id;
    std::string title;
    bool objectives_global_to_system = true;
    bool data_global_to_system = true;
    CompletionThreshold completion;
    Sequencing sequencing;
    ForeignMetadata metadata;
    std::vector<ScormItem> items;  // in the manifest's order, each followed by those below it
    Tail tail;
    bool operator==(const ScormOrganization&) const = default;
};

enum class ResourceKind : std::uint8_t { asset = 1, sco = 2 };
struct ScormResource {
    static constexpr std::uint32_t format_version = 1;
    std::string id;
    ResourceKind kind = ResourceKind::asset;
    std::string type;
    std::string address;  // a path with its query, or outside: as it would be opened
    std::vector<std::string> files;
    std::vector<std::string> dependencies;  // ids of resources
    ForeignMetadata metadata;
    Tail tail;
    bool operator==(const ScormResource&) const = default;
};

struct ScormPackage {
    static constexpr std::uint32_t format_version = 1;
    std::string id;
    std::string version;         // the publisher's own
    std::string schema_version;  // as the manifest writes it: "CAM 1.3"
    std::string default_organization;
    std::vector<ScormOrganization> organizations;
    std::vector<ScormResource> resources;
    std::vector<Sequencing> shared_sequencing;
    Tail tail;

    const ScormOrganization* organization() const;  // the one to play; none: resources alone
    const ScormResource* resource(std::string_view resource_id) const;
    // What holds for an activity: its own, completed by the shared one that it names, all maps of
    // an objective in one list.
    Sequencing resolved(const Sequencing& sequencing) const;
    bool operator==(const ScormPackage&) const = default;
};

}  // namespace approdo::content
