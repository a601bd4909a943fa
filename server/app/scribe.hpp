// Writes what the site has to say: events into its own logs, one log a scope and one keyring log an
// account, each sealed at once, and keys to those who may read. Everything happens inside the
// caller's transaction. Services of this folder are its callers.
#pragma once

#include "content/model/learning.hpp"
#include "server/app/site_keys.hpp"
#include "server/store/store.hpp"
#include "sync/base/clock.hpp"

namespace approdo::app {

// The scope of what one learner does and of what the site says to that learner; the keyring's, too.
inline ScopeId learner_scope(const AccountId& account) {
    return ScopeId{account.bytes};
}
inline ScopeId edition_scope(const EditionId& edition) {
    return ScopeId{edition.bytes};
}

struct SiteEvent {
    log::EventType type{};
    EnrolmentId enrolment;
    UnitId unit;
    ContentVersion content_version;
    Bytes payload;
    bool critical = false;
};

template <class Payload>
SiteEvent site_event(const Payload& payload, const EnrolmentId& enrolment, const UnitId& unit = {},
                     ContentVersion version = {}) {
    const auto* info = content::event_info(Payload::type);
    return {Payload::type,
            enrolment,
            unit,
            version,
            content::make_payload(payload),
            info != nullptr && info->critical};
}

class Scribe {
  public:
    Scribe(const SiteKeys& keys, Clock& clock, Random& random)
        : keys_(keys), clock_(clock), random_(random) {}

    // The scope with its first key, if it is not there yet.
    void open_scope(store::Session& session, const ScopeId& scope, store::ScopeKind kind,
                    const Digest16& owner);
    // A new key for what is written from now on, for those who may read the scope still.
    void begin_epoch(store::Session& session, const ScopeId& scope);
    // Lets an account read the scope: all epochs' keys go into its keyring.
    void let_read(store::Session& session, const AccountId& account, const ScopeId& scope);
    // Once, however often it is asked for. Nothing happens for an account that has not joined yet.
    void give_key(store::Session& session, const AccountId& account, const log::KeyName& name,
                  const crypto::SymmetricKey& key);
    void write(store::Session& session, const ScopeId& scope, const std::vector<SiteEvent>& events);

  private:
    void box_key(store::Session& session, const AccountId& account, const store::KeyReader& reader,
                 const log::KeyName& name, const crypto::SymmetricKey& key);
    store::SiteLog log_for(store::Session& session, log::LogKind kind, const ScopeId& scope);
    std::vector<log::Event> stamped(store::Session& session, const std::vector<SiteEvent>& events);

    const SiteKeys& keys_;
    Clock& clock_;
    Random& random_;
};

}  // namespace approdo::app
