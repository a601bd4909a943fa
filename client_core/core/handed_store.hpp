// The pieces of handed-in files among the events of the person, and how much all that the person
// wrote takes at the site. Only asked when a file is handed in or read back: it looks through the
// events.
#pragma once

#include "client_core/core/pruned_store.hpp"
#include "content/package/file_pieces.hpp"

namespace approdo::client {

class HandedStore {
  public:
    HandedStore(sql::Database& database, PrunedStore& pruned)
        : database_(database), pruned_(pruned) {}

    // Of a file, from this device or others of the person.
    bool is_here(const content::FileValue& file);
    Result<Bytes> bytes(const content::FileValue& file);
    // Bytes of the person's logs as far as they are known here, what is not sealed yet included.
    std::uint64_t account_bytes();

  private:
    void take_all(package::FileAssembly& assembly);

    sql::Database& database_;
    PrunedStore& pruned_;
};

}  // namespace approdo::client
