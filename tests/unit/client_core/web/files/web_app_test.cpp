#include "client_core/web/files/web_app.hpp"

#include "tests/support/test.hpp"

using namespace approdo;

TEST_CASE("web files: the page answers at each address of the app, and at no other") {
    for (const char* path : {"/", "/join", "/app/record", "/app/courses/a", "/app/courses/a/b/c"}) {
        CAPTURE(path);
        CHECK(web::is_page(path));
    }
    for (const char* path : {"", "/app", "/app/", "/application", "/app//a", "/app/a/", "/join/a",
                             "/app/a/b/c/d/e", "/assets/a.js", "/api/v1/site"}) {
        CAPTURE(path);
        CHECK_FALSE(web::is_page(path));
    }
}

TEST_CASE("web files: a file's tag follows its content") {
    CHECK(web::tag_of(bytes_of("a")) == web::tag_of(bytes_of("a")));
    CHECK(web::tag_of(bytes_of("a")) != web::tag_of(bytes_of("b")));
}
