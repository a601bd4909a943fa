#include "sync/exchange/intake.hpp"

#include "sync/base/defects.hpp"
#include "sync/log/fork.hpp"
#include "sync/log/redaction.hpp"

namespace approdo::exchange {
namespace {

Verdict verdict_of(Verdict::Kind kind, const log::Segment& segment) {
    return {kind, segment.header.log, segment.header.first, {}, std::nullopt};
}

Verdict refusal(const log::Segment* segment, Error error) {
    Verdict verdict;
    verdict.kind = Verdict::Kind::refused;
    if (segment != nullptr) {
        verdict.log = segment->header.log;
        verdict.first = segment->header.first;
    }
    verdict.error = std::move(error);
    return verdict;
}

Verdict no_room(const log::Segment& segment) {
    return refusal(&segment,
                   fail(ErrorCode::exhausted,
                        "the site holds as much of this person's work as it may: ask whoever runs "
                        "it"));
}

bool same_run(const log::Segment& a, const log::Segment& b) {
    return a.header.first == b.header.first && a.header.count == b.header.count &&
           a.header.head == b.header.head;
}

}  // namespace

Result<log::OpenedSegment> open_box(const log::Segment& segment, const BoxKeys& readers) {
    Error last = fail(ErrorCode::not_found, "the box is for another reader");
    for (const crypto::BoxKey* reader : readers) {
        auto opened = log::open_boxed_segment(segment, *reader);
        if (opened.ok()) return opened;
        // What the box gave way to and is malformed inside is ours, and wrong.
        if (opened.error().code != ErrorCode::unauthentic) last = std::move(opened).error();
    }
    return last;
}

Intake::Intake(const SiteId& site, const log::SiteDescriptor& descriptor, LogStore& store,
               BoxKeys readers)
    : site_(site), descriptor_(descriptor), store_(store), readers_(std::move(readers)) {}

Result<void> Intake::take_device(ByteView frame) {
    APPRODO_TRY(const auto device, log::SignedDevice::read(frame));
    if (store_.find_device(device.value.device)) return {};
    APPRODO_CHECK(log::check_device(device, site_, descriptor_));
    store_.put_device(device);
    return {};
}

Result<void> Intake::take_log(ByteView frame) {
    APPRODO_TRY(const auto certificate, log::SignedLog::read(frame));
    const LogId id = log::log_id_of(certificate.value.key);
    if (store_.find_log(id)) return {};
    std::optional<KnownDevice> device;
    if (!certificate.value.of_site()) {
        device = store_.find_device(certificate.value.device);
        if (!device)
            return fail(ErrorCode::missing, "the certificate of a log's device is missing");
    }
    APPRODO_CHECK(log::check_log(certificate, site_, descriptor_,
                                 device ? &device->certificate.value : nullptr));
    if (device && !store_.has_room_for_log(certificate.value.device)) {
        return fail(ErrorCode::exhausted, "a device has begun more logs than it may");
    }
    store_.put_log(certificate, id);
    return {};
}

Frame frame_of(const log::Segment& segment) {
    return {segment.is_redacted() ? FrameType::redacted : FrameType::segment, segment.bytes()};
}

Result<CheckedSegment> Intake::check(ByteView segment_frame) {
    APPRODO_TRY(auto segment, log::read_segment(segment_frame));
    return examine(std::move(segment));
}

Result<CheckedSegment> Intake::check_redacted(ByteView redacted_frame) {
    APPRODO_TRY(auto segment, log::read_redacted(redacted_frame));
    return examine(std::move(segment));
}

Result<CheckedSegment> Intake::examine(log::Segment segment) {
    const auto known = store_.find_log(segment.header.log);
    if (!known) return fail(ErrorCode::missing, "the certificate of a segment's log is missing");
    APPRODO_CHECK(log::verify_segment(segment, known->certificate.value.key, site_));
    if (segment.is_redacted()) {
        APPRODO_CHECK(log::verify_redaction(segment, descriptor_.receipt, site_));
    }

    CheckedSegment checked{std::move(segment), std::nullopt, Held::no};
    const log::SegmentHeader& header = checked.segment.header;
    if (header.suite == log::Suite::box) {
        // A box is for one reader: nobody else can open it, and nobody else waits for a key.
        if (readers_.empty()) return checked;
        auto opened = open_box(checked.segment, readers_);
        if (opened.ok()) {
            checked.opened = std::move(*opened);
        } else if (opened.error().code != ErrorCode::not_found) {
            checked.held = Held::quarantine;
        }
        return checked;
    }
    const auto* key = store_.keyring().find(log::scope_key_name(header.scope, header.epoch));
    if (key == nullptr) {
        checked.held = Held::no_key;
        return checked;
    }
    auto opened = log::open_segment(checked.segment, *key);
    if (opened.ok()) {
        checked.opened = std::move(*opened);
    } else {
        // Its author signed it, so it is kept; what is wrong with it is shown, not thrown away.
        checked.held = Held::quarantine;
    }
    return checked;
}

Verdict Intake::take_segment(ByteView frame) {
    auto checked = check(frame);
    if (!checked.ok()) return refusal(nullptr, std::move(checked).error());
    return place(std::move(*checked));
}

Verdict Intake::take_redacted(ByteView frame) {
    auto checked = check_redacted(frame);
    if (!checked.ok()) return refusal(nullptr, std::move(checked).error());
    return place(std::move(*checked));
}

Verdict Intake::place(CheckedSegment checked) {
    const Verdict verdict = place_one(checked);
    if (verdict.kind != Verdict::Kind::taken && verdict.kind != Verdict::Kind::branched) {
        return verdict;
    }
    // Each placed segment may be the one that others waited for.
    bool moved = !defect(Defect::limbo_is_never_emptied);
    while (moved) {
        moved = false;
        for (const log::Segment& waiting : store_.unpark(verdict.log)) {
            auto again = examine(waiting);
            if (!again.ok()) continue;
            const auto kind = place_one(*again).kind;
            moved = moved || kind == Verdict::Kind::taken || kind == Verdict::Kind::branched;
        }
    }
    return verdict;
}

Verdict Intake::place_one(CheckedSegment& checked) {
    const log::Segment& segment = checked.segment;
    const log::SegmentHeader& header = segment.header;
    const auto known = store_.find_log(header.log);
    if (!known)
        return refusal(&segment, fail(ErrorCode::missing, "the log's certificate is missing"));

    const auto& author = known->certificate.value;
    for (const Stream& stream : known->streams) {
        if (header.first == stream.last.next() && header.previous == stream.head) {
            if (!has_room(author, segment)) return no_room(segment);
            append(stream.id, checked, *known);
            return verdict_of(Verdict::Kind::taken, segment);
        }
        const auto held = store_.segment_at(stream.id, header.first);
        const bool is_same = held && (same_run(*held, segment) || defect(Defect::known_by_number));
        if (is_same) return place_known(stream.id, *held, checked);
    }
    for (const Stream& stream : known->streams) {
        if (header.first > stream.last.next()) continue;
        const auto before = hash_before(*known, stream, header.first);
        if (before && *before == header.previous) return place_fork(checked, *known);
    }
    Verdict verdict = verdict_of(Verdict::Kind::parked, segment);
    const Stream& main = known->streams.front();
    // At or before our end but not linked to it: the log was forked before what we were sent of the
    // branch.
    verdict.needed = header.first > main.last.next() ? main.last.next() : Seq{1};
    if (!store_.park(segment, Held::gap)) {
        return refusal(&segment,
                       fail(ErrorCode::exhausted,
                            "too much waits for earlier parts: send the earlier parts first"));
    }
    return verdict;
}

bool Intake::has_room(const log::LogCertificate& author, const log::Segment& segment) {
    return author.of_site() || store_.has_room(author, segment.body.size());
}

// Of what is known, less may be left than is held here. More never comes back.
Verdict Intake::place_known(const StreamId& stream, const log::Segment& held,
                            CheckedSegment& checked) {
    const log::Segment& segment = checked.segment;
    const bool may_take_away = segment.is_redacted() && checked.opened && !held.is_stub();
    if (!may_take_away) return verdict_of(Verdict::Kind::known, segment);
    const auto before = open_stored(held);
    const bool takes_away = !before || (log::erases_at_least(*checked.opened, *before) &&
                                        !log::erases_at_least(*before, *checked.opened));
    if (!takes_away) return verdict_of(Verdict::Kind::known, segment);
    store_.replace_segment(stream, segment, *checked.opened);
    return verdict_of(Verdict::Kind::redacted, segment);
}

void Intake::append(const StreamId& stream, CheckedSegment& checked, const KnownLog& log) {
    const log::LogCertificate& author = log.certificate.value;
    const bool is_trusted = author.of_site() || defect(Defect::revocation_cut_ignored);
    if (const auto cuts = is_trusted ? std::nullopt : store_.cuts_of(author.device)) {
        const auto cut = cuts->find(stream);
        const bool counts = cut != cuts->end() && checked.segment.header.last() <= cut->second;
        if (!counts) checked.held = Held::revoked;
    }
    store_.append_segment(stream, checked.segment, checked.opened ? &*checked.opened : nullptr,
                          checked.held);
    if (checked.opened && checked.held == Held::no) {
        store_.hand_over(checked.segment, std::move(*checked.opened));
    }
}

std::optional<Hash> Intake::hash_at(const KnownLog& log, const Stream& stream, Seq seq) {
    if (seq.value == 0) return log::genesis_of(log.certificate);
    const auto segment = store_.segment_at(stream.id, seq);
    if (!segment) return std::nullopt;
    if (segment->header.last() == seq) return segment->header.head;
    const auto opened = open_stored(*segment);
    if (!opened) return std::nullopt;
    return opened->hashes[static_cast<std::size_t>(seq.value - segment->header.first.value)];
}

std::optional<Hash> Intake::hash_before(const KnownLog& log, const Stream& stream, Seq seq) {
    if (seq == stream.last.next()) return stream.head;
    // A branch begins in the middle of its log: what stands before it is in the segment's own
    // header.
    const auto segment = store_.segment_at(stream.id, seq);
    if (segment && segment->header.first == seq) return segment->header.previous;
    return hash_at(log, stream, Seq{seq.value - 1});
}

std::optional<log::OpenedSegment> Intake::open_stored(const log::Segment& segment) {
    const auto& header = segment.header;
    if (header.suite == log::Suite::box) {
        auto opened = open_box(segment, readers_);
        if (!opened.ok()) return std::nullopt;
        return std::move(*opened);
    }
    const auto* key = store_.keyring().find(log::scope_key_name(header.scope, header.epoch));
    if (key == nullptr) return std::nullopt;
    auto opened = log::open_segment(segment, *key);
    if (!opened.ok()) return std::nullopt;
    return std::move(*opened);
}

Verdict Intake::place_fork(CheckedSegment& checked, const KnownLog& log) {
    const log::SegmentHeader& header = checked.segment.header;
    Seq fork_seq = header.first;
    Hash diverging = header.head;
    if (checked.opened) {
        // Copies may have sealed a common beginning: the fork is where the hashes part.
        const auto& hashes = checked.opened->hashes;
        const std::size_t held = count_held(log, header.first, hashes);
        if (held == hashes.size()) return verdict_of(Verdict::Kind::known, checked.segment);
        fork_seq = Seq{header.first.value + held};
        diverging = hashes[held];
    }
    const StreamId branch = log::branch_id(header.log, fork_seq, diverging);
    for (const Stream& known : log.streams) {
        if (known.id == branch) return verdict_of(Verdict::Kind::known, checked.segment);
    }
    if (defect(Defect::fork_branch_dropped)) {
        return verdict_of(Verdict::Kind::known, checked.segment);
    }
    if (!has_room(log.certificate.value, checked.segment)) return no_room(checked.segment);
    store_.put_branch({branch, header.log, Seq{header.first.value - 1}, header.previous}, fork_seq);
    append(branch, checked, log);
    return verdict_of(Verdict::Kind::branched, checked.segment);
}

// How many of a run of events stand in the log already, in one stream or in several: a copy of a
// copy shares its beginning with one continuation and then with another.
std::size_t Intake::count_held(const KnownLog& log, Seq first, std::span<const Hash> hashes) {
    std::size_t held = 0;
    for (bool moved = true; moved;) {
        const std::size_t before = held;
        for (const Stream& stream : log.streams) {
            while (held < hashes.size() &&
                   hash_at(log, stream, Seq{first.value + held}) == hashes[held]) {
                ++held;
            }
            if (defect(Defect::fork_measured_in_one_stream)) return held;
        }
        moved = held > before;
    }
    return held;
}

}  // namespace approdo::exchange
