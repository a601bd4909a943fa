// The command line of those who teach: which words `approdo mark` and `approdo announce` take. main
// gives what adds a command in its own way, and keeps the options.
#pragma once

#include <functional>

#include "client_core/cli/commands.hpp"
#include "client_core/cli/texts.hpp"

namespace CLI {
class App;
}

namespace approdo::cli {

// Without a command it adds a family, whose members do something.
using AddCommand = std::function<CLI::App*(CLI::App& parent, const char* name, const Text& what,
                                           std::function<Result<int>(Context&)> command)>;

struct TeachingOptions {
    MarkOptions mark;
    AnnounceOptions announce;
};
void add_teaching_commands(CLI::App& app, const AddCommand& add, TeachingOptions& options);

}  // namespace approdo::cli
