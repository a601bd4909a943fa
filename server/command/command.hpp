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

#include "server/app/open_site.hpp"
#include "server/config.hpp"
#include "server/output.hpp"

namespace approdo::server {

// How commands come by a site; tests bring their own.
struct SiteDoor {
    std::function<Result<std::unique_ptr<app::Site>>(const app::SiteOptions&)> open;
    std::function<Result<app::FirstLink>(const app::SiteOptions&, std::string_view name,
                                         std::string_view address)>
        init;
    std::function<Result<app::BackupReport>(const std::filesystem::path&)> verify_backup;
    std::function<Result<app::BackupReport>(const app::SiteOptions&, const std::filesystem::path&)>
        restore_backup;
};

// Where a command runs: in a process of its own, or within the server that has the folder open.
struct Surroundings {
    const SiteDoor& door;
    app::Site* running = nullptr;
    std::string address{};           // that the running server is reached at
    std::filesystem::path folder{};  // that relative paths count from; empty: the process's own
};

// What a command gets when it runs.
struct Context {
    Config config;
    Output& out;
    std::istream& in;
    const Surroundings& around;
    std::vector<std::string> arguments;  // as typed, for handing on
    Environment environment;
    bool assume_yes = false;
    bool no_input = false;

    std::filesystem::path path(const std::string& text) const { return around.folder / text; }
    // What links begin with: the setting, else where the server listens.
    std::string public_address() const;
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

void add_site_commands(CommandTree& tree);    // init, rebuild, doctor, audit
void add_serve_command(CommandTree& tree);    // serve
void add_people_commands(CommandTree& tree);  // org, user, invite
void add_course_commands(CommandTree& tree);  // course, edition, enrol, report
void add_parcel_commands(CommandTree& tree);  // parcel
void add_backup_commands(CommandTree& tree);  // backup
void add_config_command(CommandTree& tree);   // config

}  // namespace approdo::server
