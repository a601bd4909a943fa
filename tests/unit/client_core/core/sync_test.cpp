#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/client_core/core/test_site.hpp"

namespace {

using namespace approdo;
using namespace approdo::client;

struct World {
    test::SeededRandom random{test::seed_of_run()};
    test::ManualClock clock;
    test::TestSite site{random};
    test::TempDir folder;
    test::TestClient first{folder.path().string(), random, clock};
};

TEST_CASE("client: an invitation makes a device of an account that can write at once") {
    World world;
    REQUIRE(world.first.join(world.site).value() == JoinStage::joined);
    const Person person = world.first->person();
    CHECK(person.account == world.site.account);
    CHECK(person.site_name == "Comune di prova");
    world.first.reopen();
    CHECK(world.first->person().stage == JoinStage::joined);
}

TEST_CASE("client: a used invitation is refused with the site's words and a new one works") {
    World world;
    const Bytes request =
        world.first->join_request(world.site.invite(), "prova", bytes_of("quattro parole")).value();
    (void)world.site.invite();  // the first code is not the site's any more
    const auto refused = world.first->join_answer(world.site.post(request).value());
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().message == "used up");
    CHECK(world.first.join(world.site).value() == JoinStage::joined);
}

TEST_CASE("client: a join request waits across starts and takes its answer from a stick") {
    World world;
    const Bytes request =
        world.first->join_request(world.site.invite(), "prova", bytes_of("quattro parole")).value();
    const Bytes answer = world.site.post(request).value();
    world.first.reopen();
    CHECK(world.first->person().stage == JoinStage::asked);
    CHECK(world.first->join_answer(answer).value() == JoinStage::joined);
}

TEST_CASE("client: a new laptop gets the account key back with the passphrase") {
    World world;
    REQUIRE(world.first.join(world.site).ok());
    content::Enrolled enrolled;
    enrolled.account = world.site.account;
    enrolled.course = world.random.id<CourseId>();
    enrolled.channel = world.random.id<ChannelId>();
    world.site.say(enrolled, world.random.id<EnrolmentId>());
    REQUIRE(world.first.sync(world.site).ok());

    test::TempDir other_folder;
    test::TestClient second(other_folder.path().string(), world.random, world.clock);
    const auto link = world.site.link({});
    auto answer = world.site.post(second->salt_request(link, "prova").value()).value();
    REQUIRE(second->join_answer(answer).value() == JoinStage::salt_known);
    answer = world.site.post(second->sign_in_request(bytes_of("un'altra frase")).value()).value();
    CHECK(second->join_answer(answer).error().message == "wrong passphrase");
    answer = world.site.post(second->sign_in_request(bytes_of("quattro parole")).value()).value();
    REQUIRE(second->join_answer(answer).value() == JoinStage::joined);
    REQUIRE(second.sync(world.site).ok());
    CHECK(second->courses()->size() == 1);
    CHECK(second->record()->digest == world.first->record()->digest);
}

TEST_CASE("client: enrolments come with the first exchange and the second one is small") {
    World world;
    REQUIRE(world.first.join(world.site).ok());
    content::Enrolled enrolled;
    enrolled.course = world.random.id<CourseId>();
    world.site.say(enrolled, world.random.id<EnrolmentId>());
    const auto report = world.first.sync(world.site);
    REQUIRE(report.ok());
    CHECK(report->faults.empty());
    CHECK(report->answered);
    REQUIRE(world.first->courses()->size() == 1);
    CHECK(world.first->courses()->front().state == CourseState::announced);
    REQUIRE(world.first.sync(world.site).ok());
    CHECK(world.first->output()->size() < 250);
}

TEST_CASE("client: what the site decided and nobody here knows freezes that alone, in words") {
    World world;
    REQUIRE(world.first.join(world.site).ok());
    content::Enrolled enrolled;
    enrolled.course = world.random.id<CourseId>();
    const auto rests = world.random.id<EnrolmentId>();
    const auto goes_on = world.random.id<EnrolmentId>();
    world.site.say(enrolled, rests);
    world.site.say(enrolled, goes_on);
    log::Event event;
    event.header.type = content::event_type::number(60'000);
    event.header.critical = true;
    event.header.enrolment = rests;
    event.payload = {7, 7};
    world.site.say_event(event);
    REQUIRE(world.first.sync(world.site).ok());
    const auto check = [&] {
        const auto cards = world.first->courses().value();
        REQUIRE(cards.size() == 2);
        for (const CourseCard& card : cards) CHECK(card.frozen == (card.enrolment == rests));
        const auto status = world.first->status().value();
        CHECK(status.frozen == 1);
        REQUIRE(status.notices.size() == 1);
        CHECK(status.notices.front().find("update the program") != std::string::npos);
    };
    check();
    world.first.reopen();
    check();
}

TEST_CASE("client: another key opens nothing") {
    World world;
    world.first.client_.reset();
    const auto wrong = crypto::SymmetricKey::random(world.random);
    CHECK(client::Client::open(world.first.host_, wrong).error().code == ErrorCode::locked);
}

}  // namespace
