// What the site itself writes, over either store: chains that verify, keys for those who may read
// and for nobody else, and new logs where an older life of the site may have gone on.
#include "server/app/scribe.hpp"

#include "tests/support/manual_clock.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/server/app/town.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

constexpr std::uint8_t course_scope = 0x5c;

template <class Id>
Id id_of(std::uint8_t number) {
    Id id;
    id.bytes.fill(number);
    return id;
}

// A fresh, empty store of either kind.
template <StoreKind kind>
struct Bare {
    store::Store& store() { return *store_; }

    test::TempDir folder;
    store::MemoryChunks chunks;
    std::unique_ptr<store::Store> store_ = make();

  private:
    std::unique_ptr<store::Store> make() {
        if constexpr (kind == StoreKind::memory) return store::make_memory_store(chunks);
        store::SqliteOptions options;
        options.path = folder.file("site.db");
        return store::open_sqlite(options, chunks).value();
    }
};
using InMemory = Bare<StoreKind::memory>;
using InSqlite = Bare<StoreKind::sqlite>;

template <class Kind>
struct Desk {
    const ScopeId scope = id_of<ScopeId>(course_scope);

    Desk() {
        write([&](store::Session& session) { session.site_logs().put_server_epoch({1}); });
    }

    template <class Change>
    void write(Change change) {
        site.store().write([&](store::Session& session) { change(session); });
    }
    void open() {
        write([&](store::Session& session) {
            scribe.open_scope(session, scope, store::ScopeKind::edition, id_of<Digest16>(1));
        });
    }
    void announce(int count) {
        std::vector<SiteEvent> events;
        for (int i = 0; i < count; ++i) {
            content::Announcement payload;
            payload.title = "Avviso " + std::to_string(++announced);
            events.push_back(site_event(payload, id_of<EnrolmentId>(3)));
        }
        write([&](store::Session& session) { scribe.write(session, scope, events); });
    }
    // An account with a box key, as it is once its person has joined.
    AccountId settle(std::uint8_t number, const crypto::BoxKey& box) {
        store::Person person;
        person.account = id_of<AccountId>(number);
        person.user_name = "p" + std::to_string(number);
        write([&](store::Session& session) {
            (void)session.people().put(person).value();
            exchange::AccountSecrets secrets;
            secrets.box = box.public_key();
            session.people().put_secrets(person.account, secrets);
        });
        return person.account;
    }
    void let_read(const AccountId& account) {
        write([&](store::Session& session) { scribe.let_read(session, account, scope); });
    }

    std::vector<log::Segment> written(log::LogKind kind, const ScopeId& of) {
        std::vector<log::Segment> found;
        site.store().read([&](store::Session& session) {
            for (const store::StreamEnd& end : session.segments().of_scope(kind, of)) {
                const auto known = session.find_log(end.log);
                session.segments().walk(end.stream, Seq{1}, [&](const log::Segment& segment) {
                    found.push_back(segment);
                    CHECK(log::verify_segment(found.back(), known->certificate.value.key, keys.site)
                              .ok());
                    return true;
                });
            }
        });
        return found;
    }
    std::vector<log::Segment> written() { return written(log::LogKind::site, scope); }
    std::vector<log::Event> read(const log::Segment& segment) {
        std::optional<log::OpenedSegment> opened;
        site.store().read([&](store::Session& session) {
            const auto name = log::scope_key_name(segment.header.scope, segment.header.epoch);
            opened = log::open_segment(segment, *session.keyring().find(name)).value();
        });
        return std::move(opened->events);
    }
    // The keys that this reader opens in the account's keyring.
    std::vector<log::GivenKey> given(const AccountId& account, const crypto::BoxKey& reader) {
        std::vector<log::GivenKey> keys_found;
        for (const auto& segment : written(log::LogKind::keyring, learner_scope(account))) {
            const auto opened = log::open_boxed_segment(segment, reader);
            if (!opened.ok()) continue;
            for (const log::Event& event : opened->events)
                keys_found.push_back(log::read_key_given(event.payload).value());
        }
        return keys_found;
    }
    Epoch epoch() {
        return store::read_from<Epoch>(site.store(), [&](store::Session& session) {
            return session.site_logs().scope(scope)->epoch;
        });
    }

    Kind site;
    test::TempDir dir;
    test::SeededRandom random{11};
    test::ManualClock clock;
    SiteKeys keys = make_site_keys(dir.path() / "keys", "Prova", random).value();
    Scribe scribe{keys, clock, random};
    int announced = 0;
};

}  // namespace

TEMPLATE_TEST_CASE("scribe: what it writes is one chain that verifies and opens in order", "[unit]",
                   InMemory, InSqlite) {
    Desk<TestType> desk;
    desk.open();
    desk.announce(2);
    desk.clock.advance_ms(5000);
    desk.announce(1);
    const auto segments = desk.written();
    REQUIRE(segments.size() == 2);
    CHECK(segments[0].header.first == Seq{1});
    CHECK(segments[1].header.first == Seq{3});
    CHECK(segments[1].header.previous == segments[0].header.head);
    CHECK(segments[1].header.log == segments[0].header.log);
    std::vector<log::Event> events = desk.read(segments[0]);
    const auto later = desk.read(segments[1]);
    events.insert(events.end(), later.begin(), later.end());
    REQUIRE(events.size() == 3);
    for (std::size_t i = 0; i < events.size(); ++i) {
        const auto told = content::read_payload<content::Announcement>(events[i].payload).value();
        CHECK(told.title == "Avviso " + std::to_string(i + 1));
        CHECK(events[i].header.enrolment == id_of<EnrolmentId>(3));
        if (i > 0) CHECK(events[i].header.lamport == events[i - 1].header.lamport.next());
    }
    CHECK(events[2].header.time.wall.value == events[0].header.time.wall.value + 5000);
}

TEMPLATE_TEST_CASE("scribe: much at once becomes several segments of one chain, nothing left out",
                   "[unit]", InMemory, InSqlite) {
    Desk<TestType> desk;
    desk.open();
    constexpr int many = 200;
    desk.announce(many);
    const auto segments = desk.written();
    CHECK(segments.size() > 1);
    Seq next{1};
    // Where a chain begins is the log's to say.
    Hash previous = segments.front().header.previous;
    std::size_t events = 0;
    for (const log::Segment& segment : segments) {
        CHECK(segment.header.first == next);
        CHECK(segment.header.previous == previous);
        next = segment.header.last().next();
        previous = segment.header.head;
        events += desk.read(segment).size();
    }
    CHECK(events == many);
}

TEMPLATE_TEST_CASE("scribe: a scope that is open keeps its key", "[unit]", InMemory, InSqlite) {
    Desk<TestType> desk;
    desk.open();
    desk.announce(1);
    desk.open();
    desk.announce(1);
    CHECK(desk.epoch() == Epoch{1});
    for (const log::Segment& segment : desk.written()) CHECK(desk.read(segment).size() == 1);
}

TEMPLATE_TEST_CASE("scribe: a reader gets each key once, boxed to that reader alone", "[unit]",
                   InMemory, InSqlite) {
    Desk<TestType> desk;
    const auto ada_box = crypto::BoxKey::random(desk.random);
    const auto bea_box = crypto::BoxKey::random(desk.random);
    const AccountId ada = desk.settle(1, ada_box);
    const AccountId bea = desk.settle(2, bea_box);
    desk.open();
    desk.let_read(ada);
    desk.let_read(ada);
    const auto given = desk.given(ada, ada_box);
    REQUIRE(given.size() == 1);
    CHECK(given[0].name == log::scope_key_name(desk.scope, Epoch{1}));
    CHECK(desk.given(ada, bea_box).empty());
    CHECK(desk.given(bea, bea_box).empty());
    desk.announce(1);
    CHECK(log::open_segment(desk.written().front(), given[0].key).ok());
}

TEMPLATE_TEST_CASE("scribe: who has not joined yet is given no key, and all of them afterwards",
                   "[unit]", InMemory, InSqlite) {
    Desk<TestType> desk;
    const auto box = crypto::BoxKey::random(desk.random);
    const auto ada = id_of<AccountId>(1);
    desk.open();
    desk.let_read(ada);
    desk.write([&](store::Session& session) { desk.scribe.begin_epoch(session, desk.scope); });
    CHECK(desk.given(ada, box).empty());
    desk.settle(1, box);
    desk.let_read(ada);
    CHECK(desk.given(ada, box).size() == 2);
}

TEMPLATE_TEST_CASE("scribe: a new epoch shuts out who may not read any more", "[unit]", InMemory,
                   InSqlite) {
    Desk<TestType> desk;
    const auto ada_box = crypto::BoxKey::random(desk.random);
    const auto bea_box = crypto::BoxKey::random(desk.random);
    const AccountId ada = desk.settle(1, ada_box);
    const AccountId bea = desk.settle(2, bea_box);
    desk.open();
    desk.let_read(ada);
    desk.let_read(bea);
    desk.announce(1);
    desk.write([&](store::Session& session) {
        session.site_logs().remove_reader(desk.scope, bea);
        desk.scribe.begin_epoch(session, desk.scope);
    });
    desk.announce(1);
    CHECK(desk.given(ada, ada_box).size() == 2);
    const auto held = desk.given(bea, bea_box);
    REQUIRE(held.size() == 1);
    const auto segments = desk.written();
    REQUIRE(segments.size() == 2);
    CHECK(segments[1].header.epoch == Epoch{2});
    CHECK(log::open_segment(segments[0], held[0].key).ok());
    CHECK_FALSE(log::open_segment(segments[1], held[0].key).ok());
}

TEMPLATE_TEST_CASE("scribe: after a restore it writes a new log that names the old one's end",
                   "[unit]", InMemory, InSqlite) {
    Desk<TestType> desk;
    desk.open();
    desk.announce(3);
    const log::Segment before = desk.written().back();
    desk.write([&](store::Session& session) {
        session.site_logs().put_server_epoch({7});
        desk.scribe.begin_epoch(session, desk.scope);
    });
    desk.announce(1);
    std::vector<log::Segment> fresh;
    for (const log::Segment& segment : desk.written()) {
        if (segment.header.log != before.header.log) fresh.push_back(segment);
    }
    REQUIRE(fresh.size() == 1);
    CHECK(fresh[0].header.first == Seq{1});
    // No epoch that the lost life of the site may have used as well.
    CHECK(fresh[0].header.epoch.value > 1000);
    desk.site.store().read([&](store::Session& session) {
        const auto known = session.find_log(fresh[0].header.log);
        const auto& predecessors = known->certificate.value.predecessors;
        REQUIRE(predecessors.size() == 1);
        CHECK(predecessors[0].seq == before.header.last());
        CHECK(predecessors[0].head == before.header.head);
    });
}

TEMPLATE_TEST_CASE("scribe: an event is critical when its type is", "[unit]", InMemory, InSqlite) {
    CHECK_FALSE(site_event(content::Announcement{}, {}).critical);
    const auto* info = content::event_info(content::Enrolled::type);
    REQUIRE(info != nullptr);
    CHECK(site_event(content::Enrolled{}, {}).critical == info->critical);
}
