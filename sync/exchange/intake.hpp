// Taking in certificates and segments, alike on the server, a laptop and in a browser. Everything
// is authenticated before it is parsed further, checked against its chain, and stored raw before
// anything is concluded from it. What is valid is never refused: it is appended, recognised as a
// repetition, put on a branch when the log was written twice, or parked until what is missing
// comes.
#pragma once

#include "sync/exchange/log_store.hpp"
#include "sync/exchange/parcel.hpp"

namespace approdo::exchange {

struct Verdict {
    enum class Kind : std::uint8_t {
        taken,     // new, in its place
        known,     // had it already
        redacted,  // had it, and has less of it now: what the site erased is gone
        branched,  // new, on a branch: the log was forked
        parked,    // waits in limbo
        refused,   // `error` says why; nothing was kept
    };
    Kind kind = Kind::known;
    LogId log;
    Seq first;
    Seq needed;  // parked for a gap: the first sequence number that is missing
    std::optional<Error> error;
};

// Who opens segments that are boxed to one reader: nobody on a server or a hub; on a device its
// account's key and, after the account's key may have leaked, the device's own.
using BoxKeys = std::vector<const crypto::BoxKey*>;

// not_found: the box is for somebody else.
Result<log::OpenedSegment> open_box(const log::Segment& segment, const BoxKeys& readers);

// As a parcel carries it.
Frame frame_of(const log::Segment& segment);

// A segment that was verified, and opened where a key is there. Making one only reads, so that many
// can be checked at once; storing them happens in one place.
struct CheckedSegment {
    log::Segment segment;
    std::optional<log::OpenedSegment> opened;
    Held held = Held::no;
};

class Intake {
  public:
    Intake(const SiteId& site, const log::SiteDescriptor& descriptor, LogStore& store,
           BoxKeys readers);

    Result<void> take_device(ByteView frame);
    Result<void> take_log(ByteView frame);

    // ErrorCode::missing: the log's certificate is not known here.
    Result<CheckedSegment> check(ByteView segment_frame);
    // The same for a redacted segment, which the site has to have made.
    Result<CheckedSegment> check_redacted(ByteView redacted_frame);
    // Within the store's transaction. Also places what waited in limbo for this one.
    Verdict place(CheckedSegment checked);

    // check() and place() in one.
    Verdict take_segment(ByteView frame);
    Verdict take_redacted(ByteView frame);

  private:
    Result<CheckedSegment> examine(log::Segment segment);
    Verdict place_one(CheckedSegment& checked);
    Verdict place_known(const StreamId& stream, const log::Segment& held, CheckedSegment& checked);
    // Whether the author was revoked is asked when the segment is stored, not when it is checked.
    bool has_room(const log::LogCertificate& author, const log::Segment& segment);
    void append(const StreamId& stream, CheckedSegment& checked, const KnownLog& log);
    Verdict place_fork(CheckedSegment& checked, const KnownLog& log);
    std::size_t count_held(const KnownLog& log, Seq first, std::span<const Hash> hashes);
    std::optional<Hash> hash_at(const KnownLog& log, const Stream& stream, Seq seq);
    std::optional<Hash> hash_before(const KnownLog& log, const Stream& stream, Seq seq);
    std::optional<log::OpenedSegment> open_stored(const log::Segment& segment);

    SiteId site_;
    log::SiteDescriptor descriptor_;
    LogStore& store_;
    BoxKeys readers_;
};

}  // namespace approdo::exchange
