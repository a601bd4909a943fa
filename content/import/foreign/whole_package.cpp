#include "content/import/foreign/whole_package.hpp"

#include <algorithm>

#include "content/import/foreign/page_language.hpp"
#include "content/import/source/derived_ids.hpp"
#include "content/import/source/html_text.hpp"
#include "content/import/source/slug.hpp"

namespace approdo::import {

using namespace content;

namespace {

constexpr std::size_t page_beginning = 16 * 1024;

bool is_inside(std::string_view address) {
    return !address.empty() && address.find("://") == std::string_view::npos;
}

PageLanguage language_of_start(const Source& source, const std::string& start) {
    const std::string path = start.substr(0, start.find_first_of("?#"));
    if (!is_inside(path) || !source.files.exists(path)) return {};
    return page_language(text_of(source.files.beginning(path, page_beginning)));
}

// Gives the title a language where the package states none, and tells in which direction it runs.
Direction settle_language(const Source& source, WholePackage& whole, Report& report) {
    const PageLanguage page = language_of_start(source, whole.start);
    if (whole.title.empty()) whole.title = LocalText("", source.name);
    LanguageText& first = whole.title.texts.front();
    if (first.language.empty() || first.language == "und") first.language = page.language;
    Direction direction = page.direction;
    if (first.language.empty()) {
        first.language = "und";
        if (direction == Direction::inherit) direction = strong_direction(first.text);
        report.advice(source.file, 0, "the package does not say in which language it is",
                      "set the unit's language, so that readers pronounce it right");
    }
    return direction;
}

Variant variant_of(const LanguageText& title, Direction page_direction) {
    Variant variant;
    variant.language = title.language;
    variant.title = title.text;
    variant.direction =
        page_direction == Direction::inherit ? direction_of(title.language) : page_direction;
    return variant;
}

AuthoredFile file_of(const Source& source, const std::string& path, const ModuleId& module) {
    AuthoredFile file;
    file.source = source.files.on_disk(path);
    file.size = source.files.size(path);
    const FileType type = type_of(path);
    file.media_type = type.media_type;
    // A package works as a whole or not at all: its parts are not picked one by one.
    file.part = {PartType::archive, ""};
    file.module = module;
    return file;
}

}  // namespace

std::vector<std::string> package_files(const Source& source, const std::string& folder) {
    if (!source.file.empty()) return {source.file};
    std::vector<std::string> paths = source.files.all();
    if (!folder.empty())
        std::erase_if(paths,
                      [&](const std::string& path) { return !path.starts_with(folder + "/"); });
    return paths;
}

Import course_of(const Source& source, WholePackage whole, Report report) {
    Import result;
    if (report.has_errors()) {
        result.report = std::move(report);
        return result;
    }
    const std::string_view format = whole.package.format;
    const Direction direction = settle_language(source, whole, report);
    const ForeignMetadata& words = whole.package.metadata;
    Course& course = result.course.course;
    course.id = derived_id<CourseId>(format, {whole.id});
    std::set<std::string> slugs;
    course.slug = free_slug(whole.title.texts.front().text, "course", slugs);
    for (const LanguageText& one : whole.title.texts) course.languages.push_back(one.language);
    course.title = whole.title;
    course.summary = words.description;
    for (LanguageText& one : course.summary.texts) {
        if (one.language == "und") one.language = course.languages.front();
    }
    course.licence = words.licence;
    course.authors = words.authors;

    Module module;
    module.id = derived_id<ModuleId>(format, {whole.id});
    module.slug = course.slug;
    module.title = course.title;
    Unit unit;
    unit.id = derived_id<UnitId>(format, {whole.id});
    unit.kind = UnitKind::foreign;
    unit.slug = course.slug;
    unit.completion.kind = CompletionKind::by_package;
    unit.foreign_format = format;
    const std::string base = whole.folder.empty() ? "" : whole.folder + "/";
    const bool inside = is_inside(whole.start) && whole.start.starts_with(base);
    for (const LanguageText& title : whole.title.texts) {
        Variant variant = variant_of(title, direction);
        variant.path = course.slug;
        variant.start = inside ? whole.start.substr(base.size()) : whole.start;
        unit.variants.push_back(std::move(variant));
    }
    for (const std::string& path : package_files(source, whole.folder)) {
        AuthoredFile file = file_of(source, path, module.id);
        file.path = course.slug + "/" + path.substr(base.size());
        result.course.files.push_back(std::move(file));
    }
    whole.package.unit = unit.id;
    result.course.foreign.push_back({module.id, std::move(whole.package)});
    module.units.push_back(std::move(unit));
    course.modules.push_back(std::move(module));
    report_hidden(source, report);
    report.settle();
    result.report = std::move(report);
    return result;
}

}  // namespace approdo::import
