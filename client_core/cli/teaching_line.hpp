// The command line of those who teach: which words `approdo mark` and `approdo announce` take. main
// gives what adds a command in its own way, and keeps the options.
#pragma once

#include <functional>

#include "client_core/cli/command_line.hpp"

namespace approdo::cli {

struct TeachingOptions {
    MarkOptions mark;
    AnnounceOptions announce;
    UploadOptions upload;
};
void add_teaching_commands(CLI::App& app, const AddCommand& add, TeachingOptions& options);

}  // namespace approdo::cli
