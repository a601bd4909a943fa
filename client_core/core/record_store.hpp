// What folding begins with: the snapshots of the site, until the events that they stand for are
// here, and what was folded on this device before. Neither is a source of truth: both can be thrown
// away, at the cost of folding more. Rows of progress.db; Folding reads them, ProgressStore keeps
// them in step with the events.
#pragma once

#include "sync/exchange/snapshot.hpp"
#include "sync/sql/database.hpp"

namespace approdo::client {

struct FoldedSoFar {
    std::uint32_t fold_version = 0;
    std::int64_t event_number = 0;  // of the last event that was folded
    Lamport lamport;                // the highest seen by then
    Bytes learner;                  // encoded records
    Bytes edition;
    Bytes staff;
};

class RecordStore {
  public:
    explicit RecordStore(sql::Database& database) : database_(database) {}

    // A snapshot of a later time replaces those of earlier ones.
    void put_snapshot(const exchange::Snapshot& snapshot, ByteView record);
    std::vector<Bytes> snapshots();
    void forget_snapshots();
    // Forgets the snapshots whose events are all here.
    void forget_covered_snapshots();

    std::optional<FoldedSoFar> folded();
    // Number of the last event in it; 0: none is kept.
    std::int64_t folded_up_to();
    void put_folded(const FoldedSoFar& folded);
    void forget_folded();

  private:
    bool holds(const log::Frontier& frontier);

    sql::Database& database_;
};

}  // namespace approdo::client
