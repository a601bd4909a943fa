// The part of ProgressStore that keeps what the site, and hubs on the way to it, signed for.
#include "client_core/core/progress_store.hpp"
#include "sync/base/defects.hpp"

namespace approdo::client {
namespace {

constexpr std::uint64_t receipts_kept = 64;
constexpr std::string_view carried_setting = "carried";

}  // namespace

void ProgressStore::take_newest_receipt_again() {
    std::optional<exchange::SignedReceipt> newest;
    {
        auto row = database_.query(
            "SELECT bytes FROM receipt WHERE server_epoch = ?1 ORDER BY number DESC LIMIT 1",
            state().server_epoch);
        if (!row.step()) return;
        auto read = exchange::SignedReceipt::read(row.bytes_view(0));
        if (read.ok()) newest = std::move(*read);
    }
    if (newest) own_.take_receipt(newest->value);
}

void ProgressStore::put_receipt(const exchange::SignedReceipt& receipt) {
    const exchange::Receipt& value = receipt.value;
    database_.run(
        "INSERT OR REPLACE INTO receipt (server_epoch, number, at_ms, level, bytes)"
        " VALUES (?1, ?2, ?3, ?4, ?5)",
        value.server_epoch, value.number, value.at, value.level, receipt.bytes());
    database_.run(
        "DELETE FROM receipt WHERE rowid NOT IN (SELECT rowid FROM receipt"
        " ORDER BY server_epoch DESC, number DESC LIMIT ?1)",
        receipts_kept);
    own_.take_receipt(value);
    // What was refused and is receipted now needs nobody's attention any more.
    database_.run(
        "DELETE FROM refusal WHERE EXISTS (SELECT 1 FROM own_log AS o WHERE o.log = refusal.log"
        " AND o.durable >= refusal.seq)");
}

void ProgressStore::put_carried(const exchange::SignedCarried& carried) {
    put_setting(carried_setting, carried.bytes());
    if (!defect(Defect::hub_word_counts)) return;
    exchange::Receipt receipt;
    receipt.level = exchange::SafetyLevel::durable;
    receipt.heads = carried.value.heads;
    own_.take_receipt(receipt);
}

std::optional<ProgressStore::LastCarried> ProgressStore::last_carried() {
    const auto bytes = setting(carried_setting);
    if (!bytes) return std::nullopt;
    const auto carried = exchange::SignedCarried::read(*bytes);
    if (!carried.ok()) return std::nullopt;
    const std::uint64_t events = own_.unsent_up_to(carried->value.heads);
    if (events == 0) return std::nullopt;
    return LastCarried{carried->value.at, events};
}

std::optional<ProgressStore::LastReceipt> ProgressStore::last_receipt() {
    auto row = database_.query(
        "SELECT at_ms, level FROM receipt ORDER BY server_epoch DESC, number DESC LIMIT 1");
    if (!row.step()) return std::nullopt;
    return LastReceipt{row.get<UtcMs>(0), row.get<exchange::SafetyLevel>(1)};
}

std::vector<exchange::SignedReceipt> ProgressStore::receipts() {
    std::vector<exchange::SignedReceipt> found;
    auto rows =
        database_.query("SELECT bytes FROM receipt ORDER BY server_epoch DESC, number DESC");
    while (rows.step()) {
        auto receipt = exchange::SignedReceipt::read(rows.bytes_view(0));
        if (receipt.ok()) found.push_back(std::move(*receipt));
    }
    return found;
}

}  // namespace approdo::client
