#include "server/command/command.hpp"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace approdo::server {

std::string Context::public_address() const {
    const std::string& set = config.text("public-url");
    if (!set.empty()) return set;
    if (!around.address.empty()) return around.address;
    const bool tls = !config.text("tls-cert").empty();
    return (tls ? "https://" : "http://") + config.text("listen");
}

CLI::App* CommandTree::leaf(CLI::App* parent, const std::string& name, const std::string& help,
                            Run run) {
    CLI::App* command = parent->add_subcommand(name, help);
    command->callback([this, run = std::move(run)] { chosen = run; });
    return command;
}

CLI::App* CommandTree::family(const std::string& name, const std::string& help) {
    CLI::App* group = app.add_subcommand(name, help);
    group->require_subcommand(1);
    return group;
}

void CommandTree::setting(CLI::App* command, std::string_view name) {
    const Setting* setting = find_setting(name);
    APPRODO_ASSERT(setting != nullptr);
    const std::string key(name);
    std::string help(setting->help);
    if (!setting->standard.empty()) help += " [" + std::string(setting->standard) + "]";
    if (setting->kind == SettingKind::yes_no)
        command->add_flag_callback(
            "--" + key, [this, key] { flags[key] = "true"; }, help);
    else
        command->add_option_function<std::string>(
            "--" + key, [this, key](const std::string& value) { flags[key] = value; }, help);
}

}  // namespace approdo::server
