#include "server/app/upload_routes.hpp"

#include <charconv>

namespace approdo::app {

namespace json = boost::json;

namespace {

json::value state_json(const UploadFolder::State& state) {
    return {{"id", state.id.hex()},
            {"received", state.bytes_received},
            {"bytes", state.bytes_announced}};
}

Result<UploadId> id_in(const Request& request) {
    return id_from<UploadId>(request.path_value("upload"), "The upload's id");
}

Result<std::uint64_t> offset_in(const Request& request) {
    const std::string text = request.query_value("offset").value_or("");
    std::uint64_t offset = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), offset);
    if (failure != std::errc{} || end != text.data() + text.size() || text.empty())
        return fail(ErrorCode::invalid_input, "Say where the part begins: ?offset=NUMBER.");
    return offset;
}

Result<json::value> begin(UploadFolder& folder, const Request& request) {
    APPRODO_TRY(const json::object body, json_body(request));
    APPRODO_TRY(const std::uint64_t bytes, number_field(body, "bytes"));
    APPRODO_TRY(const auto state, folder.begin(request.caller->account, bytes));
    return state_json(state);
}

Result<json::value> look(UploadFolder& folder, const Request& request) {
    APPRODO_TRY(const UploadId id, id_in(request));
    APPRODO_TRY(const auto state, folder.find(request.caller->account, id));
    return state_json(state);
}

Result<json::value> add_part(UploadFolder& folder, const Request& request) {
    APPRODO_TRY(const UploadId id, id_in(request));
    APPRODO_TRY(const std::uint64_t offset, offset_in(request));
    APPRODO_TRY(const auto state, folder.append(request.caller->account, id, offset, request.body));
    return state_json(state);
}

// A busy or full server may be asked again; everything else would say the same about the same
// bytes.
bool is_worth_another_try(ErrorCode code) {
    return code == ErrorCode::busy || code == ErrorCode::exhausted ||
           code == ErrorCode::unavailable || code == ErrorCode::missing;
}

Result<json::value> finish(UploadFolder& folder, const TakeUpload& take, const Request& request) {
    APPRODO_TRY(const UploadId id, id_in(request));
    const AccountId& owner = request.caller->account;
    APPRODO_TRY(const auto path, folder.finished(owner, id));
    auto taken = take(*request.caller, path);
    if (taken.ok() || !is_worth_another_try(taken.error().code)) folder.remove(owner, id);
    return taken;
}

Result<json::value> cancel(UploadFolder& folder, const Request& request) {
    APPRODO_TRY(const UploadId id, id_in(request));
    APPRODO_TRY(const auto state, folder.find(request.caller->account, id));
    folder.remove(request.caller->account, id);
    return state_json(state);
}

}  // namespace

void add_upload_routes(Router& router, UploadFolder& folder, TakeUpload take) {
    router.post("/api/v1/uploads", Access::trainer,
                json_handler([&folder](const Request& r) { return begin(folder, r); }, 201));
    router.get("/api/v1/uploads/{upload}", Access::trainer,
               json_handler([&folder](const Request& r) { return look(folder, r); }));
    router.put("/api/v1/uploads/{upload}", Access::trainer,
               json_handler([&folder](const Request& r) { return add_part(folder, r); }),
               limits::upload_part_max);
    router.post("/api/v1/uploads/{upload}/cancel", Access::trainer,
                json_handler([&folder](const Request& r) { return cancel(folder, r); }));
    router.post("/api/v1/uploads/{upload}/finish", Access::trainer,
                json_handler([&folder, take = std::move(take)](const Request& r) {
                    return finish(folder, take, r);
                }));
}

}  // namespace approdo::app
