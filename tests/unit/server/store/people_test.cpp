#include "tests/support/log_fixture.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/server/store/stores.hpp"

using namespace approdo;
using namespace approdo::store;
using test::id_of;

namespace {

Person person(std::uint8_t number, const std::string& user_name) {
    Person made;
    made.account = id_of<AccountId>(number);
    made.user_name = user_name;
    made.display_name = "Persona " + user_name;
    made.organisation = id_of<OrganisationId>(1);
    made.created = UtcMs{1'790'000'000'000};
    return made;
}

Organisation organisation(std::uint8_t number, std::uint8_t parent, const std::string& slug) {
    return {id_of<OrganisationId>(number),
            parent == 0 ? OrganisationId{} : id_of<OrganisationId>(parent), "Ente " + slug, slug};
}

}  // namespace

TEMPLATE_TEST_CASE("store: a person is found by account and by user name", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    site.store().write([](Session& session) {
        CHECK(session.people().put(person(1, "anna")).ok());
        CHECK(session.people().put(person(2, "bruno")).ok());
    });
    site.store().read([](Session& session) {
        CHECK(session.people().find(id_of<AccountId>(1)) == person(1, "anna"));
        CHECK(session.people().find_named("bruno") == person(2, "bruno"));
        CHECK_FALSE(session.people().find_named("carla"));
        CHECK_FALSE(session.people().find(id_of<AccountId>(3)));
    });
}

TEMPLATE_TEST_CASE("store: a user name belongs to one account", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    site.store().write([](Session& session) {
        CHECK(session.people().put(person(1, "anna")).ok());
        const auto second = session.people().put(person(2, "anna"));
        REQUIRE_FALSE(second.ok());
        CHECK(second.error().code == ErrorCode::conflict);
        CHECK_FALSE(session.people().find(id_of<AccountId>(2)));
        // The same account may keep or change its name.
        CHECK(session.people().put(person(1, "anna")).ok());
        CHECK(session.people().put(person(1, "annamaria")).ok());
        CHECK(session.people().put(person(2, "anna")).ok());
    });
}

TEMPLATE_TEST_CASE("store: people are listed by user name, page by page", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    site.store().write([](Session& session) {
        for (std::uint8_t i = 0; i < 5; ++i) {
            const std::string name(1, static_cast<char>('e' - i));
            CHECK(session.people().put(person(static_cast<std::uint8_t>(i + 1), name)).ok());
        }
        const auto first = session.people().list("", 2);
        REQUIRE(first.size() == 2);
        CHECK(first[0].user_name == "a");
        CHECK(first[1].user_name == "b");
        CHECK(session.people().list("b", 10).size() == 3);
        CHECK(session.people().list("e", 10).empty());
    });
}

TEMPLATE_TEST_CASE("store: an account's secrets come back as they were put", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    exchange::AccountSecrets secrets;
    secrets.salt.bytes.fill(7);
    secrets.cost_passes = 3;
    secrets.cost_memory_kib = 65536;
    secrets.auth_hash.bytes.fill(8);
    secrets.box.bytes.fill(9);
    secrets.sealed_box_key = {1, 2, 3};
    site.store().write([&](Session& session) {
        CHECK_FALSE(session.people().secrets(id_of<AccountId>(1)));
        session.people().put_secrets(id_of<AccountId>(1), secrets);
        const auto held = session.people().secrets(id_of<AccountId>(1));
        REQUIRE(held);
        CHECK(wire::encode(*held) == wire::encode(secrets));
    });
}

TEMPLATE_TEST_CASE("store: a serial is never given twice", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    std::uint64_t last = 0;
    for (int i = 0; i < 3; ++i) {
        site.store().write([&](Session& session) {
            const auto serial = session.people().next_serial();
            CHECK(serial > last);
            last = serial;
        });
    }
}

TEMPLATE_TEST_CASE("store: a node of the territory knows what is above and below it", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    site.store().write([](Session& session) {
        Territory& territory = session.territory();
        REQUIRE(territory.put(organisation(1, 0, "programma")).ok());
        REQUIRE(territory.put(organisation(2, 1, "regione")).ok());
        REQUIRE(territory.put(organisation(3, 2, "comune")).ok());
        REQUIRE(territory.put(organisation(4, 1, "altra")).ok());
        const std::vector<OrganisationId> above{id_of<OrganisationId>(3), id_of<OrganisationId>(2),
                                                id_of<OrganisationId>(1)};
        CHECK(territory.path_to_root(id_of<OrganisationId>(3)) == above);
        const std::vector<OrganisationId> below{id_of<OrganisationId>(2), id_of<OrganisationId>(3)};
        CHECK(territory.subtree(id_of<OrganisationId>(2)) == below);
        CHECK(territory.subtree(id_of<OrganisationId>(1)).size() == 4);
        CHECK(territory.path_to_root(id_of<OrganisationId>(9)).empty());
        CHECK(territory.subtree(id_of<OrganisationId>(9)).empty());
        CHECK(territory.find_named("comune") == organisation(3, 2, "comune"));
        CHECK(territory.find(id_of<OrganisationId>(1)) == organisation(1, 0, "programma"));
        const auto all = territory.list();
        REQUIRE(all.size() == 4);
        CHECK(all[0].slug == "altra");
    });
}

TEMPLATE_TEST_CASE("store: the territory stays a tree", "", test::SqliteSite, test::InMemorySite) {
    TestType site;
    site.store().write([](Session& session) {
        Territory& territory = session.territory();
        REQUIRE(territory.put(organisation(1, 0, "a")).ok());
        REQUIRE(territory.put(organisation(2, 1, "b")).ok());
        CHECK(territory.put(organisation(1, 2, "a")).error().code == ErrorCode::conflict);
        CHECK(territory.put(organisation(1, 1, "a")).error().code == ErrorCode::conflict);
        CHECK(territory.put(organisation(3, 9, "c")).error().code == ErrorCode::missing);
        CHECK(territory.put(organisation(3, 1, "b")).error().code == ErrorCode::conflict);
        CHECK(territory.list().size() == 2);
    });
}

TEMPLATE_TEST_CASE("store: roles are granted and withdrawn at nodes", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    const RoleGrant trainer{id_of<AccountId>(1), Role::trainer, id_of<OrganisationId>(1)};
    const RoleGrant learner{id_of<AccountId>(1), Role::learner, id_of<OrganisationId>(2)};
    site.store().write([&](Session& session) {
        session.territory().grant(trainer);
        session.territory().grant(trainer);
        session.territory().grant(learner);
        CHECK(session.territory().roles_of(id_of<AccountId>(1)) ==
              std::vector<RoleGrant>{learner, trainer});
        CHECK(session.territory().roles_at(id_of<OrganisationId>(1)) ==
              std::vector<RoleGrant>{trainer});
        session.territory().withdraw(trainer);
        CHECK(session.territory().roles_at(id_of<OrganisationId>(1)).empty());
    });
}

TEMPLATE_TEST_CASE("store: a cut never moves back, and revokes a device that is not known yet", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    test::LogFixture fixture(5);
    const DeviceId device = fixture.device.value.device;
    const auto stream = id_of<exchange::StreamId>(4);
    site.store().write([&](Session& session) {
        CHECK_FALSE(session.cuts_of(device));
        session.people().put_cut(device, stream, Seq{7});
        session.people().put_cut(device, stream, Seq{3});
        session.put_device(fixture.device);
        CHECK(session.find_device(device)->revoked);
        CHECK(session.cuts_of(device) == exchange::Cuts{{stream, Seq{7}}});
    });
}

TEMPLATE_TEST_CASE("store: keys go to the account's key until it may have leaked, then to devices",
                   "", test::SqliteSite, test::InMemorySite) {
    TestType site;
    test::LogFixture fixture(6);
    const AccountId account = fixture.device.value.account;
    const AccountId device{fixture.device.value.device.bytes};
    const auto noted = [&](Session& session) {
        std::vector<AccountId> names;
        for (const KeyReader& reader : session.people().key_readers(account)) {
            names.push_back(reader.noted_as);
        }
        return names;
    };
    exchange::AccountSecrets secrets;
    secrets.box = fixture.account_box.public_key();
    site.store().write([&](Session& session) {
        CHECK(noted(session).empty());
        session.people().put_secrets(account, secrets);
        session.put_device(fixture.device);
        CHECK(noted(session) == std::vector{account});
        session.people().mark_leaked(account);
        CHECK(session.people().is_leaked(account));
        CHECK(noted(session) == std::vector{device});
        // A new account key reaches the devices that come with it; the older one needs its own.
        secrets.box = crypto::BoxKey::random(fixture.random).public_key();
        session.people().put_secrets(account, secrets);
        CHECK_FALSE(session.people().is_leaked(account));
        CHECK(noted(session) == std::vector{account, device});
        session.people().mark_revoked(fixture.device.value.device);
        CHECK(noted(session) == std::vector{account});
    });
}

TEMPLATE_TEST_CASE("store: invitations and sessions go when their time is over", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    Invitation invitation;
    invitation.code.bytes.fill(1);
    invitation.role = Role::coordinator;
    invitation.organisation = id_of<OrganisationId>(1);
    invitation.created = UtcMs{1000};
    invitation.expires = UtcMs{2000};
    WebSession web;
    web.token.bytes.fill(2);
    web.account = id_of<AccountId>(1);
    web.created = UtcMs{1000};
    web.expires = UtcMs{3000};
    site.store().write([&](Session& session) {
        Doors& doors = session.doors();
        doors.put_invitation(invitation);
        doors.put_session(web);
        CHECK(doors.invitation(invitation.code) == invitation);
        invitation.uses_left = 0;
        doors.put_invitation(invitation);
        CHECK(doors.invitations() == std::vector<Invitation>{invitation});
        CHECK(doors.session(web.token) == web);
        doors.forget_expired(UtcMs{2000});
        CHECK(doors.invitations().empty());
        CHECK(doors.session(web.token));
        doors.end_sessions_of(id_of<AccountId>(2));
        CHECK(doors.session(web.token));
        doors.end_sessions_of(id_of<AccountId>(1));
        CHECK_FALSE(doors.session(web.token));
        doors.put_session(web);
        doors.end_session(web.token);
        CHECK_FALSE(doors.session(web.token));
    });
}

TEMPLATE_TEST_CASE("store: tries and answered joins are remembered, then forgotten", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    Hash subject;
    subject.bytes.fill(5);
    const auto join = id_of<exchange::JoinId>(6);
    site.store().write([&](Session& session) {
        Doors& doors = session.doors();
        CHECK(doors.tries(subject) == Tries{});
        doors.put_tries(subject, {3, UtcMs{1000}});
        CHECK(doors.tries(subject) == Tries{3, UtcMs{1000}});
        CHECK_FALSE(doors.join_answer(join));
        doors.put_join_answer(join, Bytes{1, 2}, UtcMs{1000});
        CHECK(doors.join_answer(join) == Bytes{1, 2});
        doors.forget_expired(UtcMs{1000 + tries_kept_ms});
        CHECK(doors.tries(subject) == Tries{});
        CHECK(doors.join_answer(join));
        doors.forget_expired(UtcMs{1000 + join_answer_kept_ms});
        CHECK_FALSE(doors.join_answer(join));
    });
}
