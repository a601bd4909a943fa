#include "server/app/folding.hpp"

#include "tests/unit/server/app/study.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

constexpr std::uint8_t page = 60;  // of the small course

content::Completed completed() {
    content::Completed payload;
    payload.kind = content::CompletionKind::read;
    return payload;
}

content::PageSeen seen(std::uint32_t block) {
    content::PageSeen payload;
    payload.furthest_block = block;
    payload.blocks = 10;
    return payload;
}

}  // namespace

TEST_CASE("folding: what pupils did shows in the report, whoever came first", "[unit]") {
    School school(GENERATE(StoreKind::memory, StoreKind::sqlite));
    school.open();
    Pupil bea(school.town, "bea");
    const EnrolmentId of_bea = school.enrol(bea);
    const bool ada_first = GENERATE(true, false);
    school.ada.write({school.ada.event(completed(), school.enrolment, page)});
    bea.write({bea.event(seen(4), of_bea, page), bea.event(completed(), of_bea, page)});
    (ada_first ? school.ada : bea).sync();
    (ada_first ? bea : school.ada).sync();
    const auto rows =
        school.town.site->progress(Actor::machine_operator(), school.id, std::nullopt).value();
    REQUIRE(rows.size() == 2);
    for (const ProgressLine& row : rows) CHECK(row.units_done == 1);
}

TEST_CASE("folding: a repetition changes nothing, and a rebuild arrives at the same", "[unit]") {
    School school(GENERATE(StoreKind::memory, StoreKind::sqlite));
    school.open();
    school.ada.write({school.ada.event(seen(3), school.enrolment, page)});
    school.ada.write({school.ada.event(completed(), school.enrolment, page)});
    const Bytes parcel = school.ada.output();
    (void)school.town.post(parcel).value();
    school.town.run();
    const Hash once = school.digest();
    (void)school.town.post(parcel).value();
    school.town.run();
    CHECK(school.digest() == once);
    const auto report = school.town.site->rebuild().value();
    CHECK(report.digest_before == report.digest_after);
    CHECK(report.digest_after == once.hex());
    CHECK(school.line().units_done == 1);
}

TEST_CASE("folding: what cannot be folded waits in quarantine with its reason, the rest counts",
          "[unit]") {
    School school(GENERATE(StoreKind::memory, StoreKind::sqlite));
    school.open();
    log::Event malformed = school.ada.event(completed(), school.enrolment, page);
    malformed.payload = {0xff, 0xff, 0xff};
    content::Grade stolen;
    stolen.points = {9'000'000};
    log::Event unknown = school.ada.event(completed(), school.enrolment, page);
    unknown.header.type = log::EventType{60};
    school.ada.write({malformed, school.ada.event(stolen, school.enrolment, page), unknown,
                      school.ada.event(completed(), school.enrolment, page)});
    school.ada.sync();
    const auto lines = school.quarantined();
    REQUIRE(lines.size() == 3);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        CHECK(lines[i].seq == Seq{i + 1});
        CHECK_FALSE(lines[i].reason.empty());
    }
    CHECK(lines[2].reason.find("until an upgrade") != std::string::npos);
    CHECK(school.line().units_done == 1);
}

TEST_CASE("folding: what is decisive and unknown freezes its subject and says what to do",
          "[unit]") {
    School school(GENERATE(StoreKind::memory, StoreKind::sqlite));
    school.open();
    Pupil bea(school.town, "bea");
    const EnrolmentId of_bea = school.enrol(bea);
    log::Event unknown = school.ada.event(completed(), school.enrolment, page);
    unknown.header.type = log::EventType{60};
    unknown.header.critical = true;
    school.ada.write({unknown, school.ada.event(completed(), school.enrolment, page)});
    bea.write({bea.event(completed(), of_bea, page)});
    school.ada.sync();
    bea.sync();
    const auto lines = school.quarantined();
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].reason.find("neither marked nor counted") != std::string::npos);
    const auto rows =
        school.town.site->progress(Actor::machine_operator(), school.id, std::nullopt).value();
    REQUIRE(rows.size() == 2);
    for (const ProgressLine& row : rows) {
        const bool is_frozen = row.user_name == "ada";
        CHECK(row.units_done == (is_frozen ? 0 : 1));
        CHECK(row.to_check == is_frozen);
    }
    const auto report = school.town.site->rebuild().value();
    CHECK(report.digest_before == report.digest_after);
}

TEST_CASE("folding: a program that folds otherwise tries what is in quarantine again", "[unit]") {
    School school(GENERATE(StoreKind::memory, StoreKind::sqlite));
    school.open();
    log::Event unknown = school.ada.event(completed(), school.enrolment, page);
    unknown.header.type = log::EventType{60};
    school.ada.write({unknown, school.ada.event(completed(), school.enrolment, page)});
    school.ada.sync();
    REQUIRE(school.quarantined().size() == 1);
    const Hash digest = school.digest();
    // As an older program left it: its folds knew less, and it had put more into quarantine.
    school.town.store->write([&](store::Session& session) {
        session.site_logs().put_setting("fold_version", Bytes{0});
        session.projections().quarantine({{}, Seq{77}, test::id_of<Hash>(7), "not known then"});
        session.projections().put_record(learner_scope(school.ada.account), Bytes{1, 2, 3});
    });
    // Folding begins with a start of the program, or with any change.
    school.town.add_person("bea", Role::learner, school.town.town);
    school.town.run();
    CHECK(school.digest() == digest);
    CHECK(school.quarantined().size() == 1);
    CHECK(school.line().units_done == 1);
}
