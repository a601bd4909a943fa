// The part of ProgressStore that a device needs which was copied: new logs, and keys of its own.
#include "client_core/core/progress_store.hpp"
#include "sync/base/defects.hpp"

namespace approdo::client {

void ProgressStore::take_back_keys() {
    if (!former_) return;
    device_key_ = std::move(former_->key);
    device_box_ = std::move(former_->box);
    writer_.device = former_->device;
    writer_.device_key = &*device_key_;
    former_.reset();
}

void ProgressStore::rotate_logs() {
    if (defect(Defect::clone_keeps_its_log)) return;
    (void)identity_.ask_for_renewal(random_);
    // Nobody else can have gone on with logs that nothing was written to.
    if (own_.are_current_empty()) return;
    own_.open_new_logs(writer_);
    fold_anew();
}

std::optional<exchange::DeviceRenewal> ProgressStore::renewal() {
    return identity_.renewal();
}

bool ProgressStore::renew() {
    const auto asked = identity_.renewal();
    if (!asked) return false;
    const auto known = held_.find_device(exchange::renewed_id(writer_.device, *asked));
    // The old one's receipts are for the old one alone: nothing may still wait for them.
    if (!known || !own_.outgoing(1).segments.empty()) return false;
    const Identity fresh = identity_.renewed(known->certificate);
    // Every count between the site and the device begins anew.
    database_.run("DELETE FROM receipt");
    database_.run("DELETE FROM hello");
    database_.run(
        "UPDATE exchange_state SET last_receipt = 0, counter = 0, send_frontier = 1,"
        " send_everything = 0, sent_back = 0");
    former_.emplace(Former{writer_.device, std::move(*device_key_), std::move(*device_box_)});
    use(fresh);
    own_.open_new_logs(writer_);
    fold_anew();
    return true;
}

bool ProgressStore::was_once(const DeviceId& device) {
    return device != writer_.device &&
           database_
               .one<int>(
                   "SELECT 1 FROM own_log AS o JOIN log AS l ON l.log = o.log"
                   " WHERE l.device = ?1",
                   device)
               .has_value();
}

}  // namespace approdo::client
