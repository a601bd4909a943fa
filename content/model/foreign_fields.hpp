// The fields of the structures of foreign packages, in the order in which they are encoded: as in
// fields.hpp, new ones at the end of a block only, and never reordered. Used by encoding.cpp alone.
#pragma once

#include "content/model/fields.hpp"
#include "content/model/foreign.hpp"

namespace approdo::content {

// Lists that stand for trees: the first entry is at level 1, none is deeper by more than one.
template <class Entry>
bool levels_fit(const std::vector<Entry>& entries) {
    std::uint32_t before = 0;
    for (const Entry& one : entries) {
        if (one.level == 0 || one.level > before + 1) return false;
        before = one.level;
    }
    return true;
}

template <class A>
void fields(A& a, FieldRef<A, ForeignMetadata> v) {
    a(v.identifier, v.title, v.description, v.languages, v.keywords, v.authors, v.licence);
}

// Sequencing.
template <class A>
void fields(A& a, FieldRef<A, RuleCondition> v) {
    a(v.kind, v.negated, v.objective, v.threshold);
}
template <class A>
void fields(A& a, FieldRef<A, SequencingRule> v) {
    a(v.moment, v.combination, v.conditions, v.action);
}
template <class A>
void fields(A& a, FieldRef<A, RollupRule> v) {
    a(v.children, v.count_min, v.share_min, v.combination, v.conditions, v.action);
}
template <class A>
void fields(A& a, FieldRef<A, ObjectiveMap> v) {
    a(v.global, v.reads, v.writes);
}
template <class A>
void fields(A& a, FieldRef<A, Objective> v) {
    a(v.id, v.primary, v.satisfied_by_measure, v.measure_min, v.maps);
}
template <class A>
void fields(A& a, FieldRef<A, MoreMaps> v) {
    a(v.objective, v.maps);
}
template <class A>
void fields(A& a, FieldRef<A, SequencingControls> v) {
    a(v.choice, v.choice_exit, v.flow, v.forward_only, v.current_attempt_objectives,
      v.current_attempt_progress);
}
template <class A>
void fields(A& a, FieldRef<A, LimitConditions> v) {
    a(v.limits_attempts, v.attempts_max, v.attempt_absolute_duration,
      v.attempt_experienced_duration, v.activity_absolute_duration, v.activity_experienced_duration,
      v.begin_time, v.end_time);
}
template <class A>
void fields(A& a, FieldRef<A, Rollup> v) {
    a(v.objective_satisfied, v.progress_completion, v.measure_weight, v.rules);
}
template <class A>
void fields(A& a, FieldRef<A, Randomization> v) {
    a(v.selection, v.selects, v.select_count, v.randomization, v.reorders);
}
template <class A>
void fields(A& a, FieldRef<A, DeliveryControls> v) {
    a(v.tracked, v.completion_set_by_content, v.objective_set_by_content);
}
template <class A>
void fields(A& a, FieldRef<A, ConstrainedChoice> v) {
    a(v.prevent_activation, v.constrain_choice);
}
template <class A>
void fields(A& a, FieldRef<A, RollupConsiderations> v) {
    a(v.satisfied, v.not_satisfied, v.completed, v.incomplete, v.measure_satisfaction_if_active);
}
template <class A>
void fields(A& a, FieldRef<A, Sequencing> v) {
    a(v.id, v.shared, v.own, v.controls, v.rules, v.limits, v.rollup, v.objectives, v.randomization,
      v.delivery, v.constrained_choice, v.considerations, v.more_maps);
}

// SCORM.
template <class A>
void fields(A& a, FieldRef<A, CompletionThreshold> v) {
    a(v.by_measure, v.progress_min, v.progress_weight);
}
template <class A>
void fields(A& a, FieldRef<A, SharedData> v) {
    a(v.store, v.reads, v.writes);
}
template <class A>
void fields(A& a, FieldRef<A, ScormItem> v) {
    a(v.level, v.id, v.title, v.visible, v.resource, v.parameters, v.prerequisites,
      v.max_time_allowed, v.time_limit_action, v.data_from_lms, v.mastery_score, v.completion,
      v.data, v.hidden_controls, v.sequencing, v.metadata);
}
template <class A>
void fields(A& a, FieldRef<A, ScormOrganization> v) {
    a(v.id, v.title, v.objectives_global_to_system, v.data_global_to_system, v.completion,
      v.sequencing, v.metadata, v.items);
    if constexpr (!A::writing) {
        if (!levels_fit(v.items)) a.fail();
    }
}
template <class A>
void fields(A& a, FieldRef<A, ScormResource> v) {
    a(v.id, v.kind, v.type, v.address, v.files, v.dependencies, v.metadata);
}
template <class A>
void fields(A& a, FieldRef<A, ScormPackage> v) {
    a(v.id, v.version, v.schema_version, v.default_organization, v.organizations, v.resources,
      v.shared_sequencing);
}

// cmi5.
template <class A>
void fields(A& a, FieldRef<A, Cmi5Objective> v) {
    a(v.id, v.title, v.description);
}
template <class A>
void fields(A& a, FieldRef<A, Cmi5Node> v) {
    a(v.level, v.kind, v.id, v.title, v.description, v.objectives, v.address, v.launch_method,
      v.move_on, v.mastery_score, v.launch_parameters, v.entitlement_key, v.activity_type);
}
template <class A>
void fields(A& a, FieldRef<A, Cmi5Course> v) {
    a(v.id, v.title, v.description, v.objectives, v.nodes);
    if constexpr (!A::writing) {
        if (!levels_fit(v.nodes)) a.fail();
    }
}

// H5P.
template <class A>
void fields(A& a, FieldRef<A, H5pVersion> v) {
    a(v.name, v.major, v.minor);
}
template <class A>
void fields(A& a, FieldRef<A, H5pLibrary> v) {
    a(v.version, v.patch, v.title, v.folder, v.runnable, v.scripts, v.styles, v.needs, v.may_need,
      v.embed_types);
}
template <class A>
void fields(A& a, FieldRef<A, H5pPackage> v) {
    a(v.main_library, v.parameters_path, v.embed_types, v.needs, v.in_content, v.libraries);
}

template <class A>
void fields(A& a, FieldRef<A, UnknownForeign> v) {
    a(v.raw);
}
template <class A>
void fields(A& a, FieldRef<A, ForeignPackage> v) {
    a(v.unit, v.format, v.metadata, v.shape);
}

}  // namespace approdo::content
