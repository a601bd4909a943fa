#include "content/model/handed_work.hpp"

#include "content/model/encoding.hpp"
#include "content/model/record_view.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/content/model/fold_story.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

FileValue file(std::uint8_t content) {
    return {Hash{{content}}, "piano.pdf", "application/pdf", 10};
}

}  // namespace

TEST_CASE("handed work: pieces of files change no record, freeze nothing and are no mistake") {
    Story story;
    story.add(1, FilePiece{Hash{{1}}, 0, 1, Bytes(10, 1), {}}, 4);
    story.add(1, FilePiece{Hash{{1}}, 9, 1, {}, {}}, 4);
    story.facts.back().payload = {1, 2, 3};
    LearnerRecord record;
    for (const StoredFact& fact : story.facts) {
        CHECK(record.apply(fact.fact()).value() == Folded::not_ours);
    }
    CHECK(encode(record) == encode(LearnerRecord{}));
    CHECK(record.frozen_count() == 0);
}

TEST_CASE("handed work: the last by stamp counts, in whatever order it came") {
    Story story;
    story.add(1, HandedIn{encode(handed_response("Prima", {file(1)})), {}}, 4);
    story.add(2, HandedIn{encode(handed_response("Dopo", {file(2), file(3)})), {}}, 4);
    story.facts[0].header.lamport = {50};
    story.facts[1].header.lamport = {51};
    story.facts[1].header.time.wall = UtcMs{5};  // a clock that is wrong
    for (const bool reversed : {false, true}) {
        LearnerRecord record;
        for (std::size_t i = 0; i < 2; ++i) {
            CHECK(record.apply(story.facts[reversed ? 1 - i : i].fact()).ok());
        }
        const UnitRecord& unit = record.enrolments.begin()->second.units.begin()->second;
        const auto* last = last_handed_in(unit);
        REQUIRE(last != nullptr);
        const HandedWork work = handed_work(last->second.value.response);
        CHECK(work.text == "Dopo");
        CHECK(work.files == std::vector<FileValue>{file(2), file(3)});
        CHECK(waits_for_person(unit));
        const auto decoded = decode_learner_record(encode(record));
        REQUIRE(decoded.ok());
        CHECK(encode(*decoded) == encode(record));
    }
}

TEST_CASE("handed work: what was said of it ends the waiting, until it is handed in again") {
    Story story;
    story.add(1, HandedIn{encode(handed_response("Prima", {})), {}}, 4);
    LearnerRecord record;
    CHECK(record.apply(story.facts[0].fact()).ok());
    UnitRecord& unit = record.enrolments.begin()->second.units.begin()->second;
    FeedbackGiven said;
    said.attempt = attempt_of(last_handed_in(unit)->first);
    said.html = "<p>Bene</p>";
    story.add(9, said, 4);
    CHECK(record.apply(story.facts[1].fact()).ok());
    CHECK_FALSE(waits_for_person(unit));
    CHECK(attempts_of(unit).empty());
    story.add(1, HandedIn{encode(handed_response("Dopo", {})), {}}, 4);
    story.facts[2].header.lamport = {99};
    CHECK(record.apply(story.facts[2].fact()).ok());
    CHECK(waits_for_person(unit));
    Unit described;
    described.kind = UnitKind::assignment;
    CHECK(view_of(&unit, described, nullptr).waits_for_mark);
}

TEST_CASE("handed work: names lose their folders, and limits default to what the site allows") {
    CHECK(file_name_from("C:\\Documenti\\tesi.pdf") == "tesi.pdf");
    CHECK(file_name_from("/home/a/te\nsi.pdf") == "tesi.pdf");
    CHECK(file_name_from("a/..").empty());
    FilePart part;
    CHECK(limits_of(part).bytes_max == handed_bytes_default);
    CHECK(limits_of(part).count_max == 1);
    part.size_max = handed_bytes_max + 1;
    part.count_max = 100;
    CHECK(limits_of(part).bytes_max == handed_bytes_max);
    // As the author wrote it: size=5MB.
    part.size_max = 5'000'000;
    FileValue large;
    large.name = "tesi.pdf";
    large.size = 5'000'001;
    const auto refused = check_files({&large, 1}, limits_of(part));
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().message.find("larger than 5 MB") != std::string::npos);
    CHECK(limits_of(part).count_max == handed_files_max);
}
