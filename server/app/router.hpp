// The table of routes: method, path pattern, needed access, body limit, where the handler runs, and
// the handler. Patterns are literal segments and {name}s: "/api/v1/courses/{course}/editions".
// The table is filled once at start, then only read; docs/openapi.json is compared with it by a
// test.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/app/http.hpp"
#include "sync/base/limits.hpp"

namespace approdo::app {

// Where a handler runs. `io`: on the network thread, so it must never wait for disk or a lock held
// long, and without a session. `worker`: on a pool thread. An AsyncHandler is called on the network
// thread and hands over.
enum class Lane : std::uint8_t { io, worker };

struct Route {
    Method method = Method::get;
    std::string pattern;
    Access access = Access::signed_in;
    std::size_t body_bytes_max = 0;
    Lane lane = Lane::worker;
    std::variant<Handler, AsyncHandler> handler;
};

struct RouteMatch {
    const Route* route = nullptr;
    PathValues path_values;
};

class Router {
  public:
    // A pattern that stands already for the same method is our own mistake.
    void add(Route route);

    // Short forms. GET bodies are refused; POST and PUT take limits::api_body_max unless said
    // otherwise.
    void get(std::string pattern, Access access, Handler handler, Lane lane = Lane::worker);
    void post(std::string pattern, Access access, Handler handler,
              std::size_t body_bytes_max = limits::api_body_max);
    void put(std::string pattern, Access access, Handler handler,
             std::size_t body_bytes_max = limits::api_body_max);
    // Open to all: an asynchronous handler checks by itself who speaks, as /sync/v1 does by its
    // MAC.
    void get_async(std::string pattern, AsyncHandler handler);
    void post_async(std::string pattern, AsyncHandler handler, std::size_t body_bytes_max);

    // A GET route answers HEAD as well. not_found, or unsupported when only the method is wrong.
    Result<RouteMatch> find(Method method, std::string_view path) const;
    // "GET, HEAD, POST": the methods that the path knows.
    std::string allowed(std::string_view path) const;

    const std::vector<Route>& routes() const { return routes_; }

  private:
    std::vector<Route> routes_;
};

}  // namespace approdo::app
