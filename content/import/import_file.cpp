#include "content/import/import_file.hpp"

#include <filesystem>

#include "content/import/folder/folder.hpp"
#include "content/import/formats.hpp"
#include "content/import/source/unpack.hpp"
#include "content/import/strangers.hpp"

namespace approdo::import {

namespace fs = std::filesystem;

namespace {

ImportedFile refused(std::string file, std::string message, std::string mend = {}) {
    ImportedFile result;
    result.import.report.error(std::move(file), 0, std::move(message), std::move(mend));
    return result;
}

// Who packs a folder rather than its content gets an archive with one folder in it.
fs::path without_wrapping(fs::path folder) {
    for (std::size_t depth = 0; depth < limits::archive_depth_max; ++depth) {
        fs::path inside;
        for (const fs::directory_entry& one : fs::directory_iterator(folder)) {
            const std::string name = one.path().filename().string();
            if (name.starts_with('.') || name == "__MACOSX") continue;
            if (!inside.empty() || !one.is_directory()) return folder;
            inside = one.path();
        }
        if (inside.empty()) return folder;
        folder = inside;
    }
    return folder;
}

// A quiz that had no questions where it came from stays in its place, for somebody to write them;
// until then nobody has to do it. In a course folder its author decides, and is told of it.
void release_empty_quizzes(Import& import) {
    if (import.report.has_errors()) return;
    for (const content::AuthoredQuiz& quiz : import.course.quizzes) {
        if (quiz.question_count() > 0) continue;
        for (content::Module& module : import.course.course.modules) {
            for (content::Unit& unit : module.units) {
                if (unit.id != quiz.unit || !unit.required) continue;
                unit.required = false;
                import.report.warning(quiz.languages.front().path, 0,
                                      "the quiz «" + quiz.languages.front().shown.title +
                                          "» has no questions; nobody has to do it",
                                      "write some, and take «required = false» out");
            }
        }
    }
}

ImportedFile read_source(const Source& source, const std::string& name,
                         std::string_view ids_for = {}) {
    ImportedFile result;
    result.format = format_of(source);
    if (result.format == nullptr) {
        const Stranger stranger = stranger_of(source);
        return refused(name, stranger.message, stranger.mend);
    }
    const bool gets_ids = !ids_for.empty() && result.format->name == folder_format.name;
    result.import = gets_ids ? read_with_ids(source, ids_for) : result.format->read(source);
    release_empty_quizzes(result.import);
    result.import.report.settle();
    // Half a course is none.
    if (result.import.report.has_errors()) result.import.course = {};
    return result;
}

ImportedFile read_archive(const std::string& path, const std::string& name,
                          const std::string& scratch, std::string_view ids_for) {
    Report report;
    const std::string title = stem_of(name);
    if (auto unpacked = unpack(path, scratch, name, report); !unpacked.ok())
        return refused(name, unpacked.error().message);
    const SourceFiles files(without_wrapping(scratch).string());
    ImportedFile result = read_source({files, {}, title, scratch}, name, ids_for);
    auto& findings = result.import.report.findings;
    findings.insert(findings.begin(), report.findings.begin(), report.findings.end());
    return result;
}

}  // namespace

std::string_view name_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::full:
            return "full";
        case Outcome::losses:
            return "losses";
        case Outcome::refused:
            return "refused";
    }
    return "unknown";
}

Outcome outcome_of(const Report& report) {
    if (report.has_errors()) return Outcome::refused;
    return report.count(Severity::warning) > 0 ? Outcome::losses : Outcome::full;
}

ImportedFile import_file(const std::string& path, const std::string& scratch,
                         std::string_view ids_for) {
    const fs::path place = fs::absolute(path).lexically_normal();
    const bool ends_in_slash = place.filename().empty();
    const fs::path named = ends_in_slash ? place.parent_path() : place;
    const std::string name = named.filename().string();
    if (fs::is_directory(named)) {
        const SourceFiles files(named.string());
        return read_source({files, {}, name, scratch}, name);
    }
    if (!fs::exists(named))
        return refused(name, "there is no such file", "look at its name and its folder");
    if (!fs::is_regular_file(named))
        return refused(name, "this is no file", "name a file or a folder");
    if (fs::file_size(named) == 0) return refused(name, "this file is empty", "get it once more");
    if (archive_kind(named.string()) != ArchiveKind::none)
        return read_archive(named.string(), name, scratch, ids_for);
    // Who sends an archive means one: what is none was damaged on its way, or renamed.
    const std::string extension = extension_of(name);
    if (extension == ".zip" || extension == ".imscc" || extension == ".h5p" || extension == ".mbz")
        return refused(name, "this file is called an archive, but is none", "get it once more");
    const SourceFiles files(named.parent_path().string());
    return read_source({files, name, stem_of(name), scratch}, name);
}

ImportCounts counts_of(const content::AuthoredCourse& authored) {
    using content::UnitKind;
    ImportCounts counts;
    counts.modules = authored.course.modules.size();
    counts.files = authored.files.size();
    for (const content::Module& module : authored.course.modules) {
        for (const content::Unit& unit : module.units) {
            switch (unit.kind) {
                case UnitKind::page:
                    ++counts.pages;
                    break;
                case UnitKind::media:
                    ++counts.media;
                    break;
                case UnitKind::quiz:
                    ++counts.quizzes;
                    break;
                case UnitKind::foreign:
                    ++counts.foreign;
                    break;
                case UnitKind::questionnaire:
                case UnitKind::assignment:
                    ++counts.other;
                    break;
            }
        }
    }
    for (const content::AuthoredQuiz& quiz : authored.quizzes)
        counts.questions += quiz.question_count();
    return counts;
}

}  // namespace approdo::import
