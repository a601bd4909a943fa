#include "server/app/staff_scopes.hpp"

#include "sync/exchange/names.hpp"
#include "tests/unit/server/app/study.hpp"

namespace approdo::app {
namespace {

using content::EditionDescribed;
using content::StaffStatus;

constexpr std::uint8_t unit = 11;
constexpr std::int64_t minute_ms = 60'000;

struct StaffRoom : School {
    explicit StaffRoom(StoreKind kind = StoreKind::memory) : School(kind) {
        course.add_quiz(unit, content::QuizMode::practice);
        open();
    }

    content::AttemptId begin_attempt(Pupil& pupil, const EnrolmentId& of, std::uint8_t number) {
        content::AttemptOpened opened;
        opened.attempt = test::id_of<content::AttemptId>(number);
        opened.mode = content::QuizMode::practice;
        pupil.write({pupil.event(opened, of, unit)});
        pupil.sync();
        return opened.attempt;
    }

    // The newest status of each enrolment that the person was told.
    static std::map<AccountId, StaffStatus> told(Pupil& person) {
        std::map<AccountId, StaffStatus> newest;
        for (const StaffStatus& said : person.told<StaffStatus>()) newest[said.account] = said;
        return newest;
    }
};

TEMPLATE_TEST_CASE_SIG("staff: a trainer is told how each learner of the place is doing", "",
                       ((StoreKind kind), kind), StoreKind::memory, StoreKind::sqlite) {
    StaffRoom room(kind);
    Pupil bruno(room.town, "bruno");
    room.enrol(bruno);
    Pupil trainer(room.town, "teresa", Role::trainer);
    trainer.sync();
    auto told = room.told(trainer);
    REQUIRE(told.size() == 2);
    CHECK(told.at(room.ada.account).required > 0);
    CHECK(told.at(room.ada.account).last_activity == UtcMs{});
    const auto described = trainer.told<EditionDescribed>();
    REQUIRE_FALSE(described.empty());
    CHECK(described.front().edition == room.edition);
    CHECK(described.front().course == room.id);

    room.begin_attempt(room.ada, room.enrolment, 1);
    trainer.sync();
    told = room.told(trainer);
    CHECK(told.at(room.ada.account).last_activity == room.town.clock.now().wall);
    CHECK(told.at(bruno.account).last_activity == UtcMs{});
    CHECK(room.ada.told<StaffStatus>().empty());
}

TEST_CASE("staff: however much happened in between, each status is said once") {
    StaffRoom room;
    Pupil trainer(room.town, "teresa", Role::trainer);
    trainer.sync();
    const auto before = trainer.told<StaffStatus>().size();
    for (std::uint8_t i = 1; i <= 5; ++i) room.begin_attempt(room.ada, room.enrolment, i);
    trainer.sync();
    // Once in the edition's scope and once in the organisation's.
    CHECK(trainer.told<StaffStatus>().size() == before + 2);
    trainer.sync();
    CHECK(trainer.told<StaffStatus>().size() == before + 2);
    room.town.site->rebuild().value();
    trainer.sync();
    CHECK(room.told(trainer).at(room.ada.account).last_activity == room.town.clock.now().wall);
}

TEMPLATE_TEST_CASE_SIG("staff: a trainer is told when each device of a learner last exchanged", "",
                       ((StoreKind kind), kind), StoreKind::memory, StoreKind::sqlite) {
    StaffRoom room(kind);
    Pupil trainer(room.town, "teresa", Role::trainer);
    const UtcMs joined = room.town.clock.now().wall;
    trainer.sync();
    using Contacts = std::vector<content::DeviceContact>;
    CHECK(room.told(trainer).at(room.ada.account).devices == Contacts{{joined, joined}});
    const auto before = trainer.told<StaffStatus>().size();

    SECTION("to the hour, whatever else the exchange brought") {
        room.town.clock.advance_ms(59 * minute_ms);
        room.ada.sync();
        trainer.sync();
        CHECK(trainer.told<StaffStatus>().size() == before);
        room.town.clock.advance_ms(minute_ms);
        room.ada.sync();
        const UtcMs later = room.town.clock.now().wall;
        trainer.sync();
        CHECK(room.told(trainer).at(room.ada.account).devices == Contacts{{joined, later}});
        room.town.clock.advance_ms(minute_ms);
        room.begin_attempt(room.ada, room.enrolment, 1);
        trainer.sync();
        CHECK(room.told(trainer).at(room.ada.account).devices ==
              Contacts{{joined, {later.value + minute_ms}}});
    }
    SECTION("until it is revoked") {
        REQUIRE(room.town.site->revoke_device(Actor::machine_operator(), room.ada.device()).ok());
        trainer.sync();
        CHECK(room.told(trainer).at(room.ada.account).devices == Contacts{});
    }
    SECTION("and under one name, if it took another") {
        room.town.clock.advance_ms(60 * minute_ms);
        room.ada.ask_for_keys(room.town.random);
        room.ada.sync();
        const UtcMs renewed = room.town.clock.now().wall;
        trainer.sync();
        CHECK(room.told(trainer).at(room.ada.account).devices->size() == 1);
        CHECK(room.told(trainer).at(room.ada.account).devices->front().last == renewed);
    }
    SECTION("and is told nothing of it elsewhere, nor are learners") {
        Pupil elsewhere(room.town, "elio", Role::trainer, room.town.other);
        room.town.clock.advance_ms(60 * minute_ms);
        room.ada.sync();
        elsewhere.sync();
        CHECK(elsewhere.told<StaffStatus>().empty());
        CHECK(room.ada.told<StaffStatus>().empty());
    }
}

TEST_CASE("staff: who has a role and no class is told of the place, once, and learners are not") {
    StaffRoom room;
    Pupil trainer(room.town, "elio", Role::trainer, room.town.other);
    trainer.sync();
    auto described = trainer.told<EditionDescribed>();
    REQUIRE(described.size() == 1);
    CHECK(described.front().edition == EditionId{});
    CHECK(described.front().organisation == room.town.other);
    CHECK_FALSE(described.front().organisation_name.empty());
    CHECK(trainer.told<StaffStatus>().empty());
    room.town.clock.advance_ms(120 * minute_ms);
    Pupil second(room.town, "lia", Role::trainer, room.town.other);
    trainer.sync();
    CHECK(trainer.told<EditionDescribed>().size() == 1);
    CHECK(second.told<EditionDescribed>().size() == 1);
    Pupil learner(room.town, "ugo", Role::learner, room.town.other);
    CHECK(learner.told<EditionDescribed>().empty());
}

TEST_CASE("staff: who was enrolled and never joined has no device") {
    StaffRoom room;
    const AccountId absent = room.town.add_person("assente", Role::learner, room.town.town);
    REQUIRE(room.town.site->enrol(Actor::machine_operator(), room.edition, absent).ok());
    Pupil trainer(room.town, "teresa", Role::trainer);
    trainer.sync();
    REQUIRE(room.told(trainer).at(absent).devices.has_value());
    CHECK(room.told(trainer).at(absent).devices->empty());
}

TEST_CASE("staff: who has no role there, or only elsewhere, is told nothing") {
    StaffRoom room;
    Pupil elsewhere(room.town, "elio", Role::trainer, room.town.other);
    elsewhere.sync();
    CHECK(elsewhere.told<StaffStatus>().empty());
    Pupil above(room.town, "paola", Role::coordinator, room.town.root);
    above.sync();
    CHECK(above.told<StaffStatus>().size() == 2);
}

TEST_CASE("staff: a role that ends opens nothing that is written later") {
    StaffRoom room;
    Pupil stays(room.town, "teresa", Role::trainer);
    Pupil leaves(room.town, "lucia", Role::trainer);
    stays.sync();
    leaves.sync();
    const auto before = leaves.told<StaffStatus>().size();
    REQUIRE(before > 0);
    room.town.store->write([&](store::Session& session) {
        session.territory().withdraw({leaves.account, Role::trainer, room.town.town});
    });
    room.begin_attempt(room.ada, room.enrolment, 1);
    stays.sync();
    leaves.sync();
    CHECK(room.told(stays).at(room.ada.account).last_activity == room.town.clock.now().wall);
    CHECK(leaves.told<StaffStatus>().size() == before);
    const ScopeId scope = staff_scope(Digest16{room.edition.bytes});
    const auto epoch = store::read_from<Epoch>(*room.town.store, [&](store::Session& session) {
        return session.site_logs().scope(scope)->epoch;
    });
    CHECK(stays.holds(log::scope_key_name(scope, epoch)));
    CHECK_FALSE(leaves.holds(log::scope_key_name(scope, epoch)));
}

TEST_CASE("staff: names are told to those who may know them, sealed for their device") {
    StaffRoom room;
    Pupil stranger(room.town, "ugo");
    Pupil trainer(room.town, "teresa", Role::trainer);
    trainer.ask_names({room.ada.account, stranger.account, AccountId{}});
    trainer.sync();
    const auto names = trainer.names();
    REQUIRE(names.size() == 3);
    CHECK(names.at(room.ada.account) == "ada");
    CHECK(names.at(stranger.account).empty());  // enrolled nowhere
    CHECK(names.at(AccountId{}).empty());
    room.ada.ask_names({trainer.account, stranger.account});
    room.ada.sync();
    for (const auto& [account, name] : room.ada.names()) CHECK(name.empty());
}

}  // namespace
}  // namespace approdo::app
