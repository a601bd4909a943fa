// Who holds which role where: a role at a node of the territory holds for everything below it.
// Whoever decides what somebody may do or see asks here.
#pragma once

#include <set>

#include "server/store/store.hpp"

namespace approdo::app {

// Whether the account holds the role, or a higher one, at the organisation or above it.
bool holds(store::Session& session, const AccountId& account, store::Role role,
           const OrganisationId& organisation);
bool holds_somewhere(store::Session& session, const AccountId& account, store::Role role);
// All who hold the role, or a higher one, at the organisation or above it.
std::set<AccountId> holders(store::Session& session, store::Role role,
                            const OrganisationId& organisation);

}  // namespace approdo::app
