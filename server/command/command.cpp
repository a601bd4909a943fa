#include "server/command/command.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace approdo::server {

std::string Context::public_address() const {
    const bool is_set = !config.text("public-url").empty();
    return is_set || around.address.empty() ? public_address_of(config) : around.address;
}

std::string public_address_of(const Config& config) {
    const std::string& set = config.text("public-url");
    if (!set.empty()) return set;
    const bool tls = !config.text("tls-cert").empty();
    return (tls ? "https://" : "http://") + config.text("listen");
}

Command& Command::option(const std::string& name, std::string& value, const std::string& help) {
    app_->add_option(name, value, help);
    return *this;
}

Command& Command::required(const std::string& name, std::string& value, const std::string& help) {
    app_->add_option(name, value, help)->required();
    return *this;
}

Command& Command::flag(const std::string& name, bool& value, const std::string& help) {
    app_->add_flag(name, value, help);
    return *this;
}

CommandTree::CommandTree()
    : app_(std::make_unique<CLI::App>(
          "Approdo server: hosts courses and takes in what learners did, whenever it arrives.")) {}
CommandTree::~CommandTree() = default;

Command CommandTree::root() {
    return Command(*app_);
}

Command CommandTree::family(const std::string& name, const std::string& help) {
    CLI::App* group = app_->add_subcommand(name, help);
    group->require_subcommand(1);
    return Command(*group);
}

Command CommandTree::leaf(Command parent, const std::string& name, const std::string& help,
                          Run run) {
    CLI::App* command = parent.app().add_subcommand(name, help);
    command->callback([this, run = std::move(run)] { chosen = run; });
    return Command(*command);
}

void CommandTree::setting(Command command, std::string_view name) {
    const Setting* setting = find_setting(name);
    APPRODO_ASSERT(setting != nullptr);
    const std::string key(name);
    std::string help(setting->help);
    if (!setting->standard.empty()) help += " [" + std::string(setting->standard) + "]";
    if (setting->kind == SettingKind::yes_no)
        command.app().add_flag_callback(
            "--" + key, [this, key] { flags[key] = "true"; }, help);
    else
        command.app().add_option_function<std::string>(
            "--" + key, [this, key](const std::string& value) { flags[key] = value; }, help);
}

}  // namespace approdo::server
