// Between the network and the handlers: finds the route, checks method, origin, size and session,
// runs the handler where its lane says, and turns whatever escapes from it into a plain 500.
// admit() and handle() are called on the network thread and never wait; replies come from any
// thread.
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "server/app/router.hpp"
#include "server/app/worker_pool.hpp"

namespace approdo::app {

// Who holds this session token? Runs on a worker thread, may read the store.
using Authenticate = std::function<Result<Caller>(std::string_view token)>;

// Told of every exception that a handler let through: a sentence for the log, never for the caller.
using ReportFault = std::function<void(const std::string& request_id, const std::string& what)>;

struct DispatcherOptions {
    // The origin that browsers see ("https://corsi.example.org"). Empty: that of the Host header.
    std::string public_origin;
    int retry_after_s = 2;
};

class Dispatcher {
  public:
    Dispatcher(Router router, WorkerPool& workers, Authenticate authenticate, ReportFault report,
               DispatcherOptions options = {});

    // Before the body is read: the route, or the answer that refuses the request.
    std::variant<RouteMatch, Response> admit(const RequestHead& head,
                                             std::uint64_t body_bytes_announced) const;
    void handle(const Route& route, Request request, Reply reply) const;
    // The next piece of a streamed answer, fetched on a worker thread.
    void pull(std::shared_ptr<BodySource> source, std::string request_id,
              std::function<void(Result<Bytes>)> receive) const;

    const Router& router() const { return router_; }

  private:
    bool origin_is_ours(const RequestHead& head) const;
    Response fault(const std::string& request_id, const std::exception& fault) const;
    Response run(const Route& route, Request& request) const;
    std::optional<Response> identify(const Route& route, Request& request) const;

    Router router_;
    WorkerPool& workers_;
    Authenticate authenticate_;
    ReportFault report_;
    DispatcherOptions options_;
};

inline constexpr std::string_view session_cookie_name = "__Host-session";

// The token of `Authorization: Bearer …`, else of the session cookie; empty when there is none.
std::string session_token_of(const RequestHead& head);

}  // namespace approdo::app
