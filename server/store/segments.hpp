// The raw segments, which are the source of truth, as those read them who fold, deliver, back up or
// repair: in the order in which they arrived, or along one stream.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "sync/exchange/log_store.hpp"
#include "sync/log/frontier.hpp"

namespace approdo::store {

// Grows with each segment that is stored; says nothing but what came after what.
using Position = StrongNumber<struct PositionTag>;

struct StoredSegment {
    Position position;
    exchange::StreamId stream;
    exchange::Held held = exchange::Held::no;
    DeviceId device;  // of the log; zero: the site's
    log::LogKind kind = log::LogKind::record;
    AccountId account;  // of the device; zero: the site's
    Bytes bytes;        // log::read_stored()
};

// The end of a stream and how it may be reached, for deliveries.
struct StreamEnd {
    exchange::StreamId stream;
    LogId log;
    DeviceId device;
    log::LogKind kind = log::LogKind::record;
    bool is_branch = false;
    Seq last;
    Hash head;
};

struct HeldLine {
    exchange::StreamId stream;
    Seq first;
    Seq last;
    exchange::Held why = exchange::Held::no;
};

class Segments {
  public:
    virtual ~Segments() = default;

    virtual Position newest() = 0;
    // Those after `after` in order of arrival, at most `count_max`.
    virtual std::vector<StoredSegment> arrived(Position after, std::size_t count_max) = 0;
    // What hand_over() was given of this segment and is still in memory. Once.
    virtual std::optional<log::OpenedSegment> take_opened(const log::Segment&) {
        return std::nullopt;
    }
    // Nothing that arrived waits any more.
    virtual void forget_opened() {}
    // A stream's segments that hold anything at or after `from`, in order, until `use` says false.
    virtual void walk(const exchange::StreamId& stream, Seq from,
                      const std::function<bool(const log::Segment&)>& use) = 0;

    // Streams of the site's logs that are written to this scope, keyrings (kind keyring) apart.
    virtual std::vector<StreamEnd> of_scope(log::LogKind kind, const ScopeId& scope) = 0;
    // Streams of the logs of all devices of an account.
    virtual std::vector<StreamEnd> of_account(const AccountId& account) = 0;

    // Of the streams of a device's logs, up to where all had arrived by then.
    virtual log::Frontier arrived_by(Position then, const DeviceId& device) = 0;

    virtual std::vector<HeldLine> held(std::size_t count_max) = 0;
    // A segment that is released (`why` is no) arrives again, so that who follows the arrivals
    // folds it.
    virtual void set_held(const exchange::StreamId& stream, Seq first, exchange::Held why) = 0;
    // Releases what waited for a key of this scope; returns how many segments.
    virtual std::size_t release(const ScopeId& scope, exchange::Held why) = 0;

    struct Counts {
        std::uint64_t segments = 0;
        std::uint64_t held = 0;
        std::uint64_t limbo = 0;
        std::uint64_t logs = 0;
        std::uint64_t branches = 0;
        std::uint64_t devices = 0;
    };
    virtual Counts counts() = 0;
};

}  // namespace approdo::store
