// What the site's side of an exchange needs from the site's storage, beyond taking in segments. No
// SQL types, row ids or single-process assumptions: one conformance suite runs against every
// implementation.
#pragma once

#include "sync/exchange/hello.hpp"
#include "sync/exchange/log_store.hpp"
#include "sync/exchange/parcel.hpp"
#include "sync/exchange/receipt.hpp"
#include "sync/exchange/snapshot.hpp"

namespace approdo::exchange {

// What the site remembers of its contacts with a device. A hint for speed, except `echoed`.
struct Contact {
    std::uint64_t counter = 0;  // highest of a hello that was applied
    log::Frontier named;        // heads of its own logs that the last receipt names
    log::Frontier held;         // of these, what it showed that it holds a receipt for
    ReceiptNumber issued;       // last receipt for this device
    ReceiptNumber echoed;       // highest receipt number that the device showed it holds
    Digest16 last_hello;        // MAC of the hello that `counter` came with
    log::Frontier frontier;     // what the device said it holds of others' logs
    log::Frontier offered;      // what it holds if it took our last answer
    // A restored or cloned device lacks what its own logs went on to say: it is owed that until it
    // shows that it holds this receipt, which came with the first part. 0: nothing is owed.
    ReceiptNumber owed_until;
    log::Frontier owed_sent;    // of its own logs, up to where they went back to it
    bool owed_more = false;     // there was no room for all of it
    std::uint64_t archive = 0;  // number of the archive that the last receipt spoke of …
    log::Frontier archived;     // … and what it said
    log::Frontier retired;      // of what it knows to be archived, logs that another went on from
    // Of `held`: the newest receipt that it was shown with, and when.
    ReceiptNumber held_by;
    ServerEpoch held_in;

    bool operator==(const Contact&) const = default;
};

class SiteStore : public LogStore {
  public:
    virtual ServerEpoch server_epoch() = 0;
    virtual std::optional<Contact> contact(const DeviceId& device) = 0;
    virtual void put_contact(const DeviceId& device, const Contact& contact) = 0;
    // An exchange that had nothing to say moves the counter and nothing else. That may wait in
    // memory for the next change; if it is lost, a copy of the device is found out a little later.
    virtual void note_hello(const DeviceId& device, std::uint64_t counter, const Digest16& mac) {
        auto known = contact(device).value_or(Contact{});
        known.counter = counter;
        known.last_hello = mac;
        put_contact(device, known);
    }

    // Heads of the device's own logs (branches by their own stream ids), for a receipt.
    virtual log::Frontier own_heads(const DeviceId& device) = 0;

    // Grows when a copy off the machine was verified that holds more; 0: there is none.
    virtual std::uint64_t archive_number() = 0;
    // What of own_heads() such copies hold, to the ends of whole segments.
    virtual log::Frontier archived_heads(const DeviceId& device) = 0;

    // Frames that the device may read and lacks, certificates before what they certify, `keyring`
    // and revocations first; at most about `bytes_max`. Either all but segments of its own logs,
    // or, with `own_logs`, these alone (a restored device gets its own back). `reached` is what the
    // device holds once it took them.
    struct Delivery {
        std::vector<Frame> frames;
        log::Frontier reached;
        bool more = false;
    };
    virtual Delivery lacking(const DeviceId& device, const log::Frontier& has, bool own_logs,
                             std::size_t bytes_max) = 0;

    // What the device's own scope adds up to as far as it was folded; nothing: not yet.
    virtual std::optional<FoldedScope> folded(const DeviceId& device) = 0;

    virtual std::optional<Frame> newest_beacon() = 0;
    virtual std::uint64_t newest_beacon_number() = 0;
};

}  // namespace approdo::exchange
