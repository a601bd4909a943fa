// The web app's files as they were built, in memory, each with its compressed forms, and what a
// browser that asks for one of them is answered: names under assets/ carry the hash of their
// content, so that browsers may keep them for ever; everything else is asked for anew, and answered
// with 304 where it is the same. Nothing of an answer lets a page run what is not the app's own.
// Read once at start, by the site's server and by `approdo serve`, which put it on their networks.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/base/bytes.hpp"

namespace approdo::web {

struct File {
    std::string path;  // as asked for: /assets/index-1a2b.js
    std::string type;
    std::string tag;  // of its content
    Bytes plain;
    Bytes gzip;    // empty: not worth it
    Bytes brotli;  // the same
};

class WebApp {
  public:
    // not_found: there is no built app in this folder.
    static Result<std::shared_ptr<const WebApp>> read(const std::filesystem::path& folder);
    // Installed it is in share/, in a tree that was built it is in the build folder; empty:
    // neither.
    static std::filesystem::path folder_beside_program();

    const std::vector<File>& files() const { return files_; }
    const File& page() const { return files_[page_]; }

  private:
    std::vector<File> files_;
    std::size_t page_ = 0;
};

// Whether the page answers at this address: the app has pages up to four names deep.
bool is_page(std::string_view path);

struct FileAnswer {
    unsigned status = 200;  // or 304
    Bytes body;
    std::string_view cache_control;
    std::vector<std::pair<std::string, std::string>> headers;
};

// `known_tag` and `codings`: the request's If-None-Match and Accept-Encoding.
FileAnswer answer_with(const File& file, std::string_view known_tag, std::string_view codings);

// Of a file whose content was made anew.
std::string tag_of(ByteView content);

}  // namespace approdo::web
