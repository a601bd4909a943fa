#include "sync/exchange/receipt.hpp"

namespace approdo::exchange {

void name_archived(Receipt& receipt, const log::Frontier& archived) {
    if (archived.entries().empty()) return;
    if (archived == receipt.heads) {
        receipt.level = SafetyLevel::archived;
    } else {
        receipt.tail = {2, wire::encode(archived)};
    }
}

log::Frontier archived_in(const Receipt& receipt) {
    if (receipt.level >= SafetyLevel::archived) return receipt.heads;
    if (receipt.level < SafetyLevel::durable || receipt.tail.version < 2) return {};
    wire::Reader reader(receipt.tail.unknown);
    log::Frontier archived;
    reader(archived);
    return reader.failed() ? log::Frontier{} : archived;
}

}  // namespace approdo::exchange
