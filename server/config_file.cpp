#include <toml++/toml.h>

#include "server/config.hpp"

namespace approdo::server {

namespace {

std::optional<std::string> text_from(const toml::node& node) {
    if (const auto text = node.value_exact<std::string>()) return *text;
    if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
    if (const auto yes = node.value_exact<bool>()) return *yes ? "true" : "false";
    return std::nullopt;
}

const Setting* setting_of(std::string_view key) {
    for (const Setting& setting : settings())
        if (toml_name(setting.name) == key) return &setting;
    return nullptr;
}

std::string place_of(const std::string& path, const toml::source_region& region) {
    return path + ":" + std::to_string(region.begin.line);
}

}  // namespace

Result<std::map<std::string, std::string>> read_config_file(const std::string& path) {
    std::map<std::string, std::string> values;
    try {
        const toml::table table = toml::parse_file(path);
        for (const auto& [key, node] : table) {
            const Setting* setting = setting_of(key.str());
            if (setting == nullptr)
                return fail(ErrorCode::invalid_input, place_of(path, key.source()) +
                                                          ": there is no setting «" +
                                                          std::string(key.str()) + "».");
            const auto text = text_from(node);
            if (!text)
                return fail(ErrorCode::invalid_input,
                            place_of(path, node.source()) + ": «" + std::string(key.str()) +
                                "» has to be a text, a number or true/false.");
            values[std::string(setting->name)] = *text;
        }
    } catch (const toml::parse_error& failure) {
        return fail(ErrorCode::invalid_input, place_of(path, failure.source()) + ": " +
                                                  std::string(failure.description()) + ".");
    }
    return values;
}

}  // namespace approdo::server
