// The command for assignments, as the command line offers it.
#pragma once

#include "client_core/cli/command_line.hpp"

namespace approdo::cli {

void add_hand_in_command(CLI::App& app, const AddCommand& add, HandInOptions& options);

}  // namespace approdo::cli
