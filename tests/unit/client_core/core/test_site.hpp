// A site as a client meets it, in memory: joins, the exchange with the production session, a log of
// its own for each scope and account, and a published course. Times and chance are the test's.
#pragma once

#include "client_core/core/client.hpp"
#include "client_core/core/own_logs_store.hpp"
#include "content/model/learning.hpp"
#include "sync/crypto/aead.hpp"
#include "sync/exchange/join.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/small_site.hpp"

namespace approdo::test {

struct SiteWriter {
    crypto::SigningKey key;
    LogId log;
    Seq last;
    Hash head;
    std::uint64_t lamport = 100;
};

class TestSite {
  public:
    explicit TestSite(Random& random) : random_(random), small(random) {}

    std::string link(const exchange::InvitationCode& code) {
        exchange::Invitation invitation;
        invitation.root = small.root.public_key();
        invitation.box = small.box.public_key();
        invitation.code = code;
        invitation.name_site(small.id);
        return exchange::link_of("http://localhost:8080", invitation);
    }
    std::string invite() {
        code_ = random_.id<exchange::InvitationCode>();
        return link(code_);
    }

    // What POST /sync/v1 does with a body of one parcel.
    Result<Bytes> post(ByteView body, exchange::Courier courier = exchange::Courier::link) {
        APPRODO_TRY(const auto parcels, exchange::split_parcels(body));
        Bytes answers;
        for (const auto& parcel : parcels) {
            if (const auto* frame = parcel.find(exchange::FrameType::join_request)) {
                APPRODO_TRY(const Bytes answer, join(frame->body));
                append(answers, answer);
            } else {
                APPRODO_TRY(const Bytes answer, small.exchange(parcel.bytes(), courier));
                append(answers, answer);
            }
        }
        return answers;
    }

    Result<Bytes> join(ByteView frame) {
        APPRODO_TRY(const auto request, exchange::open_join_request(frame, small.box));
        exchange::JoinAnswer answer;
        answer.id = request.id;
        answer.site = small.described.bytes();
        answer.server_epoch = ServerEpoch{1};
        if (request.kind == exchange::JoinKind::invitation) {
            if (request.code != code_) return refuse(answer, request, "used up");
            account = random_.id<AccountId>();
            secrets = *request.account;
            certify(answer, request);
            open_account();
        } else if (request.kind == exchange::JoinKind::salt) {
            answer.account = *secrets;
            answer.account->sealed_box_key.clear();
        } else {
            const Hash check = crypto::hash(crypto::domain::secret_check, {request.auth_secret});
            if (check != secrets->auth_hash) return refuse(answer, request, "wrong passphrase");
            answer.account = *secrets;
            certify(answer, request);
        }
        return exchange::seal_join_answer(answer, request.device_box, small.roots, small.enrol,
                                          random_);
    }

    ScopeId scope() const { return client::learner_scope(account); }

    // One segment of the site's log in the learner's scope.
    template <class Payload>
    void say(const Payload& payload, EnrolmentId enrolment, UnitId unit = {}) {
        log::Event event;
        event.header.type = Payload::type;
        event.header.enrolment = enrolment;
        event.header.unit = unit;
        event.payload = content::make_payload(payload);
        say_event(std::move(event));
    }
    void say_event(log::Event event) { say_in(scope(), *site_log, std::move(event)); }
    // To all participants of an edition: in a scope of its own, whose key this learner got.
    template <class Payload>
    void say_to_all(const Payload& payload) {
        log::Event event;
        event.header.type = Payload::type;
        event.payload = content::make_payload(payload);
        say_in(shared_scope, *edition_log, std::move(event));
    }
    void say_in(const ScopeId& scope, SiteWriter& writer, log::Event event) {
        event.header.lamport = Lamport{++writer.lamport};
        event.header.time = {UtcMs{1'790'000'000'000}, BootMs{0}, {}};
        const auto blind = log::Blind::random(random_);
        const std::vector<log::Event> events{event};
        const log::SegmentDraft draft{scope,       Epoch{1}, writer.log, writer.last.next(),
                                      writer.head, 0,        events};
        const auto* key = small.store.keys.find(log::scope_key_name(scope, Epoch{1}));
        keep(writer, log::seal_segment(draft, blind, *key, writer.key, small.id, random_).value());
    }

    void give_key(const log::KeyName& name, const crypto::SymmetricKey& key) {
        log::Event event;
        event.header.type = content::event_type::key_given;
        event.header.critical = true;
        event.header.lamport = Lamport{++keyring_log->lamport};
        event.payload = log::encode_fields(log::key_given_fields(name, key));
        const std::vector<log::Event> events{event};
        const log::SegmentDraft draft{
            scope(), Epoch{0}, keyring_log->log, keyring_log->last.next(), keyring_log->head,
            0,       events};
        keep(*keyring_log,
             log::seal_boxed_segment(draft, secrets->box, keyring_log->key, small.id, random_)
                 .value()
                 .segment);
    }

    // How many events of a type the site holds of the learner's devices.
    std::size_t count(log::EventType type) {
        std::size_t found = 0;
        for (const auto& [hash, event] : small.store.events) {
            found += event.header.type == type ? 1U : 0U;
        }
        return found;
    }

    // The hash of one event of the type; zero: there is none.
    Hash hash_of(log::EventType type) {
        for (const auto& [hash, event] : small.store.events) {
            if (event.header.type == type) return hash;
        }
        return {};
    }

    Random& random_;
    SmallSite small;
    AccountId account;
    std::optional<exchange::AccountSecrets> secrets;
    std::optional<SiteWriter> site_log;
    std::optional<SiteWriter> edition_log;
    const ScopeId shared_scope{{7}};
    std::optional<SiteWriter> keyring_log;

  private:
    void certify(exchange::JoinAnswer& answer, const exchange::JoinRequest& request) {
        log::DeviceCertificate certificate;
        certificate.device = random_.id<DeviceId>();
        certificate.account = account;
        certificate.serial = 1;
        certificate.signing = request.device_signing;
        certificate.box = request.device_box;
        const auto made = log::SignedDevice::make(certificate, crypto::domain::device_certificate,
                                                  small.id, small.enrol);
        small.store.put_device(made);
        answer.device = made.bytes();
        answer.display_name = "Prova";
        answer.user_name = "prova";
    }

    Result<Bytes> refuse(exchange::JoinAnswer& answer, const exchange::JoinRequest& request,
                         std::string why) {
        answer.refused = static_cast<std::uint8_t>(ErrorCode::forbidden);
        answer.message = std::move(why);
        return exchange::seal_join_answer(answer, request.device_box, small.roots, small.enrol,
                                          random_);
    }

    void open_account() {
        keyring_log = open_log(log::LogKind::keyring);
        site_log = open_log(log::LogKind::site);
        edition_log = open_log(log::LogKind::site);
        for (const ScopeId& each : {scope(), shared_scope}) {
            const auto key = crypto::SymmetricKey::random(random_);
            small.store.keys.add(log::scope_key_name(each, Epoch{1}), key.duplicate());
            give_key(log::scope_key_name(each, Epoch{1}), key);
        }
    }

    SiteWriter open_log(log::LogKind kind) {
        // The site certifies its own logs with its receipt or enrol key, as log::check_log says.
        SiteWriter writer{crypto::SigningKey::random(random_), {}, {}, {}};
        log::LogCertificate certificate;
        certificate.kind = kind;
        certificate.key = writer.key.public_key();
        const auto made = log::SignedLog::make(certificate, crypto::domain::log_certificate,
                                               small.id, small.enrol);
        writer.log = log::log_id_of(certificate.key);
        writer.head = log::genesis_of(made);
        small.store.put_log(made, writer.log);
        return writer;
    }

    void keep(SiteWriter& writer, const log::Segment& segment) {
        small.store.append_segment(writer.log, segment, nullptr, exchange::Held::no);
        writer.last = segment.header.last();
        writer.head = segment.header.head;
    }

    exchange::InvitationCode code_;
};

// A client in a folder of its own.
struct TestClient {
    TestClient(std::string folder, Random& random, ManualClock& clock) {
        client::Host host;
        host.clock = &clock;
        host.random = &random;
        host.cost = crypto::lowest_accepted_cost();
        host.folder = std::move(folder);
        host_ = host;
        key_ = crypto::SymmetricKey::random(random);
        reopen();
    }
    // As after the end of the program, however it came.
    void reopen() {
        client_.reset();
        client_ = client::Client::open(host_, key_).value();
    }
    client::Client& operator*() { return *client_; }
    client::Client* operator->() { return client_.get(); }

    Result<client::SyncReport> sync(TestSite& site) {
        client::SyncReport last;
        for (int round = 0; round < 20; ++round) {
            APPRODO_TRY(const Bytes body, client_->output());
            APPRODO_TRY(const Bytes answer, site.post(body));
            APPRODO_TRY(last, client_->receive(answer));
            if (!last.again) break;
        }
        return last;
    }
    Result<client::JoinStage> join(TestSite& site, std::string_view passphrase = "quattro parole") {
        APPRODO_TRY(const Bytes request,
                    client_->join_request(site.invite(), "prova", bytes_of(passphrase)));
        APPRODO_TRY(const Bytes answer, site.post(request));
        return client_->join_answer(answer);
    }

    client::Host host_;
    crypto::SymmetricKey key_;
    std::unique_ptr<client::Client> client_;
};

}  // namespace approdo::test
