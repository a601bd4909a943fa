// What the site said is erased: events by their hashes, so that none comes back from a sibling or a
// stick, and the places whose segments still hold them here, until the redacted ones came. Both are
// short, and lie in settings of progress.db. ProgressStore is the caller.
#pragma once

#include <set>

#include "sync/exchange/want_redacted.hpp"
#include "sync/sql/database.hpp"

namespace approdo::client {

class ErasedStore {
  public:
    explicit ErasedStore(sql::Database& database) : database_(database) {}

    // False: it is known already.
    bool add(const Hash& event);
    bool contains(const Hash& event);
    std::vector<Hash> all();

    void want(const exchange::EventPlace& place);
    void forget_want(const exchange::EventPlace& place);
    // At most as many as may be asked for at a time.
    std::vector<exchange::EventPlace> wanted();

  private:
    std::vector<exchange::EventPlace> all_wanted();
    void put_wanted(const std::vector<exchange::EventPlace>& places);
    std::optional<Bytes> setting(std::string_view name);
    void put_setting(std::string_view name, ByteView value);

    sql::Database& database_;
};

}  // namespace approdo::client
