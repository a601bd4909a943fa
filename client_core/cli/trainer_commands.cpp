#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <optional>

#include "client_core/cli/commands.hpp"
#include "client_core/cli/course_source.hpp"
#include "client_core/cli/findings.hpp"
#include "client_core/cli/site_api.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"
#include "content/import/folder/folder.hpp"

namespace approdo::cli {
namespace {

namespace fs = std::filesystem;

constexpr Text check_summary{"Errori: {0}, avvisi: {1}, consigli: {2}",
                             "Errors: {0}, warnings: {1}, advice: {2}"};
constexpr Text ids_written{"Identificativi scritti nei sorgenti: {0}.",
                           "Ids written into the sources: {0}."};
constexpr Text preparing{"Preparo il pacchetto …", "Making the package …"};
constexpr Text uploading{"Invio", "Sending"};
constexpr Text published{"Pubblicato «{0}», versione {1}: {2} pezzi nuovi, {3}.",
                         "Published «{0}», version {1}: {2} new pieces, {3}."};
constexpr Text package_written{
    "Pacchetto scritto in {0} ({1}). Al sito: approdo-server parcel import FILE",
    "Package written to {0} ({1}). At the site: approdo-server parcel import FILE"};

class DiskFiles final : public package::FileSource {
  public:
    Result<std::size_t> read(const std::string& source, std::uint64_t offset,
                             MutableByteView out) override {
        if (source != name_) {
            file_ = std::ifstream(source, std::ios::binary);
            name_ = source;
        }
        file_.clear();
        file_.seekg(static_cast<std::streamoff>(offset));
        file_.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(out.size()));
        if (file_.bad() || !file_.is_open()) {
            return fail(ErrorCode::not_found, "cannot read " + source);
        }
        return static_cast<std::size_t>(file_.gcount());
    }

  private:
    std::string name_;
    std::ifstream file_;
};

std::string findings_json(const import::Report& report, std::size_t ids) {
    client::JsonWriter json;
    json.begin_object()
        .member("schema", client::json_schema)
        .member("errors", report.count(import::Severity::error))
        .member("warnings", report.count(import::Severity::warning))
        .member("advice", report.count(import::Severity::advice))
        .member("ids_written", ids);
    write_findings(json, report);
    json.end_object();
    return json.take();
}

bool is_course_folder(const std::string& path) {
    return fs::is_directory(path) && fs::exists(fs::path(path) / "course.toml");
}

// The course as the site knows it, if it does.
struct SiteCourse {
    std::optional<ChannelId> channel;
    ContentVersion version;
};
SiteCourse course_at_site(const boost::json::value& list, const CourseId& course) {
    SiteCourse found;
    const auto* object = list.if_object();
    const auto* items = object == nullptr ? nullptr : object->if_contains("items");
    const auto* rows = items != nullptr ? items->if_array() : list.if_array();
    if (rows == nullptr) return found;
    for (const auto& row : *rows) {
        const auto* fields = row.if_object();
        const auto* id = fields == nullptr ? nullptr : fields->if_contains("id");
        if (id == nullptr || !id->is_string() || id->as_string() != course.hex()) continue;
        const auto* channel = fields->if_contains("channel");
        const auto* version = fields->if_contains("version");
        if (channel != nullptr && channel->is_string()) {
            auto read = ChannelId::from_hex(std::string(channel->as_string()));
            if (read.ok() && !read->is_zero()) found.channel = *read;
        }
        boost::system::error_code failure;
        if (version != nullptr) found.version = {version->to_number<std::uint64_t>(failure)};
    }
    return found;
}

Result<client::PublishView> write_package(OpenProfile& open, const content::AuthoredCourse& course,
                                          const client::PublishWish& wish, const fs::path& path) {
    DiskFiles files;
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    auto view = open.client->publish(course, files, wish, [&out](ByteView bytes) {
        out.write(reinterpret_cast<const char*>(bytes.data()),
                  static_cast<std::streamsize>(bytes.size()));
    });
    out.close();
    if (view.ok() && !out) {
        return fail(ErrorCode::exhausted,
                    "cannot write " + path.string() + ": check the space on the disk");
    }
    return view;
}

Result<client::PublishView> upload_package(Context& context, OpenProfile& open, SiteApi& api,
                                           const content::AuthoredCourse& course,
                                           client::PublishWish wish) {
    const fs::path path = open.profile.folder() / "package.parcel";
    for (const bool everything : {false, true}) {
        wish.everything = everything;
        APPRODO_TRY(const auto view, write_package(open, course, wish, path));
        ProgressBar bar(context.console, say(uploading));
        auto taken = api.upload(path, [&](std::uint64_t sent) { bar.show(sent, view.bytes_sent); });
        fs::remove(path);
        if (taken.ok()) return view;
        // The site may lack what an earlier, broken upload should have brought.
        const ErrorCode code = taken.error().code;
        const bool lacks = code == ErrorCode::missing || code == ErrorCode::incomplete ||
                           code == ErrorCode::not_found || code == ErrorCode::malformed;
        if (everything || !lacks) return taken.error();
    }
    return fail(ErrorCode::conflict, "the site did not take the package");
}

// What a published import lacks is said before, not hidden behind the success.
void show_losses(Context& context, const import::Report& report) {
    import::Report losses;
    for (const import::Finding& one : report.findings) {
        if (one.severity == import::Severity::warning) losses.findings.push_back(one);
    }
    show_findings(context.console, losses);
}

}  // namespace

Result<int> check_course(Context& context, const std::string& path) {
    // A folder without course.toml may be a course of another kind; if not, that is what is said.
    if (!is_course_folder(path)) {
        const CourseSource source(path);
        return tell_import(context, source, source.file().import.report, {});
    }
    const auto checked = import::check(path, context.random);
    const import::Report& report = checked.report;
    show_findings(context.console, report);
    if (checked.ids_written > 0) {
        context.console.note(say(ids_written, {std::to_string(checked.ids_written)}));
    }
    context.console.note(
        say(check_summary, {std::to_string(report.count(import::Severity::error)),
                            std::to_string(report.count(import::Severity::warning)),
                            std::to_string(report.count(import::Severity::advice))}));
    context.console.object(findings_json(report, checked.ids_written));
    return report.has_errors() ? exit_code::failure : exit_code::ok;
}

Result<int> publish(Context& context, const PublishOptions& options) {
    APPRODO_TRY(auto open, open_profile(context));
    std::optional<CourseSource> source;
    content::AuthoredCourse folder;
    if (is_course_folder(options.folder)) {
        APPRODO_TRY(folder, import::load(options.folder));
    } else {
        source.emplace(options.folder, open.client->person().account.hex());
        APPRODO_CHECK(source->usable());
        show_losses(context, source->file().import.report);
    }
    const content::AuthoredCourse& course = source ? source->course() : folder;
    client::PublishWish wish;
    if (!options.channel.empty()) {
        APPRODO_TRY(wish.channel, ChannelId::from_hex(options.channel));
    }
    context.console.note(say(preparing));
    if (!options.parcel.empty()) {
        wish.everything = true;
        APPRODO_TRY(const auto view, write_package(open, course, wish, options.parcel));
        context.console.note(say(package_written, {options.parcel, size_text(view.bytes_sent)}));
        context.console.object(client::to_json(view));
        return exit_code::ok;
    }
    APPRODO_TRY(auto api, signed_in(context, *open.client, options.user));
    APPRODO_TRY(const auto list, api.get("/api/v1/courses"));
    const SiteCourse at_site = course_at_site(list, course.course.id);
    if (!wish.channel) wish.channel = at_site.channel;
    wish.site_version = at_site.version;
    APPRODO_TRY(const auto view, upload_package(context, open, api, course, wish));
    context.console.note(say(
        published,
        {std::string(course.course.title.in(spoken_language())), std::to_string(view.version.value),
         std::to_string(view.chunks_sent), size_text(view.bytes_sent)}));
    context.console.object(client::to_json(view));
    return exit_code::ok;
}

}  // namespace approdo::cli
