#include "sync/exchange/client_session.hpp"

#include <algorithm>

#include "sync/base/defects.hpp"
#include "sync/exchange/root_records.hpp"

namespace approdo::exchange {
namespace {

constexpr std::uint64_t first_pause_ms = 5'000;
constexpr std::uint64_t longest_pause_ms = 10 * 60'000;

bool asks_again(ControlKind kind) {
    return kind == ControlKind::send_frontier || kind == ControlKind::send_certificates ||
           kind == ControlKind::send_from || kind == ControlKind::send_all;
}

bool turns_away(ControlKind kind) {
    return kind == ControlKind::suspended || kind == ControlKind::erased;
}

}  // namespace

ClientSession::ClientSession(ClientIdentity identity, ClientStore& store, Random& random)
    : identity_(std::move(identity)), store_(store), random_(random) {
    auto key =
        identity_.device_box->shared_key(crypto::domain::exchange_key, identity_.descriptor.box);
    // The descriptor was checked when the device joined, so its box key is a sound one.
    APPRODO_ASSERT(key.ok());
    exchange_key_ = std::move(*key);
}

Bytes ClientSession::output(std::size_t bytes_max) {
    ParcelWriter writer({identity_.site, Route::to_site()});
    store_.transact([&] {
        ClientState state = store_.state();
        if (!defect(Defect::counter_is_reused)) ++state.counter;
        const std::vector<Frame> frames = frames_to_send(state, bytes_max);

        Hello hello;
        hello.device = identity_.device;
        hello.server_epoch = state.server_epoch;
        hello.last_receipt = state.last_receipt;
        hello.counter = state.counter;
        hello.beacon = state.beacon;
        const log::Frontier frontier = store_.foreign_frontier();
        hello.frontier_digest = frontier.digest();
        // Whether a snapshot is worth its making depends on what the device lacks.
        if (state.wants_snapshot) hello.capabilities |= wants_snapshot;
        if (state.send_frontier || state.wants_snapshot) hello.frontier = frontier;
        show_root(hello, store_.roots().mark());
        const Bytes body =
            authenticate(hello, identity_.site, rest_hash_of(frames).view(), exchange_key_);
        const auto mac = Digest16::from(ByteView(body).last(Digest16::size));
        store_.put_hello(*mac);
        store_.put_state(state);
        writer.add(FrameType::hello, body);
        for (const Frame& frame : frames) writer.add(frame.type, frame.body);
    });
    return writer.take();
}

std::vector<Frame> ClientSession::frames_to_send(ClientState& state, std::size_t bytes_max) {
    std::vector<Frame> frames;
    std::size_t bytes = 0;
    const auto add = [&](const std::vector<log::Segment>& segments) {
        for (const log::Segment& segment : segments) {
            frames.push_back(frame_of(segment));
            bytes += frames.back().body.size();
        }
    };
    const bool certifies = state.send_certificates || state.send_everything;
    if (certifies && !defect(Defect::certificates_are_forgotten)) {
        frames = store_.certificates();
        for (Frame& frame : root_frames(store_.roots())) frames.push_back(std::move(frame));
    }
    more_outgoing_ = false;
    sent_back_ = state.send_everything;
    if (state.send_everything) {
        // The site's own words first: what it said before it was restored stands, and is not said
        // otherwise when it sees our part again.
        const auto back = store_.foreign_segments(state.sent_back, bytes_max);
        add(back.segments);
        state.sent_back += back.segments.size();
        more_outgoing_ = true;
        if (!back.more) {
            state.send_everything = false;
            add_account_return(frames);
        }
    }
    if (!state.send_everything && bytes < bytes_max) {
        const bool certified = !frames.empty();
        const auto outgoing = store_.outgoing(bytes_max - bytes);
        more_outgoing_ = outgoing.more;
        for (const auto& log : outgoing.certificates) {
            if (!certified) frames.push_back({FrameType::log_certificate, log.bytes()});
        }
        add(outgoing.segments);
    }
    if (const auto renewal = store_.renewal()) {
        frames.push_back({FrameType::device_renewal, wire::encode(*renewal)});
    }
    for (Frame& wish : store_.wishes()) frames.push_back(std::move(wish));
    return frames;
}

void ClientSession::add_account_return(std::vector<Frame>& frames) {
    auto account = store_.account_return();
    if (!account || defect(Defect::account_return_is_forgotten)) return;
    auto box = seal_account_return(*account, identity_.descriptor.box, random_);
    for (ReturnedKey& key : account->keys) crypto::wipe(key.key);
    if (box.ok()) frames.push_back({FrameType::account_return, std::move(*box)});
}

Result<ReceiveReport> ClientSession::receive(ByteView parcels) {
    APPRODO_TRY(const auto whole, split_parcels(parcels));
    ReceiveReport report;
    store_.transact([&] {
        for (const WholeParcel& parcel : whole) {
            if (auto taken = receive_parcel(parcel, report); !taken.ok()) {
                report.faults.push_back(std::move(taken).error());
            }
        }
        report.renewed = store_.renew();
    });
    report.again = report.again || report.renewed;
    return report;
}

Result<void> ClientSession::receive_parcel(const WholeParcel& parcel, ReceiveReport& report) {
    const Route& route = parcel.header.route;
    const bool for_us =
        parcel.header.site == identity_.site &&
        (route.kind == RouteKind::any || route == Route::to_device(identity_.device));
    // What is said to the device that this one was will be said to this one, too.
    if (route.kind == RouteKind::device && store_.was_once(DeviceId{route.id.bytes})) return {};
    if (!for_us) {
        report.for_others.push_back(parcel.bytes());
        return {};
    }
    BoxKeys readers{identity_.device_box};
    if (identity_.account_box != nullptr) readers.insert(readers.begin(), identity_.account_box);
    Intake intake(identity_.site, identity_.descriptor, store_, std::move(readers));
    take_roots(parcel, report);
    const std::size_t parked = report.segments_parked;
    const std::size_t faults = report.faults.size();
    const bool answers = !parcel.frames.empty() && parcel.frames.front().type == FrameType::answer;
    const bool is_sound = !answers || take_answer(parcel, report);
    for (const Frame& frame : parcel.frames) {
        // Whoever shows a receipt is believed to have what came along with it.
        if (frame.type == FrameType::receipt && !is_sound) continue;
        receive_frame(frame, intake, report);
    }
    if (report.segments_parked > parked || report.faults.size() > faults) {
        // What the site believes we hold is not what we hold: tell it next time.
        ClientState state = store_.state();
        state.send_frontier = true;
        store_.put_state(state);
    }
    return {};
}

// Each record proves itself, whoever brings it. Before everything else: a descriptor in the same
// parcel is of the root that they lead to.
void ClientSession::take_roots(const WholeParcel& parcel, ReceiveReport& report) {
    const auto records = root_records_in(parcel.frames);
    if (!records.empty()) {
        log::RootChain roots = store_.roots();
        for (const auto& record : records) {
            const auto step = roots.take(record);
            if (!step.ok()) {
                report.faults.push_back(step.error());
            } else if (*step == log::RootChain::Step::followed) {
                report.root_changed = record.value;
            } else if (*step == log::RootChain::Step::disputed) {
                report.root_disputed = true;
                store_.put_disputed_root(record);
            }
        }
        if (report.root_changed) store_.put_roots(roots);
    }
    for (const Frame& frame : parcel.frames) {
        // What stands beside a record that is not followed is of the root that is not followed.
        if (frame.type != FrameType::site || report.root_disputed) continue;
        if (auto taken = take_site(frame.body); !taken.ok()) {
            report.faults.push_back(std::move(taken).error());
        }
    }
}

Result<void> ClientSession::take_site(ByteView frame) {
    APPRODO_TRY(const auto site, log::SignedSite::read(frame));
    const log::SiteDescriptor& fresh = site.value;
    log::SiteDescriptor& known = identity_.descriptor;
    if (fresh.number <= known.number) return {};
    APPRODO_CHECK(log::check_site(site, store_.roots()));
    // A root vouches for the site towards who joins. What a device holds already hangs on these
    // keys, and a root that somebody stole must not put others in their place.
    if (fresh.enrol != known.enrol || fresh.publish != known.publish ||
        fresh.receipt != known.receipt || fresh.box != known.box) {
        return fail(ErrorCode::unsupported,
                    "the site shows other working keys than this device knows: update this "
                    "program, or ask the office");
    }
    store_.put_site(site);
    known = fresh;
    return {};
}

// False: what it says does not count; frames that carry their own signature may.
bool ClientSession::take_answer(const WholeParcel& parcel, ReceiveReport& report) {
    const auto answer = Authenticated<Answer>::read(parcel.frames.front().body);
    const auto rest = std::span<const Frame>(parcel.frames).subspan(1);
    // A site leaves nothing out of its answer: a gap in it was made on the way.
    const bool is_whole = std::none_of(rest.begin(), rest.end(), [](const Frame& frame) {
        return frame.type == FrameType::elided;
    });
    if (!answer.ok() || !is_whole ||
        !answer->verify(identity_.site, rest_hash_of(rest).view(), exchange_key_) ||
        !store_.knows_hello(answer->message.to_hello)) {
        report.faults.push_back(fail(
            ErrorCode::unauthentic, "an answer was altered on its way, or is not to our question"));
        return false;
    }
    report.answered = true;
    const Answer& message = answer->message;
    for (const Control& control : message.controls) {
        if (!turns_away(control.kind)) continue;
        stay_outside(control, report);
        return true;
    }
    store_.forget_refusals(ControlKind::suspended);
    store_.forget_refusals(ControlKind::erased);
    ClientState state = store_.state();
    state.counter = std::max(state.counter, message.counter);
    if (message.server_epoch > state.server_epoch) {
        state.server_epoch = message.server_epoch;
        state.last_receipt = ReceiptNumber{};
    }
    state.send_frontier = false;
    state.send_certificates = false;
    state.wants_snapshot = state.wants_snapshot && message.more;
    report.again = report.again || message.more || more_outgoing_;
    for (const Control& control : message.controls) {
        // A site that lacks what it acknowledged counts anew, whatever its clock says of its epoch.
        if (control.kind == ControlKind::send_all) {
            state.server_epoch = message.server_epoch;
            state.last_receipt = ReceiptNumber{};
        }
        obey(control, state, report);
    }
    store_.put_state(state);
    return true;
}

// The site took nothing and said nothing: what was sent, and what was asked for, still is to be.
void ClientSession::stay_outside(const Control& why, ReceiveReport& report) {
    report.controls.push_back(why);
    store_.put_refusal(why);
    if (!sent_back_) return;
    ClientState state = store_.state();
    state.send_everything = true;
    state.sent_back = 0;
    store_.put_state(state);
}

void ClientSession::obey(const Control& control, ClientState& state, ReceiveReport& report) {
    report.controls.push_back(control);
    report.again = report.again || asks_again(control.kind);
    switch (control.kind) {
        case ControlKind::send_frontier:
            state.send_frontier = true;
            return;
        case ControlKind::send_certificates:
            state.send_certificates = true;
            return;
        case ControlKind::send_from:
            store_.send_again(control.log, control.seq);
            return;
        case ControlKind::rotate_logs: {
            const bool has_asked = store_.renewal().has_value();
            store_.rotate_logs();
            report.again = report.again || (!has_asked && store_.renewal());
            return;
        }
        case ControlKind::send_all:
            state.send_everything = !defect(Defect::site_gets_nothing_back);
            state.sent_back = 0;
            return;
        case ControlKind::refused:
        case ControlKind::revoked:
        case ControlKind::newer_program:
        case ControlKind::suspended:
        case ControlKind::erased:
            store_.put_refusal(control);
            return;
    }
    store_.put_refusal(
        control);  // a newer site asks for something: shown, so that nobody waits in vain
}

void ClientSession::receive_frame(const Frame& frame, Intake& intake, ReceiveReport& report) {
    Result<void> taken;
    switch (frame.type) {
        case FrameType::who_are_you:
            say_who(frame.body, report);
            break;
        case FrameType::device_certificate:
            taken = intake.take_device(frame.body);
            break;
        case FrameType::log_certificate:
            taken = intake.take_log(frame.body);
            break;
        case FrameType::receipt:
            taken = take_receipt(frame.body, report);
            break;
        case FrameType::snapshot:
            taken = take_snapshot(frame.body, report);
            break;
        case FrameType::beacon:
            taken = take_beacon(frame.body);
            break;
        case FrameType::erasure:
            taken = take_erasure(frame.body);
            break;
        case FrameType::names:
            taken = take_names(frame.body);
            break;
        case FrameType::carried:
            taken = take_carried(frame.body, report);
            break;
        case FrameType::chunk:
            taken = take_chunk(frame.body, report);
            break;
        case FrameType::segment:
        case FrameType::redacted: {
            Verdict verdict = frame.type == FrameType::segment ? intake.take_segment(frame.body)
                                                               : intake.take_redacted(frame.body);
            if (verdict.kind == Verdict::Kind::refused) {
                taken = std::move(*verdict.error);
            } else if (verdict.kind == Verdict::Kind::parked) {
                ++report.segments_parked;
            } else if (verdict.kind == Verdict::Kind::known) {
                ++report.segments_known;
            } else {
                ++report.segments_taken;
            }
            break;
        }
        default:
            break;  // an answer was taken already; what is unknown is for newer programs
    }
    if (!taken.ok()) report.faults.push_back(std::move(taken).error());
}

// Nobody signs this question, and nothing follows from it but that certificates go along.
void ClientSession::say_who(ByteView frame, ReceiveReport& report) {
    const auto mac = Digest16::from(frame);
    if (!mac.ok() || !store_.knows_hello(*mac)) return;
    ClientState state = store_.state();
    if (state.send_certificates) return;
    state.send_certificates = true;
    store_.put_state(state);
    report.answered = true;
    report.again = true;
}

Result<void> ClientSession::take_receipt(ByteView frame, ReceiveReport& report) {
    APPRODO_TRY(const auto receipt, SignedReceipt::read(frame));
    if (!receipt.verify(crypto::domain::receipt, identity_.site, identity_.descriptor.receipt)) {
        return fail(ErrorCode::unauthentic, "a receipt was not signed by the site");
    }
    if (receipt.value.device != identity_.device) return {};
    ClientState state = store_.state();
    const Receipt& value = receipt.value;
    // One of before a restore says nothing now.
    const bool is_of_before = value.server_epoch < state.server_epoch;
    if (is_of_before && !defect(Defect::receipt_of_any_epoch)) return {};
    if (value.server_epoch == state.server_epoch && value.number <= state.last_receipt) return {};
    state.server_epoch = std::max(state.server_epoch, value.server_epoch);
    state.last_receipt = value.number;
    store_.put_state(state);
    store_.put_receipt(receipt);
    report.receipt = value;
    return {};
}

Result<void> ClientSession::take_snapshot(ByteView frame, ReceiveReport& report) {
    APPRODO_TRY(const auto snapshot, SignedSnapshot::read(frame));
    const auto* key =
        store_.keyring().find(log::scope_key_name(snapshot.value.scope, snapshot.value.epoch));
    // Without its key it says nothing; it is asked for again.
    if (key == nullptr) return {};
    APPRODO_TRY(Bytes record,
                open_snapshot(snapshot, *key, identity_.descriptor.receipt, identity_.site));
    store_.put_snapshot(snapshot.value, record);
    crypto::wipe(record);
    ClientState state = store_.state();
    state.wants_snapshot = false;
    store_.put_state(state);
    ++report.snapshots_taken;
    return {};
}

Result<void> ClientSession::take_beacon(ByteView frame) {
    APPRODO_TRY(const auto beacon, log::SignedBeacon::read(frame));
    if (!beacon.verify(crypto::domain::beacon, identity_.site, identity_.descriptor.receipt)) {
        return fail(ErrorCode::unauthentic, "a time beacon was not signed by the site");
    }
    ClientState state = store_.state();
    if (beacon.value.number <= state.beacon) return {};
    state.beacon = beacon.value.number;
    store_.put_state(state);
    store_.put_beacon(beacon);
    return {};
}

Result<void> ClientSession::take_names(ByteView frame) {
    APPRODO_TRY(const auto key, names_key(*identity_.device_box, identity_.descriptor.box));
    APPRODO_TRY(const auto names, open_names(frame, identity_.site, key));
    store_.put_names(names);
    return {};
}

Result<void> ClientSession::take_erasure(ByteView frame) {
    APPRODO_TRY(const auto record, log::SignedErasure::read(frame));
    if (!record.verify(crypto::domain::erasure, identity_.site, identity_.descriptor.receipt)) {
        return fail(ErrorCode::unauthentic, "a record of an erasure is not signed by the site");
    }
    store_.put_erasure(record);
    return {};
}

Result<void> ClientSession::take_carried(ByteView frame, ReceiveReport& report) {
    APPRODO_TRY(const auto carried, SignedCarried::read(frame));
    if (!carried.verify(crypto::domain::carried, identity_.site, carried.value.hub)) {
        return fail(ErrorCode::unauthentic, "a hub's word was altered on its way");
    }
    // What a hub says to somebody else, or about a question that was not ours, tells us nothing.
    if (carried.value.device != identity_.device || !store_.knows_hello(carried.value.to_hello))
        return {};
    store_.put_carried(carried);
    report.carried = carried.value;
    return {};
}

Result<void> ClientSession::take_chunk(ByteView frame, ReceiveReport& report) {
    if (frame.size() < ChunkId::size) return fail(ErrorCode::malformed, "a chunk is cut");
    APPRODO_TRY(const auto id, ChunkId::from(frame.first(ChunkId::size)));
    const ByteView sealed = frame.subspan(ChunkId::size);
    if (crypto::hash(crypto::domain::chunk_id, {sealed}).bytes != id.bytes) {
        return fail(ErrorCode::unauthentic, "a chunk was altered on its way");
    }
    store_.put_chunk(id, sealed);
    ++report.chunks_taken;
    return {};
}

void ClientSession::link_failed(BootMs now) {
    const std::uint64_t doubled = first_pause_ms << std::min<std::uint32_t>(failures_, 7);
    const std::uint64_t pause = std::min(doubled, longest_pause_ms);
    std::array<std::uint8_t, 2> chance{};
    random_.fill(chance);
    const std::uint64_t jitter = (std::uint64_t{chance[0]} << 8 | chance[1]) % (pause / 2);
    next_try_ = BootMs{now.value + pause / 2 + jitter};
    ++failures_;
}

void ClientSession::link_worked(BootMs now, bool again) {
    failures_ = 0;
    next_try_ = again ? now : BootMs{now.value + longest_pause_ms};
}

}  // namespace approdo::exchange
