#include "server/app/draft_routes.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "server/app/draft_json.hpp"
#include "server/app/json.hpp"
#include "server/app/site_json.hpp"

namespace approdo::app {

namespace json = boost::json;

namespace {

class Drafts {
  public:
    Drafts(Site& site, UploadFolder& uploads, DraftFolder& drafts)
        : site_(site), uploads_(uploads), drafts_(drafts) {}

    Result<json::value> list(const Request& request) const {
        return list_json(drafts_.of(owner(request)));
    }

    Result<json::value> add(const Request& request) const {
        APPRODO_TRY(const json::object body, json_body(request));
        APPRODO_TRY(const std::string file, text_field(body, "file"));
        APPRODO_TRY(const auto upload, finished(request, body));
        APPRODO_TRY(const Draft draft, drafts_.add(owner(request), file, upload));
        return json::value(to_json(draft));
    }

    Result<json::value> replace(const Request& request) const {
        APPRODO_TRY(const DraftId id, draft_in(request));
        APPRODO_TRY(const json::object body, json_body(request));
        APPRODO_TRY(const std::string file, text_field(body, "file"));
        APPRODO_TRY(const auto upload, finished(request, body));
        APPRODO_TRY(const Draft draft, drafts_.replace(owner(request), id, file, upload));
        return json::value(to_json(draft));
    }

    Result<json::value> look(const Request& request) const {
        APPRODO_TRY(const DraftId id, draft_in(request));
        APPRODO_TRY(const Draft draft, drafts_.find(owner(request), id));
        if (!draft.is_checked) return json::value(to_json(draft));
        APPRODO_TRY(const ImportedCourse imported, read_imported(draft.folder));
        return json::value(to_json(draft, imported));
    }

    Result<json::value> discard(const Request& request) const {
        APPRODO_TRY(const DraftId id, draft_in(request));
        APPRODO_CHECK(drafts_.discard(owner(request), id));
        return json::value(json::object{{"id", id.hex()}});
    }

    Result<json::value> unit(const Request& request) const {
        APPRODO_TRY(const auto opened, usable(request));
        APPRODO_TRY(const auto id, id_from<UnitId>(request.path_value("unit"), "The unit's id"));
        const std::string language = request.query_value("language").value_or("");
        APPRODO_TRY(json::object row, unit_json(opened.imported.course, id, language));
        return json::value(std::move(row));
    }

    // Whatever it is, browsers get bytes that they will not run: these are a stranger's files at
    // the app's own address.
    Response file(const Request& request) const {
        auto opened = usable(request);
        if (!opened.ok()) return error_response(opened.error());
        const std::string path = request.query_value("path").value_or("");
        for (const content::AuthoredFile& one : opened->imported.course.files)
            if (one.path == path) return body_of(opened->draft.folder / one.source);
        return error_response(fail(ErrorCode::not_found, "There is no such file in this draft."));
    }

    Response folder(const Request& request) const {
        const auto opened = usable(request);
        return opened.ok() ? body_of(opened->draft.folder / "course.zip")
                           : error_response(opened.error());
    }

    Result<json::value> changes(const Request& request) const {
        APPRODO_TRY(const auto opened, usable(request));
        ImportedFiles files(opened.draft.folder);
        // Two at once, from two windows, do not meet.
        const auto scratch = opened.draft.folder / ("trial-" + request.request_id);
        APPRODO_TRY(const auto changes, site_.changes_of(Actor::of(*request.caller),
                                                         opened.imported.course, files, scratch));
        return json::value(to_json(changes));
    }

    Result<json::value> publish(const Request& request) const {
        APPRODO_TRY(auto opened, usable(request));
        APPRODO_TRY(const json::object body, json_body(request));
        APPRODO_TRY(const std::uint64_t seen, number_field(body, "version"));
        APPRODO_TRY(const auto again, units_in(body));
        ImportedFiles files(opened.draft.folder);
        APPRODO_TRY(
            const PublishedPackage published,
            site_.publish_course(Actor::of(*request.caller), std::move(opened.imported.course),
                                 files, ContentVersion{seen}, again));
        drafts_.note_published(opened.draft, published.version);
        return json::value(to_json(published));
    }

  private:
    struct Opened {
        Draft draft;
        ImportedCourse imported;
    };

    static const AccountId& owner(const Request& request) { return request.caller->account; }
    static Result<DraftId> draft_in(const Request& request) {
        return id_from<DraftId>(request.path_value("draft"), "The draft's id");
    }

    Result<std::filesystem::path> finished(const Request& request, const json::object& body) const {
        APPRODO_TRY(const auto upload, id_field<UploadId>(body, "upload"));
        return uploads_.finished(owner(request), upload);
    }

    // One that became a course.
    Result<Opened> usable(const Request& request) const {
        APPRODO_TRY(const DraftId id, draft_in(request));
        APPRODO_TRY(Draft draft, drafts_.checked(owner(request), id));
        APPRODO_TRY(ImportedCourse imported, read_imported(draft.folder));
        if (imported.outcome() == import::Outcome::refused)
            return fail(ErrorCode::invalid_input,
                        "This file has errors: mend them, and upload it once more.");
        return Opened{std::move(draft), std::move(imported)};
    }

    static Result<std::vector<UnitId>> units_in(const json::object& body) {
        std::vector<UnitId> units;
        const auto* list = body.if_contains("again");
        if (list == nullptr) return units;
        if (!list->is_array())
            return fail(ErrorCode::invalid_input, "«again» has to be a list of units' ids.");
        for (const json::value& one : list->get_array()) {
            const std::string text = one.is_string() ? std::string(one.get_string()) : "";
            APPRODO_TRY(const UnitId unit, id_from<UnitId>(text, "The unit's id"));
            units.push_back(unit);
        }
        return units;
    }

    static Response body_of(const std::filesystem::path& path) {
        auto file = FileBody::open(path);
        if (!file)
            return error_response(
                fail(ErrorCode::not_found, "There is no such file in this draft."));
        return prepared_response(std::make_shared<const PreparedAnswer>(
            "application/octet-stream", "no-store", std::move(file)));
    }

    Site& site_;
    UploadFolder& uploads_;
    DraftFolder& drafts_;
};

using Verb = Result<json::value> (Drafts::*)(const Request&) const;

Handler handler(const Drafts& drafts, Verb verb, int status = 200) {
    return json_handler([drafts, verb](const Request& r) { return (drafts.*verb)(r); }, status);
}

}  // namespace

void add_draft_routes(Router& router, Site& site, UploadFolder& uploads, DraftFolder& folder) {
    const Drafts drafts(site, uploads, folder);
    const Access access = Access::trainer;
    const std::string one = "/api/v1/drafts/{draft}";
    router.get("/api/v1/drafts", access, handler(drafts, &Drafts::list));
    router.post("/api/v1/drafts", access, handler(drafts, &Drafts::add, 201));
    router.get(one, access, handler(drafts, &Drafts::look));
    router.post(one + "/source", access, handler(drafts, &Drafts::replace));
    router.post(one + "/discard", access, handler(drafts, &Drafts::discard));
    router.get(one + "/units/{unit}", access, handler(drafts, &Drafts::unit));
    router.get(one + "/file", access, [drafts](const Request& r) { return drafts.file(r); });
    router.get(one + "/folder", access, [drafts](const Request& r) { return drafts.folder(r); });
    router.get(one + "/changes", access, handler(drafts, &Drafts::changes));
    router.post(one + "/publish", access, handler(drafts, &Drafts::publish));
}

}  // namespace approdo::app
