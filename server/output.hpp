// What commands say: data on standard output, everything else on standard error. With --json each
// row is one JSON object a line with the schema's version, and errors are JSON too. Exit codes are
// a contract with scripts (docs/commands.md); programs treat an unknown one as failure.
#pragma once

#include <boost/json/object.hpp>
#include <iosfwd>
#include <string_view>

#include "sync/base/result.hpp"

namespace approdo::server {

enum class ExitCode : int {
    ok = 0,
    failure = 1,
    usage = 2,
    partly_done = 3,
    not_found = 4,
    no_data_store = 10,
    locked = 11,
    not_authorised = 12,
    conflicts_left = 20,
    unsynced_left = 21,
    try_later = 75,
    interrupted = 130,
};
ExitCode exit_code_of(ErrorCode code);

class Output {
  public:
    Output(std::ostream& data, std::ostream& other) : data_(data), other_(other) {}

    bool json = false;
    bool quiet = false;
    bool shows_pictures = false;

    // One row of the answer: `text` for people, `object` for programs.
    void row(boost::json::object object, std::string_view text);
    // Text that only a terminal can show (a QR code).
    void picture(std::string_view text);
    // How it goes; silent with --quiet.
    void note(std::string_view text);
    // Passes on what another process said for us.
    void repeat(std::string_view data, std::string_view other);
    // Says what to do and gives the exit code for it.
    ExitCode error(const Error& error);

  private:
    std::ostream& data_;
    std::ostream& other_;
};

}  // namespace approdo::server
