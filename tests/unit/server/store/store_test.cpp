#include <thread>

#include "sync/crypto/random.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/server/store/stores.hpp"

using namespace approdo;
using namespace approdo::store;
using test::id_of;

namespace {

Bytes setting_in(Store& site, const std::string& name) {
    return read_from<Bytes>(site, [&](Session& session) {
        return session.site_logs().setting(name).value_or(Bytes{});
    });
}

}  // namespace

TEMPLATE_TEST_CASE("store: a transaction that throws leaves nothing behind", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    crypto::SeededRandom random(1);
    const log::KeyName name = log::scope_key_name(id_of<ScopeId>(1), Epoch{1});
    CHECK_THROWS_AS(site.store().write([&](Session& session) {
        session.site_logs().put_setting("a", Bytes{1});
        session.site_logs().put_key(name, crypto::SymmetricKey::random(random));
        throw std::runtime_error("the power went");
    }),
                    std::runtime_error);
    site.store().read([&](Session& session) {
        CHECK_FALSE(session.site_logs().setting("a"));
        CHECK(session.keyring().find(name) == nullptr);
    });
    // And the store goes on.
    site.store().write([](Session& session) { session.site_logs().put_setting("a", Bytes{2}); });
    CHECK(setting_in(site.store(), "a") == Bytes{2});
}

TEMPLATE_TEST_CASE("store: a step that throws takes only its own changes back", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    crypto::SeededRandom random(1);
    const log::KeyName before = log::scope_key_name(id_of<ScopeId>(1), Epoch{1});
    const log::KeyName within = log::scope_key_name(id_of<ScopeId>(2), Epoch{1});
    site.store().write([&](Session& session) {
        session.site_logs().put_setting("before", Bytes{1});
        session.site_logs().put_key(before, crypto::SymmetricKey::random(random));
        CHECK_THROWS_AS(session.step([&] {
            session.site_logs().put_setting("within", Bytes{2});
            session.site_logs().put_key(within, crypto::SymmetricKey::random(random));
            throw std::runtime_error("this one cannot be taken");
        }),
                        std::runtime_error);
        session.step([&] { session.site_logs().put_setting("after", Bytes{3}); });
        CHECK(session.keyring().find(before) != nullptr);
        CHECK(session.keyring().find(within) == nullptr);
    });
    CHECK(setting_in(site.store(), "before") == Bytes{1});
    CHECK(setting_in(site.store(), "within").empty());
    CHECK(setting_in(site.store(), "after") == Bytes{3});
}

TEMPLATE_TEST_CASE("store: a session for reading cannot write", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    CHECK_THROWS(site.store().read(
        [](Session& session) { session.site_logs().put_setting("a", Bytes{1}); }));
    CHECK(setting_in(site.store(), "a").empty());
}

TEMPLATE_TEST_CASE("store: many threads read while one writes", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    site.store().write([](Session& session) {
        session.site_logs().put_setting("a", Bytes{0});
        session.site_logs().put_setting("b", Bytes{0});
    });
    std::atomic<int> torn = 0;
    std::vector<std::thread> readers;
    for (int reader = 0; reader < 4; ++reader) {
        readers.emplace_back([&] {
            for (int i = 0; i < 50; ++i) {
                site.store().read([&](Session& session) {
                    const auto a = session.site_logs().setting("a");
                    if (session.site_logs().setting("b") != a) ++torn;
                });
            }
        });
    }
    for (std::uint8_t i = 1; i <= 50; ++i) {
        site.store().write([&](Session& session) {
            session.site_logs().put_setting("a", Bytes{i});
            session.site_logs().put_setting("b", Bytes{i});
        });
    }
    for (std::thread& reader : readers) reader.join();
    CHECK(torn == 0);
    CHECK(setting_in(site.store(), "a") == Bytes{50});
}

TEMPLATE_TEST_CASE("store: a key is seen by every session once it is committed", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    crypto::SeededRandom random(1);
    const auto scope = id_of<ScopeId>(1);
    // A reader that has looked already looks again.
    site.store().read([&](Session& session) { CHECK(session.keyring().size() == 0); });
    const auto key = crypto::SymmetricKey::random(random);
    site.store().write([&](Session& session) {
        session.site_logs().put_key(log::scope_key_name(scope, Epoch{1}), key);
        // The first key of a name stays: what was sealed with it has to open.
        session.site_logs().put_key(log::scope_key_name(scope, Epoch{1}),
                                    crypto::SymmetricKey::random(random));
        session.site_logs().put_key(log::scope_key_name(scope, Epoch{2}),
                                    crypto::SymmetricKey::random(random));
        CHECK(session.keyring().size() == 2);
    });
    site.store().read([&](Session& session) {
        const auto* held = session.keyring().find(log::scope_key_name(scope, Epoch{1}));
        REQUIRE(held != nullptr);
        CHECK(crypto::same(held->view(), key.view()));
        CHECK(session.keyring().newest(log::KeyKind::scope, log::KeyId{scope.bytes}) == Epoch{2});
    });
}

TEMPLATE_TEST_CASE("store: the site's logs are told apart by kind, scope and server epoch", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    crypto::SeededRandom random(1);
    const auto scope = id_of<ScopeId>(1);
    const auto key = crypto::SigningKey::random(random);
    site.store().write([&](Session& session) {
        SiteLogs& logs = session.site_logs();
        CHECK_FALSE(logs.writing(log::LogKind::site, scope, ServerEpoch{1}));
        logs.put_writing({id_of<LogId>(1), log::LogKind::site, scope, ServerEpoch{1}, key.seed()});
        const auto held = logs.writing(log::LogKind::site, scope, ServerEpoch{1});
        REQUIRE(held);
        CHECK(held->id == id_of<LogId>(1));
        CHECK(crypto::SigningKey::from_seed(held->key).public_key() == key.public_key());
        CHECK_FALSE(logs.writing(log::LogKind::keyring, scope, ServerEpoch{1}));
        // After a restore the site writes new logs.
        CHECK_FALSE(logs.writing(log::LogKind::site, scope, ServerEpoch{2}));
        CHECK(logs.lamport() == Lamport{0});
        logs.put_lamport(Lamport{12});
        CHECK(logs.lamport() == Lamport{12});
    });
}

TEMPLATE_TEST_CASE("store: scopes, their readers and what was given are remembered", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    const auto anna = id_of<AccountId>(1);
    const auto bruno = id_of<AccountId>(2);
    Scope scope{id_of<ScopeId>(1), ScopeKind::edition, id_of<Digest16>(5), Epoch{1}};
    const log::KeyName name = log::scope_key_name(scope.id, Epoch{1});
    site.store().write([&](Session& session) {
        SiteLogs& logs = session.site_logs();
        CHECK_FALSE(logs.scope(scope.id));
        logs.put_scope(scope);
        scope.epoch = Epoch{2};
        logs.put_scope(scope);
        CHECK(logs.scope(scope.id) == scope);
        CHECK(logs.scope_of(ScopeKind::edition, scope.owner) == scope);
        CHECK_FALSE(logs.scope_of(ScopeKind::staff, scope.owner));

        logs.add_reader(scope.id, bruno);
        logs.add_reader(scope.id, anna);
        logs.add_reader(scope.id, anna);
        CHECK(logs.readers_of(scope.id) == std::vector{anna, bruno});
        CHECK(logs.read_by(anna) == std::vector{scope.id});
        logs.remove_reader(scope.id, anna);
        CHECK(logs.read_by(anna).empty());

        CHECK_FALSE(logs.was_given(anna, name));
        logs.note_given(anna, name);
        logs.note_given(anna, name);
        CHECK(logs.was_given(anna, name));
        CHECK_FALSE(logs.was_given(bruno, name));
        CHECK_FALSE(logs.was_given(anna, log::scope_key_name(scope.id, Epoch{2})));

        CHECK_FALSE(logs.seed_was_given(id_of<EnrolmentId>(1), id_of<UnitId>(1), 1));
        logs.note_seed_given(id_of<EnrolmentId>(1), id_of<UnitId>(1), 1);
        CHECK(logs.seed_was_given(id_of<EnrolmentId>(1), id_of<UnitId>(1), 1));
        CHECK_FALSE(logs.seed_was_given(id_of<EnrolmentId>(1), id_of<UnitId>(1), 2));
    });
}

TEMPLATE_TEST_CASE("store: what is due to a scope is due to its readers, once", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    const auto anna = id_of<AccountId>(1);
    const auto bruno = id_of<AccountId>(2);
    const auto here = id_of<ScopeId>(1);
    const auto there = id_of<ScopeId>(2);
    site.store().write([&](Session& session) {
        SiteLogs& logs = session.site_logs();
        logs.add_reader(here, anna);
        logs.add_reader(there, bruno);
        for (std::uint8_t i = 3; i >= 1; --i) logs.put_due(here, id_of<EnrolmentId>(i));
        logs.put_due(here, id_of<EnrolmentId>(1));
        CHECK(logs.due_to(anna) == std::vector{here});
        CHECK(logs.due_to(bruno).empty());
        CHECK(logs.take_due(there, 9).empty());
        CHECK(logs.take_due(here, 2) == std::vector{id_of<EnrolmentId>(1), id_of<EnrolmentId>(2)});
        CHECK(logs.due_to(anna) == std::vector{here});
        CHECK(logs.take_due(here, 2) == std::vector{id_of<EnrolmentId>(3)});
        CHECK(logs.due_to(anna).empty());
        CHECK(logs.take_due(here, 2).empty());
    });
}

TEMPLATE_TEST_CASE("store: chunks come from the chunk store", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    ChunkId id;
    id.bytes.fill(3);
    site.chunks().put(id, Bytes{1, 2, 3});
    site.store().read([&](Session& session) {
        CHECK(session.chunk(id) == Bytes{1, 2, 3});
        CHECK_FALSE(session.chunk(ChunkId{}));
    });
}
