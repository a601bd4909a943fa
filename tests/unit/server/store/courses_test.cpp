#include "tests/support/test.hpp"
#include "tests/unit/server/store/stores.hpp"

using namespace approdo;
using namespace approdo::store;
using test::id_of;

namespace {

CourseLine course(std::uint8_t number, const std::string& slug) {
    CourseLine line;
    line.course = id_of<CourseId>(number);
    line.channel = id_of<ChannelId>(number);
    line.owner = id_of<OrganisationId>(1);
    line.slug = slug;
    line.title = "Corso " + slug;
    line.descriptor = {1, 2, number};
    return line;
}

Edition edition(std::uint8_t number, const std::string& slug) {
    Edition line;
    line.id = id_of<EditionId>(number);
    line.course = id_of<CourseId>(1);
    line.channel = id_of<ChannelId>(1);
    line.organisation = id_of<OrganisationId>(1);
    line.slug = slug;
    line.title = "Edizione " + slug;
    line.zone = "Europe/Rome";
    line.from = {2026, 11, 23};
    return line;
}

Enrolment enrolment(std::uint8_t number, std::uint8_t account) {
    Enrolment line;
    line.id = id_of<EnrolmentId>(number);
    line.edition = id_of<EditionId>(1);
    line.account = id_of<AccountId>(account);
    line.organisation = id_of<OrganisationId>(2);
    line.since = UtcMs{1000 + number};
    return line;
}

}  // namespace

TEMPLATE_TEST_CASE("store: a course is found by id, channel and name", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    site.store().write([](Session& session) {
        Catalogue& catalogue = session.catalogue();
        REQUIRE(catalogue.put_course(course(1, "sportello")).ok());
        REQUIRE(catalogue.put_course(course(2, "accoglienza")).ok());
        CHECK(catalogue.course(id_of<CourseId>(1)) == course(1, "sportello"));
        CHECK(catalogue.course_of(id_of<ChannelId>(2)) == course(2, "accoglienza"));
        CHECK(catalogue.course_named("sportello") == course(1, "sportello"));
        CHECK_FALSE(catalogue.course_named("altro"));
        const auto all = catalogue.courses();
        REQUIRE(all.size() == 2);
        CHECK(all.front().slug == "accoglienza");
        CHECK(catalogue.put_course(course(3, "sportello")).error().code == ErrorCode::conflict);
        CourseLine thief = course(4, "quarto");
        thief.channel = id_of<ChannelId>(1);
        CHECK(catalogue.put_course(thief).error().code == ErrorCode::conflict);
    });
}

TEMPLATE_TEST_CASE("store: a head moves only from where its publisher saw it", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    const auto channel = id_of<ChannelId>(1);
    site.store().write([&](Session& session) {
        Catalogue& catalogue = session.catalogue();
        REQUIRE(catalogue.put_course(course(1, "sportello")).ok());
        CHECK(catalogue.move_head(channel, {0}, {1}, Bytes{1}, UtcMs{10}).ok());
        CHECK(catalogue.move_head(channel, {0}, {1}, Bytes{9}, UtcMs{11}).error().code ==
              ErrorCode::conflict);
        CHECK(catalogue.move_head(channel, {1}, {2}, Bytes{2}, UtcMs{20}).ok());
        const auto line = catalogue.course(id_of<CourseId>(1));
        CHECK(line->version == ContentVersion{2});
        CHECK(line->head == Bytes{2});
        CHECK(line->published == UtcMs{20});
        // An attempt that was begun on the first version is marked with it.
        CHECK(catalogue.head_at(channel, {1}) == Bytes{1});
        CHECK(catalogue.head_at(channel, {2}) == Bytes{2});
        CHECK_FALSE(catalogue.head_at(channel, {3}));
    });
}

TEMPLATE_TEST_CASE("store: a course is assigned to organisations", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    site.store().write([](Session& session) {
        Catalogue& catalogue = session.catalogue();
        catalogue.assign(id_of<CourseId>(1), id_of<OrganisationId>(2));
        catalogue.assign(id_of<CourseId>(1), id_of<OrganisationId>(1));
        catalogue.assign(id_of<CourseId>(1), id_of<OrganisationId>(2));
        CHECK(catalogue.assigned_to(id_of<CourseId>(1)) ==
              std::vector{id_of<OrganisationId>(1), id_of<OrganisationId>(2)});
        CHECK(catalogue.assigned_to(id_of<CourseId>(2)).empty());
    });
}

TEMPLATE_TEST_CASE("store: editions and enrolments come back as they were put", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    site.store().write([](Session& session) {
        Catalogue& catalogue = session.catalogue();
        REQUIRE(catalogue.put_edition(edition(1, "autunno")).ok());
        REQUIRE(catalogue.put_edition(edition(2, "altra")).ok());
        CHECK(catalogue.put_edition(edition(3, "autunno")).error().code == ErrorCode::conflict);
        CHECK(catalogue.edition(id_of<EditionId>(1)) == edition(1, "autunno"));
        CHECK(catalogue.edition_named("autunno") == edition(1, "autunno"));
        REQUIRE(catalogue.editions().size() == 2);
        CHECK(catalogue.editions().front().slug == "altra");

        catalogue.put_enrolment(enrolment(2, 1));
        catalogue.put_enrolment(enrolment(1, 2));
        CHECK(catalogue.enrolment(id_of<EnrolmentId>(1)) == enrolment(1, 2));
        CHECK(catalogue.enrolment_of(id_of<EditionId>(1), id_of<AccountId>(1)) == enrolment(2, 1));
        CHECK_FALSE(catalogue.enrolment_of(id_of<EditionId>(2), id_of<AccountId>(1)));
        CHECK(catalogue.enrolments_in(id_of<EditionId>(1)) ==
              std::vector{enrolment(2, 1), enrolment(1, 2)});
        CHECK(catalogue.enrolments_of(id_of<AccountId>(2)) == std::vector{enrolment(1, 2)});
        Enrolment ended = enrolment(1, 2);
        ended.active = false;
        catalogue.put_enrolment(ended);
        CHECK(catalogue.enrolment(id_of<EnrolmentId>(1)) == ended);
        CHECK(catalogue.enrolments_in(id_of<EditionId>(1)).size() == 2);
    });
}

TEMPLATE_TEST_CASE("store: projections are kept, listed and cleared", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    EnrolmentStatus status;
    status.enrolment = id_of<EnrolmentId>(1);
    status.edition = id_of<EditionId>(1);
    status.account = id_of<AccountId>(1);
    status.organisation = id_of<OrganisationId>(1);
    status.version = {3};
    status.required = 12;
    status.required_completed = 5;
    status.progress = content::Progress::in_progress;
    status.has_score = true;
    status.score = content::Share::of(7, 10);
    status.seconds = 3600;
    status.minutes_recognised = 40;
    status.answers = 31;
    status.to_review = true;
    status.last_activity = UtcMs{1'790'000'000'000};
    status.units = {{id_of<UnitId>(1), content::Progress::completed, 60, 2, true, true,
                     content::Share::all(), true}};
    site.store().write([&](Session& session) {
        Projections& projections = session.projections();
        CHECK(projections.position() == Position{0});
        projections.set_position(Position{7});
        projections.put_record(id_of<ScopeId>(2), Bytes{2});
        projections.put_record(id_of<ScopeId>(1), Bytes{1});
        projections.put_record(id_of<ScopeId>(1), Bytes{3});
        projections.put_status(status);
        projections.put_status(status);
        const QuarantineLine line{id_of<LogId>(1), Seq{4}, Hash{}, "the payload is cut"};
        projections.quarantine(line);
        projections.quarantine(line);

        CHECK(projections.position() == Position{7});
        CHECK(projections.record(id_of<ScopeId>(1)) == Bytes{3});
        CHECK(projections.records() == std::vector{id_of<ScopeId>(1), id_of<ScopeId>(2)});
        CHECK(projections.status(status.enrolment) == status);
        auto lines = projections.statuses_in(status.edition);
        REQUIRE(lines.size() == 1);
        CHECK(lines.front().units.empty());
        lines.front().units = status.units;
        CHECK(lines.front() == status);
        CHECK(projections.quarantined(10) == std::vector{line});

        projections.clear();
        CHECK(projections.position() == Position{0});
        CHECK(projections.records().empty());
        CHECK_FALSE(projections.status(status.enrolment));
        CHECK(projections.quarantined(10).empty());
    });
}

TEMPLATE_TEST_CASE("store: the mailbox keeps the newest few parcels of each address", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    const auto anna = exchange::Route::to_device(id_of<DeviceId>(1));
    const auto bruno = exchange::Route::to_device(id_of<DeviceId>(2));
    site.store().write([&](Session& session) {
        Mailbox& mailbox = session.mailbox();
        mailbox.put(bruno, Bytes{99}, UtcMs{1});
        for (std::uint8_t i = 0; i < 12; ++i) mailbox.put(anna, Bytes{i}, UtcMs{i});
        mailbox.put(anna, Bytes{11}, UtcMs{13});
        const auto waiting = mailbox.waiting(anna);
        REQUIRE(waiting.size() == mailbox_parcels_per_route);
        CHECK(waiting.front() == Bytes{4});
        CHECK(waiting.back() == Bytes{11});
        CHECK(mailbox.all(1000).size() == mailbox_parcels_per_route + 1);
        CHECK(mailbox.all(3).size() == 3);
        mailbox.clear(anna);
        CHECK(mailbox.waiting(anna).empty());
        CHECK(mailbox.waiting(bruno).size() == 1);
        mailbox.forget_before(UtcMs{2});
        CHECK(mailbox.all(1000).empty());
    });
}

TEMPLATE_TEST_CASE("store: the mailbox as a whole has a bound, and the oldest goes", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    constexpr std::size_t parcel = 4 * limits::mib;
    constexpr std::size_t room = mailbox_bytes_max / parcel;
    site.store().write([&](Session& session) {
        for (std::uint8_t i = 0; i < room + 3; ++i) {
            const auto device = exchange::Route::to_device(id_of<DeviceId>(i));
            session.mailbox().put(device, Bytes(parcel, i), UtcMs{i});
        }
        const auto all = session.mailbox().all(2 * mailbox_bytes_max);
        REQUIRE(all.size() == room);
        CHECK(all.front().front() == 3);
    });
}

TEMPLATE_TEST_CASE("store: of a device's wishes the newest counts, until its mail is cleared", "",
                   test::SqliteSite, test::InMemorySite) {
    TestType site;
    const auto one = test::id_of<DeviceId>(1);
    const auto two = test::id_of<DeviceId>(2);
    site.store().write([&](store::Session& session) {
        session.mailbox().put_wish(one, Bytes{1}, UtcMs{10});
        session.mailbox().put_wish(one, Bytes{2}, UtcMs{20});
        session.mailbox().put_wish(two, Bytes{3}, UtcMs{5});
    });
    const auto wishes = [&] {
        return store::read_from<std::vector<store::Mailbox::Wish>>(
            site.store(), [](store::Session& session) { return session.mailbox().wishes(); });
    };
    REQUIRE(wishes().size() == 2);
    CHECK(wishes()[0].device == one);
    CHECK(wishes()[0].parcel == Bytes{2});
    site.store().write(
        [&](store::Session& session) { session.mailbox().forget_before(UtcMs{10}); });
    REQUIRE(wishes().size() == 1);
    site.store().write([&](store::Session& session) {
        session.mailbox().clear(exchange::Route::to_device(two));
        session.mailbox().clear(exchange::Route{exchange::RouteKind::join, {one.bytes}});
    });
    CHECK(wishes().size() == 1);
    site.store().write(
        [&](store::Session& session) { session.mailbox().clear(exchange::Route::to_device(one)); });
    CHECK(wishes().empty());
}

TEMPLATE_TEST_CASE("store: the audit is read from its end backwards", "", test::SqliteSite,
                   test::InMemorySite) {
    TestType site;
    site.store().write([](Session& session) {
        for (int i = 0; i < 5; ++i) {
            session.audit().add({0, UtcMs{i}, AccountId{}, "enrol", std::to_string(i)});
        }
        const auto newest = session.audit().list(0, 2);
        REQUIRE(newest.size() == 2);
        CHECK(newest[0].subject == "4");
        const auto earlier = session.audit().list(newest[1].number, 10);
        REQUIRE(earlier.size() == 3);
        CHECK(earlier[0].subject == "2");
    });
}
