// The frame of the command line: each family of commands is one file that adds its subcommands to
// the tree and says, for the one that was chosen, what to run. Parsing only notes values; nothing
// is opened, read or asked before the whole line was understood.
#pragma once

#include <CLI/App.hpp>
#include <functional>
#include <istream>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "server/config.hpp"
#include "server/output.hpp"

namespace approdo::server {

// What a command gets when it runs.
struct Context {
    Config config;
    Output& out;
    std::istream& in;
    bool assume_yes = false;
    bool no_input = false;
    bool show_origin = false;
};

using Run = std::function<ExitCode(Context&)>;

struct CommandTree {
    CLI::App app{
        "Approdo server: hosts courses and takes in what learners did, whenever it arrives."};
    std::map<std::string, std::string> flags;  // settings given on the line
    Run chosen;

    // A subcommand that runs `run` when it is the one chosen.
    CLI::App* leaf(CLI::App* parent, const std::string& name, const std::string& help, Run run);
    // A family of subcommands ("org add", "org list").
    CLI::App* family(const std::string& name, const std::string& help);
    // The setting as an option of this command.
    void setting(CLI::App* command, std::string_view name);
};

void add_serve_command(CommandTree& tree);
void add_config_command(CommandTree& tree);

}  // namespace approdo::server
