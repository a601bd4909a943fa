#include "server/app/json.hpp"

#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

Request with_body(std::string_view body, std::string_view type = "application/json") {
    Request request;
    request.headers.emplace_back("content-type", type);
    request.body = copy_of(bytes_of(body));
    return request;
}

}  // namespace

TEST_CASE("json: a body is taken when it is an object sent as JSON", "[unit]") {
    const auto body = json_body(with_body(R"({"name":"Ada","hours":12})"));
    REQUIRE(body.ok());
    CHECK(text_field(body.value(), "name").value() == "Ada");
    CHECK(number_field(body.value(), "hours").value() == 12);
    CHECK(text_field_or(body.value(), "place", "Roma").value() == "Roma");
}

TEST_CASE("json: a form of a foreign page, deep nesting and other values are refused", "[unit]") {
    CHECK_FALSE(json_body(with_body("{}", "text/plain")).ok());
    CHECK_FALSE(json_body(with_body("[]")).ok());
    CHECK_FALSE(json_body(with_body("{\"a\":")).ok());
    CHECK_FALSE(json_body(with_body("{} {}")).ok());
    const std::string deep = "{\"a\":" + std::string(1000, '[') + std::string(1000, ']') + "}";
    CHECK_FALSE(json_body(with_body(deep)).ok());
}

TEST_CASE("json: a wrong field is called by its name", "[unit]") {
    const auto body = json_body(with_body(R"({"name":7,"hours":-1,"id":"zz"})")).value();
    CHECK(text_field(body, "name").error().message.find("name") != std::string::npos);
    CHECK(text_field(body, "gone").error().message.find("gone") != std::string::npos);
    CHECK_FALSE(number_field(body, "hours").ok());
    CHECK(id_field<CourseId>(body, "id").error().message.find("32 hex") != std::string::npos);
}
