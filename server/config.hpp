// The settings of approdo-server and where each value came from: flag > environment > file >
// default. The file is TOML, read by us: CLI11's own reader would let the file win over the
// environment. Secrets are no settings: they come from files, standard input or the service's
// credentials.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace approdo::server {

enum class Origin : std::uint8_t { standard, file, environment, flag };
std::string_view name_of(Origin origin);

enum class SettingKind : std::uint8_t { text, number, yes_no };

struct Setting {
    std::string_view name;  // as flag: --tls-cert; as variable: APPRODO_TLS_CERT; in TOML: tls_cert
    SettingKind kind;
    std::string_view standard;
    std::string_view help;
};

// In the order in which they are shown.
const std::vector<Setting>& settings();
const Setting* find_setting(std::string_view name);
std::string environment_name(std::string_view setting);
std::string toml_name(std::string_view setting);

struct SettingValue {
    std::string text;
    Origin origin = Origin::standard;
    std::string place;  // the file or the variable, for people who look for a mistake
};

using Environment = std::function<std::optional<std::string>(const std::string& name)>;

class Config {
  public:
    // Flags by setting name; `file` is read when it is given, and must then exist.
    static Result<Config> resolve(const std::map<std::string, std::string>& flags,
                                  const Environment& environment,
                                  const std::optional<std::string>& file);

    const SettingValue& value(std::string_view name) const;
    const std::string& text(std::string_view name) const { return value(name).text; }
    std::uint64_t number(std::string_view name) const;
    bool yes(std::string_view name) const { return text(name) == "true"; }

  private:
    Result<void> take(const Setting& setting, SettingValue value);

    std::map<std::string, SettingValue, std::less<>> values_;
};

// The settings of a TOML file; an unknown key is an error with its line, since it is a mistyped
// one.
Result<std::map<std::string, std::string>> read_config_file(const std::string& path);

}  // namespace approdo::server
