#include "content/import/cartridge/course_builder.hpp"

#include <algorithm>
#include <array>

#include "content/import/cartridge/quiz_source.hpp"
#include "content/import/cartridge/resource_text.hpp"
#include "content/import/foreign/page_language.hpp"
#include "content/import/qti1/package_links.hpp"
#include "content/import/qti1/quiz_unit.hpp"
#include "content/import/source/derived_ids.hpp"
#include "content/import/source/html_text.hpp"
#include "content/import/source/slug.hpp"
#include "sync/base/text_encoding.hpp"

namespace approdo::import::cartridge {

using namespace content;

namespace {

constexpr std::string_view id_format = "common-cartridge";

bool is_page(const std::string& path) {
    const std::string extension = extension_of(path);
    return extension == ".html" || extension == ".htm" || extension == ".xhtml";
}

bool has_file_called(const Resource& resource, std::string_view name) {
    return std::any_of(resource.files.begin(), resource.files.end(), [&](const std::string& path) {
        return path.ends_with("/" + std::string(name)) || path == name;
    });
}

// A unit that will be: what it is made of, and where.
struct Planned {
    std::size_t module = 0;
    UnitId id;
    std::string slug;
    std::string title;
    const Resource* resource = nullptr;
    UnitKind kind = UnitKind::page;
    std::size_t line = 0;
};

class CourseBuilder {
  public:
    CourseBuilder(const Source& source, const Manifest& manifest, Import& result)
        : source_(source),
          manifest_(manifest),
          course_(result.course),
          report_(result.report),
          files_(source) {}

    void run() {
        plan_items();
        plan_others();
        if (planned_.empty()) {
            report_.error(manifest_.path, 0, "nothing in this cartridge can be shown",
                          "export it again with its pages, quizzes and links");
            return;
        }
        find_language();
        begin_course();
        for (const Planned& one : planned_) make(one);
        drop_empty_modules();
        course_.files = files_.take();
        report_left_out();
    }

  private:
    void warn(const std::string& file, std::size_t line, std::string message, std::string mend) {
        report_.warning(file, line, std::move(message), std::move(mend));
    }

    // --- Planning ---

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
                begin_module("loose-" + item.id, title_of_course());
                loose = true;
            }
            if (!item.resource.empty()) {
                plan_item(item);
            } else if (!is_module) {
                warn(manifest_.path, item.line,
                     "the heading «" + item.title + "» within a module is left out",
                     "what stands below it follows in the same order");
            }
        }
    }

    void plan_item(const Item& item) {
        const Resource* const resource = manifest_.resource(item.resource);
        if (resource == nullptr) return;  // reported with the manifest
        if (item.instructors_only || resource->instructors_only) {
            warn(manifest_.path, item.line,
                 "«" + item.title + "» is for instructors only and is left out",
                 "hand it to them another way");
            placed_.insert(resource);
            return;
        }
        plan(*resource, derived_id<UnitId>(id_format, {manifest_.id, item.id}), item.title,
             item.line);
    }

    // Whatever the organisation does not place and learners would miss.
    void plan_others() {
        bool begun = false;
        for (const Resource& resource : manifest_.resources) {
            if (placed_.contains(&resource) || !stands_alone(resource)) continue;
            if (resource.instructors_only) {
                warn(manifest_.path, resource.line,
                     "«" + resource.id + "» is for instructors only and is left out",
                     "hand it to them another way");
                continue;
            }
            if (!begun) begin_module("others", title_of_course());
            begun = true;
            plan(resource, derived_id<UnitId>(id_format, {manifest_.id, "resource", resource.id}),
                 "", resource.line);
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
        Module& module = course_.course.modules.emplace_back();
        module.id = derived_id<ModuleId>(id_format, {manifest_.id, id});
        module.slug = free_slug(title, "module", module_slugs_);
        module.title = LocalText("", title);
        unit_slugs_.clear();
    }

    void plan(const Resource& resource, const UnitId& id, std::string title, std::size_t line) {
        placed_.insert(&resource);
        const auto kind = kind_of(resource);
        if (!kind) return;
        Planned one;
        one.module = course_.course.modules.size() - 1;
        one.id = id;
        one.resource = &resource;
        one.kind = *kind;
        one.line = line;
        one.title = title.empty() ? title_of(resource) : std::move(title);
        one.slug = free_slug(one.title, "unit", unit_slugs_);
        targets_.by_resource.emplace(resource.id, id);
        if (!resource.path.empty()) targets_.by_path.emplace(resource.path, id);
        planned_.push_back(std::move(one));
    }

    // Nothing when it cannot become a unit, which is then reported.
    std::optional<UnitKind> kind_of(const Resource& resource) {
        if (resource.type == ResourceType::assessment ||
            resource.type == ResourceType::question_bank ||
            is_canvas_bank(source_, manifest_, resource)) {
            if (!questions_of(resource).empty()) return UnitKind::quiz;
            warn(manifest_.path, resource.line,
                 "the quiz «" + resource.id + "» has no questions here",
                 "export the cartridge again with the quiz's file");
            return std::nullopt;
        }
        if (resource.path.empty()) {
            warn(manifest_.path, resource.line, "the content of «" + resource.id + "» is not here",
                 "it is left out");
            return std::nullopt;
        }
        if (resource.type == ResourceType::other) {
            warn(manifest_.path, resource.line,
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

    std::string title_of_course() const {
        const LocalText& title = manifest_.metadata.title;
        return title.empty() ? source_.name : title.texts.front().text;
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
        const std::string html = page_text(resource.path);
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

    // --- The course itself ---

    void find_language() {
        for (const Planned& one : planned_) {
            if (!language_.empty() || !is_page(one.resource->path)) continue;
            language_ = page_language(page_text(one.resource->path)).language;
        }
        const auto& stated = manifest_.metadata.languages;
        if (!stated.empty()) language_ = stated.front();
        if (!language_.empty()) return;
        language_ = "und";
        report_.advice(manifest_.path, 0, "the cartridge does not say in which language it is",
                       "set the course's language, so that readers pronounce it right");
    }

    void begin_course() {
        Course& course = course_.course;
        std::set<std::string> slugs;
        course.id = derived_id<CourseId>(id_format, {manifest_.id});
        course.slug = free_slug(title_of_course(), "course", slugs);
        course.languages = {language_};
        course.title = LocalText(language_, title_of_course());
        if (const std::string_view words = manifest_.metadata.description.in(language_);
            !words.empty())
            course.summary = LocalText(language_, std::string(words));
        course.licence = manifest_.metadata.licence;
        course.authors = manifest_.metadata.authors;
        for (Module& module : course.modules)
            module.title = LocalText(language_, module.title.texts.front().text);
    }

    Module& module_of(const Planned& one) { return course_.course.modules[one.module]; }
    std::string path_of(const Planned& one, std::string_view extension) {
        return module_of(one).slug + "/" + one.slug + std::string(extension);
    }

    void make(const Planned& one) {
        const Resource& resource = *one.resource;
        if (one.kind == UnitKind::quiz) return make_quiz(one);
        if (one.kind == UnitKind::media) return make_media(one);
        if (is_page(resource.path))
            return make_page(one, {one.title, page_text(resource.path), resource.path});
        if (resource.type == ResourceType::web_content || resource.type == ResourceType::associated)
            return make_page(one, text_of_file(resource.path, one.title));
        const auto text = read_text(source_, resource, report_);
        if (!text) return;
        report_what_changes(one);
        make_page(one, *text);
    }

    void report_what_changes(const Planned& one) {
        const Resource& resource = *one.resource;
        if (resource.type == ResourceType::discussion)
            warn(resource.path, 0, "the discussion «" + one.title + "» became a page",
                 "its text is kept; nobody can answer on it");
        if (resource.type == ResourceType::tool_link)
            warn(resource.path, 0,
                 "the tool «" + one.title + "» became a page with its address: it is of LTI 1.0",
                 "ask its maker for LTI 1.3, and register it at the site");
    }

    Unit unit_of(const Planned& one) {
        Unit unit;
        unit.id = one.id;
        unit.slug = one.slug;
        unit.kind = one.kind;
        unit.completion.kind = one.kind == UnitKind::assignment ? CompletionKind::submitted
                               : one.kind == UnitKind::media    ? CompletionKind::opened
                                                                : CompletionKind::read;
        unit.required = one.resource->intended_use != "syllabus";
        Variant variant;
        variant.language = language_;
        variant.direction = direction_of(language_);
        variant.title = one.title;
        unit.variants.push_back(std::move(variant));
        return unit;
    }

    void make_page(const Planned& one, const ResourceText& text) {
        PackageLinks links(files_, targets_, text.file, module_of(one).id);
        HtmlOptions options;
        options.direction = direction_of(language_);
        CleanHtml clean = clean_html(text.html, links, options);
        for (const HtmlFinding& found : clean.findings)
            report_.findings.push_back({found.severity, text.file, 0, found.message, found.mend});
        Unit unit = unit_of(one);
        Variant& variant = unit.variants.front();
        variant.path = path_of(one, ".page");
        variant.media_type = "text/html";
        variant.words = clean.words;
        if (variant.title.empty()) variant.title = text.title.empty() ? one.slug : text.title;
        AuthoredPage page;
        page.path = variant.path;
        page.module = module_of(one).id;
        page.page.unit = one.id;
        page.page.language = language_;
        page.page.direction = variant.direction;
        page.page.title = clean.title.empty() ? variant.title : clean.title;
        page.page.html = std::move(clean.html);
        page.page.blocks = clean.blocks;
        page.page.pictures = std::move(clean.assets);
        module_of(one).units.push_back(std::move(unit));
        course_.pages.push_back(std::move(page));
    }

    void make_media(const Planned& one) {
        Unit unit = unit_of(one);
        Variant& variant = unit.variants.front();
        variant.path = files_.add(one.resource->path, module_of(one).id);
        variant.media_type = type_of(one.resource->path).media_type;
        module_of(one).units.push_back(std::move(unit));
    }

    void make_quiz(const Planned& one) {
        QuizFiles files = quiz_files(source_, manifest_, *one.resource);
        if (one.resource->type == ResourceType::associated) files.questions = one.resource->path;
        PackageLinks links(files_, targets_, files.questions, module_of(one).id);
        const qti1::Reading reading{files.questions, language_, links, report_};
        auto quiz = read_quiz(source_, files, one.resource->id, reading);
        if (!quiz) return;
        if (one.resource->type == ResourceType::question_bank) quiz->is_bank = true;
        qti1::settle_groups(*quiz, banks(), report_);
        if (quiz->title.empty() || quiz->title == one.resource->id) quiz->title = one.title;
        qti1::QuizUnit unit = qti1::quiz_unit(std::move(*quiz), one.id, module_of(one).id, one.slug,
                                              path_of(one, ".quiz"), reading);
        module_of(one).units.push_back(std::move(unit.unit));
        course_.quizzes.push_back(std::move(unit.quiz));
    }

    // All of them, read once: quizzes draw from them.
    const std::vector<qti1::Assessment>& banks() {
        if (banks_read_) return banks_;
        banks_read_ = true;
        for (const Planned& one : planned_) {
            const bool bank = one.resource->type == ResourceType::associated ||
                              one.resource->type == ResourceType::question_bank;
            if (one.kind != UnitKind::quiz || !bank) continue;
            PackageLinks links(files_, targets_, one.resource->path, module_of(one).id);
            Report unused;  // reported when the bank itself becomes a unit
            const qti1::Reading reading{one.resource->path, language_, links, unused};
            if (auto read = read_quiz(source_, {one.resource->path, ""}, one.resource->id, reading))
                banks_.push_back(std::move(*read));
        }
        return banks_;
    }

    std::string page_text(const std::string& path) const {
        std::string text = source_.files.read(path).value_or("");
        return is_utf8(text) ? text : from_windows_1252(text);
    }

    void drop_empty_modules() {
        auto& modules = course_.course.modules;
        for (const Module& module : modules) {
            if (module.units.empty())
                warn(manifest_.path, 0,
                     "the module «" + std::string(module.title.in(language_)) +
                         "» has nothing that could be shown",
                     "it is left out");
        }
        std::erase_if(modules, [](const Module& module) { return module.units.empty(); });
    }

    // What Canvas keeps beside the standard and has no place here.
    void report_left_out() {
        struct Known {
            std::string_view file;
            std::string_view what;
        };
        static constexpr std::array<Known, 6> known{
            {{"course_settings/rubrics.xml", "rubrics"},
             {"course_settings/learning_outcomes.xml", "learning outcomes"},
             {"course_settings/grading_standards.xml", "grading scales"},
             {"course_settings/events.xml", "calendar entries"},
             {"course_settings/external_feeds.xml", "news feeds"},
             {"course_settings/late_policy.xml", "rules for late work"}}};
        for (const Known& one : known) {
            const std::string path(one.file);
            if (source_.files.exists(path))
                warn(path, 0, "Canvas's " + std::string(one.what) + " are left out",
                     "there is no place for them in a course");
        }
    }

    const Source& source_;
    const Manifest& manifest_;
    AuthoredCourse& course_;
    Report& report_;
    PackageFiles files_;
    LinkTargets targets_;
    std::vector<Planned> planned_;
    std::set<const Resource*> placed_;
    std::set<std::string> module_slugs_;
    std::set<std::string> unit_slugs_;
    std::vector<qti1::Assessment> banks_;
    bool banks_read_ = false;
    std::string language_;
};

}  // namespace

void build_course(const Source& source, const Manifest& manifest, Import& result) {
    CourseBuilder(source, manifest, result).run();
}

}  // namespace approdo::import::cartridge
