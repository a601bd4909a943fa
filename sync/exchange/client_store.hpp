// What a client's session needs from the client's storage, beyond taking in segments.
#pragma once

#include <functional>

#include "sync/exchange/account_return.hpp"
#include "sync/exchange/carried.hpp"
#include "sync/exchange/hello.hpp"
#include "sync/exchange/log_store.hpp"
#include "sync/exchange/names.hpp"
#include "sync/exchange/parcel.hpp"
#include "sync/exchange/receipt.hpp"
#include "sync/exchange/renewal.hpp"
#include "sync/exchange/snapshot.hpp"
#include "sync/log/beacon.hpp"
#include "sync/log/erasure.hpp"
#include "sync/log/root_chain.hpp"

namespace approdo::exchange {

struct ClientState {
    ServerEpoch server_epoch;
    ReceiptNumber last_receipt;
    std::uint64_t counter = 0;  // of the last hello that was made
    std::uint64_t beacon = 0;   // newest held
    bool send_frontier = true;  // all of it: never sent yet, asked for, or something was not taken
    bool send_certificates = false;  // the site asked for them
    bool send_everything = false;    // the site was restored: its own segments go back to it too
    std::uint64_t sent_back = 0;     // how many of these it got already
    bool wants_snapshot = true;  // until one came, or there was nothing that it would have spared
};

class ClientStore : public LogStore {
  public:
    virtual ClientState state() = 0;
    virtual void put_state(const ClientState& state) = 0;

    // Own sealed segments that no durable receipt of the current server epoch covers, `record` logs
    // before `activity` logs, each log in order, at most about `bytes_max` (at least one). The flag
    // says whether some were left out.
    struct Outgoing {
        std::vector<log::Segment> segments;
        std::vector<log::SignedLog> certificates;  // of logs that no receipt names yet
        bool more = false;
    };
    virtual Outgoing outgoing(std::size_t bytes_max) = 0;
    // Certificates of this device and of all logs that it holds, for a site that does not know
    // them.
    virtual std::vector<Frame> certificates() = 0;
    // Segments of the site and of sibling devices, for a site that was restored: keyrings and what
    // tells of revocations first, without the first `skip`, at most about `bytes_max`.
    virtual Outgoing foreign_segments(std::uint64_t skip, std::size_t bytes_max) = 0;
    // Who the account is and what it can open, for the same site; nothing: no account to speak of.
    virtual std::optional<AccountReturn> account_return() = 0;
    // The site lacks `log` from `seq` on, whatever its receipts said: it is unsent again.
    virtual void send_again(const LogId& log, Seq seq) = 0;
    virtual log::Frontier foreign_frontier() = 0;

    // MACs of hellos that may still be answered (by stick, an answer can come weeks later), newest
    // first, bounded by the store.
    virtual void put_hello(const Digest16& mac) = 0;
    virtual bool knows_hello(const Digest16& mac) = 0;

    // How the site's root changed, as far as this device followed.
    virtual const log::RootChain& roots() = 0;
    virtual void put_roots(const log::RootChain& roots) = 0;
    // Another record for a place of the chain: shown to the person, followed by nobody.
    virtual void put_disputed_root(const log::SignedRotation& record) = 0;
    virtual void put_site(const log::SignedSite& site) = 0;  // its keys under its present root

    virtual void put_receipt(const SignedReceipt& receipt) = 0;  // moves the cursor of its logs
    virtual void put_carried(const SignedCarried& carried) = 0;  // shown; moves nothing
    // Its record, opened; it replaces what an older snapshot said.
    virtual void put_snapshot(const Snapshot& snapshot, ByteView record) = 0;
    virtual void put_beacon(const log::SignedBeacon& beacon) = 0;
    virtual void put_chunk(const ChunkId& id, ByteView sealed) = 0;
    virtual void put_names(const Names& names) = 0;
    // Frames that ask: for names, and for content (want, wish) where the courier has no way back.
    virtual std::vector<Frame> wishes() = 0;
    // New logs before the next append: the state was cloned or restored. From here on the device
    // also asks for keys of its own.
    virtual void rotate_logs() = 0;
    virtual std::optional<DeviceRenewal> renewal() { return std::nullopt; }
    // Goes on as the device that the site certified for these keys, once it did, and nothing that
    // was sealed before still waits. True: it is that one now, and this session is the old one's.
    virtual bool renew() { return false; }
    virtual bool was_once(const DeviceId&) { return false; }
    // The site's record that the person of this device was erased, for a site that forgot it.
    virtual void put_erasure(const log::SignedErasure& record) = 0;
    virtual void put_refusal(const Control& control) = 0;  // shown to the person
    virtual void forget_refusals(ControlKind kind) = 0;    // that does not hold any more

    // One transaction around an answer. The callback's changes stay only when it returns.
    virtual void transact(const std::function<void()>& changes) = 0;
};

}  // namespace approdo::exchange
