#include "content/import/folder/unit_files.hpp"

#include <algorithm>
#include <array>

namespace approdo::import {

using content::PartType;
using content::UnitKind;

namespace {

// The file of one language by the three ways to name it; empty when the author named none.
std::string named_file(const SourceUnit& unit, const std::string& language, bool original) {
    if (const auto found = unit.file.find(language); found != unit.file.end()) return found->second;
    const auto plain = unit.file.find("");
    if (plain == unit.file.end()) return {};
    std::string path = plain->second;
    if (const std::size_t mark = path.find("{lang}"); mark != std::string::npos) {
        for (std::size_t at = mark; at != std::string::npos; at = path.find("{lang}"))
            path.replace(at, 6, language);
        return path;
    }
    if (original) return path;
    const std::size_t dot = path.size() - extension_of(path).size();
    return path.substr(0, dot) + "." + language + path.substr(dot);
}

}  // namespace

std::vector<UnitFile> files_of(const SourceUnit& unit, const SourceCourse& course,
                               const SourceFiles& files, Report& report) {
    std::vector<UnitFile> result;
    if (unit.file.empty()) {
        report.error(course_file, unit.line, "this unit has no file", "add file = \"page.md\"");
        return result;
    }
    std::string absent;
    for (std::size_t i = 0; i < course.languages.size(); ++i) {
        const std::string& language = course.languages[i];
        const std::string path = named_file(unit, language, i == 0);
        const auto inside = path.empty() ? std::nullopt : resolve("", path);
        // A foreign package is a folder.
        if (inside && (files.exists(*inside) || (unit.kind == "foreign" && files.has(*inside)))) {
            result.push_back({language, *inside});
            continue;
        }
        const bool named =
            unit.file.contains(language) || (i == 0 && path.find('/') != 0 && !path.empty());
        if (named && (i == 0 || unit.file.contains(language))) {
            report.error(course_file, unit.line, "the file «" + path + "» is not in the course",
                         "put it there, or correct its name (capital letters count)");
        } else {
            absent += (absent.empty() ? "" : ", ") + language;
        }
    }
    if (!absent.empty() && !result.empty())
        report.advice(course_file, unit.line,
                      "«" + result.front().path + "» has no translation into " + absent,
                      "learners of that language will see it in " + result.front().language);
    for (const auto& [language, path] : unit.file) {
        const auto& known = course.languages;
        if (!language.empty() && std::find(known.begin(), known.end(), language) == known.end())
            report.error(course_file, unit.line,
                         "the language «" + language + "» is not one of the course",
                         "add it to languages = […]");
    }
    return result;
}

std::string value_for(const ByLanguage& values, const std::string& language,
                      const std::string& original) {
    if (const auto found = values.find(language); found != values.end()) return found->second;
    const auto plain = values.find("");
    if (plain == values.end()) return {};
    std::string value = plain->second;
    const std::size_t mark = value.find("{lang}");
    if (mark != std::string::npos) return value.replace(mark, 6, language);
    return language == original ? value : std::string{};
}

std::optional<UnitKind> kind_of(const SourceUnit& unit, const std::string& path) {
    struct Named {
        std::string_view name;
        UnitKind kind;
    };
    static constexpr std::array<Named, 6> kinds{{{"page", UnitKind::page},
                                                 {"media", UnitKind::media},
                                                 {"quiz", UnitKind::quiz},
                                                 {"questionnaire", UnitKind::questionnaire},
                                                 {"assignment", UnitKind::assignment},
                                                 {"foreign", UnitKind::foreign}}};
    for (const Named& one : kinds) {
        if (one.name == unit.kind) return one.kind;
    }
    if (!unit.kind.empty()) return std::nullopt;
    const std::string extension = extension_of(path);
    if (extension == ".md" || extension == ".html") return UnitKind::page;
    if (extension == ".gift") return UnitKind::quiz;
    const PartType part = type_of(path).part;
    if (part == PartType::audio || part == PartType::video) return UnitKind::media;
    return std::nullopt;
}

}  // namespace approdo::import
