#include "server/app/attesting.hpp"

#include "content/attestation/proof.hpp"
#include "tests/support/attestation_fixture.hpp"
#include "tests/unit/server/app/study.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

const Actor console = Actor::machine_operator();

struct Learning {
    explicit Learning(StoreKind kind = StoreKind::memory) : school(kind) {
        school.course.course.course.minutes_recognised = 240;
        for (content::Module& module : school.course.course.course.modules)
            for (content::Unit& unit : module.units) units.push_back(unit.id);
        school.open();
    }
    log::Event completion(std::size_t n) {
        content::Completed completed;
        completed.kind = content::CompletionKind::opened;
        log::Event event = school.ada.event(completed, school.enrolment, 0);
        event.header.unit = units.at(n);
        return event;
    }
    void complete(std::size_t from, std::size_t until) {
        std::vector<log::Event> events;
        for (std::size_t n = from; n < until; ++n) events.push_back(completion(n));
        school.ada.write(events);
        school.ada.sync();
    }
    std::vector<content::AttestationIssued> issued() {
        return school.ada.told<content::AttestationIssued>();
    }
    AttestationState state() {
        return school.town.site->attestations(console, school.edition).value().front();
    }

    School school;
    std::vector<UnitId> units;
};

}  // namespace

TEST_CASE("attesting: it is issued by itself, once, and says what was done", "[unit]") {
    Learning c(GENERATE(StoreKind::memory, StoreKind::sqlite));
    c.complete(0, c.units.size() - 1);
    CHECK(c.issued().empty());
    CHECK(c.state().missing == std::vector{content::Missing{
                                   content::Lack::units, {}, c.units.size() - 1, c.units.size()}});
    CHECK(c.school.town.site->issue_attestation(console, c.school.enrolment).error().code ==
          ErrorCode::missing);
    c.complete(c.units.size() - 1, c.units.size());
    REQUIRE(c.issued().size() == 1);
    // What comes later issues nothing.
    c.complete(0, 1);
    CHECK(c.issued().size() == 1);
    CHECK(c.state().number == "1");

    const auto paper = c.school.town.site->attestation(console, c.school.enrolment).value();
    const attestation::Attestation& said = paper.checked.attestation;
    CHECK(paper.checked.site == c.school.town.site->id());
    CHECK(said.holder == "ada");
    CHECK(said.course == "Accoglienza allo sportello");
    CHECK(said.minutes == 240);
    CHECK(said.enrolment == c.school.enrolment);
    CHECK(said.number == c.issued().front().number);
    CHECK(said.organisation == "Comune");
    const auto found =
        c.school.town.site->verify_attestation(attestation::code_of(paper.proof)).value();
    CHECK(found.revoked == UtcMs{});
}

TEST_CASE("attesting: neither folding anew nor an outdated record issues a second one", "[unit]") {
    Learning c(GENERATE(StoreKind::memory, StoreKind::sqlite));
    c.complete(0, c.units.size());
    REQUIRE(c.issued().size() == 1);
    const auto report = c.school.town.site->rebuild().value();
    CHECK(report.digest_before == report.digest_after);
    // As if what was issued had not been folded yet: the log itself knows.
    const ScopeId scope = learner_scope(c.school.ada.account);
    c.school.town.store->write([&](store::Session& session) {
        auto record = content::decode_learner_record(*session.projections().record(scope)).value();
        record.enrolments[c.school.enrolment].attestations.clear();
        session.projections().put_record(scope, content::encode(record));
    });
    c.complete(0, 1);
    CHECK(c.issued().size() == 1);
}

TEST_CASE("attesting: a revoked one stays revoked until a person issues another", "[unit]") {
    Learning c;
    c.complete(0, c.units.size());
    LocalSite& site = *c.school.town.site;
    const std::string code =
        attestation::code_of(site.attestation(console, c.school.enrolment).value().proof);
    CHECK(site.revoke_attestation(console, c.school.enrolment, "").error().code ==
          ErrorCode::invalid_input);
    const auto revoked =
        site.revoke_attestation(console, c.school.enrolment, "nome errato").value();
    CHECK(revoked.reason == "nome errato");
    CHECK(site.verify_attestation(code)->revoked != UtcMs{});
    CHECK(site.attestation(console, c.school.enrolment).error().code == ErrorCode::not_found);
    CHECK(site.revoke_attestation(console, c.school.enrolment, "ancora").error().code ==
          ErrorCode::conflict);
    c.complete(0, 1);
    CHECK(c.issued().size() == 1);
    CHECK(c.school.ada.told<content::AttestationRevoked>().size() == 1);

    CHECK(site.issue_attestation(console, c.school.enrolment)->number == "2");
    CHECK(site.issue_attestation(console, c.school.enrolment)->number == "2");
    c.school.ada.sync();
    CHECK(c.issued().size() == 2);
    CHECK(site.verify_attestation(code)->revoked != UtcMs{});
}

TEST_CASE("attesting: after a restore numbers go on in a series of their own", "[unit]") {
    Learning c;
    REQUIRE(c.school.town.site->begin_server_epoch().ok());
    c.complete(0, c.units.size());
    CHECK(c.state().number.find('-') != std::string::npos);
}

TEST_CASE("attesting: the register's own words are not erased alone", "[unit]") {
    Learning c;
    c.complete(0, c.units.size());
    LocalSite& site = *c.school.town.site;
    const auto lines = site.events(console, c.school.ada.account).value();
    for (const EventLine& line : lines) {
        if (line.kind != "attestation_issued") continue;
        CHECK(site.erase_event(console, c.school.ada.account, line.id).error().code ==
              ErrorCode::forbidden);
    }
    CHECK(c.state().number == "1");
}

TEST_CASE("attesting: a code of another site or of nothing is said to be so", "[unit]") {
    Learning c;
    LocalSite& site = *c.school.town.site;
    const std::string foreign = attestation::code_of(test::AttestingSite().proof());
    CHECK(site.verify_attestation(foreign).error().code == ErrorCode::unauthentic);
    CHECK(site.verify_attestation("ciao").error().code == ErrorCode::malformed);
}
