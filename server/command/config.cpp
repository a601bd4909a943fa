// `config show [--origin]`: the settings as they stand, and where each value came from.
#include "server/command/command.hpp"

namespace approdo::server {

void add_config_command(CommandTree& tree) {
    Command group = tree.family("config", "look at the settings");
    auto origin = std::make_shared<bool>(false);
    Command show =
        tree.leaf(group, "show", "all settings and their values", [origin](Context& context) {
            for (const Setting& setting : settings()) {
                const SettingValue& value = context.config.value(setting.name);
                std::string text = std::string(setting.name) + " = " + value.text;
                if (*origin)
                    text += "  (" + std::string(name_of(value.origin)) + ": " + value.place + ")";
                context.out.row({{"name", setting.name},
                                 {"value", value.text},
                                 {"origin", name_of(value.origin)},
                                 {"place", value.place}},
                                text);
            }
            return ExitCode::ok;
        });
    show.flag("--origin", *origin, "also where each value came from");
    for (const Setting& setting : settings())
        if (setting.name != "data") tree.setting(show, setting.name);
}

}  // namespace approdo::server
