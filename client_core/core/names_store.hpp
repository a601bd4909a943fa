// The names of people whose learning this device's person may see, by account. They come from the
// site when they are asked for, apart from everything that those people did. Rows of progress.db;
// Client says whose names are needed, ProgressStore asks for them and takes them in.
#pragma once

#include "sync/exchange/names.hpp"
#include "sync/sql/database.hpp"

namespace approdo::client {

class NamesStore {
  public:
    explicit NamesStore(sql::Database& database) : database_(database) {}

    void need(const std::vector<AccountId>& accounts);
    void forget_others(const std::vector<AccountId>& accounts);
    // Needed and never answered, at most as many as are asked for at once.
    std::vector<AccountId> lacking();
    // Whom nobody needed is not kept.
    void put(const exchange::Names& names);
    std::string name_of(const AccountId& account);  // empty: not known

  private:
    sql::Database& database_;
};

}  // namespace approdo::client
