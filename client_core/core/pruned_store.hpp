// Old events without rows of their own. A row takes some twenty times what an event takes in its
// sealed segment, and is only needed while something may still ask for it; so rows of old events go
// and the segments stay, with which a restored site gets back all that this device ever held. What
// is asked for all the same is opened again. Folding anew reads them first; ProgressStore prunes
// after an exchange.
#pragma once

#include "client_core/core/held_logs_store.hpp"

namespace approdo::client {

class PrunedStore {
  public:
    PrunedStore(sql::Database& database, HeldLogsStore& held) : database_(database), held_(held) {}

    struct Rule {
        UtcMs written_before;
        std::int64_t folded_up_to = 0;  // number of the last event in the record that is kept
        std::size_t segments_max = 0;   // to be looked at
    };
    // Lets go of the rows of whole segments that are old, in the kept record and opened again with
    // the same hashes. Of this device's own logs only what is archived, and nothing of a log that
    // was forked: receipts are compared with its events one by one. How many segments.
    std::size_t prune(const Rule& rule);
    // Every pruned event that counts, as number 0; of one log, where one is named.
    void for_each(const std::function<void(const StoredEvent&)>& use,
                  const std::optional<LogId>& log = {});
    std::optional<LogId> log_of(const Hash& event);
    std::optional<Instant> time_of(const Hash& event);
    // Gives the events of a log rows again; they arrive anew.
    void bring_back(const LogId& log);

    struct Amount {
        std::uint64_t segments = 0;
        std::uint64_t events = 0;
    };
    Amount amount();

  private:
    struct Candidate {
        std::int64_t number = 0;
        exchange::StreamId stream;
        Seq first;
        Seq last;
    };
    struct Look {
        std::vector<Candidate> candidates;
        std::int64_t looked_at = 0;
    };
    Look look(const Rule& rule);
    bool may_go(const Candidate& candidate, const Rule& rule);
    bool prune_one(const Candidate& candidate);

    sql::Database& database_;
    HeldLogsStore& held_;
};

}  // namespace approdo::client
