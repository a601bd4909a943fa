// The table of docs/architecture.md as data: which module may use which others and which
// third-party headers, and which modules must stay able to run in a browser. CMake's
// approdo_module() rows are checked against it, and every #include against those rows.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace approdo::tidy {

using Names = std::set<std::string, std::less<>>;

struct Module {
    std::string folder;
    Names deps;
    Names external;
};

// What CMake was told, one entry a module.
std::map<std::string, Module> declared_modules();

// What the architecture allows; nullptr for a module that it does not know.
const Module* allowed_module(std::string_view folder);

// "boost/json/value.hpp" → "Boost.JSON"; empty for a header that the table does not know.
std::string third_party_of(std::string_view header);

bool is_standard_or_system(std::string_view header);

// Headers that exist natively only: threads, files, consoles.
bool breaks_portability(std::string_view header);
bool is_portable(std::string_view module);

}  // namespace approdo::tidy
