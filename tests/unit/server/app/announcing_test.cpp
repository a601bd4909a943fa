#include "server/app/announcing.hpp"

#include "server/app/written_text.hpp"
#include "tests/unit/server/app/study.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

struct Board {
    explicit Board(StoreKind kind) : school(kind) {
        school.open();
        berta = {false, school.town.settle("berta", Role::trainer, school.town.town)};
    }
    LocalSite& site() { return *school.town.site; }
    AnnouncementRow announce(const std::string& title, const std::string& text) {
        auto row = site().announce(berta, school.edition, {title, text, "it"}).value();
        school.ada.sync();
        return row;
    }
    School school;
    Actor berta;
};

}  // namespace

TEST_CASE("announcements: every participant is told, in clean HTML", "[unit]") {
    Board board(GENERATE(StoreKind::memory, StoreKind::sqlite));
    board.announce("Lezione spostata",
                   "A **giovedì**. <script>alert(1)</script> [qui](javascript:alert(1))");
    const auto told = board.school.ada.told<content::Announcement>();
    REQUIRE(told.size() == 1);
    CHECK(told[0].title == "Lezione spostata");
    CHECK(told[0].html.find("<strong>giovedì</strong>") != std::string::npos);
    CHECK(told[0].html.find("script") == std::string::npos);
    CHECK(told[0].edition == board.school.edition);
    CHECK(told[0].published == told[0].written);
}

TEST_CASE("announcements: the last version holds, and nobody writes over one unseen", "[unit]") {
    Board board(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const AnnouncementRow first = board.announce("Lezione", "A giovedì.");
    const auto corrected = board.site().correct_announcement(
        board.berta, board.school.edition, first.id, first.state, {"Lezione", "A venerdì.", "it"});
    REQUIRE(corrected.ok());
    CHECK(corrected->published == first.published);
    CHECK(corrected->written > first.written);
    const auto late = board.site().correct_announcement(
        board.berta, board.school.edition, first.id, first.state, {"Lezione", "A sabato.", "it"});
    REQUIRE_FALSE(late.ok());
    CHECK(late.error().code == ErrorCode::conflict);
    CHECK(late.error().message.find("berta") != std::string::npos);
    const auto rows = board.site().announcements(board.berta, board.school.edition).value();
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].source == "A venerdì.");

    const auto unseen = board.site().withdraw_announcement(board.berta, board.school.edition,
                                                           first.id, first.state);
    CHECK(unseen.error().code == ErrorCode::conflict);
    CHECK(board.site()
              .withdraw_announcement(board.berta, board.school.edition, first.id, rows[0].state)
              .ok());
    CHECK(board.site().announcements(board.berta, board.school.edition)->empty());
    board.school.ada.sync();
    CHECK(board.school.ada.told<content::Announcement>().back().is_withdrawn());
}

TEST_CASE("announcements: what cannot be told is refused with what to mend", "[unit]") {
    Board board(StoreKind::memory);
    const auto refusal = [&](const std::string& title, const std::string& text) {
        const auto said =
            board.site().announce(board.berta, board.school.edition, {title, text, "it"});
        REQUIRE_FALSE(said.ok());
        return said.error().code;
    };
    CHECK(refusal("", "a") == ErrorCode::invalid_input);
    CHECK(refusal("a\nb", "a") == ErrorCode::invalid_input);
    CHECK(refusal("a", " \n\t ") == ErrorCode::invalid_input);
    CHECK(refusal("a", "\xff") == ErrorCode::invalid_input);
    CHECK(refusal("a", std::string(21 * 1024, 'a')) == ErrorCode::too_large);
    CHECK(html_of_written("").value().empty());
    CHECK(html_of_written("![x](https://elsewhere/x.png)").value().find("<img") ==
          std::string::npos);
}
