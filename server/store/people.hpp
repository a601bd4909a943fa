// People, apart from everything they learned: names stand here and in no event, log, segment or
// certificate. An account exists from the moment somebody is invited or entered; its secrets and
// devices come when the person joins. Services of server/app call it inside a session.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/base/ids.hpp"
#include "sync/exchange/join.hpp"
#include "sync/exchange/log_store.hpp"

namespace approdo::store {

struct Person {
    AccountId account;
    std::string user_name;  // unique, compared as it stands
    std::string display_name;
    std::string email;
    OrganisationId organisation;  // where the person works
    UtcMs created;
    bool active = true;
    bool operator==(const Person&) const = default;
};

struct DeviceLine {
    DeviceId device;
    UtcMs issued;
    UtcMs last_contact;  // zero: none yet
    bool revoked = false;
    DeviceId before;  // that this one goes on from; zero: none
    bool operator==(const DeviceLine&) const = default;
};

// Whom a key is boxed to, and under which name it is noted that this was done.
struct KeyReader {
    AccountId noted_as;  // the account, or the bytes of the device
    crypto::BoxPublicKey box;
};

class People {
  public:
    virtual ~People() = default;

    virtual std::optional<Person> find(const AccountId& account) = 0;
    virtual std::optional<Person> find_named(const std::string& user_name) = 0;
    // conflict: another account has this user name.
    virtual Result<void> put(const Person& person) = 0;
    // By user name, those above `after`, at most `count_max`.
    virtual std::vector<Person> list(const std::string& after, std::size_t count_max) = 0;

    virtual std::optional<exchange::AccountSecrets> secrets(const AccountId& account) = 0;
    virtual void put_secrets(const AccountId& account, const exchange::AccountSecrets& secrets) = 0;

    virtual std::vector<DeviceLine> devices_of(const AccountId& account) = 0;
    virtual void mark_revoked(const DeviceId& device) = 0;
    // The stream of a revoked device counts up to here; a cut never moves back. A device that is
    // not known yet is revoked when its certificate comes.
    virtual void put_cut(const DeviceId& device, const exchange::StreamId& stream, Seq last) = 0;

    // Who opens what is given to an account: the account's key, unless that may have left with a
    // revoked device, and each device that does not hold the account's present key.
    virtual std::vector<KeyReader> key_readers(const AccountId& account) = 0;
    // The device does not hold the account's present key.
    virtual void box_to_device(const DeviceId& device) = 0;
    // The account's key may be in other hands; holds until put_secrets() brings a new one.
    virtual void mark_leaked(const AccountId& account) = 0;
    virtual bool is_leaked(const AccountId& account) = 0;
    virtual void note_contact(const DeviceId& device, UtcMs at) = 0;
    // Grows with every call and is never given twice, whoever asks.
    virtual std::uint64_t next_serial() = 0;
};

}  // namespace approdo::store
