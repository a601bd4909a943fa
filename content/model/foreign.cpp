#include "content/model/foreign.hpp"

#include <algorithm>

namespace approdo::content {

const ScormOrganization* ScormPackage::organization() const {
    for (const ScormOrganization& one : organizations) {
        if (one.id == default_organization) return &one;
    }
    return organizations.empty() ? nullptr : &organizations.front();
}

const ScormResource* ScormPackage::resource(std::string_view resource_id) const {
    const auto found = std::find_if(resources.begin(), resources.end(),
                                    [&](const auto& one) { return one.id == resource_id; });
    return found == resources.end() ? nullptr : &*found;
}

namespace {

void take_own(Sequencing& whole, const Sequencing& own) {
    const auto take = [&](std::uint32_t group, auto member) {
        if ((own.own & group) != 0) whole.*member = own.*member;
    };
    take(sequencing_group::controls, &Sequencing::controls);
    take(sequencing_group::rules, &Sequencing::rules);
    take(sequencing_group::limits, &Sequencing::limits);
    take(sequencing_group::rollup, &Sequencing::rollup);
    take(sequencing_group::objectives, &Sequencing::objectives);
    take(sequencing_group::randomization, &Sequencing::randomization);
    take(sequencing_group::delivery, &Sequencing::delivery);
    take(sequencing_group::constrained_choice, &Sequencing::constrained_choice);
    take(sequencing_group::rollup_considerations, &Sequencing::considerations);
    take(sequencing_group::more_maps, &Sequencing::more_maps);
    whole.own |= own.own;
}

void add_map(Objective& objective, const ObjectiveMap& more) {
    for (ObjectiveMap& known : objective.maps) {
        if (known.global != more.global) continue;
        known.reads |= more.reads;
        known.writes |= more.writes;
        return;
    }
    objective.maps.push_back(more);
}

}  // namespace

Sequencing ScormPackage::resolved(const Sequencing& sequencing) const {
    const auto found = std::find_if(
        shared_sequencing.begin(), shared_sequencing.end(),
        [&](const auto& one) { return !sequencing.shared.empty() && one.id == sequencing.shared; });
    Sequencing whole = sequencing;
    if (found != shared_sequencing.end()) {
        whole = *found;
        whole.id = sequencing.id;
        whole.shared = sequencing.shared;
        take_own(whole, sequencing);
    }
    for (const MoreMaps& more : whole.more_maps) {
        for (Objective& objective : whole.objectives) {
            if (objective.id != more.objective) continue;
            for (const ObjectiveMap& map : more.maps) add_map(objective, map);
        }
    }
    return whole;
}

}  // namespace approdo::content
