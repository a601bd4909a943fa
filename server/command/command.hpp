// The frame of the command line: each family of commands is one file that adds its subcommands to
// the tree and says, for the one that was chosen, what to run. Parsing only notes values; nothing
// is opened, read or asked before the whole line was understood.
#pragma once

#include <functional>
#include <istream>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "server/app/open_site.hpp"
#include "server/config.hpp"
#include "server/output.hpp"

namespace CLI {
class App;
}

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
    const Config* config = nullptr;  // that the running server was started with
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

// The address in links of a site that is served with these settings.
std::string public_address_of(const Config& config);

using Run = std::function<ExitCode(Context&)>;

// One command of the tree, or a family of them ("org").
class Command {
  public:
    explicit Command(CLI::App& app) : app_(&app) {}

    Command& option(const std::string& name, std::string& value, const std::string& help);
    Command& required(const std::string& name, std::string& value, const std::string& help);
    Command& flag(const std::string& name, bool& value, const std::string& help);

    CLI::App& app() { return *app_; }

  private:
    CLI::App* app_;
};

// All commands and what was chosen among them. CLI11 shows in two files only: it costs each file
// that includes it several seconds.
class CommandTree {
  public:
    CommandTree();
    ~CommandTree();
    CommandTree(const CommandTree&) = delete;
    CommandTree& operator=(const CommandTree&) = delete;

    Command root();
    Command family(const std::string& name, const std::string& help);
    // A command that does `run` when it is the one chosen.
    Command leaf(Command parent, const std::string& name, const std::string& help, Run run);
    // The setting as an option of this command.
    void setting(Command command, std::string_view name);

    std::map<std::string, std::string> flags;  // settings given on the line
    Run chosen;

  private:
    std::unique_ptr<CLI::App> app_;
};

void add_site_commands(CommandTree& tree);         // init, site, root, rebuild, audit
void add_doctor_command(CommandTree& tree);        // doctor
void add_serve_command(CommandTree& tree);         // serve
void add_people_commands(CommandTree& tree);       // org, user, event, invite
void add_erasure_commands(CommandTree& tree);      // erasure
void add_device_commands(CommandTree& tree);       // device
void add_course_commands(CommandTree& tree);       // course, edition, enrol, report
void add_attestation_commands(CommandTree& tree);  // attestation
void add_staff_commands(CommandTree& tree);        // marking, announcement
void add_meeting_commands(CommandTree& tree);      // meeting
void add_parcel_commands(CommandTree& tree);       // parcel
void add_backup_commands(CommandTree& tree);       // backup
void add_hub_command(CommandTree& tree);           // hub
void add_import_draft_command(CommandTree& tree);  // import-draft
void add_config_command(CommandTree& tree);        // config

}  // namespace approdo::server
