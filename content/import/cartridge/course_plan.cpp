#include "content/import/cartridge/course_plan.hpp"

#include <algorithm>

#include "content/import/cartridge/quiz_source.hpp"
#include "content/import/cartridge/resource_text.hpp"
#include "content/import/source/derived_ids.hpp"
#include "content/import/source/html_text.hpp"
#include "content/import/source/slug.hpp"
#include "sync/base/text_encoding.hpp"

namespace approdo::import::cartridge {

using namespace content;

namespace {

// What is held of a page, more than once while it is cleaned.
constexpr std::uint64_t page_bytes_max = 4 * 1024 * 1024;

bool has_file_called(const Resource& resource, std::string_view name) {
    return std::any_of(resource.files.begin(), resource.files.end(), [&](const std::string& path) {
        return path.ends_with("/" + std::string(name)) || path == name;
    });
}

class Planner {
  public:
    Planner(const Source& source, const Manifest& manifest, Report& report)
        : source_(source), manifest_(manifest), report_(report) {
        const LocalText& title = manifest.metadata.title;
        plan_.title = title.empty() ? source.name : title.texts.front().text;
    }

    CoursePlan run() {
        plan_items();
        plan_others();
        return std::move(plan_);
    }

  private:
    void warn(std::size_t line, std::string message, std::string mend) {
        report_.warning(manifest_.path, line, std::move(message), std::move(mend));
    }

    // The one item around all others is no module; below it an item with others in it is one, and
    // the single ones between modules share one.
    void plan_items() {
        const auto& items = manifest_.items;
        const bool wrapped = std::count_if(items.begin(), items.end(),
                                           [](const Item& one) { return one.level == 1; }) == 1 &&
                             !items.empty() && items.front().resource.empty();
        const std::uint32_t top = wrapped ? 2 : 1;
        bool loose = false;
        for (std::size_t i = 0; i < items.size(); ++i) {
            const Item& item = items[i];
            if (item.level < top) continue;
            const bool holds = i + 1 < items.size() && items[i + 1].level > item.level;
            const bool is_module = item.level == top && (holds || item.resource.empty());
            if (is_module) {
                begin_module(item.id, item.title);
                loose = false;
            } else if (item.level == top && !loose) {
                begin_module("loose-" + item.id, plan_.title);
                loose = true;
            }
            if (!item.resource.empty()) {
                plan_item(item);
            } else if (!is_module) {
                warn(item.line, "the heading «" + item.title + "» within a module is left out",
                     "what stands below it follows in the same order");
            }
        }
    }

    void plan_item(const Item& item) {
        const Resource* const resource = manifest_.resource(item.resource);
        if (resource == nullptr) return;  // reported with the manifest
        if (item.instructors_only || resource->instructors_only) {
            warn(item.line, "«" + item.title + "» is for instructors only and is left out",
                 "hand it to them another way");
            placed_.insert(resource);
            return;
        }
        plan(*resource, derived_id<UnitId>(id_format, {manifest_.id, item.id}), item.title);
    }

    // Whatever the organisation does not place and learners would miss.
    void plan_others() {
        bool begun = false;
        for (const Resource& resource : manifest_.resources) {
            if (placed_.contains(&resource) || !stands_alone(resource)) continue;
            if (resource.instructors_only) {
                warn(resource.line, "«" + resource.id + "» is for instructors only and is left out",
                     "hand it to them another way");
                continue;
            }
            if (!begun) begin_module("others", plan_.title);
            begun = true;
            plan(resource, derived_id<UnitId>(id_format, {manifest_.id, "resource", resource.id}),
                 "");
        }
    }

    bool stands_alone(const Resource& resource) const {
        const Resource* const fuller = manifest_.resource(resource.stands_in_for);
        if (fuller != nullptr) return false;
        switch (resource.type) {
            case ResourceType::web_content:
                return is_page(resource.path);
            case ResourceType::associated:
                return is_canvas_bank(source_, manifest_, resource) ||
                       has_file_called(resource, "assignment_settings.xml");
            case ResourceType::other:
                return false;
            default:
                return true;
        }
    }

    void begin_module(const std::string& id, const std::string& title) {
        plan_.modules.push_back({derived_id<ModuleId>(id_format, {manifest_.id, id}),
                                 free_slug(title, "module", module_slugs_), title});
        unit_slugs_.clear();
    }

    void plan(const Resource& resource, const UnitId& id, std::string title) {
        placed_.insert(&resource);
        const auto kind = kind_of(resource);
        if (!kind) return;
        PlannedUnit one;
        one.module = plan_.modules.size() - 1;
        one.id = id;
        one.resource = &resource;
        one.kind = *kind;
        one.title = title.empty() ? title_of(resource) : std::move(title);
        one.slug = free_slug(one.title, "unit", unit_slugs_);
        plan_.targets.by_resource.emplace(resource.id, id);
        if (!resource.path.empty()) plan_.targets.by_path.emplace(resource.path, id);
        plan_.units.push_back(std::move(one));
    }

    // Nothing when it cannot become a unit, which is then reported.
    std::optional<UnitKind> kind_of(const Resource& resource) {
        if (resource.type == ResourceType::assessment ||
            resource.type == ResourceType::question_bank ||
            is_canvas_bank(source_, manifest_, resource)) {
            if (!questions_of(resource).empty()) return UnitKind::quiz;
            warn(resource.line, "the quiz «" + resource.id + "» has no questions here",
                 "export the cartridge again with the quiz's file");
            return std::nullopt;
        }
        if (resource.path.empty()) {
            warn(resource.line, "the content of «" + resource.id + "» is not here",
                 "it is left out");
            return std::nullopt;
        }
        if (is_page(resource.path) && source_.files.size(resource.path) > page_bytes_max) {
            warn(resource.line, "the page «" + resource.path + "» is too large to be read",
                 "divide it into several");
            return std::nullopt;
        }
        if (resource.type == ResourceType::other) {
            warn(resource.line,
                 "resources of the type «" + resource.type_name + "» are not known here",
                 "«" + resource.id + "» is left out");
            return std::nullopt;
        }
        if (resource.type == ResourceType::assignment || resource.intended_use == "assignment" ||
            has_file_called(resource, "assignment_settings.xml"))
            return UnitKind::assignment;
        const PartType part = type_of(resource.path).part;
        const bool plays = part == PartType::video || part == PartType::audio;
        return plays ? UnitKind::media : UnitKind::page;
    }

    std::string questions_of(const Resource& resource) const {
        if (resource.type == ResourceType::associated) return resource.path;
        return quiz_files(source_, manifest_, resource).questions;
    }

    // A page says its own title; everything else says it in its XML, read when it is made.
    std::string title_of(const Resource& resource) {
        if (!is_page(resource.path)) {
            const bool text = resource.type == ResourceType::discussion ||
                              resource.type == ResourceType::assignment ||
                              resource.type == ResourceType::web_link ||
                              resource.type == ResourceType::tool_link;
            Report unused;
            if (text && !resource.path.empty()) {
                if (const auto found = read_text(source_, resource, unused)) return found->title;
            }
            return stem_of(resource.path);
        }
        const std::string html = page_text(source_, resource.path);
        const std::size_t begin = html.find("<title>");
        const std::size_t end = html.find("</title>");
        if (begin == std::string::npos || end == std::string::npos || end < begin)
            return stem_of(resource.path);
        return plain_title(html.substr(begin + 7, end - begin - 7));
    }

    static std::string plain_title(const std::string& html) {
        std::string text = plain_text(html);
        // Canvas puts the kind of page before it.
        for (const std::string_view kind : {"Assignment: ", "Page: "}) {
            if (text.starts_with(kind)) text.erase(0, kind.size());
        }
        return text;
    }

    const Source& source_;
    const Manifest& manifest_;
    Report& report_;
    CoursePlan plan_;
    std::set<const Resource*> placed_;
    std::set<std::string> module_slugs_;
    std::set<std::string> unit_slugs_;
};

}  // namespace

CoursePlan plan_course(const Source& source, const Manifest& manifest, Report& report) {
    return Planner(source, manifest, report).run();
}

bool is_page(const std::string& path) {
    const std::string extension = extension_of(path);
    return extension == ".html" || extension == ".htm" || extension == ".xhtml";
}

std::string page_text(const Source& source, const std::string& path) {
    std::string text = source.files.read(path).value_or("");
    return is_utf8(text) ? text : from_windows_1252(text);
}

}  // namespace approdo::import::cartridge
