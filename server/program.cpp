#include "server/program.hpp"

#include <CLI/App.hpp>
#include <CLI/Error.hpp>
#include <exception>

#include "server/command/command.hpp"
#include "sync/base/nearest.hpp"

namespace approdo::server {

namespace {

constexpr const char* version_text = "approdo-server " APPRODO_VERSION;

struct Common {
    bool json = false;
    bool quiet = false;
    bool yes = false;
    bool no_input = false;
    std::string config_file;
};

void add_common_options(CommandTree& tree, Common& common) {
    CLI::App& app = tree.root().app();
    app.require_subcommand(1);
    app.fallthrough();
    app.set_version_flag("--version", version_text);
    app.add_flag("--json", common.json, "one JSON object a line instead of text");
    app.add_flag("-q,--quiet", common.quiet, "say nothing but the answer");
    app.add_flag("-y,--yes", common.yes, "do not ask before what cannot be undone");
    app.add_flag("--no-input", common.no_input, "never ask; fail where an answer is needed");
    app.add_option("--config", common.config_file, "TOML file with settings");
    tree.setting(tree.root(), "data");
    // Each command takes the words that stand below its help from here.
    app.footer("Options of all commands (--data, --json …): approdo-server --help");
    app.get_formatter()->label("TEXT", "VALUE");
}

void add_commands(CommandTree& tree) {
    add_site_commands(tree);
    add_doctor_command(tree);
    add_serve_command(tree);
    add_people_commands(tree);
    add_erasure_commands(tree);
    add_device_commands(tree);
    add_course_commands(tree);
    add_staff_commands(tree);
    add_meeting_commands(tree);
    add_attestation_commands(tree);
    add_parcel_commands(tree);
    add_backup_commands(tree);
    add_hub_command(tree);
    add_import_draft_command(tree);
    add_config_command(tree);
    tree.root().app().footer(
        "Settings come from flags, then APPRODO_* variables, then the --config file.\n"
        "  approdo-server init --data /var/lib/approdo --name \"City of Example\"\n"
        "  approdo-server serve --data /var/lib/approdo --listen 127.0.0.1:8080");
}

// ": did you mean «report»?", where one of the commands in this place is near.
std::string meant(const CLI::App& app) {
    const auto chosen = app.get_subcommands();
    const CLI::App& family = chosen.empty() ? app : *chosen.front();
    std::vector<std::string> known;
    for (const CLI::App* sub : family.get_subcommands([](const CLI::App*) { return true; }))
        known.push_back(sub->get_name());
    const std::string word = nearest(app.remaining(true).front(), known);
    return word.empty() ? "" : "; perhaps you meant «" + word + "»";
}

// The library says of a mistyped command only that one is missing, and ends without a stop. What
// follows an option that it does not know is no command, but perhaps that option's value.
std::string what_is_wrong(const CLI::App& app, const CLI::ParseError& mistake) {
    const auto unknown = app.remaining(true);
    if (!unknown.empty() && unknown.front().starts_with('-'))
        return "There is no option «" + unknown.front() + "» here.";
    if (!unknown.empty()) return "There is no command «" + unknown.front() + "»" + meant(app) + ".";
    std::string text = mistake.what();
    if (text == "A subcommand is required") text = "Say what to do";
    if (!text.ends_with('.')) text += '.';
    return text;
}

std::optional<std::string> config_file_of(const Common& common, const Environment& environment) {
    if (!common.config_file.empty()) return common.config_file;
    return environment("APPRODO_CONFIG");
}

ExitCode run_chosen(CommandTree& tree, Context& context) {
    try {
        return tree.chosen(context);
    } catch (const std::exception& failure) {
        context.out.error({ErrorCode::corrupt, failure.what()});
        return ExitCode::failure;
    }
}

}  // namespace

int run_program(const std::vector<std::string>& arguments, const Environment& environment,
                Streams streams, const Surroundings& around) {
    CommandTree tree;
    Common common;
    Output out(streams.out, streams.err);
    out.shows_pictures = streams.shows_pictures;
    add_common_options(tree, common);
    add_commands(tree);
    // CLI11 takes its arguments from the back.
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    try {
        tree.root().app().parse(reversed);
    } catch (const CLI::Success& help) {
        tree.root().app().exit(help, streams.out, streams.err);
        return static_cast<int>(ExitCode::ok);
    } catch (const CLI::ParseError& mistake) {
        out.json = common.json;
        out.error({ErrorCode::invalid_input, what_is_wrong(tree.root().app(), mistake) +
                                                 " Run approdo-server --help for all commands."});
        return static_cast<int>(ExitCode::usage);
    }
    out.json = common.json;
    out.quiet = common.quiet;
    auto config = Config::resolve(tree.flags, environment, config_file_of(common, environment));
    if (!config.ok()) return static_cast<int>(out.error(config.error()));
    Context context{std::move(config).value(),
                    out,
                    streams.in,
                    around,
                    arguments,
                    environment,
                    common.yes,
                    common.no_input};
    return static_cast<int>(run_chosen(tree, context));
}

}  // namespace approdo::server
