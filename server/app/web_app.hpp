// The web app's files as they were built, in memory, each with its compressed forms, and the routes
// that serve them: the page at every address of the app, the rest under its own name. Names under
// assets/ carry the hash of their content, so that browsers may keep them for ever; everything else
// is asked for anew, and answered with 304 where it is the same. Read once at start; `serve` adds
// the routes.
#pragma once

#include <filesystem>
#include <memory>

#include "server/app/router.hpp"

namespace approdo::app {

class WebApp {
  public:
    // not_found: there is no built app in this folder.
    static Result<std::shared_ptr<const WebApp>> read(const std::filesystem::path& folder);

    struct File {
        std::string path;  // as asked for: /assets/index-1a2b.js
        std::string type;
        std::string tag;  // of its content
        Bytes plain;
        Bytes gzip;    // empty: not worth it
        Bytes brotli;  // the same
    };
    const std::vector<File>& files() const { return files_; }
    const File& page() const { return files_[page_]; }

  private:
    std::vector<File> files_;
    std::size_t page_ = 0;
};

// Also answers at /join, where browsers arrive with an invitation.
void add_web_app(Router& router, std::shared_ptr<const WebApp> app);

}  // namespace approdo::app
