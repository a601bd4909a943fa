// What was erased for good: the site's own signed records of it, and how a person leaves the store.
// The list is what resent segments and restored backups are held against.
#pragma once

#include <vector>

#include "sync/log/erasure.hpp"

namespace approdo::store {

class Erasures {
  public:
    virtual ~Erasures() = default;

    // False: it is known already.
    virtual bool put(const log::SignedErasure& record) = 0;
    virtual std::vector<log::SignedErasure> list() = 0;  // the eldest first
    virtual bool has_events() = 0;
    virtual bool erases(const Hash& event) = 0;
    virtual std::optional<log::SignedErasure> of_person(const AccountId& account) = 0;

    // Everything that is kept of a person: the row and its secrets, sessions and invitations,
    // roles, enrolments, what was folded, keys of the scope, and the bodies of all segments. What
    // stays are stubs and certificates, which bear no name and keep every chain whole; of audit
    // lines what happened and when. Its devices are revoked.
    virtual void forget_person(const AccountId& account) = 0;
};

// Who did what is told no more: the actor in the audit lines of an erased person.
inline AccountId erased_account() {
    AccountId account;
    account.bytes.fill(0xff);
    return account;
}

}  // namespace approdo::store
