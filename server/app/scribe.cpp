#include "server/app/scribe.hpp"

#include <algorithm>

namespace approdo::app {

namespace {

// Each life of the server has epochs of its own: a restored site does not know how far it had come,
// and two keys of one epoch would part the readers of a scope for good.
Epoch first_epoch(ServerEpoch server_epoch) {
    constexpr std::uint64_t epochs_a_life = 1 << 16;
    return Epoch{server_epoch.value <= 1 ? 1 : (server_epoch.value - 1) * epochs_a_life};
}

}  // namespace

void Scribe::open_scope(store::Session& session, const ScopeId& scope, store::ScopeKind kind,
                        const Digest16& owner) {
    if (session.site_logs().scope(scope)) return;
    const Epoch epoch = first_epoch(session.server_epoch());
    session.site_logs().put_scope({scope, kind, owner, epoch});
    session.site_logs().put_key(log::scope_key_name(scope, epoch),
                                crypto::SymmetricKey::random(random_));
}

void Scribe::let_read(store::Session& session, const AccountId& account, const ScopeId& scope) {
    session.site_logs().add_reader(scope, account);
    const auto known = session.site_logs().scope(scope);
    APPRODO_ASSERT(known.has_value());  // callers open a scope before they let anybody read it
    for (const Epoch epoch :
         session.keyring().epochs(log::KeyKind::scope, log::KeyId{scope.bytes})) {
        const log::KeyName name = log::scope_key_name(scope, epoch);
        give_key(session, account, name, *session.keyring().find(name));
    }
}

void Scribe::begin_epoch(store::Session& session, const ScopeId& scope) {
    auto known = session.site_logs().scope(scope);
    APPRODO_ASSERT(known.has_value());
    known->epoch = std::max(known->epoch.next(), first_epoch(session.server_epoch()));
    const auto key = crypto::SymmetricKey::random(random_);
    const log::KeyName name = log::scope_key_name(scope, known->epoch);
    session.site_logs().put_scope(*known);
    session.site_logs().put_key(name, key);
    for (const AccountId& account : session.site_logs().readers_of(scope)) {
        give_key(session, account, name, key);
    }
}

void Scribe::give_key(store::Session& session, const AccountId& account, const log::KeyName& name,
                      const crypto::SymmetricKey& key) {
    for (const store::KeyReader& reader : session.people().key_readers(account)) {
        if (session.site_logs().was_given(reader.noted_as, name)) continue;
        box_key(session, account, reader, name, key);
        session.site_logs().note_given(reader.noted_as, name);
    }
}

void Scribe::box_key(store::Session& session, const AccountId& account,
                     const store::KeyReader& reader, const log::KeyName& name,
                     const crypto::SymmetricKey& key) {
    const store::SiteLog log = log_for(session, log::LogKind::keyring, learner_scope(account));
    const exchange::Stream stream = session.find_log(log.id)->streams.front();
    const std::vector<log::Event> events =
        stamped(session, {{content::event_type::key_given,
                           {},
                           {},
                           {},
                           log::encode_fields(log::key_given_fields(name, key)),
                           true}});
    const log::SegmentDraft draft{log.scope,   Epoch{0},
                                  log.id,      stream.last.next(),
                                  stream.head, session.newest_beacon_number(),
                                  events};
    auto boxed = log::seal_boxed_segment(draft, reader.box, crypto::SigningKey::from_seed(log.key),
                                         keys_.site, random_);
    // The reader's public key was checked when it joined; one small event is never too large.
    APPRODO_ASSERT(boxed.ok());
    session.append_segment(log.id, boxed->segment, nullptr, exchange::Held::no);
}

void Scribe::write(store::Session& session, const ScopeId& scope,
                   const std::vector<SiteEvent>& events) {
    const auto known = session.site_logs().scope(scope);
    APPRODO_ASSERT(known.has_value());
    const auto* key = session.keyring().find(log::scope_key_name(scope, known->epoch));
    APPRODO_ASSERT(key != nullptr);
    const store::SiteLog log = log_for(session, log::LogKind::site, scope);
    const auto log_key = crypto::SigningKey::from_seed(log.key);
    const std::vector<log::Event> all = stamped(session, events);
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t count = std::min(all.size() - at, limits::segment_events_max / 8);
        const exchange::Stream stream = session.find_log(log.id)->streams.front();
        const log::SegmentDraft draft{scope,
                                      known->epoch,
                                      log.id,
                                      stream.last.next(),
                                      stream.head,
                                      session.newest_beacon_number(),
                                      std::span(all).subspan(at, count)};
        auto segment = log::seal_segment(draft, log::Blind::random(random_), *key, log_key,
                                         keys_.site, random_);
        APPRODO_ASSERT(segment.ok());
        const auto opened = log::open_segment(*segment, *key);
        APPRODO_ASSERT(opened.ok());
        session.append_segment(log.id, *segment, &*opened, exchange::Held::no);
        at += count;
    }
}

store::SiteLog Scribe::log_for(store::Session& session, log::LogKind kind, const ScopeId& scope) {
    const ServerEpoch epoch = session.server_epoch();
    if (auto writing = session.site_logs().writing(kind, scope, epoch)) return std::move(*writing);
    const auto key = crypto::SigningKey::random(random_);
    log::LogCertificate certificate;
    certificate.kind = kind;
    certificate.key = key.public_key();
    for (const store::StreamEnd& end : session.segments().of_scope(kind, scope)) {
        if (certificate.predecessors.size() == limits::certificate_predecessors_max) break;
        certificate.predecessors.push_back({end.stream, end.last, end.head});
    }
    const auto made = log::SignedLog::make(std::move(certificate), crypto::domain::log_certificate,
                                           keys_.site, keys_.enrol);
    store::SiteLog log{log::log_id_of(key.public_key()), kind, scope, epoch, key.seed()};
    session.put_log(made, log.id);
    session.site_logs().put_writing(log);
    return log;
}

std::vector<log::Event> Scribe::stamped(store::Session& session,
                                        const std::vector<SiteEvent>& events) {
    Lamport lamport = session.site_logs().lamport();
    // The site has one clock: a boot clock beside it would say nothing, and costs bytes.
    const Instant now{clock_.now().wall, {}, {}};
    std::vector<log::Event> stamped;
    for (const SiteEvent& event : events) {
        lamport = lamport.next();
        stamped.push_back({{event.type, 1, event.critical, event.enrolment, event.unit,
                            event.content_version, lamport, now},
                           event.payload});
    }
    session.site_logs().put_lamport(lamport);
    return stamped;
}

}  // namespace approdo::app
