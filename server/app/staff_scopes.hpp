// What trainers and coordinators may see of their learners, in scopes of its own: one for each
// edition and one for each organisation. The site writes there what it folded, as counts and
// results, and when each device was last heard of; a learner's key and log never leave the learner.
// Who reads a scope follows from the roles at the organisation concerned. What changed is noted at
// once and written when a reader is next in contact, so that a busy day of a class costs each
// status one event. Called by enrolling, joining, folding, and around an exchange.
#pragma once

#include "server/app/scribe.hpp"

namespace approdo::app {

// `owner`: the bytes of an edition or an organisation.
ScopeId staff_scope(const Digest16& owner);

class StaffScopes {
  public:
    explicit StaffScopes(Scribe& scribe) : scribe_(scribe) {}

    // The scopes in which this enrolment is seen, for those whose roles let them read; it is due
    // there.
    void open_for(store::Session& session, const store::Enrolment& enrolment);
    // All open scopes that the account's roles let it read, and those of the places where it has
    // them: after joining, with each new key, and now and then.
    void let_read(store::Session& session, const AccountId& account);
    // The enrolment's status is another now.
    void note(store::Session& session, const store::EnrolmentStatus& status);
    // The person has another device, one less, or one that was heard of after a while.
    void note_devices(store::Session& session, const AccountId& account);
    // What is due to the scopes that the account reads, some thousand statuses at a time.
    void write_due(store::Session& session, const AccountId& account);

  private:
    void open(store::Session& session, const Digest16& owner, const OrganisationId& at);
    // Who has a role learns of it from the scope's first word, class or not.
    void open_place(store::Session& session, const OrganisationId& place);
    void write(store::Session& session, const store::Scope& scope);
    // Whoever lost the role reads nothing that is written from now on.
    void dismiss(store::Session& session, const store::Scope& scope);

    Scribe& scribe_;
};

}  // namespace approdo::app
