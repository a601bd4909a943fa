// How people come in: invitations (their codes are kept hashed), the count of failed sign-ins, and
// the sessions of web pages and programs (their tokens are kept hashed).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/store/territory.hpp"
#include "sync/base/ids.hpp"
#include "sync/exchange/join.hpp"

namespace approdo::store {

struct Invitation {
    Hash code;          // hash of the one-time code
    AccountId account;  // zero: whoever comes first
    Role role = Role::learner;
    OrganisationId organisation;
    EditionId edition;  // zero: none
    UtcMs created;
    UtcMs expires;
    std::uint32_t uses_left = 1;
    bool operator==(const Invitation&) const = default;
};

struct WebSession {
    Hash token;
    AccountId account;
    UtcMs created;
    UtcMs expires;
    bool operator==(const WebSession&) const = default;
};

// Failed tries in a window that begins with the first of them.
struct Tries {
    std::uint32_t failed = 0;
    UtcMs since;
    bool operator==(const Tries&) const = default;
};

// How long forget_expired() leaves what has no end of its own. An answer to a join is of no use
// once the device that asked has long started anew.
inline constexpr std::int64_t join_answer_kept_ms = 90LL * 24 * 3600 * 1000;
inline constexpr std::int64_t tries_kept_ms = 24LL * 3600 * 1000;

class Doors {
  public:
    virtual ~Doors() = default;

    virtual std::optional<Invitation> invitation(const Hash& code) = 0;
    virtual void put_invitation(const Invitation& invitation) = 0;
    virtual std::vector<Invitation> invitations() = 0;

    virtual std::optional<WebSession> session(const Hash& token) = 0;
    virtual void put_session(const WebSession& session) = 0;
    virtual void end_session(const Hash& token) = 0;
    virtual void end_sessions_of(const AccountId& account) = 0;
    virtual void forget_expired(UtcMs now) = 0;

    // What was answered to a join request, so that its repetition gets the same and changes
    // nothing.
    virtual std::optional<Bytes> join_answer(const exchange::JoinId& join) = 0;
    virtual void put_join_answer(const exchange::JoinId& join, ByteView answer, UtcMs at) = 0;

    // `subject` is a hash of a user name or of an address: nothing readable is kept.
    virtual Tries tries(const Hash& subject) = 0;
    virtual void put_tries(const Hash& subject, const Tries& tries) = 0;
};

}  // namespace approdo::store
