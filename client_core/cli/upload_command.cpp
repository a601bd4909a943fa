// `upload`: a file goes to the site as it is, and the site reads, compares and publishes it: what
// the page does in a browser. The keys of such a course are the site's; `publish` keeps them here.
#include <chrono>
#include <filesystem>
#include <thread>

#include "client_core/cli/commands.hpp"
#include "client_core/cli/findings.hpp"
#include "client_core/cli/site_api.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"

namespace approdo::cli {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr Text sending{"Invio", "Sending"};
constexpr Text checking{"Il sito controlla il file …", "The site checks the file …"};
constexpr Text refused{"Non si può pubblicare: correggi gli errori, poi approdo upload --draft {0}",
                       "It cannot be published: mend the errors, then approdo upload --draft {0}"};
constexpr Text changes_are{
    "Unità che cambiano: {0}. Iscritti: {1}, a metà del corso: {2}. Da scaricare: {3}.",
    "Units that change: {0}. Enrolled: {1}, half way: {2}. To download: {3}."};
constexpr Text to_publish{"Per pubblicarlo ripeti con --publish, o dal browser: {0}",
                          "To publish it repeat with --publish, or in a browser: {0}"};
constexpr Text published{"Pubblicato, versione {0}.", "Published, version {0}."};
constexpr auto look_every = std::chrono::milliseconds(500);

std::string text_at(const json::value& row, const char* name) {
    const auto* value = row.as_object().if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : "";
}

std::uint64_t number_at(const json::value& row, const char* name) {
    const auto* value = row.as_object().if_contains(name);
    boost::system::error_code failure;
    return value == nullptr ? 0 : value->to_number<std::uint64_t>(failure);
}

approdo::import::Report report_in(const json::value& draft) {
    import::Report report;
    for (const json::value& row : draft.at("report").at("findings").as_array()) {
        import::Finding one;
        for (const auto severity : {import::Severity::warning, import::Severity::advice})
            if (text_at(row, "severity") == import::name_of(severity)) one.severity = severity;
        one.file = text_at(row, "file");
        one.line = static_cast<std::size_t>(number_at(row, "line"));
        one.message = text_at(row, "message");
        one.mend = text_at(row, "mend");
        report.findings.push_back(std::move(one));
    }
    return report;
}

Result<json::value> checked(SiteApi& api, const std::string& draft) {
    while (true) {
        APPRODO_TRY(auto state, api.get("/api/v1/drafts/" + draft));
        if (text_at(state, "state") != "checking") return state;
        std::this_thread::sleep_for(look_every);
    }
}

Result<json::value> send(Context& context, SiteApi& api, const UploadOptions& options) {
    ProgressBar bar(context.console, say(sending));
    const std::uint64_t bytes = fs::file_size(options.file);
    APPRODO_TRY(const std::string upload,
                api.send_file(options.file, [&](std::uint64_t sent) { bar.show(sent, bytes); }));
    const std::string name = fs::path(options.file).filename().string();
    const std::string target =
        options.draft.empty() ? "/api/v1/drafts" : "/api/v1/drafts/" + options.draft + "/source";
    return api.post(target, json::object{{"upload", upload}, {"file", name}});
}

}  // namespace

Result<int> upload(Context& context, const UploadOptions& options) {
    if (!fs::is_regular_file(options.file))
        return fail(ErrorCode::not_found,
                    "there is no file " + options.file + ": pack a folder into a zip file first");
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_TRY(auto api, signed_in(context, *open.client, options.user));
    APPRODO_TRY(const auto added, send(context, api, options));
    const std::string id = text_at(added, "id");
    context.console.note(say(checking));
    APPRODO_TRY(const auto draft, checked(api, id));
    const import::Report report = report_in(draft);
    show_findings(context.console, report);
    client::JsonWriter json;
    json.begin_object().member("schema", client::json_schema).member("draft", id);
    write_findings(json, report);
    if (report.has_errors()) {
        context.console.note(say(refused, {id}));
        context.console.object(json.end_object().take());
        return exit_code::failure;
    }
    APPRODO_TRY(const auto changes, api.get("/api/v1/drafts/" + id + "/changes"));
    const std::size_t units = changes.at("units").as_array().size();
    const std::uint64_t update = number_at(changes, "update_bytes");
    json.member("units_changed", units)
        .member("enrolled", number_at(changes, "enrolled"))
        .member("under_way", number_at(changes, "under_way"))
        .member("update_bytes", update);
    context.console.note(
        say(changes_are, {std::to_string(units), std::to_string(number_at(changes, "enrolled")),
                          std::to_string(number_at(changes, "under_way")), size_text(update)}));
    if (!options.publish) {
        context.console.note(say(to_publish, {"/app/upload/" + id}));
    } else {
        APPRODO_TRY(const auto made,
                    api.post("/api/v1/drafts/" + id + "/publish",
                             json::object{{"version", number_at(changes, "version")}}));
        json.member("version", number_at(made, "version"));
        context.console.note(say(published, {std::to_string(number_at(made, "version"))}));
    }
    context.console.object(json.end_object().take());
    return exit_code::ok;
}

}  // namespace approdo::cli
