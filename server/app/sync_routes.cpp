#include "server/app/api_routes.hpp"

namespace approdo::app {

namespace {

constexpr std::string_view parcel_type = "application/vnd.approdo.parcel";

}  // namespace

void add_sync_route(Router& router, Site& site) {
    router.post_async(
        "/sync/v1",
        [&site](Request request, Reply reply) {
            std::string peer = std::move(request.peer);
            site.exchange(std::move(request.body), std::move(peer),
                          [reply = std::move(reply)](Result<Bytes> answer) {
                              if (answer.ok())
                                  reply(bytes_response(std::move(answer).value(), parcel_type));
                              else if (answer.error().code == ErrorCode::busy)
                                  reply(busy_response(2));
                              else
                                  reply(error_response(answer.error()));
                          });
        },
        limits::exchange_body_max);
}

}  // namespace approdo::app
