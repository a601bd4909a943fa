// What units a cartridge becomes, before any of their texts is read: modules out of the items that
// hold others, units out of the resources that they name, and those that no item places.
#pragma once

#include <string>
#include <vector>

#include "content/import/cartridge/manifest.hpp"
#include "content/import/qti1/package_links.hpp"

namespace approdo::import::cartridge {

struct PlannedModule {
    ModuleId id;
    std::string slug;
    std::string title;
};
struct PlannedUnit {
    std::size_t module = 0;
    UnitId id;
    std::string slug;
    std::string title;
    const Resource* resource = nullptr;  // of the manifest
    content::UnitKind kind = content::UnitKind::page;
};
struct CoursePlan {
    std::string title;
    std::vector<PlannedModule> modules;
    std::vector<PlannedUnit> units;  // by module, in order
    LinkTargets targets;             // where links to them lead
};

// Reports what cannot become a unit. The manifest outlives the plan.
CoursePlan plan_course(const Source& source, const Manifest& manifest, Report& report);

// All ids of a cartridge follow from this name and the cartridge's own ids.
inline constexpr std::string_view id_format = "common-cartridge";

bool is_page(const std::string& path);
// A page's source as UTF-8.
std::string page_text(const Source& source, const std::string& path);

}  // namespace approdo::import::cartridge
