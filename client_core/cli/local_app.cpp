#include "client_core/cli/local_app.hpp"

#include <algorithm>
#include <new>

#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"

namespace approdo::cli {
namespace {

constexpr std::string_view core_prefix = "/local/core/";
constexpr std::string_view profiles_path = "/local/profiles";
constexpr std::string_view site_prefix = "/local/site";
// The page reads the mark; in its place stood what offers to install the app, which is here
// already.
constexpr std::string_view manifest_link = "<link rel=\"manifest\"";
constexpr std::string_view mark = "<meta name=\"approdo-carrier\" content=\"program\" />";

// A page of the program keeps nothing of the app in the browser and is not installed there.
bool is_for_sites_alone(std::string_view path) {
    return path == "/service-worker.js" || path == "/manifest.webmanifest";
}

Result<web::File> marked(const web::File& page) {
    web::File made = page;
    std::string text(text_of(page.plain));
    const std::size_t at = text.find(manifest_link);
    const std::size_t end = at == std::string::npos ? at : text.find('>', at);
    if (end == std::string::npos) {
        return fail(ErrorCode::unsupported,
                    "the web app is not of this version of the program: install both anew");
    }
    text.replace(at, end + 1 - at, mark);
    made.plain = copy_of(bytes_of(text));
    made.tag = web::tag_of(made.plain);
    made.gzip.clear();
    made.brotli.clear();
    return made;
}

unsigned status_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::not_found:
            return 404;
        case ErrorCode::unavailable:
        case ErrorCode::unauthentic:
            return 502;
        case ErrorCode::busy:
        case ErrorCode::conflict:
            return 409;
        default:
            return 400;
    }
}

Error disk_failed(const std::filesystem::filesystem_error& error) {
    if (error.code() == std::errc::no_space_on_device) {
        return fail(ErrorCode::exhausted,
                    "the disk is full: free some space and try again; what was saved before is "
                    "still there");
    }
    return fail(ErrorCode::forbidden, "a file or folder cannot be used (" +
                                          std::string(error.what()) +
                                          "): check who owns it and the disk");
}

void add_guards(LocalAnswer& answer) {
    answer.headers.emplace_back("x-content-type-options", "nosniff");
    const bool has_policy =
        std::any_of(answer.headers.begin(), answer.headers.end(),
                    [](const auto& each) { return each.first == "cross-origin-resource-policy"; });
    if (has_policy) return;
    answer.headers.emplace_back("cross-origin-resource-policy", "same-origin");
    answer.headers.emplace_back("content-security-policy", "default-src 'none'");
}

}  // namespace

Result<std::unique_ptr<LocalApp>> LocalApp::make(Parts parts, Random& random) {
    APPRODO_TRY(web::File page, marked(parts.web->page()));
    return std::unique_ptr<LocalApp>(new LocalApp(std::move(parts), std::move(page), random));
}

LocalApp::LocalApp(Parts parts, web::File page, Random& random)
    : parts_(std::move(parts)),
      page_(std::move(page)),
      random_(random),
      door_{parts_.host, new_secret_text(random), {}},
      run_(new_secret_text(random)),
      core_(parts_.home),
      profiles_(parts_.home),
      site_(parts_.ca_file) {}

std::string LocalApp::new_address() {
    const std::scoped_lock guard(mutex_);
    door_.ticket = new_secret_text(random_);
    return door_.origin() + "/#open=" + door_.ticket;
}

std::optional<LocalAnswer> LocalApp::refuse(const LocalHead& head) const {
    const std::scoped_lock guard(mutex_);
    const auto refusal = refusal_of(head, door_);
    if (!refusal) return std::nullopt;
    LocalAnswer answer = answer_of(*refusal, door_);
    add_guards(answer);
    return answer;
}

LocalAnswer LocalApp::answer(const LocalRequest& request) {
    const auto refused = [](const Error& error) {
        return refusal_answer(status_of(error.code), error);
    };
    LocalAnswer answer;
    try {
        if (request.path().starts_with(local_prefix)) {
            auto made = local(request);
            answer = made.ok() ? std::move(*made) : refused(made.error());
        } else {
            answer = file(request);
        }
    } catch (const std::filesystem::filesystem_error& error) {
        answer = refusal_answer(500, disk_failed(error));
    } catch (const std::bad_alloc&) {
        answer = refusal_answer(
            500, fail(ErrorCode::exhausted, "not enough memory: close other programs"));
    } catch (const std::exception& error) {
        answer = refusal_answer(500, fail(ErrorCode::corrupt, error.what()));
    }
    add_guards(answer);
    return answer;
}

const web::File* LocalApp::find(std::string_view path) const {
    if (web::is_page(path)) return &page_;
    for (const web::File& file : parts_.web->files()) {
        const bool is_page = &file == &parts_.web->page();
        if (file.path == path && !is_page && !is_for_sites_alone(path)) return &file;
    }
    return nullptr;
}

LocalAnswer LocalApp::file(const LocalRequest& request) const {
    const web::File* found = find(request.path());
    if (found == nullptr) {
        return refusal_answer(404, fail(ErrorCode::not_found, "there is no such page here"));
    }
    web::FileAnswer made = web::answer_with(*found, request.header("if-none-match"),
                                            request.header("accept-encoding"));
    LocalAnswer answer;
    answer.status = made.status;
    answer.type = made.status == 304 ? std::string() : found->type;
    answer.body = std::move(made.body);
    answer.headers = std::move(made.headers);
    answer.headers.emplace_back("cache-control", made.cache_control);
    return answer;
}

// A ticket opens once, also when two come at the same moment.
LocalAnswer LocalApp::enter(const LocalRequest& request) {
    const std::scoped_lock guard(mutex_);
    if (const auto refusal = refusal_of(request, door_)) return answer_of(*refusal, door_);
    door_.ticket.clear();
    client::JsonWriter json;
    json.begin_object().member("schema", client::json_schema);
    json.member("token", door_.token).member("run", run_).end_object();
    return json_answer(json.take());
}

Result<LocalAnswer> LocalApp::local(const LocalRequest& request) {
    const std::string_view path = request.path();
    if (path == enter_path) return enter(request);
    if (path == "/local/begin") {
        core_.close_all();
        return json_answer("{\"schema\":1}");
    }
    if (path.starts_with(core_prefix)) {
        APPRODO_TRY(Bytes said, core_.call(path.substr(core_prefix.size()), request.body));
        return bytes_answer(std::move(said));
    }
    if (path.starts_with(profiles_path)) {
        return profiles_.answer(path.substr(profiles_path.size()), request.body);
    }
    if (path == "/local/settings") return profiles_.settings();
    if (path == "/local/settings/keep") return profiles_.keep_settings(request.body);
    if (path == "/local/room") return profiles_.room();
    if (path.starts_with(site_prefix)) return site_.carry(request, site_prefix);
    return fail(ErrorCode::not_found, "there is no such page here");
}

}  // namespace approdo::cli
