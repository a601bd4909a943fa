// Requests to the site on behalf of the program's own pages, which can reach this program alone: a
// page names the site's address, the method and what would be the target, and gets the site's own
// answer, marked as such; everything without the mark is this program's word. Connections are kept
// for the next request. Called by local_app, from any thread.
#pragma once

#include <list>
#include <mutex>

#include "client_core/cli/http_client.hpp"
#include "client_core/cli/local_message.hpp"

namespace approdo::cli {

// In an answer: it is the site's.
inline constexpr std::string_view from_site_header = "approdo-from";

class SiteLine {
  public:
    explicit SiteLine(std::string ca_file) : ca_file_(std::move(ca_file)) {}

    // The request's target behind `prefix` is the site's; headers: approdo-site (its address),
    // approdo-method, approdo-authorization, content-type.
    Result<LocalAnswer> carry(const LocalRequest& request, std::string_view prefix);
    // Breaks off what is under way, and takes nothing more.
    void end();

  private:
    struct Line {
        std::string address;
        std::unique_ptr<HttpClient> http;
    };

    Result<std::list<Line>::iterator> take(const std::string& address);
    void give_back(std::list<Line>::iterator line, bool is_good);

    std::string ca_file_;
    std::mutex mutex_;
    std::list<Line> idle_;
    std::list<Line> busy_;
    bool ended_ = false;
};

}  // namespace approdo::cli
