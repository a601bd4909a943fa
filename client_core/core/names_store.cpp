#include "client_core/core/names_store.hpp"

#include <set>

namespace approdo::client {

void NamesStore::need(const std::vector<AccountId>& accounts) {
    for (const AccountId& account : accounts) {
        database_.run("INSERT OR IGNORE INTO person_name (account) VALUES (?1)", account);
    }
}

void NamesStore::forget_others(const std::vector<AccountId>& accounts) {
    const std::set<AccountId> kept(accounts.begin(), accounts.end());
    std::vector<AccountId> gone;
    {
        auto rows = database_.query("SELECT account FROM person_name");
        while (rows.step()) {
            const auto account = rows.get<AccountId>(0);
            if (!kept.contains(account)) gone.push_back(account);
        }
    }
    for (const AccountId& account : gone) {
        database_.run("DELETE FROM person_name WHERE account = ?1", account);
    }
}

std::vector<AccountId> NamesStore::lacking() {
    std::vector<AccountId> accounts;
    auto rows = database_.query(
        "SELECT account FROM person_name WHERE name IS NULL ORDER BY account LIMIT ?1",
        exchange::names_asked_max);
    while (rows.step()) accounts.push_back(rows.get<AccountId>(0));
    return accounts;
}

void NamesStore::put(const exchange::Names& names) {
    for (const exchange::PersonName& person : names.people) {
        database_.run("UPDATE person_name SET name = ?2 WHERE account = ?1", person.account,
                      person.name);
    }
}

std::string NamesStore::name_of(const AccountId& account) {
    return database_
        .one<std::string>("SELECT coalesce(name, '') FROM person_name WHERE account = ?1", account)
        .value_or("");
}

}  // namespace approdo::client
