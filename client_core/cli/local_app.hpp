// What the program answers to its own pages: the web app's files, with a mark that tells the page
// who serves it, and below /local/ what the page's engine asks for: calls of the core, profiles,
// requests to the site. Plain requests in, plain answers out; local_guard says who may ask, the
// listener calls from several threads. Nothing of it is on a disk: token and ticket live here.
#pragma once

#include <mutex>

#include "client_core/cli/local_core.hpp"
#include "client_core/cli/local_guard.hpp"
#include "client_core/cli/local_profiles.hpp"
#include "client_core/cli/site_line.hpp"
#include "client_core/web/files/web_app.hpp"

namespace approdo::cli {

class LocalApp {
  public:
    struct Parts {
        std::shared_ptr<const web::WebApp> web;
        std::filesystem::path home;
        std::string ca_file;
        std::string host;  // as the listener has it
    };
    // unsupported: these files are of another program.
    static Result<std::unique_ptr<LocalApp>> make(Parts parts, Random& random);

    // The address that opens the app once; the one before no longer does.
    std::string new_address();

    // Before the body is read: why it will not be. Nothing: it may come.
    std::optional<LocalAnswer> refuse(const LocalHead& head) const;
    LocalAnswer answer(const LocalRequest& request);
    // Nothing more is sent to the site; what is open is closed once the last answer is made.
    void end() { site_.end(); }

  private:
    LocalApp(Parts parts, web::File page, Random& random);

    LocalAnswer file(const LocalRequest& request) const;
    const web::File* find(std::string_view path) const;
    Result<LocalAnswer> local(const LocalRequest& request);
    LocalAnswer enter(const LocalRequest& request);

    Parts parts_;
    web::File page_;
    Random& random_;
    mutable std::mutex mutex_;  // of the door
    LocalDoor door_;
    std::string run_;
    LocalCore core_;
    LocalProfiles profiles_;
    SiteLine site_;
};

}  // namespace approdo::cli
