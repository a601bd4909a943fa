#include "server/config.hpp"

#include <charconv>

namespace approdo::server {

std::string_view name_of(Origin origin) {
    switch (origin) {
        case Origin::standard:
            return "default";
        case Origin::file:
            return "file";
        case Origin::environment:
            return "environment";
        case Origin::flag:
            return "flag";
    }
    return "default";
}

const std::vector<Setting>& settings() {
    using enum SettingKind;
    static const std::vector<Setting> all = {
        {"data", text, "", "folder that holds the site"},
        {"listen", text, "127.0.0.1:8080",
         "address for learners, HOST:PORT; port 0 takes a free one"},
        {"admin", text, "127.0.0.1:9090",
         "address for /metrics, /livez and /readyz; «off» for none"},
        {"public-url", text, "", "address that people and invitation links use, e.g. https://HOST"},
        {"tls-cert", text, "", "TLS certificate chain, PEM file"},
        {"tls-key", text, "", "TLS private key, PEM file that others cannot read"},
        {"behind-proxy", yes_no, "false", "a proxy in front ends TLS and sets X-Forwarded-For"},
        {"workers", number, "4", "threads for requests that may wait for disk"},
        {"connections-max", number, "10000", "connections at the same time"},
        {"queue-max", number, "1024", "requests that may wait for a worker"},
        {"drain-seconds", number, "10", "how long a stop waits for requests under way"},
        {"log-file", text, "", "log file; empty: standard error"},
        {"log-level", text, "info", "least level that is logged: debug, info, warning, error"},
        {"web", text, "",
         "folder with the built web app; empty: the one beside the program; «off» for none"},
        {"upstream", text, "", "hub: address of the site or hub to forward to"},
        {"disk-max", number, "10737418240", "hub: bytes that may be stored for others"},
    };
    return all;
}

const Setting* find_setting(std::string_view name) {
    for (const Setting& setting : settings())
        if (setting.name == name) return &setting;
    return nullptr;
}

std::string environment_name(std::string_view setting) {
    std::string name = "APPRODO_";
    for (const char c : setting) name += c == '-' ? '_' : static_cast<char>(c - 'a' + 'A');
    return name;
}

std::string toml_name(std::string_view setting) {
    std::string name(setting);
    for (char& c : name)
        if (c == '-') c = '_';
    return name;
}

namespace {

std::optional<std::uint64_t> number_from(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<std::string> yes_no_from(std::string_view text) {
    if (text == "true" || text == "yes" || text == "1" || text == "on") return "true";
    if (text == "false" || text == "no" || text == "0" || text == "off" || text.empty())
        return "false";
    return std::nullopt;
}

}  // namespace

Result<void> Config::take(const Setting& setting, SettingValue value) {
    const std::string where = value.origin == Origin::standard ? "" : " (" + value.place + ")";
    if (setting.kind == SettingKind::number && !number_from(value.text))
        return fail(ErrorCode::invalid_input, std::string(setting.name) +
                                                  " has to be a whole number, not «" + value.text +
                                                  "»" + where + ".");
    if (setting.kind == SettingKind::yes_no) {
        const auto meant = yes_no_from(value.text);
        if (!meant)
            return fail(ErrorCode::invalid_input, std::string(setting.name) +
                                                      " has to be true or false, not «" +
                                                      value.text + "»" + where + ".");
        value.text = *meant;
    }
    values_[std::string(setting.name)] = std::move(value);
    return {};
}

Result<Config> Config::resolve(const std::map<std::string, std::string>& flags,
                               const Environment& environment,
                               const std::optional<std::string>& file) {
    std::map<std::string, std::string> from_file;
    if (file) {
        APPRODO_TRY(from_file, read_config_file(*file));
    }
    Config config;
    for (const Setting& setting : settings()) {
        const std::string name(setting.name);
        const std::string variable = environment_name(setting.name);
        SettingValue value{std::string(setting.standard), Origin::standard, "built in"};
        if (const auto entry = from_file.find(name); entry != from_file.end())
            value = {entry->second, Origin::file, *file};
        if (auto text = environment(variable))
            value = {*std::move(text), Origin::environment, variable};
        if (const auto flag = flags.find(name); flag != flags.end())
            value = {flag->second, Origin::flag, "--" + name};
        APPRODO_CHECK(config.take(setting, std::move(value)));
    }
    return config;
}

const SettingValue& Config::value(std::string_view name) const {
    const auto entry = values_.find(name);
    APPRODO_ASSERT(entry != values_.end());
    return entry->second;
}

std::uint64_t Config::number(std::string_view name) const {
    // take() has checked it.
    return number_from(text(name)).value_or(0);
}

}  // namespace approdo::server
