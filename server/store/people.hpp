// People, apart from everything they learned: names stand here and in no event, log, segment or
// certificate. An account exists from the moment somebody is invited or entered; its secrets and
// devices come when the person joins. Services of server/app call it inside a session.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/base/ids.hpp"
#include "sync/exchange/join.hpp"

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
    bool operator==(const DeviceLine&) const = default;
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
    virtual void note_contact(const DeviceId& device, UtcMs at) = 0;
    // Grows with every call and is never given twice, whoever asks.
    virtual std::uint64_t next_serial() = 0;
};

}  // namespace approdo::store
