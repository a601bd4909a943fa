// Files and assignments that a learner handed in, as a trainer meets them.
#include "server/app/handed_files.hpp"

#include "content/model/encoding.hpp"
#include "tests/unit/server/app/study.hpp"

using namespace approdo;
using namespace approdo::app;
using content::HandedIn;

namespace {

constexpr std::uint8_t unit = 250;

// A course with an assignment that a trainer completes, a pupil in it, and two who teach: one here
// and one at another municipality.
struct Desk {
    explicit Desk(StoreKind kind = StoreKind::memory) : school(kind) {
        content::Unit assignment;
        assignment.id = test::id_of<UnitId>(unit);
        assignment.kind = content::UnitKind::assignment;
        assignment.slug = "compito";
        assignment.completion.kind = content::CompletionKind::by_trainer;
        content::AuthoredPage page;
        page.path = "m1/compito";
        page.module = school.course.course.course.modules.front().id;
        page.page.unit = assignment.id;
        page.page.language = "it";
        page.page.html = "<p>Descrivi il tuo ufficio.</p>";
        page.page.blocks = 1;
        assignment.variants.push_back({"it", {}, page.path, "Il mio ufficio", "", "", "", {}});
        school.course.course.pages.push_back(page);
        school.course.course.course.modules.front().units.push_back(assignment);
        school.open();
        berta = school.town.settle("berta", Role::trainer, school.town.town);
        elsewhere = school.town.settle("dario", Role::trainer, school.town.other);
    }

    content::FileValue file(ByteView bytes) {
        return {package::file_hash(bytes), "il mio «piano».pdf", "application/pdf", bytes.size()};
    }
    void hand_in(const std::string& text, const std::vector<content::FileValue>& files) {
        HandedIn handed;
        handed.response = content::encode(content::handed_response(text, files));
        write(handed);
    }
    void send(ByteView bytes) {
        for (const content::FilePiece& piece : package::pieces_of(bytes)) write(piece);
    }
    template <class Payload>
    void write(const Payload& payload) {
        school.ada.write({school.ada.event(payload, school.enrolment, unit)});
    }

    LocalSite& site() { return *school.town.site; }
    std::vector<MarkingLine> lines(bool marked_too = false) {
        MarkingWish wish;
        wish.marked_too = marked_too;
        return site().marking({false, berta}, wish).value().lines;
    }
    MarkingSheet sheet() {
        return site()
            .marking_sheet({false, berta}, school.enrolment, lines(true).front().attempt, false)
            .value();
    }
    Result<HandedBytes> bytes(const AccountId& who, const MarkingSheet& seen) {
        return site().handed_file({false, who}, school.enrolment, seen.line.attempt,
                                  seen.answers.front().files.front().content);
    }
    Result<MarkingSheet> say(const MarkingSheet& seen, const std::string& words, bool completes) {
        NewMark mark;
        mark.state = seen.answers.front().state;
        mark.feedback = words;
        mark.completes = completes;
        auto given = site().give_marks({false, berta}, school.enrolment, seen.line.attempt, {mark});
        school.ada.sync();
        return given;
    }

    School school;
    AccountId berta, elsewhere;
};

Bytes some_bytes(std::size_t size) {
    return test::random_bytes(size, size);
}

}  // namespace

TEST_CASE("handed files: what a learner handed in is listed, and its bytes are those of before",
          "[unit]") {
    Desk desk(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const Bytes plan = some_bytes(130'000);
    desk.send(plan);
    desk.hand_in("Il mio ufficio è al piano terra.", {desk.file(plan)});
    desk.school.ada.sync();
    const auto lines = desk.lines();
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].is_assignment);
    CHECK(lines[0].waiting == 1);
    CHECK(lines[0].unit_title == "Il mio ufficio");
    const MarkingSheet sheet = desk.sheet();
    REQUIRE(sheet.answers.size() == 1);
    CHECK(sheet.answers[0].html == "<p>Descrivi il tuo ufficio.</p>");
    CHECK(sheet.answers[0].answer == "Il mio ufficio è al piano terra.");
    REQUIRE(sheet.answers[0].files.size() == 1);
    CHECK(sheet.answers[0].files[0].arrived);
    const auto found = desk.bytes(desk.berta, sheet);
    REQUIRE(found.ok());
    CHECK(found->name == "il mio «piano».pdf");
    CHECK(found->bytes == plan);
    CHECK(desk.school.quarantined().empty());
}

TEST_CASE("handed files: what has not all arrived says so, and comes with what follows", "[unit]") {
    Desk desk;
    const Bytes plan = some_bytes(130'000);
    const auto pieces = package::pieces_of(plan);
    desk.write(pieces[2]);
    desk.hand_in("", {desk.file(plan)});
    desk.school.ada.sync();
    const MarkingSheet early = desk.sheet();
    CHECK_FALSE(early.answers[0].files[0].arrived);
    CHECK(desk.bytes(desk.berta, early).error().code == ErrorCode::missing);
    desk.write(pieces[0]);
    desk.write(pieces[1]);
    desk.school.ada.sync();
    CHECK(desk.sheet().answers[0].files[0].arrived);
    CHECK(desk.bytes(desk.berta, early)->bytes == plan);
}

TEST_CASE("handed files: bytes that are not those of the answer are given to nobody", "[unit]") {
    Desk desk;
    const Bytes plan = some_bytes(1000);
    auto piece = package::pieces_of(plan).front();
    piece.bytes[7] ^= 1;
    desk.write(piece);
    desk.hand_in("", {desk.file(plan)});
    desk.school.ada.sync();
    CHECK(desk.bytes(desk.berta, desk.sheet()).error().code == ErrorCode::unauthentic);
}

TEST_CASE("handed files: only who may mark gets them, and only what the answer names", "[unit]") {
    Desk desk;
    const Bytes plan = some_bytes(1000);
    const Bytes secret = some_bytes(2000);
    desk.send(plan);
    desk.send(secret);
    desk.hand_in("", {desk.file(plan)});
    desk.school.ada.sync();
    const MarkingSheet seen = desk.sheet();
    CHECK(desk.bytes(desk.elsewhere, seen).error().code == ErrorCode::forbidden);
    CHECK(desk.bytes(desk.school.ada.account, seen).error().code == ErrorCode::forbidden);
    CHECK(desk.site()
              .handed_file({false, desk.berta}, desk.school.enrolment, seen.line.attempt,
                           package::file_hash(secret))
              .error()
              .code == ErrorCode::not_found);
}

TEST_CASE("assignments: what a trainer says reaches the learner and completes the unit", "[unit]") {
    Desk desk(GENERATE(StoreKind::memory, StoreKind::sqlite));
    desk.hand_in("Prima", {});
    desk.school.ada.sync();
    const MarkingSheet seen = desk.sheet();
    CHECK(seen.completes);
    CHECK_FALSE(seen.completed);
    CHECK(desk.say(seen, "", false).error().code == ErrorCode::invalid_input);
    const auto after = desk.say(seen, "**Bene**, ma breve.", true);
    REQUIRE(after.ok());
    CHECK(after->completed);
    CHECK(after->line.waiting == 0);
    CHECK(after->answers[0].mark->name == "berta");
    CHECK(desk.lines().empty());
    CHECK(desk.lines(true).size() == 1);
    const auto told = desk.school.ada.told<content::FeedbackGiven>();
    REQUIRE(told.size() == 1);
    CHECK(told[0].attempt == seen.line.attempt);
    CHECK(told[0].html.find("<strong>Bene</strong>") != std::string::npos);
    CHECK_FALSE(told[0].marks);
    CHECK(desk.school.ada.told<content::Recognition>().size() == 1);
    // Somebody else had it open meanwhile.
    CHECK(desk.say(seen, "Anche io", false).error().code == ErrorCode::conflict);
}

TEST_CASE("assignments: handed in again it waits again, and what is over is not answered",
          "[unit]") {
    Desk desk;
    desk.hand_in("Prima", {});
    desk.school.ada.sync();
    const MarkingSheet first = desk.sheet();
    desk.hand_in("Seconda", {});
    desk.school.ada.sync();
    CHECK(desk.say(first, "Bene", false).error().code == ErrorCode::conflict);
    const MarkingSheet second = desk.sheet();
    CHECK(second.line.number == 2);
    CHECK(second.answers[0].answer == "Seconda");
    REQUIRE(desk.say(second, "Bene", false).ok());
    CHECK(desk.lines().empty());
    CHECK_FALSE(desk.sheet().completed);
    desk.hand_in("Terza", {});
    desk.school.ada.sync();
    CHECK(desk.lines().size() == 1);
}
