#include "sync/exchange/site_session.hpp"

#include <algorithm>
#include <set>

#include "sync/base/defects.hpp"
#include "sync/exchange/root_records.hpp"
#include "sync/log/redaction.hpp"

namespace approdo::exchange {

// What apply() gathers for the answer.
struct SiteSession::Reply {
    std::vector<Frame> frames;
    Answer answer;
    bool owes_own = false;
    bool had_some = false;                  // of the device's own segments in this parcel
    bool is_old = false;                    // came by courier, after what the device said later
    std::vector<log::FrontierEntry> shown;  // ends of the segments in this parcel
    log::Frontier heads;                    // of the device's own logs, once these were taken
    std::vector<DeviceId> ancestors;        // devices that it was before it got keys of its own
    log::Frontier all_heads;                // of its logs and theirs
    std::size_t bytes_shown = 0;

    void show(const log::Segment& segment) {
        shown.push_back({segment.header.last(), log::short_head(segment.header.head)});
        bytes_shown += segment.body.size();
    }

    void control(ControlKind kind, const LogId& log = {}, Seq seq = {}) {
        answer.controls.push_back({kind, log, seq, 0, 0});
    }
};

namespace {

Result<log::Segment> read_form(const Frame& frame) {
    return frame.type == FrameType::redacted ? log::read_redacted(frame.body)
                                             : log::read_segment(frame.body);
}

constexpr std::size_t long_queue_bytes = limits::exchange_reply_segments / 2;

Control refused(const LogId& log, Seq first, const Error& error) {
    Control control{ControlKind::refused, log, first, static_cast<std::uint8_t>(error.code), 0};
    // What a later state of ours may take is worth another try; the rest is for a person to see.
    if (error.code == ErrorCode::exhausted) control.retry_ms = 3'600'000;
    return control;
}

// Logs whose archived ends are what the certificates of other logs name as their beginnings.
log::Frontier retired_of(const log::Frontier& archived, SiteStore& store) {
    log::Frontier retired;
    for (const auto& [stream, entry] : archived.entries()) {
        const auto log = store.find_log(stream);
        if (!log) continue;
        for (const log::LogHead& before : log->certificate.value.predecessors) {
            const log::FrontierEntry end{before.seq, log::short_head(before.head)};
            if (archived.find(before.log) == end) retired.set(before.log, end);
        }
    }
    return retired;
}

}  // namespace

SiteSession::SiteSession(SiteIdentity identity, SiteStore& store, ExchangeKeys& keys)
    : identity_(std::move(identity)), store_(store), keys_(keys) {}

Result<CheckedParcel> SiteSession::check(const WholeParcel& parcel, UtcMs now,
                                         std::size_t bytes_max) {
    if (parcel.header.site != identity_.site) {
        return fail(ErrorCode::not_found, "the parcel is for another site");
    }
    if (parcel.frames.empty() || parcel.frames.front().type != FrameType::hello) {
        return fail(ErrorCode::malformed, "a device's parcel begins with its hello");
    }
    CheckedParcel checked;
    APPRODO_TRY(checked.hello, Authenticated<Hello>::read(parcel.frames.front().body));
    APPRODO_TRY(const auto device, certificate_of(checked.hello.message.device, parcel));
    checked.account = device.account;
    checked.before = device.before();
    APPRODO_TRY(checked.key, keys_.of(device));
    const auto rest = std::span<const Frame>(parcel.frames).subspan(1);
    if (!checked.hello.verify(identity_.site, rest_hash_of(rest).view(), *checked.key)) {
        return fail(ErrorCode::unauthentic,
                    "the parcel was altered, or is not of the device it names");
    }
    Intake intake(identity_.site, identity_.descriptor, store_, {});
    for (const Frame& frame : rest) check_frame(frame, intake, checked);
    checked.snapshots = snapshots_for(checked.hello.message, now, bytes_max);
    return checked;
}

// Worth its making only for a device that would otherwise need several exchanges to see where it
// stands.
std::vector<Frame> SiteSession::snapshots_for(const Hello& hello, UtcMs now,
                                              std::size_t bytes_max) {
    if ((hello.capabilities & wants_snapshot) == 0 || !hello.frontier) return {};
    if (!store_.lacking(hello.device, *hello.frontier, false, bytes_max).more) return {};
    const auto folded = store_.folded(hello.device);
    if (!folded) return {};
    const auto* key = store_.keyring().find(log::scope_key_name(folded->scope, folded->epoch));
    if (key == nullptr) return {};
    std::vector<Frame> frames;
    for (const Bytes& record : folded->records) {
        const auto made = make_snapshot(*folded, record, now, *key, *identity_.receipt,
                                        identity_.site, *identity_.random);
        if (made) frames.push_back({FrameType::snapshot, made->bytes()});
    }
    return frames;
}

std::optional<Bytes> SiteSession::ask_who(const WholeParcel& parcel) {
    const auto hello = Authenticated<Hello>::read(parcel.frames.front().body);
    if (!hello.ok()) return std::nullopt;
    ParcelWriter writer({parcel.header.site, Route::to_device(hello->message.device)});
    writer.add(FrameType::who_are_you, hello->mac.view());
    return writer.take();
}

Result<log::DeviceCertificate> SiteSession::certificate_of(const DeviceId& device,
                                                           const WholeParcel& parcel) {
    if (const auto known = store_.find_device(device)) return known->certificate.value;
    for (const Frame& frame : parcel.frames) {
        if (frame.type != FrameType::device_certificate) continue;
        APPRODO_TRY(const auto certificate, log::SignedDevice::read(frame.body));
        if (certificate.value.device != device) continue;
        APPRODO_CHECK(log::check_device(certificate, identity_.site, identity_.descriptor));
        return certificate.value;
    }
    return fail(ErrorCode::missing, "the device is not known here: send its certificate along");
}

void SiteSession::check_frame(const Frame& frame, Intake& intake, CheckedParcel& checked) {
    if (frame.type == FrameType::device_certificate || frame.type == FrameType::log_certificate) {
        checked.certificates.push_back(frame);
    } else if (frame.type == FrameType::segment || frame.type == FrameType::redacted) {
        auto segment = frame.type == FrameType::segment ? intake.check(frame.body)
                                                        : intake.check_redacted(frame.body);
        if (segment.ok()) {
            checked.segments.push_back(std::move(*segment));
        } else if (segment.error().code == ErrorCode::missing) {
            // Its log's certificate may stand in this very parcel: checked again when that is
            // taken.
            checked.unplaced.push_back(frame);
        } else {
            const auto read = read_form(frame);
            checked.controls.push_back(refused(read.ok() ? read->header.log : LogId{},
                                               read.ok() ? read->header.first : Seq{},
                                               segment.error()));
        }
    } else if (frame.type == FrameType::want_redacted) {
        auto want = wire::decode<WantRedacted>(frame.body);
        if (want.ok()) checked.want_redacted = std::move(*want);
    } else if (frame.type == FrameType::device_renewal) {
        auto renewal = wire::decode<DeviceRenewal>(frame.body);
        if (renewal.ok()) checked.renewal = *renewal;
    } else if (frame.type == FrameType::elided) {
        checked.leaves_out = true;
    }
}

Bytes SiteSession::apply(CheckedParcel parcel, UtcMs now, Courier courier, std::size_t bytes_max) {
    const Hello& hello = parcel.hello.message;
    Reply reply;
    reply.answer.controls = std::move(parcel.controls);
    const std::optional<Contact> before = store_.contact(hello.device);
    Contact contact = before.value_or(Contact{});
    Intake intake(identity_.site, identity_.descriptor, store_, {});

    take_in(parcel, intake, reply);
    reply.heads = store_.own_heads(hello.device);
    reply.ancestors = ancestors(parcel.before);
    reply.all_heads = reply.heads;
    for (const DeviceId& earlier : reply.ancestors) {
        reply.all_heads.add(store_.own_heads(earlier));
    }
    judge_state(parcel, courier, contact, reply);
    add_receipt(hello, now, contact, reply);
    tell_root(hello, reply);
    add_certificate(parcel, reply);
    deliver(parcel, contact, bytes_max, reply);
    deliver_redacted(parcel, bytes_max, reply);
    give_back(hello, contact, bytes_max, reply);
    remember(parcel.hello, before, contact);

    reply.answer.to_hello = parcel.hello.mac;
    reply.answer.server_epoch = store_.server_epoch();
    reply.answer.last_receipt = contact.issued;
    // Whoever is behind is told how far to go on counting, but not before that has shown.
    reply.answer.counter = reply.is_old ? hello.counter : contact.counter;
    ParcelWriter writer({identity_.site, Route::to_device(hello.device)});
    writer.add(FrameType::answer, authenticate(reply.answer, identity_.site,
                                               rest_hash_of(reply.frames).view(), *parcel.key));
    for (const Frame& frame : reply.frames) writer.add(frame.type, frame.body);
    return writer.take();
}

Bytes SiteSession::turn_away(const CheckedParcel& parcel, ControlKind why,
                             const std::vector<Frame>& proof) const {
    const Hello& hello = parcel.hello.message;
    Answer answer;
    answer.to_hello = parcel.hello.mac;
    answer.server_epoch = hello.server_epoch;
    answer.last_receipt = hello.last_receipt;
    answer.counter = hello.counter;
    answer.controls.push_back({why, {}, {}, 0, 0});
    ParcelWriter writer({identity_.site, Route::to_device(hello.device)});
    writer.add(FrameType::answer,
               authenticate(answer, identity_.site, rest_hash_of(proof).view(), *parcel.key));
    for (const Frame& frame : proof) writer.add(frame.type, frame.body);
    return writer.take();
}

void SiteSession::remember(const Authenticated<Hello>& hello, const std::optional<Contact>& before,
                           Contact& contact) {
    const Hello& message = hello.message;
    const bool is_newer = message.counter > contact.counter;
    if (is_newer) contact.echoed = std::max(contact.echoed, message.last_receipt);
    const bool is_same = before && *before == contact;
    if (is_newer) {
        contact.counter = message.counter;
        contact.last_hello = hello.mac;
    }
    if (!is_same) {
        store_.put_contact(message.device, contact);
    } else if (is_newer) {
        store_.note_hello(message.device, contact.counter, contact.last_hello);
    }
}

void SiteSession::take_in(CheckedParcel& parcel, Intake& intake, Reply& reply) {
    for (const Frame& frame : parcel.certificates) {
        const auto taken = frame.type == FrameType::device_certificate
                               ? intake.take_device(frame.body)
                               : intake.take_log(frame.body);
        if (!taken.ok()) reply.answer.controls.push_back(refused({}, {}, taken.error()));
    }
    const auto note = [&](const Verdict& verdict) {
        if (verdict.kind == Verdict::Kind::known) {
            const auto log = store_.find_log(verdict.log);
            const DeviceId& sender = parcel.hello.message.device;
            if (log && log->certificate.value.device == sender) reply.had_some = true;
        } else if (verdict.kind == Verdict::Kind::parked) {
            reply.control(ControlKind::send_from, verdict.log, verdict.needed);
        } else if (verdict.kind == Verdict::Kind::refused &&
                   verdict.error->code == ErrorCode::missing) {
            reply.control(ControlKind::send_certificates, verdict.log, verdict.first);
        } else if (verdict.kind == Verdict::Kind::refused) {
            reply.answer.controls.push_back(refused(verdict.log, verdict.first, *verdict.error));
        } else if (verdict.kind == Verdict::Kind::branched) {
            reply.control(ControlKind::rotate_logs, verdict.log, verdict.first);
        }
    };
    for (CheckedSegment& segment : parcel.segments) {
        reply.show(segment.segment);
        note(intake.place(std::move(segment)));
    }
    for (const Frame& frame : parcel.unplaced) {
        if (const auto segment = read_form(frame); segment.ok()) reply.show(*segment);
        note(frame.type == FrameType::segment ? intake.take_segment(frame.body)
                                              : intake.take_redacted(frame.body));
    }
}

void SiteSession::judge_state(const CheckedParcel& parcel, Courier courier, Contact& contact,
                              Reply& reply) {
    const Hello& hello = parcel.hello.message;
    if (holds_last_receipt(hello, contact)) {
        // It was told what is archived, so that this need not be named for ever.
        if (contact.held_by != contact.issued)
            contact.retired = retired_of(contact.archived, store_);
        contact.held = contact.named;
        contact.held_by = contact.issued;
        contact.held_in = store_.server_epoch();
    }
    if (hello.protocol_min > protocol_version) reply.control(ControlKind::newer_program);
    const auto device = store_.find_device(hello.device);
    if (device && device->revoked) reply.control(ControlKind::revoked);
    // We were restored from a backup: what we acknowledged since, the device alone may still have.
    const bool we_are_older =
        hello.server_epoch > store_.server_epoch() ||
        (hello.server_epoch == store_.server_epoch() && hello.last_receipt > contact.issued);
    const bool epoch_changed =
        hello.server_epoch.value != 0 && hello.server_epoch != store_.server_epoch();
    const bool restarts = we_are_older || epoch_changed;
    if (restarts) {
        reply.control(ControlKind::send_all);
        reply.control(ControlKind::send_certificates);
    }
    // A hello that is not above the last one is an old parcel when it came by stick. Over a link it
    // comes from a device that was cloned or restored, unless it is the last one repeated.
    const bool is_behind = hello.counter <= contact.counter && contact.counter > 0 &&
                           parcel.hello.mac != contact.last_hello;
    reply.is_old = is_behind && courier == Courier::stick;
    const bool is_hidden = restarts && defect(Defect::copy_hides_behind_new_epoch);
    const bool went_back = is_behind && courier == Courier::link && !is_hidden;
    const bool is_newest = !restarts && hello.counter > contact.counter;
    const bool forgot = is_newest && has_forgotten(parcel, contact, reply);
    if (went_back || forgot || is_lost_in_copies(hello, contact, reply)) {
        reply.control(ControlKind::rotate_logs);
        reply.owes_own = true;
    }
}

// An answer that was lost makes a device send once more what that receipt was for. What it neither
// sends nor was receipted for, it never wrote: another copy did, or a later self.
bool SiteSession::has_forgotten(const CheckedParcel& parcel, const Contact& contact,
                                const Reply& reply) {
    const Hello& hello = parcel.hello.message;
    if (hello.last_receipt < contact.echoed) return true;
    // Of a long queue only the beginning is in one parcel.
    const bool shows_all = !parcel.leaves_out && reply.bytes_shown < long_queue_bytes;
    if (!shows_all) return false;
    const auto is_known_to_it = [&](const log::Frontier::Entries::value_type& head) {
        const auto& [stream, entry] = head;
        return contact.held.find(stream) == entry ||
               std::find(reply.shown.begin(), reply.shown.end(), entry) != reply.shown.end();
    };
    const auto& all = reply.heads.entries();
    return !std::all_of(all.begin(), all.end(), is_known_to_it);
}

// Who holds the receipt for what it sends and still sends it does not find itself in the receipt,
// which names how another copy went on.
bool SiteSession::is_lost_in_copies(const Hello& hello, const Contact& contact,
                                    const Reply& reply) {
    return reply.had_some && holds_last_receipt(hello, contact);
}

bool SiteSession::holds_last_receipt(const Hello& hello, const Contact& contact) {
    return hello.last_receipt == contact.issued && contact.issued.value > 0 &&
           hello.server_epoch == store_.server_epoch();
}

// Whoever goes by an earlier root is told how it changed. Of a root that is not known here the
// device is asked to show how it came about, once: this site may be one of an older backup, or an
// old root is in other hands.
void SiteSession::tell_root(const Hello& hello, Reply& reply) {
    if (identity_.roots == nullptr) return;
    const log::RootChain& roots = *identity_.roots;
    const log::RootMark shown = root_shown(hello);
    const bool is_ours = roots.leads_through(shown);
    if (!is_ours && !identity_.root_is_disputed) reply.control(ControlKind::send_certificates);
    if (shown.number > roots.length() || shown == roots.mark()) return;
    for (Frame& frame : root_frames(roots, is_ours ? shown.number : 0)) {
        reply.frames.push_back(std::move(frame));
    }
    reply.frames.push_back({FrameType::site, identity_.described->bytes()});
}

void SiteSession::add_receipt(const Hello& hello, UtcMs now, Contact& contact, Reply& reply) {
    // A copy that cannot know what this names would hide behind it: who said more is told more.
    if (reply.is_old) return;
    const bool has_news = look_at_archive(hello.device, contact, reply) ||
                          !(reply.all_heads == contact.named) || reply.owes_own;
    if (holds_last_receipt(hello, contact) && !has_news) return;
    if (reply.all_heads.entries().empty()) return;
    // The same word is receipted under the same number, so that a number which a device lacks
    // stands for something that the site has.
    if (has_news) contact.issued = contact.issued.next();
    if (reply.owes_own) {
        contact.owed_until = contact.issued;
        contact.owed_sent = {};
    }
    contact.named = reply.all_heads;
    Receipt receipt;
    receipt.device = hello.device;
    receipt.server_epoch = store_.server_epoch();
    receipt.number = contact.issued;
    receipt.at = now;
    receipt.level = SafetyLevel::durable;
    name_heads(hello, contact, reply, receipt);
    const auto made = SignedReceipt::make(std::move(receipt), crypto::domain::receipt,
                                          identity_.site, *identity_.receipt);
    reply.frames.push_back({FrameType::receipt, made.bytes()});
}

// A device that was copied or restored a few times has many old logs, of which every receipt would
// speak for ever. One that is archived and that another log went on from is left out, once the
// device showed that it holds a receipt for it; the number stands for it all the same. Whoever lost
// that receipt, or met the site again after it was restored, is told of all.
void SiteSession::name_heads(const Hello& hello, const Contact& contact, const Reply& reply,
                             Receipt& receipt) {
    const bool holds_old = hello.server_epoch == store_.server_epoch() &&
                           contact.held_in == store_.server_epoch() &&
                           hello.last_receipt >= contact.held_by && !reply.owes_own;
    log::Frontier archived;
    for (const auto& [stream, entry] : reply.all_heads.entries()) {
        const bool is_retired = contact.retired.find(stream) == entry;
        if (holds_old && is_retired && contact.held.find(stream) == entry) continue;
        receipt.heads.set(stream, entry);
        if (const auto copied = contact.archived.find(stream)) archived.set(stream, *copied);
    }
    name_archived(receipt, archived);
}

std::vector<DeviceId> SiteSession::ancestors(DeviceId before) {
    std::vector<DeviceId> found;
    while (!before.is_zero() && found.size() < renewals_max) {
        found.push_back(before);
        const auto known = store_.find_device(before);
        before = known ? known->certificate.value.before() : DeviceId{};
    }
    return found;
}

// The keys that the device would go on with, if the site certified them.
void SiteSession::add_certificate(const CheckedParcel& parcel, Reply& reply) {
    if (!parcel.renewal) return;
    const auto known = store_.find_device(renewed_id(parcel.hello.message.device, *parcel.renewal));
    if (!known || known->revoked) return;
    reply.frames.push_back({FrameType::device_certificate, known->certificate.bytes()});
}

// True: more of what the device wrote is in a copy off the machine than it was told.
bool SiteSession::look_at_archive(const DeviceId& device, Contact& contact, const Reply& reply) {
    const std::uint64_t number = store_.archive_number();
    if (number == contact.archive) return false;
    contact.archive = number;
    auto archived = store_.archived_heads(device);
    for (const DeviceId& earlier : reply.ancestors) {
        archived.add(store_.archived_heads(earlier));
    }
    if (archived == contact.archived) return false;
    contact.archived = std::move(archived);
    return true;
}

void SiteSession::deliver(const CheckedParcel& parcel, Contact& contact, std::size_t bytes_max,
                          Reply& reply) {
    const Hello& hello = parcel.hello.message;
    if (hello.beacon < store_.newest_beacon_number()) {
        if (auto beacon = store_.newest_beacon()) reply.frames.push_back(std::move(*beacon));
    }
    if (hello.frontier) {
        contact.frontier = *hello.frontier;
    } else if (hello.frontier_digest == contact.offered.digest()) {
        contact.frontier = contact.offered;
    } else if (hello.frontier_digest != contact.frontier.digest()) {
        reply.control(ControlKind::send_frontier);
        return;
    }
    auto delivery = store_.lacking(hello.device, contact.frontier, false, bytes_max);
    contact.offered = std::move(delivery.reached);
    reply.answer.more = delivery.more;
    for (Frame& frame : delivery.frames) reply.frames.push_back(std::move(frame));
    // Behind the keyring that opens them.
    for (const Frame& frame : parcel.snapshots) reply.frames.push_back(frame);
}

// Sealed under keys that the device has or has not: whose they are need not be asked. What does not
// fit is asked for again.
void SiteSession::deliver_redacted(const CheckedParcel& parcel, std::size_t bytes_max,
                                   Reply& reply) {
    const auto& events = parcel.want_redacted.events;
    const auto device = store_.find_device(parcel.hello.message.device);
    if (events.empty() || events.size() > redacted_asked_max || !device || device->revoked) return;
    std::size_t bytes = 0;
    std::set<Hash> sent;
    for (const EventPlace& place : events) {
        const auto log = store_.find_log(place.log);
        if (!log) continue;
        // What is a branch for the one is the log itself for the other.
        for (const Stream& stream : log->streams) {
            const auto segment = store_.segment_at(stream.id, place.seq);
            if (!segment || !segment->is_redacted() || !sent.insert(segment->header.head).second)
                continue;
            Frame frame = frame_of(*segment);
            bytes += frame.body.size();
            if (sent.size() > 1 && bytes > bytes_max) return;
            reply.frames.push_back(std::move(frame));
        }
    }
}

// Its own logs go back to a device that was restored or cloned, whatever else it asks for, and
// again until it shows that it got them.
void SiteSession::give_back(const Hello& hello, Contact& contact, std::size_t bytes_max,
                            Reply& reply) {
    if (contact.owed_until.value == 0 || defect(Defect::nothing_owed_to_a_copy)) return;
    if (hello.last_receipt >= contact.owed_until && !contact.owed_more) {
        contact.owed_until = {};
        contact.owed_sent = {};
        return;
    }
    if (hello.last_receipt < contact.owed_until) contact.owed_sent = {};
    auto delivery = store_.lacking(hello.device, contact.owed_sent, true, bytes_max);
    contact.owed_sent = std::move(delivery.reached);
    contact.owed_more = delivery.more;
    reply.answer.more = reply.answer.more || delivery.more;
    for (Frame& frame : delivery.frames) reply.frames.push_back(std::move(frame));
}

}  // namespace approdo::exchange
