// What either side of an exchange needs from storage to take in certificates and segments.
// client_core and server implement it over SQLite, the simulator uses theirs. Every call between
// begin() and commit() happens wholly or not at all; failures of the disk throw.
//
// A stream is a log, or one branch of a forked log: its id is the LogId, or log::branch_id().
#pragma once

#include <map>

#include "sync/log/certificate.hpp"
#include "sync/log/keyring.hpp"
#include "sync/log/segment.hpp"

namespace approdo::exchange {

using StreamId = LogId;

struct Stream {
    StreamId id;
    LogId log;
    Seq last;   // 0: nothing yet
    Hash head;  // genesis while `last` is 0
};

struct KnownLog {
    log::SignedLog certificate;
    LogId id;
    std::vector<Stream> streams;  // the log's own first, then its branches
};

struct KnownDevice {
    log::SignedDevice certificate;
    bool revoked = false;
};

// Of a revoked device, up to where each of its streams counts. What is later, and every stream that
// is not named, waits until a person rules.
using Cuts = std::map<StreamId, Seq>;

// Why a segment is kept but not folded yet.
enum class Held : std::uint8_t {
    no = 0,
    gap = 1,         // an earlier segment is missing
    no_key = 2,      // its scope's epoch key is missing
    revoked = 3,     // written after the device's recorded cut: until a person rules
    quarantine = 4,  // authentic, but does not decode; kept visible and retried after an upgrade
    ruled_out = 5    // as `revoked`, and a person ruled that it does not count
};

class LogStore {
  public:
    virtual ~LogStore() = default;

    virtual std::optional<KnownDevice> find_device(const DeviceId& device) = 0;
    virtual std::optional<KnownLog> find_log(const LogId& log) = 0;
    // What still counts of a revoked device; nothing: it is not revoked.
    virtual std::optional<Cuts> cuts_of(const DeviceId& device) = 0;
    // The stored segment of a stream that holds `seq`; nothing beyond its end. A branch holds only
    // what came after the fork.
    virtual std::optional<log::Segment> segment_at(const StreamId& stream, Seq seq) = 0;
    virtual const log::Keyring& keyring() = 0;
    // Whether the author's account may add so much, and its device another log. A site bounds what
    // one person fills its disk with; a client takes all that its site gives.
    virtual bool has_room(const log::LogCertificate& author, std::size_t bytes) {
        static_cast<void>(author), static_cast<void>(bytes);
        return true;
    }
    virtual bool has_room_for_log(const DeviceId& device) {
        static_cast<void>(device);
        return true;
    }

    virtual void put_device(const log::SignedDevice& device) = 0;
    virtual void put_log(const log::SignedLog& certificate, const LogId& log) = 0;
    virtual void put_branch(const Stream& branch, Seq fork_seq) = 0;
    // Moves the stream's end. `opened` is null when the segment cannot be read here (no key, stub).
    virtual void append_segment(const StreamId& stream, const log::Segment& segment,
                                const log::OpenedSegment* opened, Held held) = 0;
    // The segment that is stored at this place, redacted: folds see what was erased no more.
    virtual void replace_segment(const StreamId& stream, const log::Segment& redacted,
                                 const log::OpenedSegment& opened) = 0;
    // What was just appended, for whoever folds it soon and need not open it again. A hint.
    virtual void hand_over(const log::Segment&, log::OpenedSegment&&) {}
    // Bounded limbo for what has no place yet. False: the limbo is full, the sender keeps it.
    virtual bool park(const log::Segment& segment, Held why) = 0;
    // Takes parked segments of a log that may fit now out of limbo.
    virtual std::vector<log::Segment> unpark(const LogId& log) = 0;
};

}  // namespace approdo::exchange
