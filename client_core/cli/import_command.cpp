#include <filesystem>
#include <fstream>

#include "client_core/cli/commands.hpp"
#include "client_core/cli/course_source.hpp"
#include "client_core/cli/findings.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"
#include "content/export/course_folder.hpp"
#include "content/import/formats.hpp"

namespace approdo::cli {
namespace {

namespace fs = std::filesystem;

constexpr Text reading{"Leggo «{0}» …", "Reading «{0}» …"};
constexpr Text writing{"Scrivo", "Writing"};
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

// The folder that an import is written to: empty before, whole afterwards or gone again.
class TargetFolder final : public content_export::FolderSink {
  public:
    TargetFolder(fs::path folder, std::uint64_t bytes, const Console& console)
        : folder_(std::move(folder)), bytes_(bytes), bar_(console, say(writing)) {}
    TargetFolder(const TargetFolder&) = delete;
    TargetFolder& operator=(const TargetFolder&) = delete;
    ~TargetFolder() override {
        if (!begun_ || whole_) return;
        std::error_code ignored;
        for (const fs::directory_entry& one : fs::directory_iterator(folder_, ignored))
            fs::remove_all(one.path(), ignored);
        if (made_) fs::remove(folder_, ignored);
    }

    Result<void> begin() {
        made_ = !fs::exists(folder_);
        if (!made_ && (!fs::is_directory(folder_) || !fs::is_empty(folder_)))
            return fail(
                ErrorCode::conflict,
                "«" + folder_.string() + "» is not an empty folder: name another with --to");
        fs::create_directories(folder_);
        begun_ = true;
        return {};
    }
    void finish() { whole_ = true; }

    Result<void> write(const std::string& path, ByteView bytes) override {
        std::ofstream out(place_of(path), std::ios::binary);
        out.write(reinterpret_cast<const char*>(bytes.data()),
                  static_cast<std::streamsize>(bytes.size()));
        out.close();
        if (!out)
            return fail(ErrorCode::exhausted,
                        "cannot write " + path + ": check the space on the disk");
        return {};
    }
    Result<void> copy(const std::string& path, const content::AuthoredFile& file) override {
        fs::copy_file(file.source, place_of(path), fs::copy_options::overwrite_existing);
        bar_.show(done_ += file.size, bytes_);
        return {};
    }

  private:
    fs::path place_of(const std::string& path) const {
        fs::path place = folder_ / path;
        fs::create_directories(place.parent_path());
        return place;
    }

    fs::path folder_;
    std::uint64_t bytes_;
    ProgressBar bar_;
    std::uint64_t done_ = 0;
    bool made_ = false;
    bool begun_ = false;
    bool whole_ = false;
};

std::uint64_t bytes_of_files(const content::AuthoredCourse& course) {
    std::uint64_t bytes = 0;
    for (const content::AuthoredFile& file : course.files) bytes += file.size;
    return bytes;
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
        TargetFolder target(folder, bytes_of_files(source.course()), context.console);
        APPRODO_CHECK(target.begin());
        APPRODO_TRY(const auto written, content_export::write_folder(source.course(), target));
        for (const std::string& what : written.dropped) report.warning(options.file, 0, what);
        target.finish();
    }
    return tell_import(context, source, std::move(report), folder.string());
}

}  // namespace approdo::cli
