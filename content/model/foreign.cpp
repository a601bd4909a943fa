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

Sequencing ScormPackage::resolved(const Sequencing& sequencing) const {
    if (sequencing.shared.empty()) return sequencing;
    const auto found = std::find_if(shared_sequencing.begin(), shared_sequencing.end(),
                                    [&](const auto& one) { return one.id == sequencing.shared; });
    if (found == shared_sequencing.end()) return sequencing;
    Sequencing whole = *found;
    whole.id = sequencing.id;
    whole.shared = sequencing.shared;
    const auto take = [&](std::uint32_t group, auto member) {
        if ((sequencing.own & group) != 0) whole.*member = sequencing.*member;
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
    whole.own |= sequencing.own;
    return whole;
}

}  // namespace approdo::content
