#include "content/import/folder/course_reader.hpp"

#include <algorithm>

#include "content/import/source/slug.hpp"
#include "sync/base/text_encoding.hpp"

namespace approdo::import {

using namespace content;

std::size_t line_of_text(std::string_view text, std::string_view needle, std::size_t first_line) {
    const std::size_t at = needle.empty() ? std::string_view::npos : text.find(needle);
    if (at == std::string_view::npos) return 0;
    return first_line + static_cast<std::size_t>(std::count(
                            text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

void CourseReader::run() {
    Report& report = result_.report;
    const auto text = files_.read(course_file);
    if (!text) {
        report.error(course_file, 0, "there is no course.toml here",
                     "name the folder that holds it, or write one: docs/authoring.md");
        return;
    }
    used_.insert(course_file);
    const auto source = parse_course_toml(*text, course_file, report);
    if (!source) return;
    source_ = &*source;
    read_course(*source);
    set_prerequisites();
    for (const UnitJob& job : jobs_) {
        const UnitKind kind = unit_of(job).kind;
        if (kind == UnitKind::page || kind == UnitKind::assignment) read_pages(job);
    }
    for (const UnitJob& job : jobs_) {
        const UnitKind kind = unit_of(job).kind;
        if (kind == UnitKind::media) read_media(job);
        if (kind == UnitKind::foreign) read_foreign(job);
        if (kind == UnitKind::quiz || kind == UnitKind::questionnaire) read_quiz(job);
    }
    check_links();
    check_questions();
    check_unused();
    source_ = nullptr;
}

template <class Id>
Id CourseReader::id_of(const std::string& text, std::size_t line, const char* what) {
    if (text.empty()) {
        result_.report.error(course_file, line, std::string(what) + " has no id yet",
                             "run `approdo check` on the folder: it writes them");
        return {};
    }
    const auto id = Id::from_hex(text);
    if (!id || id->is_zero()) {
        result_.report.error(
            course_file, line, "the id of " + std::string(what) + " is not 32 hex digits",
            "take the line out and run `approdo check`, if nobody has worked with it yet");
        return {};
    }
    if (!ids_.insert(text).second)
        result_.report.error(
            course_file, line, "two things have the id " + text,
            "take it out of the copy and run `approdo check`: it gets one of its own");
    return *id;
}

LocalText CourseReader::local(const ByLanguage& values) const {
    LocalText result;
    for (const std::string& language : source_->languages) {
        if (const auto found = values.find(language); found != values.end())
            result.set(language, found->second);
    }
    if (const auto plain = values.find(""); plain != values.end())
        result.set(original(), plain->second);
    return result;
}

void CourseReader::read_course(const SourceCourse& source) {
    Course& course = result_.course.course;
    course.id = id_of<CourseId>(source.id, 1, "the course");
    course.languages = source.languages;
    course.title = local(source.title);
    course.summary = local(source.summary);
    course.slug = source.slug.empty() ? slug_of(course.title.in(original())) : slug_of(source.slug);
    course.competence_area = source.competence_area;
    course.minutes_recognised = source.minutes_recognised;
    course.licence = source.licence;
    course.authors = source.authors;
    course.rules = source.rules;
    course.availability = source.availability;
    std::set<std::string> slugs;
    for (std::size_t i = 0; i < source.modules.size(); ++i) {
        course.modules.push_back(read_module(source.modules[i], i));
        course.modules.back().slug = free_slug(course.modules.back().slug, "unit", slugs);
    }
}

Module CourseReader::read_module(const SourceModule& source, std::size_t index) {
    Module module;
    module.id = id_of<ModuleId>(source.id, source.line, "this module");
    module.title = local(source.title);
    if (module.title.empty())
        result_.report.error(course_file, source.line, "this module has no title",
                             "add title = \"…\"");
    module.summary = local(source.summary);
    module.slug = slug_of(source.slug.empty() ? module.title.in(original()) : source.slug);
    module.availability = source.availability;
    if (source.units.empty())
        result_.report.warning(course_file, source.line, "this module is empty",
                               "add [[modules.units]]");
    std::set<std::string> slugs;
    for (std::size_t i = 0; i < source.units.size(); ++i) {
        module.units.push_back(read_unit(source.units[i], index, i));
        module.units.back().slug = free_slug(module.units.back().slug, "unit", slugs);
    }
    return module;
}

Unit CourseReader::read_unit(const SourceUnit& source, std::size_t module, std::size_t index) {
    Unit unit;
    unit.id = id_of<UnitId>(source.id, source.line, "this unit");
    UnitJob job{&source, files_of(source, *source_, files_, result_.report), module, index};
    const std::string path = job.files.empty() ? "" : job.files.front().path;
    const auto kind = kind_of(source, path);
    if (!kind && !path.empty())
        result_.report.error(course_file, source.line,
                             "it is not clear what kind of unit «" + path + "» is",
                             "add kind = \"page\", media, quiz, questionnaire or assignment");
    unit.kind = kind.value_or(UnitKind::page);
    const std::string named = source.slug.empty() ? stem_of(path) : source.slug;
    unit.slug = slug_of(named);
    unit.minutes = source.minutes;
    unit.required = source.required;
    unit.to_be_done_again = source.to_be_done_again;
    unit.availability = source.availability;
    for (const UnitFile& file : job.files) {
        Variant variant;
        variant.language = file.language;
        variant.direction = direction_of(file.language);
        variant.title = value_for(source.title, file.language, original());
        unit.variants.push_back(std::move(variant));
        used_.insert(file.path);
        const std::string extension = extension_of(file.path);
        if (extension == ".md" || extension == ".html")
            pages_[file.path] = {unit.id, file.language};
    }
    set_completion(unit, source);
    if (!job.files.empty() && kind) jobs_.push_back(std::move(job));
    return unit;
}

void CourseReader::set_completion(Unit& unit, const SourceUnit& source) {
    struct Named {
        std::string_view name;
        CompletionKind kind;
    };
    static constexpr Named names[] = {
        {"opened", CompletionKind::opened},         {"read", CompletionKind::read},
        {"watched", CompletionKind::watched},       {"submitted", CompletionKind::submitted},
        {"passed", CompletionKind::passed},         {"declared", CompletionKind::declared},
        {"by_trainer", CompletionKind::by_trainer}, {"by_package", CompletionKind::by_package}};
    switch (unit.kind) {
        case UnitKind::page:
            unit.completion.kind = CompletionKind::read;
            break;
        case UnitKind::media:
            unit.completion.kind = CompletionKind::watched;
            break;
        case UnitKind::foreign:
            unit.completion.kind = CompletionKind::by_package;
            break;
        case UnitKind::quiz:
        case UnitKind::questionnaire:
        case UnitKind::assignment:
            unit.completion.kind = CompletionKind::submitted;
            break;
    }
    unit.completion.seconds_min = source.minutes_min * 60;
    const auto* const named =
        std::find_if(std::begin(names), std::end(names),
                     [&](const Named& one) { return one.name == source.completion; });
    if (named != std::end(names)) {
        unit.completion.kind = named->kind;
    } else if (!source.completion.empty()) {
        result_.report.error(
            course_file, source.line, "completion = \"" + source.completion + "\" is not known",
            "write opened, read, watched, submitted, passed, declared, by_trainer or by_package");
    }
    const bool is_watched = unit.completion.kind == CompletionKind::watched;
    unit.completion.share =
        source.completion_share.value_or(is_watched ? Share::of(90, 100) : Share::all());
}

void CourseReader::set_prerequisites() {
    Course& course = result_.course.course;
    const auto add = [&](std::vector<Prerequisite>& to, const std::vector<std::string>& names,
                         const Module& home, std::size_t line) {
        for (const std::string& name : names) {
            const auto same = [&](const auto& one) { return one.slug == name; };
            const auto unit = std::find_if(home.units.begin(), home.units.end(), same);
            const auto module = std::find_if(course.modules.begin(), course.modules.end(), same);
            const Unit* const called = unit != home.units.end() ? &*unit : course.unit_called(name);
            if (called != nullptr) {
                to.push_back({called->id, {}, PrerequisiteKind::completed});
            } else if (module != course.modules.end()) {
                to.push_back({{}, module->id, PrerequisiteKind::completed});
            } else {
                result_.report.error(course_file, line,
                                     "after = \"" + name + "\" names no unit or module",
                                     "write a short name of this module, or module/unit");
            }
        }
    };
    for (std::size_t m = 0; m < course.modules.size(); ++m) {
        Module& module = course.modules[m];
        const SourceModule& source = source_->modules[m];
        add(module.prerequisites, source.after, module, source.line);
        for (std::size_t u = 0; u < module.units.size(); ++u)
            add(module.units[u].prerequisites, source.units[u].after, module, source.units[u].line);
    }
}

std::string CourseReader::add_file(const std::string& path, std::size_t module,
                                   const std::string& language) {
    used_.insert(path);
    if (!added_.insert(path).second) {
        // Used by two modules or two languages: it belongs to all.
        for (AuthoredFile& file : result_.course.files) {
            if (file.path != path) continue;
            if (file.module != result_.course.course.modules[module].id) file.module = {};
            if (file.part.language != language) file.part.language.clear();
        }
        return path;
    }
    AuthoredFile file;
    file.path = path;
    file.source = files_.on_disk(path);
    file.size = files_.size(path);
    const FileType type = type_of(path);
    file.media_type = type.media_type;
    file.part = {type.part, language};
    file.module = result_.course.course.modules[module].id;
    result_.course.files.push_back(std::move(file));
    return path;
}

std::string CourseReader::published(const std::string& path, const char* extension) {
    const std::string short_name =
        path.substr(0, path.size() - extension_of(path).size()) + extension;
    const auto [place, is_new] = published_.try_emplace(short_name, path);
    return place->second == path ? short_name : path + extension;
}

AuthoredPage& CourseReader::add_page(const std::string& path, const UnitJob& job,
                                     const std::string& language) {
    AuthoredPage& page = result_.course.pages.emplace_back();
    page.path = published(path, ".page");
    page.module = result_.course.course.modules[job.module].id;
    page.page.unit = unit_of(job).id;
    page.page.language = language;
    page.page.direction = direction_of(language);
    return page;
}

std::string CourseReader::read_text(const std::string& path) {
    std::string text = files_.read(path).value_or("");
    if (is_utf8(text)) return text;
    result_.report.warning(path, 0, "this file is not saved as UTF-8; it was read as Windows-1252",
                           "save it as UTF-8, and look at its letters with accents");
    return from_windows_1252(text);
}

void CourseReader::check_unused() {
    for (const std::string& path : files_.all()) {
        const std::string extension = extension_of(path);
        const bool content_file = extension == ".md" || extension == ".gift" ||
                                  extension == ".html" || type_of(path).part == PartType::video ||
                                  type_of(path).part == PartType::audio ||
                                  type_of(path).part == PartType::picture;
        const std::string name = stem_of(path);
        if (!content_file || used_.contains(path) || name == "README" || name == "LICENSE")
            continue;
        result_.report.advice(path, 0, "nothing in the course uses this file",
                              "name it in course.toml or in a page, or take it away");
    }
}

}  // namespace approdo::import
