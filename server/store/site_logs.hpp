// What the site itself writes with: its logs (their signing keys and ends), the keys of scopes and
// of packages by epochs, who may read which scope, and what was given to whom already. Everything
// needed to write the next segment is read and moved inside one transaction, so that several
// processes may write the same site.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/crypto/sign.hpp"
#include "sync/log/certificate.hpp"
#include "sync/log/keyring.hpp"

namespace approdo::store {

struct SiteLog {
    LogId id;
    log::LogKind kind = log::LogKind::site;
    ScopeId scope;  // kind keyring: the account's
    ServerEpoch server_epoch;
    crypto::SigningKey::Seed key;
};

enum class ScopeKind : std::uint8_t { learner = 1, edition = 2, staff = 3, site = 4 };

struct Scope {
    ScopeId id;
    ScopeKind kind = ScopeKind::learner;
    Digest16 owner;  // bytes of the account, edition, edition or organisation, site
    Epoch epoch;     // the newest
    bool operator==(const Scope&) const = default;
};

class SiteLogs {
  public:
    virtual ~SiteLogs() = default;

    // The log of this server epoch that the site writes a scope (or an account's keyring) with.
    virtual std::optional<SiteLog> writing(log::LogKind kind, const ScopeId& scope,
                                           ServerEpoch server_epoch) = 0;
    virtual void put_writing(const SiteLog& log) = 0;
    // The highest Lamport counter that the site has seen or written.
    virtual Lamport lamport() = 0;
    virtual void put_lamport(Lamport lamport) = 0;

    virtual std::optional<Scope> scope(const ScopeId& id) = 0;
    virtual std::optional<Scope> scope_of(ScopeKind kind, const Digest16& owner) = 0;
    virtual void put_scope(const Scope& scope) = 0;

    virtual void add_reader(const ScopeId& scope, const AccountId& account) = 0;
    virtual void remove_reader(const ScopeId& scope, const AccountId& account) = 0;
    virtual std::vector<AccountId> readers_of(const ScopeId& scope) = 0;
    virtual std::vector<ScopeId> read_by(const AccountId& account) = 0;

    // Keys are found through Session::keyring().
    virtual void put_key(const log::KeyName& name, const crypto::SymmetricKey& key) = 0;

    virtual bool was_given(const AccountId& account, const log::KeyName& name) = 0;
    virtual void note_given(const AccountId& account, const log::KeyName& name) = 0;
    // The account has a new key: everything is given anew.
    virtual void forget_given(const AccountId& account) = 0;
    // Whether the attempt's seed was issued already.
    virtual bool seed_was_given(const EnrolmentId& enrolment, const UnitId& unit,
                                std::uint32_t attempt_number) = 0;
    virtual void note_seed_given(const EnrolmentId& enrolment, const UnitId& unit,
                                 std::uint32_t attempt_number) = 0;

    // Statuses that a staff scope was not told yet. Once, however often it is put.
    virtual void put_due(const ScopeId& scope, const EnrolmentId& enrolment) = 0;
    // Of the scopes that the account reads, those that something is due to.
    virtual std::vector<ScopeId> due_to(const AccountId& account) = 0;
    // Removes them, at most `count_max`.
    virtual std::vector<EnrolmentId> take_due(const ScopeId& scope, std::size_t count_max) = 0;

    // log::SignedBeacon
    virtual void put_beacon(std::uint64_t number, ByteView beacon) = 0;
    virtual void put_server_epoch(ServerEpoch epoch) = 0;
    // Small facts about the site by name.
    virtual std::optional<Bytes> setting(const std::string& name) = 0;
    virtual void put_setting(const std::string& name, ByteView value) = 0;
};

}  // namespace approdo::store
