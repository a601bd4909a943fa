// The commands about one's own data, as the command line has them.
#pragma once

#include "client_core/cli/command_line.hpp"

namespace approdo::cli {

void add_data_commands(CLI::App& app, const AddCommand& add, DataOptions& choices);

}  // namespace approdo::cli
