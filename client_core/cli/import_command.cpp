#include <filesystem>

#include "client_core/cli/commands.hpp"
#include "client_core/cli/course_source.hpp"
#include "client_core/cli/findings.hpp"
#include "client_core/cli/target_folder.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"
#include "content/export/course_folder.hpp"
#include "content/import/formats.hpp"

namespace approdo::cli {
namespace {

namespace fs = std::filesystem;

constexpr Text reading{"Leggo «{0}» …", "Reading «{0}» …"};
constexpr Text in_full{"Importato per intero: {0}.", "Imported in full: {0}."};
constexpr Text with_losses{"Importato con perdite ({0}, elencate sopra): {1}.",
                           "Imported with losses ({0}, listed above): {1}."};
constexpr Text was_refused{"Non importato.", "Not imported."};
constexpr Text folder_written{"Il corso è in {0}: ora approdo check, poi approdo publish.",
                              "The course is in {0}: next approdo check, then approdo publish."};

struct Counted {
    std::string_view name;  // for programs
    std::size_t count;
    Text one;
    Text many;
};
std::vector<Counted> counted(const import::ImportCounts& counts) {
    return {
        {"modules", counts.modules, {"{0} modulo", "{0} module"}, {"{0} moduli", "{0} modules"}},
        {"pages", counts.pages, {"{0} pagina", "{0} page"}, {"{0} pagine", "{0} pages"}},
        {"media",
         counts.media,
         {"{0} filmato o suono", "{0} film or sound"},
         {"{0} filmati o suoni", "{0} films or sounds"}},
        {"quizzes", counts.quizzes, {"{0} quiz", "{0} quiz"}, {"{0} quiz", "{0} quizzes"}},
        {"questions",
         counts.questions,
         {"{0} domanda", "{0} question"},
         {"{0} domande", "{0} questions"}},
        {"packages",
         counts.foreign,
         {"{0} pacchetto", "{0} package"},
         {"{0} pacchetti", "{0} packages"}},
        {"other",
         counts.other,
         {"{0} altra unità", "{0} other unit"},
         {"{0} altre unità", "{0} other units"}},
        {"files", counts.files, {"{0} file", "{0} file"}, {"{0} file", "{0} files"}},
    };
}

std::string in_words(const import::ImportCounts& counts) {
    std::string words;
    for (const Counted& one : counted(counts)) {
        if (one.count == 0) continue;
        if (!words.empty()) words += ", ";
        words += say(one.count == 1 ? one.one : one.many, {std::to_string(one.count)});
    }
    return words;
}

std::string as_json(const CourseSource& source, const import::Report& report,
                    const std::string& folder) {
    const content::Course& course = source.course().course;
    client::JsonWriter json;
    json.begin_object()
        .member("schema", client::json_schema)
        .member("outcome", import::name_of(import::outcome_of(report)))
        .member("format", source.file().format == nullptr ? "" : source.file().format->name);
    if (!course.languages.empty()) {
        json.member("title", course.title.in(spoken_language()))
            .member("language", course.languages.front())
            .member("folder", folder);
    }
    json.name("counts").begin_object();
    for (const Counted& one : counted(import::counts_of(source.course())))
        json.member(one.name, one.count);
    json.end_object();
    write_findings(json, report);
    json.end_object();
    return json.take();
}

int exit_code_of(import::Outcome outcome) {
    switch (outcome) {
        case import::Outcome::full:
            return exit_code::ok;
        case import::Outcome::losses:
            return exit_code::partly;
        case import::Outcome::refused:
            return exit_code::failure;
    }
    return exit_code::failure;
}

// Where no folder is named: beside whoever calls, under the name of the file.
fs::path target_of(const ImportOptions& options) {
    if (!options.folder.empty()) return options.folder;
    const fs::path file = fs::path(options.file).lexically_normal();
    return file.has_stem() ? file.stem() : file.parent_path().stem();
}

}  // namespace

Result<int> tell_import(Context& context, const CourseSource& source, import::Report report,
                        const std::string& folder) {
    const import::Outcome outcome = import::outcome_of(report);
    show_findings(context.console, report);
    const std::string counts = in_words(import::counts_of(source.course()));
    if (outcome == import::Outcome::full) context.console.note(say(in_full, {counts}));
    if (outcome == import::Outcome::losses)
        context.console.note(
            say(with_losses, {std::to_string(report.count(import::Severity::warning)), counts}));
    if (outcome == import::Outcome::refused) context.console.note(say(was_refused));
    if (outcome != import::Outcome::refused && !folder.empty())
        context.console.note(say(folder_written, {folder}));
    context.console.object(as_json(source, report, folder));
    return exit_code_of(outcome);
}

Result<int> import_course(Context& context, const ImportOptions& options) {
    const fs::path folder = target_of(options);
    context.console.note(say(reading, {options.file}));
    const CourseSource source(options.file);
    import::Report report = source.file().import.report;
    if (source.outcome() == import::Outcome::refused)
        return tell_import(context, source, std::move(report), {});
    {
        TargetFolder target(folder, source.course(), context.console);
        APPRODO_CHECK(target.begin());
        APPRODO_TRY(const auto written, content_export::write_folder(source.course(), target));
        for (const std::string& what : written.dropped) report.warning(options.file, 0, what);
        target.finish();
    }
    return tell_import(context, source, std::move(report), folder.string());
}

}  // namespace approdo::cli
