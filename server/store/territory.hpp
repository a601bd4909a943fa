// The territory's tree of organisations and who has which role at which node. A role at a node
// holds for everything below it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/base/ids.hpp"

namespace approdo::store {

struct Organisation {
    OrganisationId id;
    OrganisationId parent;  // zero: the root of the tree
    std::string name;
    std::string slug;  // how people write it in commands; unique
    bool operator==(const Organisation&) const = default;
};

// In rising order of what they may do. Numbers are stored.
enum class Role : std::uint8_t { learner = 1, trainer = 2, coordinator = 3, administrator = 4 };
std::string_view name_of(Role role);
Result<Role> role_from(std::string_view name);

struct RoleGrant {
    AccountId account;
    Role role = Role::learner;
    OrganisationId organisation;
    auto operator<=>(const RoleGrant&) const = default;
};

class Territory {
  public:
    virtual ~Territory() = default;

    virtual std::optional<Organisation> find(const OrganisationId& id) = 0;
    virtual std::optional<Organisation> find_named(const std::string& slug) = 0;
    // conflict: the slug is taken. missing: no such parent. A node never moves below itself.
    virtual Result<void> put(const Organisation& organisation) = 0;
    // The whole tree, by slug. A territory has thousands of nodes, not millions.
    virtual std::vector<Organisation> list() = 0;
    // The node itself and all above it, nearest first; empty when there is no such node.
    virtual std::vector<OrganisationId> path_to_root(const OrganisationId& id) = 0;
    // The node itself and all below it.
    virtual std::vector<OrganisationId> subtree(const OrganisationId& id) = 0;

    virtual void grant(const RoleGrant& grant) = 0;
    virtual void withdraw(const RoleGrant& grant) = 0;
    virtual std::vector<RoleGrant> roles_of(const AccountId& account) = 0;
    virtual std::vector<RoleGrant> roles_at(const OrganisationId& organisation) = 0;
};

}  // namespace approdo::store
