// Hands arguments, environment and standard streams to run_program().
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "server/program.hpp"

int main(int argument_count, char** arguments) {
    const approdo::server::Environment environment =
        [](const std::string& name) -> std::optional<std::string> {
        const char* value = std::getenv(name.c_str());
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    };
    const bool is_terminal = ::isatty(STDOUT_FILENO) != 0;
    const approdo::server::SiteDoor door{approdo::app::open_site, approdo::app::init_site,
                                         approdo::app::verify_backup, approdo::app::restore_backup};
    return approdo::server::run_program({arguments + 1, arguments + argument_count}, environment,
                                        {std::cin, std::cout, std::cerr, is_terminal}, {door});
}
