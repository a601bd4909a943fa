#include "sync/log/redaction.hpp"
#include "tests/support/log_fixture.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/server/store/stores.hpp"

using namespace approdo;
using namespace approdo::store;
using exchange::FrameType;
using exchange::Held;
using test::id_of;

namespace {

constexpr std::size_t plenty = 1 << 20;

struct Learner {
    test::LogFixture site{3};
    AccountId account = site.device.value.account;
    DeviceId device = site.device.value.device;
    DeviceId sibling = id_of<DeviceId>(9);
    log::Segment segment;
    log::OpenedSegment opened;

    Learner() {
        site.scope = ScopeId{account.bytes};
        std::vector<log::Event> events(3);
        for (log::Event& event : events) {
            event.header.type = log::EventType{1};
            event.payload = log::encode_fields({std::uint64_t{7}});
        }
        segment = site.seal(events).value();
        opened = log::open_segment(segment, site.scope_key).value();
    }
    log::Segment redacted() {
        const std::size_t erased[] = {1};
        return log::redact(segment, opened, erased, site.scope_key, site.receipt, site.site,
                           site.random)
            .value();
    }
    // A second device of the account, which lacks everything.
    log::SignedDevice other_device() {
        log::DeviceCertificate certificate = site.device.value;
        certificate.device = sibling;
        return log::SignedDevice::make(certificate, crypto::domain::device_certificate, site.site,
                                       site.enrol);
    }
    log::SignedErasure record(log::ErasedKind kind) {
        log::Erasure said;
        said.kind = kind;
        if (kind == log::ErasedKind::person) {
            said.account = account;
        } else {
            said.log = site.log_id();
            said.seq = Seq{2};
            said.event = opened.hashes[1];
        }
        return log::SignedErasure::make(said, crypto::domain::erasure, site.site, site.receipt);
    }
    void settle(Session& session, Held held = Held::no) {
        session.put_device(site.device);
        session.put_device(other_device());
        session.put_log(site.record, site.log_id());
        session.append_segment(site.log_id(), segment, nullptr, held);
    }
};

}  // namespace

TEMPLATE_TEST_CASE("store: a redacted segment takes the place of another and arrives again", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    Learner anna;
    const log::Segment redacted = anna.redacted();
    const auto left = log::open_segment(redacted, anna.site.scope_key).value();
    site.store().write([&](Session& session) {
        anna.settle(session);
        const Position before = session.segments().newest();
        session.replace_segment(anna.site.log_id(), redacted, left);
        CHECK(session.segments().newest() > before);
        const auto arrived = session.segments().arrived(before, 10);
        REQUIRE(arrived.size() == 1);
        CHECK(log::read_stored(arrived.front().bytes)->bytes() == redacted.bytes());
        CHECK(session.segments().arrived(Position{0}, 10).size() == 1);
        CHECK(session.segment_at(anna.site.log_id(), Seq{2})->bytes() == redacted.bytes());
        CHECK(session.find_log(anna.site.log_id())->streams.front().head == redacted.header.head);

        const auto delivery = session.lacking(anna.sibling, {}, false, plenty);
        REQUIRE_FALSE(delivery.frames.empty());
        CHECK(delivery.frames.back().type == FrameType::redacted);
        CHECK(delivery.frames.back().body == redacted.bytes());
    });
}

TEMPLATE_TEST_CASE("store: what was held stays held when it is redacted, in limbo as well", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    Learner anna;
    const log::Segment redacted = anna.redacted();
    const auto left = log::open_segment(redacted, anna.site.scope_key).value();
    site.store().write([&](Session& session) {
        anna.settle(session, Held::revoked);
        session.replace_segment(anna.site.log_id(), redacted, left);
        REQUIRE(session.segments().held(10).size() == 1);
        CHECK(session.segments().held(10).front().why == Held::revoked);
        CHECK(session.park(redacted, Held::gap));
        const auto parked = session.unpark(anna.site.log_id());
        REQUIRE(parked.size() == 1);
        CHECK(parked.front().is_redacted());
    });
}

TEMPLATE_TEST_CASE("store: a record of an erasure is kept once, in order", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    Learner anna;
    const auto event = anna.record(log::ErasedKind::payload);
    const auto person = anna.record(log::ErasedKind::person);
    site.store().write([&](Session& session) {
        Erasures& erasures = session.erasures();
        CHECK_FALSE(erasures.has_events());
        CHECK(erasures.put(person));
        CHECK_FALSE(erasures.has_events());
        CHECK(erasures.put(event));
        CHECK_FALSE(erasures.put(event));
        CHECK_FALSE(erasures.put(person));
        CHECK(erasures.has_events());
        CHECK(erasures.erases(anna.opened.hashes[1]));
        CHECK_FALSE(erasures.erases(anna.opened.hashes[0]));
        CHECK(erasures.of_person(anna.account)->bytes() == person.bytes());
        CHECK_FALSE(erasures.of_person(id_of<AccountId>(5)));
        REQUIRE(erasures.list().size() == 2);
        CHECK(erasures.list().front().bytes() == person.bytes());
    });
}

TEMPLATE_TEST_CASE("store: who asks to be erased is known until that changes, and after a rebuild",
                   "", test::SqliteSite, test::InMemorySite) {
    TestType site;
    Learner anna;
    const AccountId bruno = id_of<AccountId>(6);
    site.store().write([&](Session& session) {
        anna.settle(session);
        Projections& projections = session.projections();
        CHECK(projections.asking_erasure().empty());
        projections.put_asks_erasure(anna.account, true);
        projections.put_asks_erasure(anna.account, true);
        projections.put_asks_erasure(bruno, true);
        CHECK(projections.asks_erasure(anna.account));
        CHECK(projections.asking_erasure().size() == 2);
        projections.put_asks_erasure(bruno, false);
        CHECK_FALSE(projections.asks_erasure(bruno));
        session.erasures().forget_person(anna.account);
        CHECK(projections.asking_erasure().empty());
        projections.put_asks_erasure(bruno, true);
        projections.clear();
        CHECK(projections.asking_erasure().empty());
    });
}

TEMPLATE_TEST_CASE("store: of an erased person stubs stay and nothing else", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    Learner anna;
    const AccountId bruno = id_of<AccountId>(6);
    const log::KeyName key = log::scope_key_name(anna.site.scope, Epoch{1});
    const log::KeyName other_key = log::scope_key_name(ScopeId{bruno.bytes}, Epoch{1});
    const Enrolment enrolment{id_of<EnrolmentId>(1),
                              id_of<EditionId>(1),
                              anna.account,
                              id_of<OrganisationId>(1),
                              UtcMs{1},
                              true};
    site.store().write([&](Session& session) {
        anna.settle(session);
        Person person;
        person.account = anna.account;
        person.user_name = "anna";
        REQUIRE(session.people().put(person).ok());
        Person other;
        other.account = bruno;
        other.user_name = "bruno";
        REQUIRE(session.people().put(other).ok());
        session.people().put_secrets(anna.account, {});
        session.territory().grant({anna.account, Role::trainer, id_of<OrganisationId>(1)});
        session.territory().grant({bruno, Role::trainer, id_of<OrganisationId>(1)});
        session.catalogue().put_enrolment(enrolment);
        session.site_logs().put_scope(
            {anna.site.scope, ScopeKind::learner, Digest16{anna.account.bytes}, Epoch{1}});
        session.site_logs().put_key(key, anna.site.scope_key);
        session.site_logs().put_key(other_key, anna.site.scope_key);
        session.site_logs().add_reader(anna.site.scope, anna.account);
        session.projections().put_record(anna.site.scope, Bytes(5, 1));
        EnrolmentStatus status;
        status.enrolment = enrolment.id;
        status.account = anna.account;
        session.projections().put_status(status);
        session.projections().quarantine({anna.site.log_id(), Seq{1}, {}, "odd"});
        session.site_logs().put_due(id_of<ScopeId>(8), enrolment.id);
        session.doors().put_session({id_of<Hash>(1), anna.account, UtcMs{1}, UtcMs{9}});
        Invitation invitation;
        invitation.code = id_of<Hash>(2);
        invitation.account = anna.account;
        session.doors().put_invitation(invitation);
        session.mailbox().put(exchange::Route::to_device(anna.device), Bytes(3, 1), UtcMs{1});
        session.put_contact(anna.device, {});
        session.audit().add({0, UtcMs{1}, anna.account, "change passphrase", anna.account.hex()});
        session.audit().add({0, UtcMs{2}, bruno, "revoke", anna.device.hex()});
        session.audit().add({0, UtcMs{3}, bruno, "enrol", enrolment.id.hex()});
        session.audit().add({0, UtcMs{4}, bruno, "account", bruno.hex()});
    });
    site.store().write([&](Session& session) { session.erasures().forget_person(anna.account); });
    site.store().write([&](Session& session) {
        CHECK_FALSE(session.people().find(anna.account));
        CHECK_FALSE(session.people().secrets(anna.account));
        CHECK(session.people().find(bruno));
        CHECK(session.territory().roles_of(anna.account).empty());
        CHECK(session.territory().roles_of(bruno).size() == 1);
        CHECK(session.catalogue().enrolments_of(anna.account).empty());
        CHECK_FALSE(session.site_logs().scope(anna.site.scope));
        CHECK(session.site_logs().readers_of(anna.site.scope).empty());
        CHECK(session.keyring().find(key) == nullptr);
        CHECK(session.keyring().find(other_key) != nullptr);
        CHECK_FALSE(session.projections().record(anna.site.scope));
        CHECK_FALSE(session.projections().status(enrolment.id));
        CHECK(session.projections().quarantined(10).empty());
        CHECK(session.site_logs().take_due(id_of<ScopeId>(8), 10).empty());
        CHECK_FALSE(session.doors().session(id_of<Hash>(1)));
        CHECK(session.doors().invitations().empty());
        CHECK(session.mailbox().all(plenty).empty());
        CHECK_FALSE(session.contact(anna.device));
        CHECK(session.find_device(anna.device)->revoked);

        const auto stub = session.segment_at(anna.site.log_id(), Seq{2});
        REQUIRE(stub);
        CHECK(stub->is_stub());
        CHECK(log::verify_segment(*stub, anna.site.log_key.public_key(), anna.site.site).ok());
        CHECK(session.find_log(anna.site.log_id())->streams.front().last == Seq{3});

        const auto lines = session.audit().list(0, 10);
        REQUIRE(lines.size() == 4);
        CHECK(lines[0].subject == bruno.hex());
        CHECK(lines[1].subject.empty());
        CHECK(lines[2].subject.empty());
        CHECK(lines[3].subject.empty());
        CHECK(lines[3].actor == erased_account());
    });
}

TEST_CASE("store: an erasure that is rolled back leaves the keys where they were") {
    test::SqliteSite site;
    Learner anna;
    const log::KeyName key = log::scope_key_name(anna.site.scope, Epoch{1});
    site.store().write(
        [&](Session& session) { session.site_logs().put_key(key, anna.site.scope_key); });
    struct Stop {};
    CHECK_THROWS_AS(site.store().write([&](Session& session) {
        session.erasures().forget_person(anna.account);
        CHECK(session.keyring().find(key) == nullptr);
        throw Stop{};
    }),
                    Stop);
    site.store().write([&](Session& session) { CHECK(session.keyring().find(key) != nullptr); });
}
