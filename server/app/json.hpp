// JSON bodies in and out: reading a field says what is wrong with it by name, so that each handler
// stays a few lines. Depth and size are bounded by the parser and the route.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>

#include "server/app/http.hpp"

namespace approdo::app {

Response json_response(const boost::json::value& value, int status = 200);

// The body as an object; wants content-type application/json, which a foreign page's form cannot
// send.
Result<boost::json::object> json_body(const Request& request);

Result<std::string> text_field(const boost::json::object& object, std::string_view name);
Result<std::string> text_field_or(const boost::json::object& object, std::string_view name,
                                  std::string_view otherwise);
Result<std::uint64_t> number_field(const boost::json::object& object, std::string_view name);

template <class Id>
Result<Id> id_from(std::string_view text, std::string_view what) {
    auto id = Id::from_hex(text);
    if (!id.ok())
        return fail(ErrorCode::invalid_input, std::string(what) + " has to be " +
                                                  std::to_string(Id::size * 2) + " hex digits.");
    return id;
}

template <class Id>
Result<Id> id_field(const boost::json::object& object, std::string_view name) {
    APPRODO_TRY(const std::string text, text_field(object, name));
    return id_from<Id>(text, name);
}

// A handler in the style of the rest of the program: a value to show, or an error to explain.
template <class Function>
Handler json_handler(Function function, int status = 200) {
    return [function = std::move(function), status](const Request& request) -> Response {
        Result<boost::json::value> result = function(request);
        return result.ok() ? json_response(result.value(), status) : error_response(result.error());
    };
}

}  // namespace approdo::app
