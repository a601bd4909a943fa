#include "server/app/json.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace approdo::app {

namespace json = boost::json;

namespace {

constexpr std::size_t depth_max = 16;

Error field_error(std::string_view name, std::string_view wanted) {
    return fail(ErrorCode::invalid_input,
                "The field «" + std::string(name) + "» has to be " + std::string(wanted) + ".");
}

}  // namespace

Response json_response(const json::value& value, int status) {
    Response response =
        bytes_response(copy_of(bytes_of(json::serialize(value))), "application/json");
    response.status = status;
    return response;
}

Result<json::object> json_body(const Request& request) {
    if (!request.header("content-type").starts_with("application/json"))
        return fail(ErrorCode::malformed, "Send the body with content-type application/json.");
    json::parse_options options;
    options.max_depth = depth_max;
    boost::system::error_code ec;
    json::value value = json::parse(text_of(request.body), ec, {}, options);
    if (ec) return fail(ErrorCode::malformed, "The body is not JSON: " + ec.message() + ".");
    if (!value.is_object()) return fail(ErrorCode::malformed, "The body has to be a JSON object.");
    return std::move(value.as_object());
}

Result<std::string> text_field(const json::object& object, std::string_view name) {
    const json::value* field = object.if_contains(name);
    if (field == nullptr || !field->is_string()) return field_error(name, "a text");
    return std::string(field->as_string());
}

Result<std::string> text_field_or(const json::object& object, std::string_view name,
                                  std::string_view otherwise) {
    const json::value* field = object.if_contains(name);
    if (field == nullptr || field->is_null()) return std::string(otherwise);
    return text_field(object, name);
}

Result<std::uint64_t> number_field(const json::object& object, std::string_view name) {
    const json::value* field = object.if_contains(name);
    if (field == nullptr || !field->is_int64() || field->as_int64() < 0)
        return field_error(name, "a whole number that is not negative");
    return static_cast<std::uint64_t>(field->as_int64());
}

}  // namespace approdo::app
