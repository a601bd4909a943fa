#include "server/app/revoking.hpp"

#include <algorithm>

#include "sync/base/defects.hpp"

namespace approdo::app {

using exchange::Held;

namespace {

// Folded from now on, or as soon as its key is here.
void release(store::Session& session, const exchange::StreamId& stream, Seq first) {
    const auto segment = session.segment_at(stream, first);
    const auto* key =
        session.keyring().find(log::scope_key_name(segment->header.scope, segment->header.epoch));
    session.segments().set_held(stream, first, key == nullptr ? Held::no_key : Held::no);
}

}  // namespace

Result<AccountId> Revoking::revoke(store::Session& session, const DeviceId& device) {
    const auto known = session.find_device(device);
    if (!known) return fail(ErrorCode::not_found, "There is no such device: see device list.");
    if (known->revoked) return fail(ErrorCode::conflict, "This device is revoked already.");
    const AccountId account = known->certificate.value.account;
    session.people().mark_revoked(device);
    session.people().mark_leaked(account);
    session.doors().end_sessions_of(account);
    for (const ScopeId& scope : session.site_logs().read_by(account)) {
        scribe_.begin_epoch(session, scope);
    }
    write_cuts(session, account, device);
    revoke_unused(session, account, device);
    return account;
}

// Keys that it asked for, and that nobody came with yet, are in the same hands.
void Revoking::revoke_unused(store::Session& session, const AccountId& account,
                             const DeviceId& before) {
    for (const store::DeviceLine& line : session.people().devices_of(account)) {
        if (line.before != before || line.revoked || session.contact(line.device)) continue;
        session.people().mark_revoked(line.device);
        write_cuts(session, account, line.device);
    }
}

std::vector<store::StreamEnd> Revoking::streams_of(store::Session& session,
                                                   const AccountId& account,
                                                   const DeviceId& device) {
    auto ends = session.segments().of_account(account);
    std::erase_if(ends, [&](const store::StreamEnd& end) { return end.device != device; });
    return ends;
}

void Revoking::write_cuts(store::Session& session, const AccountId& account,
                          const DeviceId& device) {
    std::vector<SiteEvent> events;
    const auto add = [&](const content::Revocation& revocation) {
        session.people().put_cut(device, revocation.log, revocation.last_seq);
        events.push_back(site_event(revocation, EnrolmentId{}));
    };
    for (const store::StreamEnd& end : streams_of(session, account, device)) {
        add({device, end.stream, end.last, end.head, {}});
    }
    if (events.empty()) add({device, {}, {}, {}, {}});
    scribe_.open_scope(session, learner_scope(account), store::ScopeKind::learner,
                       Digest16{account.bytes});
    scribe_.write(session, learner_scope(account), events);
}

Result<std::size_t> Revoking::rule(store::Session& session, const DeviceId& device, bool counts) {
    const auto known = session.find_device(device);
    if (!known || !known->revoked) {
        return fail(ErrorCode::not_found, "There is no such revoked device: see device list.");
    }
    const AccountId account = known->certificate.value.account;
    const auto ends = streams_of(session, account, device);
    std::size_t ruled = 0;
    for (const store::HeldLine& line : session.segments().held(SIZE_MAX)) {
        if (line.why != Held::revoked && line.why != Held::ruled_out) continue;
        const bool of_device = std::any_of(
            ends.begin(), ends.end(), [&](const auto& end) { return end.stream == line.stream; });
        if (!of_device) continue;
        ++ruled;
        if (counts) {
            release(session, line.stream, line.first);
        } else {
            session.segments().set_held(line.stream, line.first, Held::ruled_out);
        }
    }
    // The account's other devices follow the site: the cut moves to where the streams end now.
    const bool is_told = counts && !defect(Defect::ruling_is_not_told);
    if (is_told) write_cuts(session, account, device);
    return ruled;
}

bool Revoking::learn(store::Session& session, const content::Revocation& revocation) {
    const auto before = session.cuts_of(revocation.device);
    if (before) {
        const auto cut = before->find(revocation.log);
        if (cut != before->end() && cut->second >= revocation.last_seq) return false;
    }
    session.people().put_cut(revocation.device, revocation.log, revocation.last_seq);
    session.people().mark_revoked(revocation.device);
    const auto known = session.find_device(revocation.device);
    if (!known) return false;
    const AccountId account = known->certificate.value.account;
    if (!before) {
        session.people().mark_leaked(account);
        session.doors().end_sessions_of(account);
    }
    return hold_later(session, account, revocation.device);
}

bool Revoking::hold_later(store::Session& session, const AccountId& account,
                          const DeviceId& device) {
    const auto cuts = session.cuts_of(device).value_or(exchange::Cuts{});
    std::vector<std::pair<exchange::StreamId, Seq>> later;
    std::vector<std::pair<exchange::StreamId, Seq>> counting;
    for (const store::StreamEnd& end : streams_of(session, account, device)) {
        const auto cut = cuts.find(end.stream);
        const Seq last = cut == cuts.end() ? Seq{0} : cut->second;
        session.segments().walk(end.stream, Seq{1}, [&](const log::Segment& segment) {
            const log::SegmentHeader& header = segment.header;
            auto& side = header.last() > last ? later : counting;
            side.emplace_back(end.stream, header.first);
            return true;
        });
    }
    for (const auto& [stream, first] : later) {
        session.segments().set_held(stream, first, Held::revoked);
    }
    for (const auto& line : session.segments().held(SIZE_MAX)) {
        if (line.why != Held::revoked) continue;
        if (std::find(counting.begin(), counting.end(), std::pair{line.stream, line.first}) !=
            counting.end()) {
            release(session, line.stream, line.first);
        }
    }
    return !later.empty();
}

}  // namespace approdo::app
