// What all files share that describe commands to the command line: how one is added, and how what
// it is given is named in its help. main.cpp calls them.
#pragma once

#include <CLI/CLI.hpp>

#include "client_core/cli/commands.hpp"
#include "client_core/cli/texts.hpp"

namespace approdo::cli {

// Without a command it adds a family, whose members do something.
using AddCommand = std::function<CLI::App*(CLI::App& parent, const char* name, const Text& what,
                                           std::function<Result<int>(Context&)> command)>;

// What stands behind the command without a name of its own; `word` is how the help calls it.
inline CLI::Option* add_argument(CLI::App& app, const Text& word, std::string& value,
                                 const Text& what) {
    return app.add_option(say(word), value, say(what))->type_name("");
}

inline void add_user(CLI::App& sub, std::string& user) {
    sub.add_option("--user", user, say({"il tuo nome al sito", "your name at the site"}))
        ->type_name("NAME");
}

}  // namespace approdo::cli
