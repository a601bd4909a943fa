#include "content/import/cartridge/course_builder.hpp"

#include <algorithm>

#include "content/import/cartridge/canvas_losses.hpp"
#include "content/import/cartridge/course_plan.hpp"
#include "content/import/cartridge/quiz_source.hpp"
#include "content/import/cartridge/resource_text.hpp"
#include "content/import/foreign/page_language.hpp"
#include "content/import/qti1/quiz_unit.hpp"
#include "content/import/source/derived_ids.hpp"
#include "content/import/source/slug.hpp"

namespace approdo::import::cartridge {

using namespace content;

namespace {

class CourseBuilder {
  public:
    CourseBuilder(const Source& source, const Manifest& manifest, Import& result)
        : source_(source),
          manifest_(manifest),
          course_(result.course),
          report_(result.report),
          plan_(plan_course(source, manifest, report_)),
          files_(source) {}

    void run() {
        if (plan_.units.empty()) {
            report_.error(manifest_.path, 0, "nothing in this cartridge can be shown",
                          "export it again with its pages, quizzes and links");
            return;
        }
        find_language();
        begin_course();
        for (const PlannedUnit& one : plan_.units) make(one);
        drop_empty_modules();
        report_unpublished(source_, manifest_, plan_, report_);
        report_unused();
        course_.files = files_.take();
        report_left_out();
    }

  private:
    void warn(const std::string& file, std::size_t line, std::string message, std::string mend) {
        report_.warning(file, line, std::move(message), std::move(mend));
    }

    void find_language() {
        for (const PlannedUnit& one : plan_.units) {
            if (!language_.empty() || !is_page(one.resource->path)) continue;
            language_ = page_language(page_text(source_, one.resource->path)).language;
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
        course.slug = free_slug(plan_.title, "course", slugs);
        course.languages = {language_};
        course.title = LocalText(language_, plan_.title);
        if (const std::string_view words = manifest_.metadata.description.in(language_);
            !words.empty())
            course.summary = LocalText(language_, std::string(words));
        course.licence = manifest_.metadata.licence;
        course.authors = manifest_.metadata.authors;
        for (const PlannedModule& planned : plan_.modules) {
            Module& module = course.modules.emplace_back();
            module.id = planned.id;
            module.slug = planned.slug;
            module.title = LocalText(language_, planned.title);
        }
    }

    Module& module_of(const PlannedUnit& one) { return course_.course.modules[one.module]; }
    std::string path_of(const PlannedUnit& one, std::string_view extension) {
        return module_of(one).slug + "/" + one.slug + std::string(extension);
    }

    void make(const PlannedUnit& one) {
        const Resource& resource = *one.resource;
        if (one.kind == UnitKind::assignment) report_settings_of(resource);
        if (one.kind == UnitKind::quiz) return make_quiz(one);
        if (one.kind == UnitKind::media) return make_media(one);
        if (is_page(resource.path))
            return make_page(one, {one.title, page_text(source_, resource.path), resource.path});
        if (resource.type == ResourceType::web_content || resource.type == ResourceType::associated)
            return make_page(one, text_of_file(resource.path, one.title));
        const auto text = read_text(source_, resource, report_);
        if (!text) return;
        report_what_changes(one);
        make_page(one, *text);
    }

    // An assignment that is a page keeps what is not its text in a file of Canvas's.
    void report_settings_of(const Resource& resource) {
        for (const std::string& path : resource.files) {
            if (!path.ends_with("assignment_settings.xml")) continue;
            if (const auto document = read_xml(source_.files, path, report_))
                report_assignment(*document, path, report_);
        }
    }

    void report_what_changes(const PlannedUnit& one) {
        const Resource& resource = *one.resource;
        if (resource.type == ResourceType::discussion)
            warn(resource.path, 0, "the discussion «" + one.title + "» became a page",
                 "its text is kept; nobody can answer on it");
        if (resource.type == ResourceType::tool_link)
            warn(resource.path, 0,
                 "the tool «" + one.title + "» became a page with its address: it is of LTI 1.0",
                 "ask its maker for LTI 1.3, and register it at the site");
    }

    Unit unit_of(const PlannedUnit& one) {
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

    void make_page(const PlannedUnit& one, const ResourceText& text) {
        PackageLinks links(files_, plan_.targets, text.file, module_of(one).id, language_);
        HtmlOptions options;
        options.direction = direction_of(language_);
        CleanHtml clean = clean_html(text.html, links, options);
        report_losses(clean.findings, text.file, 0, report_);
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

    void make_media(const PlannedUnit& one) {
        Unit unit = unit_of(one);
        Variant& variant = unit.variants.front();
        variant.path = files_.add(one.resource->path, module_of(one).id, language_);
        variant.media_type = type_of(one.resource->path).media_type;
        module_of(one).units.push_back(std::move(unit));
    }

    void make_quiz(const PlannedUnit& one) {
        QuizFiles files = quiz_files(source_, manifest_, *one.resource);
        if (one.resource->type == ResourceType::associated) files.questions = one.resource->path;
        PackageLinks links(files_, plan_.targets, files.questions, module_of(one).id, language_);
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
        for (const PlannedUnit& one : plan_.units) {
            const bool bank = one.resource->type == ResourceType::associated ||
                              one.resource->type == ResourceType::question_bank;
            if (one.kind != UnitKind::quiz || !bank) continue;
            PackageLinks links(files_, plan_.targets, one.resource->path, module_of(one).id,
                               language_);
            Report unused;  // reported when the bank itself becomes a unit
            const qti1::Reading reading{one.resource->path, language_, links, unused};
            if (auto read = read_quiz(source_, {one.resource->path, ""}, one.resource->id, reading))
                banks_.push_back(std::move(*read));
        }
        return banks_;
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

    // Files that are no pages, that no item places and that no text shows; and those that the
    // manifest does not know.
    void report_unused() {
        std::set<std::string> named{manifest_.path};
        for (const Resource& resource : manifest_.resources) {
            named.insert(resource.path);
            named.insert(resource.files.begin(), resource.files.end());
            if (resource.type != ResourceType::web_content) continue;
            for (const std::string& path : resource.files) {
                if (!files_.uses(path) && !plan_.targets.by_path.contains(path) && !is_page(path))
                    warn(path, 0, "nothing in the cartridge shows this file; it is left out",
                         "link it from a page");
            }
        }
        if (!source_.file.empty()) return;
        std::vector<std::string> paths = source_.files.all();
        for (std::string& path : source_.files.hidden()) paths.push_back(std::move(path));
        for (const std::string& path : paths) {
            const auto below = named.lower_bound(path + "/");  // of a hidden folder
            const bool holds = below != named.end() && below->starts_with(path + "/");
            if (!named.contains(path) && !holds && !files_.uses(path) && !is_canvas_form(path))
                warn(path, 0, "the manifest does not name this file, and no page shows it",
                     "it is left out; name it in the manifest, or link it from a page");
        }
    }

    // Of a quiz that is there in the standard's form as well; it is read in its stead.
    bool is_canvas_form(const std::string& path) const {
        return path.starts_with("non_cc_assessments/") && path.ends_with(".xml.qti") &&
               manifest_.resource(stem_of(stem_of(path))) != nullptr;
    }

    // What Canvas keeps beside the standard and has no place here.
    void report_left_out() {
        for (const std::string_view name : {"rubrics", "learning_outcomes", "grading_standards",
                                            "events", "external_feeds", "late_policy"}) {
            const std::string path = "course_settings/" + std::string(name) + ".xml";
            if (source_.files.exists(path))
                warn(path, 0, "what Canvas keeps in this file is left out",
                     "a course has no place for it");
        }
    }

    const Source& source_;
    const Manifest& manifest_;
    AuthoredCourse& course_;
    Report& report_;
    CoursePlan plan_;
    PackageFiles files_;
    std::vector<qti1::Assessment> banks_;
    bool banks_read_ = false;
    std::string language_;
};

}  // namespace

void build_course(const Source& source, const Manifest& manifest, Import& result) {
    CourseBuilder(source, manifest, result).run();
}

}  // namespace approdo::import::cartridge
