#include "server/app/roles.hpp"

#include <algorithm>

namespace approdo::app {

bool holds(store::Session& session, const AccountId& account, store::Role role,
           const OrganisationId& organisation) {
    const auto path = session.territory().path_to_root(organisation);
    const auto grants = session.territory().roles_of(account);
    return std::any_of(grants.begin(), grants.end(), [&](const store::RoleGrant& grant) {
        return grant.role >= role &&
               std::find(path.begin(), path.end(), grant.organisation) != path.end();
    });
}

bool holds_somewhere(store::Session& session, const AccountId& account, store::Role role) {
    const auto grants = session.territory().roles_of(account);
    return std::any_of(grants.begin(), grants.end(),
                       [&](const store::RoleGrant& grant) { return grant.role >= role; });
}

std::set<AccountId> holders(store::Session& session, store::Role role,
                            const OrganisationId& organisation) {
    std::set<AccountId> accounts;
    for (const OrganisationId& node : session.territory().path_to_root(organisation)) {
        for (const store::RoleGrant& grant : session.territory().roles_at(node)) {
            if (grant.role >= role) accounts.insert(grant.account);
        }
    }
    return accounts;
}

}  // namespace approdo::app
