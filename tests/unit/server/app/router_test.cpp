#include "server/app/router.hpp"

#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

Response ok(const Request&) {
    return text_response(200, "ok");
}

Router sample() {
    Router router;
    router.get("/api/v1/courses", Access::signed_in, ok);
    router.post("/api/v1/courses", Access::trainer, ok);
    router.get("/api/v1/courses/{course}/units/{unit}", Access::signed_in, ok);
    return router;
}

}  // namespace

TEST_CASE("router: a path finds its route and its values", "[unit]") {
    const Router router = sample();
    const auto found = router.find(Method::get, "/api/v1/courses/a%20b/units/7");
    REQUIRE(found.ok());
    CHECK(found.value().route->pattern == "/api/v1/courses/{course}/units/{unit}");
    CHECK(found.value().path_values == PathValues{{"course", "a b"}, {"unit", "7"}});
}

TEST_CASE("router: what is near a route is not that route", "[unit]") {
    const Router router = sample();
    for (const char* path :
         {"/", "", "/api/v1", "/api/v1/courses/", "/api/v1/courses/x", "/api/v1/courses//units/7",
          "/api/v1/courses/a/units/7/8", "//api/v1/courses", "/API/v1/courses"}) {
        CAPTURE(path);
        CHECK_FALSE(router.find(Method::get, path).ok());
    }
}

TEST_CASE("router: a wrong method is told from a wrong path, and HEAD goes with GET", "[unit]") {
    const Router router = sample();
    CHECK(router.find(Method::head, "/api/v1/courses").ok());
    CHECK(router.find(Method::put, "/api/v1/courses").error().code == ErrorCode::unsupported);
    CHECK(router.find(Method::get, "/nowhere").error().code == ErrorCode::not_found);
    CHECK(router.allowed("/api/v1/courses") == "GET, HEAD, POST");
}

TEST_CASE("router: a broken escape in a value is malformed, in a query it is no value", "[unit]") {
    const Router router = sample();
    CHECK(router.find(Method::get, "/api/v1/courses/%2/units/7").error().code ==
          ErrorCode::malformed);
    CHECK(router.find(Method::get, "/api/v1/courses/%00/units/7").error().code ==
          ErrorCode::malformed);
    RequestHead head;
    head.query = "a=1&name=Ada+B%c3%a9&empty=&bad=%zz";
    CHECK(head.query_value("name") == "Ada B\xc3\xa9");
    CHECK(head.query_value("empty") == "");
    CHECK_FALSE(head.query_value("bad").has_value());
    CHECK_FALSE(head.query_value("ame").has_value());
}
