// Everything that is known here of logs, whoever wrote them: certificates, streams, sealed
// segments, the events that could be read, what waits for a key or an earlier part, and the keys
// themselves. The half of ProgressStore that taking in segments needs.
#pragma once

#include <functional>
#include <optional>

#include "sync/exchange/intake.hpp"
#include "sync/log/frontier.hpp"
#include "sync/sql/database.hpp"

namespace approdo::client {

struct StoredEvent {
    std::int64_t number = 0;  // grows in the order of arrival
    exchange::StreamId stream;
    LogId log;
    log::LogKind log_kind{};
    ScopeId scope;    // zero: not sealed yet, so of this very device
    DeviceId device;  // zero: the site
    Seq seq;
    Hash hash;
    log::Event event;
};

class HeldLogsStore {
  public:
    // An event whose payload was erased keeps its place and its hash, which the log goes on from.
    static constexpr log::EventType erased_type{0};

    explicit HeldLogsStore(sql::Database& database);

    std::optional<exchange::KnownDevice> find_device(const DeviceId& device);
    std::optional<exchange::KnownLog> find_log(const LogId& log);
    std::optional<exchange::Cuts> cuts_of(const DeviceId& device);
    std::optional<log::Segment> segment_at(const exchange::StreamId& stream, Seq seq);
    const log::Keyring& keyring() const { return keyring_; }

    void put_device(const log::SignedDevice& device);
    void put_log(const log::SignedLog& certificate, const LogId& log);
    void put_branch(const exchange::Stream& branch, Seq fork_seq);
    void append_segment(const exchange::StreamId& stream, const log::Segment& segment,
                        const log::OpenedSegment* opened, exchange::Held held);
    void replace_segment(const exchange::StreamId& stream, const log::Segment& redacted,
                         const log::OpenedSegment& opened);
    bool park(const log::Segment& segment, exchange::Held why);
    std::vector<log::Segment> unpark(const LogId& log);

    // Opens what waited for keys that came meanwhile, and what an older program did not understand.
    void retry_held(const exchange::BoxKeys& readers);
    bool keys_came() const { return keys_came_; }

    // With the keys that are here; nothing: not with these, or it is boxed to a reader.
    std::optional<log::OpenedSegment> open(const log::Segment& segment);
    void insert_event(const exchange::StreamId& stream, Seq seq, const Hash& hash,
                      const log::Event& event);
    void add_key(const log::KeyName& name, const crypto::SymmetricKey& key);
    // What the first key of a kind is for.
    std::optional<log::KeyId> first_of(log::KeyKind kind);
    // Takes out of what folds see the payload of this event, wherever it stands.
    struct Place {
        exchange::StreamId stream;
        LogId log;
        Seq seq;
    };
    std::vector<Place> erase_event(const Hash& event);
    // In order of arrival, after `after`; without those that were erased.
    void for_each_event(std::int64_t after, const std::function<void(const StoredEvent&)>& use);
    std::optional<Instant> time_of(const Hash& event);
    Lamport lamport() const { return lamport_; }
    void raise_lamport(Lamport seen) { lamport_ = std::max(lamport_, seen); }
    void quarantine(const exchange::StreamId& stream, Seq seq, std::string_view reason);
    void forget_quarantine();

    log::Frontier foreign_frontier(const DeviceId& self);
    // The stream of a device counts up to `last` and no further; a cut never moves back. True: that
    // was not known.
    bool revoke(const DeviceId& device, const exchange::StreamId& stream, Seq last);
    // Takes what is later out of what folds see, and puts back what the cuts let count. True:
    // something changed, so that everything has to be folded anew.
    bool enforce_cuts(const DeviceId& device, const exchange::BoxKeys& readers);
    std::vector<exchange::KnownDevice> devices();

  private:
    void take_events(const exchange::StreamId& stream, const LogId& log, Seq first,
                     const log::OpenedSegment& opened);
    void take_given_key(const exchange::StreamId& stream, Seq seq, const log::Event& event);
    void blank(const exchange::StreamId& stream, Seq seq);
    bool is_keyring(const LogId& log);
    struct SealedRun;
    ScopeId scope_of(const exchange::StreamId& stream, Seq seq, SealedRun& run);
    bool try_again(std::int64_t number, const exchange::BoxKeys& readers);

    sql::Database& database_;
    log::Keyring keyring_;
    Lamport lamport_;
    bool keys_came_ = false;
};

}  // namespace approdo::client
