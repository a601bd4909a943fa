#include "server/store/archive.hpp"
#include "tests/support/log_fixture.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/server/store/stores.hpp"

using namespace approdo;
using namespace approdo::store;
using exchange::FrameType;
using exchange::Held;
using test::id_of;

namespace {

// One log that somebody writes: seals runs of events one after another.
class Writer {
  public:
    Writer(test::LogFixture& site, log::LogKind kind, const ScopeId& scope, bool of_site)
        : site_(site),
          scope_(scope),
          key_(crypto::SigningKey::random(site.random)),
          certificate_(site.make_log(kind, key_, of_site ? site.publish : site.device_key,
                                     of_site ? DeviceId{} : site.device.value.device)),
          head_(log::genesis_of(certificate_)) {}

    LogId id() const { return log::log_id_of(key_.public_key()); }
    const log::SignedLog& certificate() const { return certificate_; }
    Hash head() const { return head_; }

    log::Segment seal(std::size_t count) {
        std::vector<log::Event> events(count);
        for (log::Event& event : events) {
            event.header.type = log::EventType{1};
            event.header.lamport = Lamport{++lamport_};
            event.payload = log::encode_fields({lamport_});
        }
        log::SegmentDraft draft;
        draft.scope = scope_;
        draft.epoch = Epoch{1};
        draft.log = id();
        draft.first = last_.next();
        draft.previous = head_;
        draft.events = events;
        auto segment = log::seal_segment(draft, log::Blind::random(site_.random), site_.scope_key,
                                         key_, site_.site, site_.random)
                           .value();
        last_ = segment.header.last();
        head_ = segment.header.head;
        return segment;
    }
    // Back to an earlier end: what is sealed next is another continuation of the log.
    void forget(Seq last, const Hash& head) {
        last_ = last;
        head_ = head;
    }

  private:
    test::LogFixture& site_;
    ScopeId scope_;
    crypto::SigningKey key_;
    log::SignedLog certificate_;
    Seq last_{0};
    Hash head_;
    std::uint64_t lamport_ = 0;
};

struct Learner {
    explicit Learner(std::uint64_t seed) : site(seed) {}
    test::LogFixture site;
    AccountId account = site.device.value.account;
    DeviceId device = site.device.value.device;
    ScopeId scope{account.bytes};
};

std::vector<FrameType> types_of(const exchange::SiteStore::Delivery& delivery) {
    std::vector<FrameType> types;
    for (const auto& frame : delivery.frames) types.push_back(frame.type);
    return types;
}

void put(Session& session, Writer& writer, std::size_t count, Held held = Held::no) {
    session.append_segment(writer.id(), writer.seal(count), nullptr, held);
}

constexpr std::size_t plenty = 1 << 20;

}  // namespace

TEMPLATE_TEST_CASE("store: segments of a log are found by any sequence number in them", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    Learner anna(1);
    Writer record(anna.site, log::LogKind::record, anna.scope, false);
    site.store().write([&](Session& session) {
        session.put_device(anna.site.device);
        session.put_log(record.certificate(), record.id());
        CHECK(session.find_device(anna.device)->certificate.bytes() == anna.site.device.bytes());
        const auto fresh = session.find_log(record.id());
        REQUIRE(fresh);
        CHECK(fresh->streams.front().last == Seq{0});
        CHECK(fresh->streams.front().head == log::genesis_of(record.certificate()));

        const auto first = record.seal(3);
        const auto second = record.seal(2);
        session.append_segment(record.id(), first, nullptr, Held::no);
        session.append_segment(record.id(), second, nullptr, Held::no);
        CHECK(session.segment_at(record.id(), Seq{1})->bytes() == first.bytes());
        CHECK(session.segment_at(record.id(), Seq{3})->bytes() == first.bytes());
        CHECK(session.segment_at(record.id(), Seq{4})->bytes() == second.bytes());
        CHECK_FALSE(session.segment_at(record.id(), Seq{6}));
        CHECK_FALSE(session.segment_at(id_of<LogId>(9), Seq{1}));
        const auto stream = session.find_log(record.id())->streams.front();
        CHECK(stream.last == Seq{5});
        CHECK(stream.head == second.header.head);
        CHECK(session.own_heads(anna.device).find(record.id())->seq == Seq{5});
        CHECK(session.own_heads(id_of<DeviceId>(9)).entries().empty());
    });
}

TEMPLATE_TEST_CASE("store: a branch stands beside its log and is named in the device's heads", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    Learner anna(2);
    Writer record(anna.site, log::LogKind::record, anna.scope, false);
    site.store().write([&](Session& session) {
        session.put_device(anna.site.device);
        session.put_log(record.certificate(), record.id());
        put(session, record, 2);
        const Hash fork = record.head();
        put(session, record, 2);
        const Hash main_end = record.head();
        record.forget(Seq{2}, fork);
        const auto other = record.seal(1);
        const auto branch = id_of<LogId>(7);
        session.put_branch({branch, record.id(), Seq{2}, fork}, Seq{3});
        session.append_segment(branch, other, nullptr, Held::no);

        const auto streams = session.find_log(record.id())->streams;
        REQUIRE(streams.size() == 2);
        CHECK(streams[0].id == record.id());
        CHECK(streams[0].head == main_end);
        CHECK(streams[1].id == branch);
        CHECK(streams[1].last == Seq{3});
        CHECK(session.segment_at(branch, Seq{3})->bytes() == other.bytes());
        CHECK_FALSE(session.segment_at(branch, Seq{2}));
        CHECK(session.own_heads(anna.device).entries().size() == 2);
        CHECK(session.segments().counts().branches == 1);
    });
}

TEMPLATE_TEST_CASE("store: arrivals are followed in order, and what is released arrives again", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    Learner anna(3);
    Writer record(anna.site, log::LogKind::record, anna.scope, false);
    Writer said(anna.site, log::LogKind::site, anna.scope, true);
    site.store().write([&](Session& session) {
        session.put_device(anna.site.device);
        session.put_log(record.certificate(), record.id());
        session.put_log(said.certificate(), said.id());
        put(session, record, 1, Held::no_key);
        put(session, said, 1);
        put(session, record, 1);
        Segments& segments = session.segments();
        const auto all = segments.arrived(Position{0}, 10);
        REQUIRE(all.size() == 3);
        CHECK(all[0].position < all[1].position);
        CHECK(all[1].position < all[2].position);
        CHECK(all[2].position == segments.newest());
        CHECK(all[0].account == anna.account);
        CHECK(all[0].device == anna.device);
        CHECK(all[0].held == Held::no_key);
        CHECK(all[0].kind == log::LogKind::record);
        CHECK(all[1].account.is_zero());
        CHECK(all[1].device.is_zero());
        CHECK(segments.arrived(all[1].position, 10).size() == 1);
        CHECK(segments.arrived(Position{0}, 2).size() == 2);
        REQUIRE(segments.held(10).size() == 1);
        CHECK(segments.held(10).front().why == Held::no_key);

        CHECK(segments.release(id_of<ScopeId>(9), Held::no_key) == 0);
        CHECK(segments.release(anna.scope, Held::no_key) == 1);
        CHECK(segments.held(10).empty());
        const auto again = segments.arrived(all[2].position, 10);
        REQUIRE(again.size() == 1);
        CHECK(again.front().bytes == all[0].bytes);
        CHECK(again.front().held == Held::no);
        CHECK(segments.arrived(Position{0}, 10).size() == 3);
        CHECK(session.segment_at(record.id(), Seq{1})->bytes() == all[0].bytes);
        CHECK(segments.counts().segments == 3);

        segments.set_held(record.id(), Seq{2}, Held::quarantine);
        CHECK(segments.held(10).front().why == Held::quarantine);
        CHECK(segments.counts().held == 1);
    });
}

TEMPLATE_TEST_CASE("store: how far streams had arrived by then, however they arrived again", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    Learner anna(3);
    Writer record(anna.site, log::LogKind::record, anna.scope, false);
    Writer activity(anna.site, log::LogKind::activity, anna.scope, false);
    site.store().write([&](Session& session) {
        session.put_device(anna.site.device);
        session.put_log(record.certificate(), record.id());
        session.put_log(activity.certificate(), activity.id());
        Segments& segments = session.segments();
        CHECK(segments.arrived_by(segments.newest(), anna.device).entries().empty());
        put(session, record, 2);
        put(session, record, 3, Held::no_key);
        const log::LogHead middle{record.id(), Seq{5}, record.head()};
        const Position then = segments.newest();
        put(session, record, 1);
        put(session, activity, 4);
        CHECK(session.archive_number() == 0);
        CHECK(session.archived_heads(anna.device).entries().empty());
        put_archived_to(session, then);
        CHECK(session.archive_number() == then.value);
        log::Frontier expected;
        expected.set(middle);
        CHECK(segments.arrived_by(then, anna.device) == expected);
        CHECK(session.archived_heads(anna.device) == expected);
        CHECK(segments.arrived_by(segments.newest(), anna.device) ==
              session.own_heads(anna.device));
        CHECK(segments.arrived_by(then, id_of<DeviceId>(77)).entries().empty());
        // What arrived again counts as new, and what comes behind it is not reached any more.
        segments.release(anna.scope, Held::no_key);
        CHECK(segments.arrived_by(then, anna.device).find(record.id())->seq == Seq{2});
    });
}

TEMPLATE_TEST_CASE("store: limbo gives back what waited, once, and is bounded", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    Learner anna(4);
    Writer record(anna.site, log::LogKind::record, anna.scope, false);
    record.seal(1);
    const auto second = record.seal(1);
    const auto third = record.seal(1);
    site.store().write([&](Session& session) {
        CHECK(session.park(third, Held::gap));
        CHECK(session.park(second, Held::gap));
        CHECK(session.park(third, Held::gap));
        CHECK(session.segments().counts().limbo == 2);
        const auto waiting = session.unpark(record.id());
        REQUIRE(waiting.size() == 2);
        CHECK(waiting[0].bytes() == second.bytes());
        CHECK(waiting[1].bytes() == third.bytes());
        CHECK(session.unpark(record.id()).empty());

        auto large = third;
        large.body.resize(limits::segment_body_max);
        std::size_t taken = 0;
        for (std::uint64_t seq = 10; seq < 40; ++seq) {
            // The header is what the place in limbo is known by; limbo itself verifies nothing.
            large.header.first = Seq{seq};
            if (session.park(large, Held::gap)) ++taken;
        }
        CHECK(taken == limits::limbo_bytes_per_log / limits::segment_body_max - 1);
    });
}

TEMPLATE_TEST_CASE("store: one person's devices share a bound on what they fill", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    Learner anna(5);
    Writer record(anna.site, log::LogKind::record, anna.scope, false);
    const auto segment = record.seal(3);
    site.store().write([&](Session& session) {
        session.put_device(anna.site.device);
        const auto& author = record.certificate().value;
        CHECK(session.has_room(author, limits::account_bytes_max));
        session.put_log(record.certificate(), record.id());
        session.append_segment(record.id(), segment, nullptr, Held::no);
        const std::size_t left = limits::account_bytes_max - segment.bytes().size();
        CHECK(session.has_room(author, left));
        CHECK_FALSE(session.has_room(author, left + 1));
        CHECK(session.has_room_for_log(author.device));
    });
}

TEMPLATE_TEST_CASE("store: a new device gets keys, then the site's words, then its siblings' work",
                   "", test::SqliteSite, test::InMemorySite) {
    TestType site;
    Learner anna(5);
    const auto edition = id_of<ScopeId>(8);
    const auto foreign = id_of<ScopeId>(9);
    Writer activity(anna.site, log::LogKind::activity, anna.scope, false);
    Writer record(anna.site, log::LogKind::record, anna.scope, false);
    Writer said(anna.site, log::LogKind::site, edition, true);
    Writer unsaid(anna.site, log::LogKind::site, foreign, true);
    Writer keys(anna.site, log::LogKind::keyring, anna.scope, true);

    log::DeviceCertificate certificate = anna.site.device.value;
    certificate.device = id_of<DeviceId>(77);
    const auto laptop = log::SignedDevice::make(certificate, crypto::domain::device_certificate,
                                                anna.site.site, anna.site.enrol);
    site.store().write([&](Session& session) {
        session.put_device(anna.site.device);
        session.put_device(laptop);
        for (Writer* writer : {&activity, &record, &said, &unsaid, &keys}) {
            session.put_log(writer->certificate(), writer->id());
            put(session, *writer, 1);
        }
        session.site_logs().add_reader(edition, anna.account);
    });
    site.store().read([&](Session& session) {
        const auto delivery = session.lacking(certificate.device, {}, false, plenty);
        CHECK_FALSE(delivery.more);
        const std::vector<FrameType> expected{FrameType::log_certificate,
                                              FrameType::segment,  // keyring
                                              FrameType::log_certificate,
                                              FrameType::segment,  // edition
                                              FrameType::device_certificate,
                                              FrameType::log_certificate,
                                              FrameType::segment,  // record
                                              FrameType::device_certificate,
                                              FrameType::log_certificate,
                                              FrameType::segment};
        CHECK(types_of(delivery) == expected);
        CHECK(delivery.reached.find(keys.id()));
        CHECK(delivery.reached.find(said.id()));
        CHECK(delivery.reached.find(record.id()));
        CHECK(delivery.reached.find(activity.id()));
        CHECK_FALSE(delivery.reached.find(unsaid.id()));

        const auto nothing = session.lacking(certificate.device, delivery.reached, false, plenty);
        CHECK(nothing.frames.empty());
        CHECK(nothing.reached == delivery.reached);

        // Its own work goes back to a device only when it asks for it.
        const auto own = session.lacking(anna.device, {}, false, plenty);
        CHECK_FALSE(own.reached.find(record.id()));
        CHECK(session.lacking(anna.device, {}, true, plenty).reached.find(record.id()));
    });
}

TEMPLATE_TEST_CASE("store: a delivery is cut at its size and goes on where it stopped", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    Learner anna(6);
    Writer said(anna.site, log::LogKind::site, anna.scope, true);
    site.store().write([&](Session& session) {
        session.put_device(anna.site.device);
        session.put_log(said.certificate(), said.id());
        for (int i = 0; i < 5; ++i) put(session, said, 2);
    });
    site.store().read([&](Session& session) {
        log::Frontier has;
        int rounds = 0;
        bool more = true;
        while (more && rounds < 10) {
            const auto delivery = session.lacking(anna.device, has, false, 1);
            has = delivery.reached;
            more = delivery.more;
            ++rounds;
        }
        CHECK(rounds == 5);
        CHECK(has.find(said.id())->seq == Seq{10});
        CHECK(session.lacking(anna.device, has, false, 1).frames.empty());
    });
}

TEMPLATE_TEST_CASE("store: a revoked or unknown device is sent nothing", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    Learner anna(7);
    Writer said(anna.site, log::LogKind::site, anna.scope, true);
    site.store().write([&](Session& session) {
        session.put_device(anna.site.device);
        session.put_log(said.certificate(), said.id());
        put(session, said, 1);
        CHECK(session.lacking(id_of<DeviceId>(9), {}, false, plenty).frames.empty());
        CHECK_FALSE(session.lacking(anna.device, {}, false, plenty).frames.empty());
        session.people().mark_revoked(anna.device);
        CHECK(session.find_device(anna.device)->revoked);
        CHECK(session.lacking(anna.device, {}, false, plenty).frames.empty());
    });
}

TEMPLATE_TEST_CASE("store: who holds another continuation of a log gets the site's", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    Learner anna(8);
    Writer said(anna.site, log::LogKind::site, anna.scope, true);
    site.store().write([&](Session& session) {
        session.put_device(anna.site.device);
        session.put_log(said.certificate(), said.id());
        put(session, said, 1);
        put(session, said, 1);
        log::Frontier other;
        other.set(said.id(), {Seq{1}, Digest16{}});
        const auto all = session.lacking(anna.device, other, false, plenty);
        CHECK(all.frames.size() == 2);
        // Once it holds the site's continuation, as a branch under a name of its own, that is
        // enough.
        other.set(log::LogHead{id_of<LogId>(5), Seq{2}, said.head()});
        CHECK(session.lacking(anna.device, other, false, plenty).frames.empty());
    });
}

TEMPLATE_TEST_CASE("store: devices are listed with their last contact", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    Learner anna(9);
    site.store().write([&](Session& session) {
        session.put_device(anna.site.device);
        session.people().note_contact(anna.device, UtcMs{500});
        session.people().note_contact(anna.device, UtcMs{400});
        const auto devices = session.people().devices_of(anna.account);
        REQUIRE(devices.size() == 1);
        CHECK(devices.front() ==
              DeviceLine{anna.device, anna.site.device.value.issued, UtcMs{500}, false, {}});
        CHECK(session.people().devices_of(id_of<AccountId>(1)).empty());
    });
}

TEMPLATE_TEST_CASE("store: contacts, beacons and the server epoch are remembered", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    exchange::Contact contact;
    contact.counter = 7;
    contact.issued = ReceiptNumber{3};
    contact.echoed = ReceiptNumber{2};
    contact.last_hello.bytes.fill(4);
    contact.offered.set(id_of<LogId>(1), {Seq{9}, Digest16{}});
    contact.archive = 12;
    contact.archived.set(id_of<LogId>(2), {Seq{3}, Digest16{}});
    contact.retired.set(id_of<LogId>(3), {Seq{4}, Digest16{}});
    contact.held_by = ReceiptNumber{2};
    contact.held_in = ServerEpoch{1};
    site.store().write([&](Session& session) {
        CHECK_FALSE(session.contact(id_of<DeviceId>(1)));
        session.put_contact(id_of<DeviceId>(1), contact);
        const auto held = session.contact(id_of<DeviceId>(1));
        REQUIRE(held);
        CHECK(held->counter == 7);
        CHECK(held->issued == contact.issued);
        CHECK(held->echoed == contact.echoed);
        CHECK(held->last_hello == contact.last_hello);
        CHECK(held->offered == contact.offered);
        CHECK(held->frontier == contact.frontier);
        CHECK(*held == contact);

        CHECK(session.newest_beacon_number() == 0);
        CHECK_FALSE(session.newest_beacon());
        session.site_logs().put_beacon(2, Bytes{2});
        session.site_logs().put_beacon(1, Bytes{1});
        CHECK(session.newest_beacon_number() == 2);
        CHECK(session.newest_beacon()->body == Bytes{2});

        CHECK(session.server_epoch() == ServerEpoch{1});
        session.site_logs().put_server_epoch(ServerEpoch{4});
        CHECK(session.server_epoch() == ServerEpoch{4});
    });
}
