// A receipt is the site's signed word that it has a device's logs up to a point, and how safely.
// Only a receipt of level durable or above moves the cursor of what has to be sent. Its level holds
// for all heads that it names; of what is safer than that it tells apart.
#pragma once

#include "sync/log/frontier.hpp"
#include "sync/log/signed.hpp"

namespace approdo::exchange {

enum class SafetyLevel : std::uint8_t {
    carried = 1,   // a hub or peer holds it
    durable = 2,   // committed on the site's disk
    archived = 3,  // in a verified copy off the machine
};

struct Receipt {
    static constexpr std::uint32_t wire_version = 1;
    DeviceId device;
    ServerEpoch server_epoch;
    ReceiptNumber number;
    UtcMs at;
    SafetyLevel level = SafetyLevel::durable;
    log::Frontier heads;  // of the device's own logs
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(device, server_epoch, number, at, level, heads);
    }
};
using SignedReceipt = log::Signed<Receipt>;

// Up to where the device's own logs are archived. A field of version 2: where nothing is, a receipt
// is written in version 1, without it, and where everything is, its level says so.
void name_archived(Receipt& receipt, const log::Frontier& archived);
log::Frontier archived_in(const Receipt& receipt);

}  // namespace approdo::exchange
