// The commands about attestati, as the command line has them.
#pragma once

#include "client_core/cli/command_line.hpp"

namespace approdo::cli {

struct AttestationChoices {
    AttestationOptions attestation;
    VerifyOptions verify;
};
void add_attestation_commands(CLI::App& app, const AddCommand& add, AttestationChoices& choices);

}  // namespace approdo::cli
