// The server's storage, behind interfaces without SQL types, row ids or the assumption of one
// process: SQLite today, an in-memory one beside it, one conformance suite for both. A session is
// what one transaction sees. Services of server/app are the callers; failures of the disk throw.
#pragma once

#include <functional>

#include "server/store/catalogue.hpp"
#include "server/store/doors.hpp"
#include "server/store/erasures.hpp"
#include "server/store/mailbox.hpp"
#include "server/store/people.hpp"
#include "server/store/projections.hpp"
#include "server/store/segments.hpp"
#include "server/store/site_logs.hpp"
#include "server/store/territory.hpp"
#include "sync/exchange/site_store.hpp"

namespace approdo::store {

class Session : public exchange::SiteStore {
  public:
    virtual People& people() = 0;
    virtual Territory& territory() = 0;
    virtual Catalogue& catalogue() = 0;
    virtual Doors& doors() = 0;
    virtual SiteLogs& site_logs() = 0;
    virtual Segments& segments() = 0;
    virtual Erasures& erasures() = 0;
    virtual Projections& projections() = 0;
    virtual Mailbox& mailbox() = 0;
    virtual Audit& audit() = 0;

    virtual std::optional<Bytes> chunk(const ChunkId& id) = 0;

    // A part of a transaction that may fail alone: when `part` throws, nothing of it stays and the
    // exception goes on.
    virtual void step(const std::function<void()>& part) = 0;
};

class Store {
  public:
    virtual ~Store() = default;

    // Everything or nothing; on the disk when it returns. One at a time: others wait. False: it is
    // certain that nothing was changed.
    virtual bool write(const std::function<void(Session&)>& changes) = 0;
    // The same for what can be made again from what is on the disk: it does not wait for the disk,
    // and goes there with the next write() that changes something.
    virtual void write_behind(const std::function<void(Session&)>& changes) {
        (void)write(changes);
    }
    // What was deleted or replaced leaves no trace in the store's files. Not while somebody reads
    // an older state: false.
    virtual bool scrub() { return true; }
    // One unchanging state; many at once, none stops a writer. Writing in it is our own mistake.
    virtual void read(const std::function<void(Session&)>& look) = 0;
};

template <class T>
T read_from(Store& store, const std::function<T(Session&)>& look) {
    std::optional<T> result;
    store.read([&](Session& session) { result.emplace(look(session)); });
    return std::move(*result);
}

}  // namespace approdo::store
