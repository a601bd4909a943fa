// The profiles of this computer for the program's own pages: the same folders as every command's
// (home.hpp), so that what is done in a page and what is done at the terminal is one record. Here
// are the names, the key slots and two small files that can be read while all is locked: the label
// that the page shows, and the page's settings. Called by local_app; nothing here opens a profile.
#pragma once

#include "client_core/cli/home.hpp"
#include "client_core/cli/local_message.hpp"

namespace approdo::cli {

class LocalProfiles {
  public:
    explicit LocalProfiles(std::filesystem::path home) : home_(std::move(home)) {}

    // What follows /local/profiles: nothing, `make`, or NAME/VERB. not_found: no such profile.
    Result<LocalAnswer> answer(std::string_view path, ByteView body) const;
    // Text of the page's own, at most settings_bytes_max; empty: none yet.
    Result<LocalAnswer> settings() const;
    Result<LocalAnswer> keep_settings(ByteView text) const;
    // What the profiles take of the disk, and what of it is free.
    Result<LocalAnswer> room() const;

  private:
    Result<Profile> named(std::string_view name) const;
    std::string label_of(const std::string& name) const;
    Result<LocalAnswer> list() const;
    Result<LocalAnswer> make() const;
    Result<LocalAnswer> about(const Profile& profile, std::string_view verb, ByteView body) const;
    Result<LocalAnswer> remove(const Profile& profile) const;

    std::filesystem::path home_;
};

LocalAnswer json_answer(std::string json);
LocalAnswer bytes_answer(Bytes bytes);

}  // namespace approdo::cli
