// What `approdo narrate` takes on the command line. main.cpp calls it.
#pragma once

#include "client_core/cli/command_line.hpp"

namespace approdo::cli {

void add_narrate_command(CLI::App& app, const AddCommand& add, NarrateOptions& options);

}  // namespace approdo::cli
