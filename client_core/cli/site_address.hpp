// From what a person has of a site to a link that pins its root: a link as it is, or an address,
// whose site is asked who it is and compared with the words on the person's paper. Nothing that a
// person did is sent before. Called by `join`.
#pragma once

#include "client_core/cli/context.hpp"

namespace approdo::cli {

// invalid_input: this names a site at most, and it takes an invitation to join as a new person.
Result<void> check_invites(const std::string& link_or_address);

// `words`: the site's fingerprint, if the person gave it; else it is shown and asked about.
// unauthentic: another site answers, or the person says so. invalid_input: nobody can be asked.
Result<std::string> link_to(const Context& context, const std::string& link_or_address,
                            const std::string& words);

}  // namespace approdo::cli
