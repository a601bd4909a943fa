#include "server/app/erasing.hpp"

#include "server/app/staff_scopes.hpp"
#include "sync/log/redaction.hpp"

namespace approdo::app {

using exchange::StreamId;

namespace {

struct Opened {
    log::Segment segment;
    log::OpenedSegment events;
};

// Nothing: not there, a stub, or its key is not here.
std::optional<Opened> open_in(store::Session& session, const log::Segment& segment) {
    const log::SegmentHeader& header = segment.header;
    if (segment.is_stub() || header.suite != log::Suite::scope_key) return std::nullopt;
    const auto* key = session.keyring().find(log::scope_key_name(header.scope, header.epoch));
    if (key == nullptr) return std::nullopt;
    auto opened = log::open_segment(segment, *key);
    if (!opened.ok()) return std::nullopt;
    return Opened{segment, std::move(*opened)};
}

// Without it the site would issue the attestato once more.
bool is_register_entry(log::EventType type) {
    return type == content::event_type::attestation_issued ||
           type == content::event_type::attestation_revoked;
}

struct Found {
    LogId log;
    Seq seq;
    log::EventType type{};
    bool is_needed = false;  // by the site itself
    bool is_erased = false;
};

std::optional<Found> find_event(store::Session& session, const AccountId& account,
                                const Hash& event) {
    auto ends = session.segments().of_scope(log::LogKind::site, learner_scope(account));
    const auto of_devices = session.segments().of_account(account);
    ends.insert(ends.end(), of_devices.begin(), of_devices.end());
    std::optional<Found> found;
    for (const store::StreamEnd& end : ends) {
        session.segments().walk(end.stream, Seq{1}, [&](const log::Segment& segment) {
            const auto opened = open_in(session, segment);
            if (!opened) return true;
            const auto& hashes = opened->events.hashes;
            const auto at = std::find(hashes.begin(), hashes.end(), event);
            if (at == hashes.end()) return true;
            const auto i = static_cast<std::size_t>(at - hashes.begin());
            const log::EventHeader& header = opened->events.events[i].header;
            found =
                Found{end.log, Seq{segment.header.first.value + i}, header.type,
                      end.device.is_zero() && (header.critical || is_register_entry(header.type)),
                      opened->events.is_erased(i)};
            return false;
        });
        if (found) break;
    }
    return found;
}

}  // namespace

Result<void> Erasing::erase_event(store::Session& session, const AccountId& account,
                                  const Hash& event) {
    const auto found = find_event(session, account, event);
    if (!found) {
        return fail(ErrorCode::not_found, "This person has no such event: see event list.");
    }
    if (found->is_erased) return fail(ErrorCode::conflict, "This event is erased already.");
    if (found->is_needed) {
        return fail(ErrorCode::forbidden,
                    "The site goes by this event, so it has to stay as long as the person does: "
                    "see user erase.");
    }
    const Place place{found->log, found->seq, event};
    (void)session.erasures().put(record_of(place));
    if (const auto scope = redact_everywhere(session, place)) tell(session, *scope, {place});
    forget_mail(session, account);
    return {};
}

void Erasing::erase_person(store::Session& session, const AccountId& account) {
    erase_statuses(session, account);
    log::Erasure said;
    said.kind = log::ErasedKind::person;
    said.account = account;
    said.at = clock_.now().wall;
    (void)session.erasures().put(
        log::SignedErasure::make(said, crypto::domain::erasure, keys_.site, keys_.receipt));
    session.erasures().forget_person(account);
}

Result<void> Erasing::take(store::Session& session, const log::SignedErasure& record) {
    if (!record.verify(crypto::domain::erasure, keys_.site, keys_.receipt.public_key())) {
        return fail(ErrorCode::unauthentic, "a record of an erasure is not signed by the site");
    }
    if (!session.erasures().put(record)) return {};
    const log::Erasure& said = record.value;
    if (said.kind == log::ErasedKind::person) {
        erase_statuses(session, said.account);
        session.erasures().forget_person(said.account);
        return {};
    }
    const Place place{said.log, said.seq, said.event};
    if (const auto scope = redact_everywhere(session, place)) tell(session, *scope, {place});
    return {};
}

void Erasing::learn(store::Session& session, const content::Erased& said) {
    const Place place{said.log, said.seq, said.event};
    if (session.erasures().put(record_of(place))) (void)redact_everywhere(session, place);
}

bool Erasing::sweep(store::Session& session, const StreamId& stream, const log::Segment& segment,
                    const log::OpenedSegment& opened) {
    std::vector<std::size_t> positions;
    std::vector<Place> places;
    for (std::size_t i = 0; i < opened.hashes.size(); ++i) {
        if (opened.is_erased(i) || !session.erasures().erases(opened.hashes[i])) continue;
        positions.push_back(i);
        places.push_back(
            {segment.header.log, Seq{segment.header.first.value + i}, opened.hashes[i]});
    }
    if (positions.empty()) return false;
    redact(session, stream, segment, opened, positions);
    // Whoever brought it was not told, or would have brought less.
    tell(session, segment.header.scope, places);
    return true;
}

log::SignedErasure Erasing::record_of(const Place& place) const {
    log::Erasure said;
    said.log = place.log;
    said.seq = place.seq;
    said.event = place.event;
    said.at = clock_.now().wall;
    return log::SignedErasure::make(said, crypto::domain::erasure, keys_.site, keys_.receipt);
}

std::optional<ScopeId> Erasing::redact_everywhere(store::Session& session, const Place& place) {
    std::optional<ScopeId> scope;
    const auto log = session.find_log(place.log);
    if (!log) return scope;
    for (const exchange::Stream& stream : log->streams) {
        const auto segment = session.segment_at(stream.id, place.seq);
        const auto opened = segment ? open_in(session, *segment) : std::nullopt;
        if (!opened) continue;
        const auto i = static_cast<std::size_t>(place.seq.value - segment->header.first.value);
        if (opened->events.hashes[i] != place.event || opened->events.is_erased(i)) continue;
        redact(session, stream.id, *segment, opened->events, {i});
        scope = segment->header.scope;
    }
    return scope;
}

void Erasing::redact(store::Session& session, const StreamId& stream, const log::Segment& segment,
                     const log::OpenedSegment& opened, const std::vector<std::size_t>& positions) {
    const log::SegmentHeader& header = segment.header;
    const auto* key = session.keyring().find(log::scope_key_name(header.scope, header.epoch));
    APPRODO_ASSERT(key != nullptr);  // it was opened with it
    auto redacted =
        log::redact(segment, opened, positions, *key, keys_.receipt, keys_.site, random_);
    APPRODO_ASSERT(redacted.ok());
    const auto left = log::open_segment(*redacted, *key);
    APPRODO_ASSERT(left.ok());
    session.replace_segment(stream, *redacted, *left);
}

void Erasing::tell(store::Session& session, const ScopeId& scope,
                   const std::vector<Place>& places) {
    if (!session.site_logs().scope(scope)) return;
    std::vector<SiteEvent> events;
    for (const Place& place : places) {
        events.push_back(
            site_event(content::Erased{place.log, place.seq, place.event, {}}, EnrolmentId{}));
    }
    scribe_.write(session, scope, events);
}

// What staff were told of the person, by whichever of their scopes.
void Erasing::erase_statuses(store::Session& session, const AccountId& account) {
    std::set<EnrolmentId> enrolments;
    std::set<ScopeId> scopes;
    for (const store::Enrolment& enrolment : session.catalogue().enrolments_of(account)) {
        enrolments.insert(enrolment.id);
        scopes.insert(staff_scope(Digest16{enrolment.edition.bytes}));
        scopes.insert(staff_scope(Digest16{enrolment.organisation.bytes}));
    }
    for (const ScopeId& scope : scopes) {
        erase_statuses_in(session, scope, enrolments);
        for (const AccountId& reader : session.site_logs().readers_of(scope)) {
            forget_mail(session, reader);
        }
    }
}

void Erasing::erase_statuses_in(store::Session& session, const ScopeId& scope,
                                const std::set<EnrolmentId>& enrolments) {
    struct Hit {
        StreamId stream;
        Opened opened;
        std::vector<std::size_t> positions;
    };
    std::vector<Hit> hits;
    for (const store::StreamEnd& end : session.segments().of_scope(log::LogKind::site, scope)) {
        session.segments().walk(end.stream, Seq{1}, [&](const log::Segment& segment) {
            auto opened = open_in(session, segment);
            if (!opened) return true;
            std::vector<std::size_t> positions;
            for (std::size_t i = 0; i < opened->events.events.size(); ++i) {
                const log::EventHeader& header = opened->events.events[i].header;
                const bool is_of_person = header.type == content::event_type::staff_status &&
                                          enrolments.contains(header.enrolment);
                if (is_of_person && !opened->events.is_erased(i)) positions.push_back(i);
            }
            if (!positions.empty()) hits.push_back({end.stream, std::move(*opened), positions});
            return true;
        });
    }
    std::vector<Place> places;
    for (const Hit& hit : hits) {
        const log::SegmentHeader& header = hit.opened.segment.header;
        redact(session, hit.stream, hit.opened.segment, hit.opened.events, hit.positions);
        for (const std::size_t i : hit.positions) {
            const Place place{header.log, Seq{header.first.value + i}, hit.opened.events.hashes[i]};
            (void)session.erasures().put(record_of(place));
            places.push_back(place);
        }
    }
    if (!places.empty()) tell(session, scope, places);
}

// Answers that wait for a courier hold segments as they were. They are made anew.
void Erasing::forget_mail(store::Session& session, const AccountId& account) {
    const auto wishes = session.mailbox().wishes();
    for (const store::DeviceLine& line : session.people().devices_of(account)) {
        session.mailbox().clear(exchange::Route::to_device(line.device));
        for (const auto& wish : wishes) {
            if (wish.device != line.device) continue;
            session.mailbox().put_wish(line.device, wish.parcel, clock_.now().wall);
        }
        auto contact = session.contact(line.device);
        if (!contact) continue;
        contact->offered = contact->frontier;
        session.put_contact(line.device, *contact);
    }
}

Bytes erasure_list(store::Session& session, const SiteId& site) {
    exchange::ParcelWriter writer({site, exchange::Route::to_site()});
    for (const log::SignedErasure& record : session.erasures().list()) {
        writer.add(exchange::FrameType::erasure, record.bytes());
    }
    return writer.take();
}

Result<std::vector<log::SignedErasure>> read_erasure_list(ByteView file, const SiteId& site) {
    APPRODO_TRY(const auto parcels, exchange::split_parcels(file));
    std::vector<log::SignedErasure> records;
    for (const exchange::WholeParcel& parcel : parcels) {
        if (parcel.header.site != site) {
            return fail(ErrorCode::not_found, "This list of what was erased is of another site.");
        }
        for (const exchange::Frame& frame : parcel.frames) {
            if (frame.type != exchange::FrameType::erasure) continue;
            APPRODO_TRY(auto record, log::SignedErasure::read(frame.body));
            records.push_back(std::move(record));
        }
    }
    return records;
}

}  // namespace approdo::app
