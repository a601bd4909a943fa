#include <algorithm>
#include <filesystem>
#include <fstream>

#include "client_core/cli/commands.hpp"
#include "client_core/cli/course_source.hpp"
#include "client_core/cli/target_folder.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"
#include "content/export/cartridge/cartridge.hpp"
#include "content/export/gift_writer.hpp"
#include "content/export/moodle_xml/moodle_xml.hpp"
#include "content/export/qti/qti_package.hpp"
#include "content/export/zip_sink.hpp"

namespace approdo::cli {
namespace {

namespace fs = std::filesystem;

constexpr Text written_in_full{"Scritto per intero: {0}.", "Written in full: {0}."};
constexpr Text written_with_losses{
    "Scritto in {0}. Il formato non ha posto per (elencate sopra): {1}.",
    "Written to {0}. The format has no place for (listed above): {1}."};

using Losses = std::vector<std::string>;

Result<Losses> write_folder(const content::AuthoredCourse& course, const fs::path& to,
                            const Console& console) {
    TargetFolder target(to, course, console);
    APPRODO_CHECK(target.begin());
    APPRODO_TRY(auto written, content_export::write_folder(course, target));
    target.finish();
    return std::move(written.dropped);
}

// One quiz is a file, several are a folder of them; pages have no form in GIFT.
Result<Losses> write_gift(const content::AuthoredCourse& course, const fs::path& to,
                          const Console& console) {
    Losses losses;
    for (const content::Module& module : course.course.modules) {
        for (const content::Unit& unit : module.units) {
            if (unit.kind != content::UnitKind::quiz)
                losses.push_back(module.slug + "/" + unit.slug + ": not a quiz");
        }
    }
    TargetFolder target(to.has_extension() && course.quizzes.size() == 1 ? to.parent_path() : to,
                        course, console);
    const bool alone = to.has_extension() && course.quizzes.size() == 1;
    if (!alone) APPRODO_CHECK(target.begin());
    for (const content::AuthoredQuiz& listed : course.quizzes) {
        const content::WholeQuiz quiz(listed);
        const content::Unit& unit = *course.course.unit(quiz->unit);
        const auto gift = content_export::write_gift(quiz->languages.front().shown, quiz->key);
        for (const std::string& loss : gift.dropped) losses.push_back(unit.slug + ": " + loss);
        const std::string name = alone ? to.filename().string() : unit.slug + ".gift";
        APPRODO_CHECK(target.write(name, bytes_of(gift.text)));
    }
    target.finish();
    return losses;
}

// Of formats that are one file.
Result<void> check_folder_of(const fs::path& to) {
    if (!to.has_parent_path() || fs::is_directory(to.parent_path())) return {};
    return fail(ErrorCode::not_found,
                "cannot write " + to.string() + ": its folder does not exist");
}

Result<Losses> write_cartridge(const content::AuthoredCourse& course, const fs::path& to,
                               const Console&) {
    APPRODO_CHECK(check_folder_of(to));
    content_export::ZipSink zip(to.string());
    APPRODO_TRY(auto written, content_export::write_cartridge(course, zip));
    APPRODO_CHECK(zip.finish());
    return std::move(written.dropped);
}

Result<Losses> write_qti(const content::AuthoredCourse& course, const fs::path& to,
                         const Console&) {
    APPRODO_CHECK(check_folder_of(to));
    content_export::ZipSink zip(to.string());
    APPRODO_TRY(auto written, content_export::write_qti(course, zip));
    APPRODO_CHECK(zip.finish());
    return std::move(written.dropped);
}

// One file with the questions of all quizzes, which appears under its name when it is whole.
Result<Losses> write_moodle_xml(const content::AuthoredCourse& course, const fs::path& to,
                                const Console&) {
    APPRODO_CHECK(check_folder_of(to));
    const fs::path unfinished = to.string() + ".unfinished";
    std::ofstream out(unfinished, std::ios::binary);
    const auto state = [&]() -> Result<void> {
        if (out) return {};
        return fail(ErrorCode::exhausted,
                    "cannot write " + to.string() + ": check the space on the disk");
    };
    auto written = content_export::write_moodle_xml(course, [&](std::string_view text) {
        out << text;
        return state();
    });
    // The last piece may be what the disk has no room for.
    out.close();
    if (const auto closed = state(); written.ok() && !closed.ok()) written = closed.error();
    if (!written) {
        fs::remove(unfinished);
        return written.error();
    }
    fs::rename(unfinished, to);
    return std::move(written->dropped);
}

struct Exporter {
    std::string_view name;
    bool needs_quizzes;
    Result<Losses> (*write)(const content::AuthoredCourse&, const fs::path&, const Console&);
};
constexpr Exporter exporters[] = {{"folder", false, write_folder},
                                  {"gift", true, write_gift},
                                  {"moodle-xml", true, write_moodle_xml},
                                  {"qti", true, write_qti},
                                  {"cartridge", false, write_cartridge}};

std::string as_json(const ExportOptions& options, const Losses& losses) {
    client::JsonWriter json;
    json.begin_object()
        .member("schema", client::json_schema)
        .member("format", options.format)
        .member("to", options.to);
    json.name("losses").begin_list();
    for (const std::string& loss : losses) json.text(loss);
    json.end_list().end_object();
    return json.take();
}

}  // namespace

Result<int> export_course(Context& context, const ExportOptions& options) {
    const auto exporter =
        std::find_if(std::begin(exporters), std::end(exporters),
                     [&](const Exporter& one) { return one.name == options.format; });
    if (exporter == std::end(exporters)) {
        std::string known;
        for (const Exporter& one : exporters)
            known += (known.empty() ? "" : ", ") + std::string(one.name);
        return fail(ErrorCode::invalid_input,
                    "there is no format «" + options.format + "» to export to: " + known);
    }
    const CourseSource source(options.course);
    APPRODO_CHECK(source.usable());
    if (exporter->needs_quizzes && source.course().quizzes.empty())
        return fail(ErrorCode::invalid_input,
                    "there is no quiz in this course, and «" + options.format +
                        "» holds nothing else: --format folder or cartridge");
    APPRODO_TRY(const Losses losses, exporter->write(source.course(), options.to, context.console));
    for (const std::string& loss : losses) context.console.line(loss);
    context.console.note(
        losses.empty() ? say(written_in_full, {options.to})
                       : say(written_with_losses, {options.to, std::to_string(losses.size())}));
    context.console.object(as_json(options, losses));
    return losses.empty() ? exit_code::ok : exit_code::partly;
}

}  // namespace approdo::cli
