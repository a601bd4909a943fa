// The logs that this device writes: appending events, sealing them once into segments, what the
// site was not yet heard to have, and the change to new logs after a clone or restore. An event
// whose append() returned within a committed transaction is never lost: it is in the table until
// its segment is, and the segment stays.
#pragma once

#include <span>

#include "client_core/core/held_logs_store.hpp"
#include "sync/exchange/client_store.hpp"

namespace approdo::client {

struct NewEvent {
    log::EventType type{};
    EnrolmentId enrolment;
    UnitId unit;
    ContentVersion content_version;
    Bytes payload;
    bool critical = false;
    Instant time;
};

// What sealing needs and who makes certificates.
struct Writer {
    SiteId site;
    DeviceId device;
    ScopeId scope;
    const crypto::SigningKey* device_key = nullptr;
};

// The scope of what a learner does, readable by that learner's devices and the site.
inline ScopeId learner_scope(const AccountId& account) {
    return ScopeId{account.bytes};
}

class OwnLogsStore {
  public:
    OwnLogsStore(sql::Database& database, HeldLogsStore& held, Random& random);

    // Makes the first `record` and `activity` log, or new ones that go on from the present ones;
    // what was not sealed yet moves over to the new.
    void open_new_logs(const Writer& writer);
    bool has_logs();
    LogId current(log::LogKind kind);
    bool are_current_empty();
    bool is_own(const LogId& log);

    // Within the caller's transaction.
    void append(log::LogKind kind, const NewEvent& event);
    // Seals what is open, where the scope's key is there. Nothing is ever sealed twice.
    void seal(const Writer& writer, std::uint64_t beacon);
    // The newest sealed head of the `record` log.
    Hash sealed_head(log::LogKind kind);

    exchange::ClientStore::Outgoing outgoing(std::size_t bytes_max);
    std::vector<log::SignedLog> certificates();
    void take_receipt(const exchange::Receipt& receipt);
    void send_again(const LogId& log, Seq seq);
    // The site began a new epoch: nothing is known to be safe there any more.
    void forget_receipts();
    // Own segments come back from the site: before they do, what is not sealed yet moves to new
    // logs (or the log would be written twice); after, the log goes on from their end.
    void make_way(const LogId& log, const Writer& writer);
    void follow(const LogId& log);

    struct Unsent {
        std::uint64_t events = 0;
        std::uint64_t segments = 0;
        std::uint64_t bytes = 0;
        std::uint64_t durable = 0;
        std::uint64_t archived = 0;  // of these, also in a copy off the site's machine
        std::optional<UtcMs> oldest;
    };
    Unsent unsent();
    // This event is of ours, and the site was not yet heard to have it.
    bool waits(const Hash& event);
    // How many of these events lie at or before the heads, where these are ours.
    std::uint64_t unsent_up_to(const log::Frontier& heads);

  private:
    struct OpenSegment {
        Seq first;
        Hash previous;
        log::Blind blind;
        std::uint32_t count = 0;
    };
    void open_log(log::LogKind kind, const Writer& writer);
    void move_open_events(const LogId& from, const LogId& to);
    void drop_open_events(const LogId& log, Seq sealed);
    void begin_segment(const LogId& log, Seq first, const Hash& previous);
    log::Blind blind_for_next(const LogId& log, Seq next, const Hash& head, std::size_t bytes);
    void extend(const LogId& log, const log::Event& event, Seq seq, const Hash& hash);
    void seal_log(const LogId& log, const Writer& writer, std::uint64_t beacon);
    std::vector<log::Event> events_of(const LogId& log, Seq first, std::uint32_t count);
    struct HeldHead {
        LogId log;   // of ours
        Seq shared;  // how far it leads to the head
    };
    std::optional<HeldHead> find_head(const log::FrontierEntry& entry);
    std::optional<HeldHead> find_pruned_head(const log::FrontierEntry& entry);
    Seq shared_with(const LogId& log, exchange::StreamId stream, Seq seq);

    sql::Database& database_;
    HeldLogsStore& held_;
    Random& random_;
};

}  // namespace approdo::client
