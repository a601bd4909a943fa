#include "client_core/core/record_store.hpp"

#include "sync/wire/archive.hpp"

namespace approdo::client {

void RecordStore::put_snapshot(const exchange::Snapshot& snapshot, ByteView record) {
    database_.run("DELETE FROM snapshot WHERE at_ms < ?1", snapshot.at);
    database_.run("INSERT INTO snapshot (at_ms, lamport, covers, record) VALUES (?1, ?2, ?3, ?4)",
                  snapshot.at, snapshot.lamport, wire::encode(snapshot.covers), record);
}

std::vector<Bytes> RecordStore::snapshots() {
    std::vector<Bytes> records;
    auto rows = database_.query("SELECT record FROM snapshot ORDER BY number");
    while (rows.step()) records.push_back(rows.get<Bytes>(0));
    return records;
}

void RecordStore::forget_snapshots() {
    database_.run("DELETE FROM snapshot");
}

void RecordStore::forget_covered_snapshots() {
    std::vector<std::int64_t> covered;
    {
        auto rows = database_.query("SELECT number, covers FROM snapshot");
        while (rows.step()) {
            const auto covers = wire::decode<log::Frontier>(rows.bytes_view(1));
            if (!covers.ok() || holds(*covers)) covered.push_back(rows.get<std::int64_t>(0));
        }
    }
    for (const auto number : covered) {
        database_.run("DELETE FROM snapshot WHERE number = ?1", number);
    }
}

bool RecordStore::holds(const log::Frontier& frontier) {
    for (const auto& [stream, entry] : frontier.entries()) {
        const auto last = database_.one<Seq>("SELECT last FROM stream WHERE stream = ?1", stream);
        if (!last || *last < entry.seq) return false;
    }
    return true;
}

std::optional<FoldedSoFar> RecordStore::folded() {
    auto row = database_.query(
        "SELECT fold_version, event_number, lamport, learner, edition, staff"
        " FROM folded");
    if (!row.step()) return std::nullopt;
    return FoldedSoFar{row.get<std::uint32_t>(0), row.get<std::int64_t>(1), row.get<Lamport>(2),
                       row.get<Bytes>(3),         row.get<Bytes>(4),        row.get<Bytes>(5)};
}

std::int64_t RecordStore::folded_up_to() {
    return database_.one<std::int64_t>("SELECT event_number FROM folded").value_or(0);
}

void RecordStore::put_folded(const FoldedSoFar& folded) {
    database_.run(
        "INSERT OR REPLACE INTO folded (one, fold_version, event_number, lamport, learner,"
        " edition, staff) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)",
        folded.fold_version, folded.event_number, folded.lamport, folded.learner, folded.edition,
        folded.staff);
}

void RecordStore::forget_folded() {
    database_.run("DELETE FROM folded");
}

}  // namespace approdo::client
