// approdo-server as a function: arguments, environment and streams in, exit code out, so that tests
// run it like main() does.
#pragma once

#include <istream>
#include <ostream>
#include <string>
#include <vector>

#include "server/command/command.hpp"

namespace approdo::server {

struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool shows_pictures = false;  // a terminal stands at the other end of `out`
};

int run_program(const std::vector<std::string>& arguments, const Environment& environment,
                Streams streams, const Surroundings& around);

}  // namespace approdo::server
