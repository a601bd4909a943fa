#include "server/app/api_routes.hpp"

namespace approdo::app {

namespace {

constexpr std::string_view parcel_type = "application/vnd.approdo.parcel";
// Every byte of an exchange counts: its answer goes without.
constexpr std::string_view no_type;
// Ids and digests of as many logs as one question may name.
constexpr std::size_t frontier_body_max = 64 * limits::compared_logs_max + limits::kib;

}  // namespace

void add_sync_route(Router& router, Site& site) {
    router.post_async(
        "/sync/v1",
        [&site](Request request, Reply reply) {
            std::string peer = std::move(request.peer);
            site.exchange(std::move(request.body), std::move(peer),
                          [reply = std::move(reply)](Result<Bytes> answer) {
                              if (answer.ok())
                                  reply(bytes_response(std::move(answer).value(), no_type));
                              else if (answer.error().code == ErrorCode::busy)
                                  reply(busy_response(2));
                              else
                                  reply(error_response(answer.error()));
                          });
        },
        limits::exchange_body_max);
    router.post(
        "/frontier/v1", Access::open,
        [&site](const Request& request) {
            auto answer = site.compare_frontier(request.body);
            return answer.ok() ? bytes_response(std::move(answer).value(), parcel_type)
                               : error_response(answer.error());
        },
        frontier_body_max);
}

}  // namespace approdo::app
