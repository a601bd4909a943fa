#include "content/import/web/page_course.hpp"

#include <map>

#include "content/import/source/course_files.hpp"
#include "content/import/source/derived_ids.hpp"
#include "content/import/source/html.hpp"
#include "content/import/source/slug.hpp"
#include "content/import/web/page_source.hpp"

namespace approdo::import {

using namespace content;

namespace {

class PageCourse {
  public:
    PageCourse(const PagePlan& plan, const Source& source, Report& report)
        : plan_(plan), source_(source), report_(report), files_(source.files) {}

    AuthoredCourse run() {
        Course& course = result_.course;
        course.id = derived_id<CourseId>(plan_.format, {"course", plan_.key});
        course.title = plan_.title;
        course.languages = plan_.languages;
        course.slug = slug_of(plan_.title.in(plan_.languages.front()));
        if (course.slug.empty()) course.slug = "course";
        for (const PlannedModule& module : plan_.modules) {
            for (const PlannedUnit& unit : module.units) {
                for (const PlannedPage& page : unit.pages) units_[page.path] = id_of(unit);
            }
        }
        std::set<std::string> slugs;
        for (const PlannedModule& module : plan_.modules)
            course.modules.push_back(read_module(module, slugs));
        result_.files = files_.take();
        return std::move(result_);
    }

  private:
    UnitId id_of(const PlannedUnit& unit) const {
        return derived_id<UnitId>(plan_.format, {"unit", plan_.key, unit.key});
    }

    Module read_module(const PlannedModule& planned, std::set<std::string>& slugs) {
        Module module;
        module.id = derived_id<ModuleId>(plan_.format, {"module", plan_.key, planned.key});
        module.title = LocalText(plan_.languages.front(), planned.title);
        module.slug = free_slug(planned.title, "module", slugs);
        std::set<std::string> unit_slugs;
        for (const PlannedUnit& one : planned.units) {
            Unit unit;
            unit.id = id_of(one);
            unit.kind = UnitKind::page;
            unit.completion.kind = CompletionKind::read;
            unit.slug = free_slug(stem_of(one.pages.front().path), "page", unit_slugs);
            for (const PlannedPage& page : one.pages)
                unit.variants.push_back(read_page(page, unit.id, module.id));
            module.units.push_back(std::move(unit));
        }
        return module;
    }

    Variant read_page(const PlannedPage& planned, const UnitId& unit, const ModuleId& module) {
        const PageSource source = read_page_source(source_.files, planned.path, report_);
        SourceLinks links(
            files_, planned.path, module, planned.language, [&](const std::string& path) {
                const auto found = units_.find(path);
                return found == units_.end() ? std::nullopt
                                             : std::optional("unit:" + found->second.hex());
            });
        HtmlOptions options;
        options.direction = direction_of(planned.language);
        CleanHtml clean = clean_html(source.html, links, options);
        for (const HtmlFinding& one : clean.findings) {
            // What an author would have to mend is lost to an import, which goes on without.
            const Severity severity =
                one.severity == Severity::error ? Severity::warning : one.severity;
            report_.findings.push_back(
                {severity, planned.path, line_of(source.text, one.needle), one.message, one.mend});
        }
        Variant variant;
        variant.language = planned.language;
        variant.direction = direction_of(planned.language);
        variant.path = published(planned.path);
        variant.media_type = "text/html";
        variant.words = clean.words;
        variant.title = !planned.title.empty()  ? planned.title
                        : !clean.title.empty()  ? clean.title
                        : !source.title.empty() ? source.title
                                                : stem_of(planned.path);
        AuthoredPage& page = result_.pages.emplace_back();
        page.path = variant.path;
        page.module = module;
        page.page.unit = unit;
        page.page.language = planned.language;
        page.page.direction = variant.direction;
        page.page.title = clean.title.empty() ? variant.title : clean.title;
        page.page.html = std::move(clean.html);
        page.page.blocks = clean.blocks;
        page.page.pictures = std::move(clean.assets);
        return variant;
    }

    // `a/page.md` becomes `a/page.page`; a second file of that name keeps its extension as well.
    std::string published(const std::string& path) {
        const std::string name = path.substr(0, path.size() - extension_of(path).size()) + ".page";
        const auto [place, is_new] = published_.try_emplace(name, path);
        return place->second == path ? name : path + ".page";
    }

    const PagePlan& plan_;
    const Source& source_;
    Report& report_;
    CourseFiles files_;
    std::map<std::string, UnitId> units_;
    std::map<std::string, std::string> published_;
    AuthoredCourse result_;
};

}  // namespace

AuthoredCourse course_of(const PagePlan& plan, const Source& source, Report& report) {
    return PageCourse(plan, source, report).run();
}

}  // namespace approdo::import
