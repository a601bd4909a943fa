#include "server/app/web_app.hpp"

namespace approdo::app {

namespace {

Response answer(const web::File& file, const Request& request) {
    web::FileAnswer made =
        web::answer_with(file, request.header("if-none-match"), request.header("accept-encoding"));
    Response response =
        made.status == 304 ? empty_response(304) : bytes_response(std::move(made.body), file.type);
    response.cache_control = made.cache_control;
    for (auto& header : made.headers) response.headers.push_back(std::move(header));
    return response;
}

}  // namespace

void add_web_app(Router& router, std::shared_ptr<const web::WebApp> app) {
    // Addresses within the app are at most four names deep: course, module and unit.
    for (const char* pattern :
         {"/", "/join", "/app/{a}", "/app/{a}/{b}", "/app/{a}/{b}/{c}", "/app/{a}/{b}/{c}/{d}"})
        router.get(
            pattern, Access::open,
            [app](const Request& request) { return answer(app->page(), request); }, Lane::io);
    for (const web::File& file : app->files()) {
        if (&file == &app->page()) continue;
        router.get(
            file.path, Access::open,
            [app, &file](const Request& request) { return answer(file, request); }, Lane::io);
    }
}

}  // namespace approdo::app
