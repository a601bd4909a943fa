// A package of each foreign kind with nearly every field set. Their bytes are kept in
// tests/golden/content.
#pragma once

#include "content/model/encoding.hpp"

namespace approdo::test {

using namespace approdo::content;

inline Sequencing full_sequencing() {
    Sequencing sequencing;
    sequencing.shared = "seq-1";
    sequencing.own = sequencing_group::rules | sequencing_group::objectives;
    sequencing.rules = {{RuleMoment::after,
                         Combination::any,
                         {{ConditionKind::objective_measure_less, true, "obj-1", {25, -2}}},
                         RuleAction::retry}};
    sequencing.limits = {true, 3, "PT1H", "", "", "", "", "2027-01-01"};
    sequencing.rollup = {false,
                         true,
                         {5, -1},
                         {{ChildSet::at_least_percent,
                           0,
                           {75, -2},
                           Combination::all,
                           {{}},
                           RollupAction::completed}}};
    sequencing.objectives = {
        {"obj-1", true, true, {8, -1}, {{"global-1", objective_value::measure, 3}}}};
    sequencing.randomization = {Occasion::once, true, 2, Occasion::each_new_attempt, true};
    sequencing.delivery = {false, true, true};
    sequencing.constrained_choice = {true, true};
    sequencing.more_maps = {{"obj-1", {{"global-1", objective_value::raw_score, 0}}}};
    sequencing.considerations.completed = Required::if_attempted;
    return sequencing;
}

inline ScormPackage full_scorm() {
    ScormPackage scorm;
    scorm.id = "manifest";
    scorm.schema_version = "2004 4th Edition";
    scorm.default_organization = "org-2";
    ScormItem heading;
    heading.id = "heading";
    heading.title = "Modulo";
    ScormItem lesson;
    lesson.level = 2;
    lesson.id = "lesson";
    lesson.resource = "res-1";
    lesson.parameters = "?lang=it";
    lesson.time_limit_action = TimeLimitAction::exit_message;
    lesson.data = {{"store", true, false}};
    lesson.hidden_controls = hidden_control::exit_all;
    lesson.sequencing = full_sequencing();
    lesson.metadata.keywords = {LocalText("it", "anagrafe")};
    ScormOrganization first;
    first.id = "org-1";
    ScormOrganization second;
    second.id = "org-2";
    second.items = {heading, lesson};
    scorm.organizations = {first, second};
    scorm.resources = {{"res-1",
                        ResourceKind::sco,
                        "webcontent",
                        "a/index.html?x=1",
                        {"a/index.html"},
                        {"res-2"},
                        {},
                        {}}};
    Sequencing shared;
    shared.id = "seq-1";
    shared.own = sequencing_group::controls | sequencing_group::rules;
    shared.controls.flow = true;
    scorm.shared_sequencing = {shared};
    return scorm;
}

inline Cmi5Course full_cmi5() {
    Cmi5Course course;
    course.id = "https://example.org/course";
    course.title = LocalText("it", "Corso");
    course.objectives = {{"https://example.org/o", LocalText("it", "Scopo"), {}}};
    Cmi5Node block;
    block.kind = Cmi5Kind::block;
    block.id = "https://example.org/block";
    Cmi5Node unit;
    unit.level = 2;
    unit.id = "https://example.org/au";
    unit.address = "au/index.html";
    unit.move_on = MoveOn::completed_or_passed;
    unit.launch_method = LaunchMethod::own_window;
    unit.mastery_score = "0.8";
    course.nodes = {block, unit};
    return course;
}

inline H5pPackage full_h5p() {
    H5pPackage h5p;
    h5p.main_library = {"H5P.TrueFalse", 1, 6};
    h5p.parameters_path = "content/content.json";
    h5p.needs = {{"H5P.Question", 1, 4}};
    H5pLibrary library;
    library.version = h5p.main_library;
    library.patch = 3;
    library.folder = "H5P.TrueFalse-1.6";
    library.runnable = true;
    library.scripts = {"js/a.js"};
    library.needs = h5p.needs;
    h5p.libraries = {library};
    return h5p;
}

inline ForeignPackage package_of(ForeignShape shape) {
    ForeignPackage package;
    package.unit = UnitId{{7}};
    package.format = "some-format";
    package.metadata.title = LocalText("it", "Titolo");
    package.metadata.languages = {"it"};
    package.shape = std::move(shape);
    return package;
}

}  // namespace approdo::test
