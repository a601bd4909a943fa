#include "client_core/core/views_json.hpp"
#include "tests/unit/client_core/core/school.hpp"

namespace {

using namespace approdo;
using namespace approdo::client;
using approdo::test::School;

TEST_CASE(
    "study: a course is named before it is downloaded and readable after, without a network") {
    School school;
    CHECK(school.learner->courses()->front().slug == "prova");
    CHECK(school.learner->courses()->front().state == CourseState::available);
    CHECK(school.learner->read("prova/pagina").error().code == ErrorCode::missing);
    school.get();
    const auto page = school.learner->read("prova/uno/pagina");
    REQUIRE(page.ok());
    CHECK(page->html.find("Prima versione") != std::string::npos);
}

TEST_CASE(
    "study: reading to the end completes a page, and it stays so after any end of the program") {
    School school;
    school.get();
    REQUIRE(school.learner->read("prova/pagina").ok());
    CHECK_FALSE(school.learner->page_turn("prova/pagina", 1, 10).value());
    CHECK(school.learner->page_turn("prova/pagina", 2, 20).value());
    CHECK_FALSE(school.learner->page_turn("prova/pagina", 2, 5).value());
    school.learner.reopen();
    CHECK(school.learner->courses()->front().units_completed == 1);
    CHECK(school.learner->record()->seconds == 35);
    REQUIRE(school.learner.sync(school.site).ok());
    CHECK(school.at_site(content::event_type::completed) == 1);
    CHECK(school.at_site(content::event_type::time_on_task) == 1);
    CHECK(school.learner->status()->events_unsent == 0);
}

TEST_CASE(
    "study: notes are kept, changed and taken away, and reach the site with everything else") {
    School school;
    school.get();
    auto& learner = school.learner;
    CHECK(learner->notes("prova/pagina")->empty());
    CHECK(learner->write_note("prova/pagina", {}, "").error().code == ErrorCode::invalid_input);
    CHECK(learner->write_note("prova/pagina", {}, std::string(10'001, 'a')).error().code ==
          ErrorCode::too_large);
    REQUIRE(learner->write_note("prova/pagina", {}, "Chiedere all'anagrafe").ok());
    const auto two = learner->write_note("prova/pagina", {}, "<b>Due</b>").value();
    REQUIRE(two.size() == 2);
    CHECK(two.back().text == "<b>Due</b>");
    REQUIRE(learner->write_note("prova/pagina", two.front().note, "Chiesto").ok());
    learner.reopen();
    const auto page = learner->read("prova/pagina").value();
    REQUIRE(page.notes.size() == 2);
    CHECK(page.notes.back().text == "Chiesto");
    CHECK(learner->notes("prova/ascolto")->empty());
    CHECK(learner->write_note("prova/ascolto", two.front().note, "Altrove").error().code ==
          ErrorCode::not_found);
    const auto one = learner->write_note("prova/pagina", two.front().note, "").value();
    REQUIRE(one.size() == 1);
    CHECK(one.front().note == two.back().note);
    CHECK(learner->write_note("prova/pagina", two.front().note, "Di nuovo").error().code ==
          ErrorCode::not_found);
    REQUIRE(learner.sync(school.site).ok());
    CHECK(school.at_site(content::event_type::note) == 4);
}

TEST_CASE("study: time that was gathered before the machine started anew is told apart") {
    School school;
    school.get();
    REQUIRE(school.learner->read("prova/pagina").ok());
    CHECK_FALSE(school.learner->page_turn("prova/pagina", 1, 10).value());
    school.clock.restart();
    CHECK_FALSE(school.learner->page_turn("prova/pagina", 1, 20).value());
    REQUIRE(school.learner.sync(school.site).ok());
    CHECK(school.at_site(content::event_type::time_on_task) == 2);
    CHECK(school.learner->record()->seconds == 30);
}

TEST_CASE("study: practice answers at once, marks itself and counts as passed") {
    School school;
    school.get();
    const AttemptView attempt = school.learner->open_quiz("prova/esercizio").value();
    const QuestionView& first = attempt.questions.front();
    const auto after =
        school.learner->answer(attempt.attempt, first.question.id, school.truth(first), 1500);
    REQUIRE(after.ok());
    REQUIRE(after->outcome.has_value());
    CHECK(after->outcome->verdict == content::Verdict::right);
    REQUIRE(after->feedback.size() == 1);
    school.answer_all(attempt);
    const SubmitView submitted = school.learner->submit(attempt.attempt).value();
    CHECK(submitted.marked);
    CHECK(submitted.passed);
    CHECK(std::count(submitted.code.begin(), submitted.code.end(), ' ') == 7);
    CHECK(school.learner->courses()->front().units_completed == 1);
    CHECK(school.learner->answer(attempt.attempt, first.question.id, school.truth(first), 0)
              .error()
              .code == ErrorCode::conflict);
}

TEST_CASE("study: an interactive quiz gives a hint for a wrong answer, and each try costs") {
    School school(content::Behaviour::interactive);
    school.get();
    const AttemptView attempt = school.learner->open_quiz("prova/esercizio").value();
    const QuestionView& first = attempt.questions.front();
    CHECK(first.tries_left == 3U);
    CHECK(first.hints.empty());
    const auto falsehood = read_answer(first.question, first.plan, "falso").value();
    const auto wrong =
        school.learner->answer(attempt.attempt, first.question.id, falsehood, 0).value();
    CHECK(wrong.outcome->verdict == content::Verdict::wrong);
    CHECK(wrong.tries_left == 2U);
    CHECK(wrong.hints.size() == 1);
    // As it shows after the program was opened again.
    school.learner.reopen();
    const AttemptView resumed = school.learner->open_quiz("prova/esercizio").value();
    CHECK(resumed.questions.front().hints.size() == 1);
    const auto right =
        school.learner->answer(attempt.attempt, first.question.id, school.truth(first), 0).value();
    CHECK(right.finished);
    CHECK(right.points == content::Points{500'000});
    CHECK(right.feedback.size() == 1);
    CHECK(school.learner->answer(attempt.attempt, first.question.id, falsehood, 0).error().code ==
          ErrorCode::conflict);
    const QuestionView& second = resumed.questions.back();
    REQUIRE(
        school.learner->answer(attempt.attempt, second.question.id, school.truth(second), 0).ok());
    CHECK(school.learner->submit(attempt.attempt)->points == content::Points{1'500'000});
}

TEST_CASE("study: an immediate quiz takes one answer to each question and marks it at once") {
    School school(content::Behaviour::immediate);
    school.get();
    const AttemptView attempt = school.learner->open_quiz("prova/esercizio").value();
    const QuestionView& first = attempt.questions.front();
    const auto falsehood = read_answer(first.question, first.plan, "falso").value();
    const auto wrong =
        school.learner->answer(attempt.attempt, first.question.id, falsehood, 0).value();
    CHECK(wrong.finished);
    CHECK(wrong.outcome->verdict == content::Verdict::wrong);
    CHECK_FALSE(
        school.learner->answer(attempt.attempt, first.question.id, school.truth(first), 0).ok());
}

TEST_CASE("study: an adaptive quiz takes answers until one is right, the best counts") {
    School school(content::Behaviour::adaptive);
    school.get();
    const AttemptView attempt = school.learner->open_quiz("prova/esercizio").value();
    const QuestionView& first = attempt.questions.front();
    const auto falsehood = read_answer(first.question, first.plan, "falso").value();
    const auto wrong =
        school.learner->answer(attempt.attempt, first.question.id, falsehood, 0).value();
    CHECK_FALSE(wrong.finished);
    CHECK_FALSE(wrong.tries_left.has_value());
    const auto right =
        school.learner->answer(attempt.attempt, first.question.id, school.truth(first), 0).value();
    CHECK(right.finished);
    CHECK(right.points == content::Points{500'000});
}

TEST_CASE("study: an open attempt is resumed with its answers after the program ended") {
    School school;
    school.get();
    const AttemptView attempt = school.learner->open_quiz("prova/verifica").value();
    const QuestionView& first = attempt.questions.front();
    REQUIRE(
        school.learner->answer(attempt.attempt, first.question.id, school.truth(first), 0).ok());
    school.learner.reopen();
    const AttemptView again = school.learner->open_quiz("prova/verifica").value();
    CHECK(again.attempt == attempt.attempt);
    CHECK(again.answered == 1);
    CHECK(again.questions.front().question.id == first.question.id);
}

TEST_CASE(
    "study: graded work shows no marks until the site's grade comes, then completes the unit") {
    School school;
    school.get();
    const AttemptView attempt = school.learner->open_quiz("prova/verifica").value();
    const QuestionView& first = attempt.questions.front();
    const auto after =
        school.learner->answer(attempt.attempt, first.question.id, school.truth(first), 0);
    CHECK_FALSE(after->outcome.has_value());
    school.answer_all(attempt);
    CHECK_FALSE(school.learner->submit(attempt.attempt)->marked);
    REQUIRE(school.learner.sync(school.site).ok());
    CHECK(school.at_site(content::event_type::submitted) == 1);

    content::Grade grade;
    grade.attempt = attempt.attempt;
    grade.points = content::Points{2'000'000};
    grade.points_max = content::Points{2'000'000};
    grade.passed = true;
    school.site.say(grade, school.course.enrolment, school.course.graded);
    REQUIRE(school.learner.sync(school.site).ok());
    CHECK(school.learner->attempt(attempt.attempt)->passed);
    CHECK(school.learner->courses()->front().units_completed == 1);
}

TEST_CASE(
    "study: what a person said of an answer shows with its points, where the quiz tells them") {
    School school;
    school.get();
    const AttemptView attempt = school.learner->open_quiz("prova/verifica").value();
    school.answer_all(attempt);
    REQUIRE(school.learner->submit(attempt.attempt).ok());
    CHECK(school.learner->quiz("prova/verifica")->handed_in.size() == 1);
    CHECK_FALSE(school.learner->quiz("prova/verifica")->handed_in.front().marked);
    content::FeedbackGiven given;
    given.attempt = attempt.attempt;
    given.question = attempt.questions.front().question.id;
    given.html = "<p>Bene</p>";
    given.language = "it";
    given.marks = true;
    given.points = content::Points{500'000};
    given.points_max = content::Points{1'000'000};
    school.site.say(given, school.course.enrolment, school.course.graded);
    content::Grade grade;
    grade.attempt = attempt.attempt;
    grade.points = content::Points{1'500'000};
    grade.points_max = content::Points{2'000'000};
    grade.by = content::MarkedBy::person;
    school.site.say(grade, school.course.enrolment, school.course.graded);
    REQUIRE(school.learner.sync(school.site).ok());

    const AttemptView after = school.learner->attempt(attempt.attempt).value();
    CHECK(after.questions.front().by_person);
    REQUIRE(after.questions.front().feedback.size() == 1);
    CHECK(after.questions.front().feedback.front().html == "<p>Bene</p>");
    CHECK(after.questions.front().points.has_value() == after.settings.feedback.show_points);
    CHECK_FALSE(after.questions.back().by_person);
    const auto results = school.learner->quiz("prova/verifica")->handed_in;
    CHECK(results.front().marked);
    CHECK(results.front().points == content::Points{1'500'000});
}

TEST_CASE("study: an announcement is new until its version was read, after a restart, too") {
    School school;
    content::Announcement said;
    said.id = content::PostId{{1}};
    said.title = "Lezione spostata";
    said.html = "<p>A giovedì.</p>";
    said.language = "it";
    said.published = said.written = UtcMs{1'000};
    school.site.say_to_all(said);
    // Of an edition that this person is not in.
    content::Announcement elsewhere = said;
    elsewhere.id = content::PostId{{2}};
    elsewhere.edition = EditionId{{9}};
    school.site.say_to_all(elsewhere);
    REQUIRE(school.learner.sync(school.site).ok());
    REQUIRE(school.learner->announcements()->size() == 1);
    CHECK(school.learner->announcements()->front().is_new);
    CHECK(school.learner->status()->announcements_new == 1);

    REQUIRE(school.learner->announcement_read(said.id).ok());
    school.learner.reopen();
    CHECK_FALSE(school.learner->announcements()->front().is_new);
    CHECK(school.learner->status()->announcements_new == 0);
    CHECK(school.learner->announcement_read(content::PostId{{7}}).error().code ==
          ErrorCode::not_found);

    said.html = "<p>A venerdì.</p>";
    said.written = UtcMs{2'000};
    school.site.say_to_all(said);
    REQUIRE(school.learner.sync(school.site).ok());
    CHECK(school.learner->announcements()->front().is_new);
    said.title.clear();
    said.html.clear();
    school.site.say_to_all(said);
    REQUIRE(school.learner.sync(school.site).ok());
    CHECK(school.learner->announcements()->empty());
}

TEST_CASE("study: attempts are counted and the last one refused") {
    School school;
    school.get();
    for (int i = 0; i < 2; ++i) {
        const AttemptView attempt = school.learner->open_quiz("prova/verifica").value();
        CHECK(attempt.number == static_cast<std::uint32_t>(i + 1));
        REQUIRE(school.learner->submit(attempt.attempt).ok());
    }
    CHECK(school.learner->open_quiz("prova/verifica").error().code == ErrorCode::conflict);
}

TEST_CASE(
    "study: a stick brings work to the site and its receipt back, through a stranger's hands") {
    School school;
    school.get();
    REQUIRE(school.learner->page_turn("prova/pagina", 2, 20).value());
    const Bytes stick = school.learner->export_parcels().value();
    const Bytes back = school.site.post(stick, exchange::Courier::stick).value();
    REQUIRE(school.learner->receive(back).ok());
    CHECK(school.learner->status()->events_unsent == 0);
    CHECK(school.learner->status()->level == exchange::SafetyLevel::durable);
    // The same stick again changes nothing.
    const auto count = school.site.small.store.events.size();
    (void)school.site.post(stick, exchange::Courier::stick);
    CHECK(school.site.small.store.events.size() == count);
}

TEST_CASE("study: a page that is read aloud names its sound and the marks of its sentences") {
    School school;
    school.get();
    const auto page = school.learner->read("prova/uno/pagina").value();
    REQUIRE(page.narration.has_value());
    CHECK(page.narration->path == "uno/pagina.narration.ogg");
    CHECK(page.narration->duration_ms == 4'000);
    CHECK(client::to_json(page).find("\"narration\":{\"path\":\"uno/pagina.narration.ogg\","
                                     "\"marks\":\"uno/pagina.narration.vtt\","
                                     "\"duration_ms\":4000}") != std::string::npos);
    const auto sound = school.learner->read("prova/ascolto").value();
    CHECK_FALSE(sound.narration.has_value());
    CHECK(client::to_json(sound).find("narration") == std::string::npos);
}

TEST_CASE("study: a recording is completed by what was heard of it, in any order and once") {
    School school;
    school.get();
    const auto page = school.learner->read("prova/ascolto").value();
    REQUIRE(page.media.has_value());
    CHECK(page.media->duration_ms == 10'000);
    CHECK(page.media->tracks.size() == 1);
    CHECK(page.completed_by == content::CompletionKind::watched);
    CHECK_FALSE(school.learner->media_seen("prova/ascolto", 5'000, 20'000).value());
    CHECK_FALSE(school.learner->media_seen("prova/ascolto", 5'000, 10'000).value());
    CHECK(school.learner->media_seen("prova/ascolto", 0, 4'000).value());
    CHECK_FALSE(school.learner->media_seen("prova/ascolto", 4'000, 5'000).value());
    CHECK(school.learner->read("prova/ascolto")->completed);
    REQUIRE(school.learner.sync(school.site).ok());
    CHECK(school.at_site(content::event_type::media_seen) == 4);
    CHECK(school.at_site(content::event_type::completed) == 1);
}

TEST_CASE("study: what is no stretch of a recording is refused") {
    School school;
    school.get();
    CHECK(school.learner->media_seen("prova/ascolto", 4'000, 4'000).error().code ==
          ErrorCode::invalid_input);
    CHECK(school.learner->media_seen("prova/ascolto", 10'000, 11'000).error().code ==
          ErrorCode::invalid_input);
    CHECK(school.learner->media_seen("prova/pagina", 0, 1'000).error().code ==
          ErrorCode::invalid_input);
    CHECK_FALSE(school.learner->read("prova/pagina")->media.has_value());
}

TEST_CASE("study: a quiz tells what it is like, and looking opens no attempt") {
    School school;
    school.get();
    const QuizView before = school.learner->quiz("prova/verifica").value();
    CHECK(before.settings.mode == content::QuizMode::graded);
    CHECK(before.questions > 0);
    CHECK(before.attempts_left == 2);
    CHECK_FALSE(before.is_open);
    REQUIRE(school.learner->open_quiz("prova/verifica").ok());
    const QuizView after = school.learner->quiz("prova/verifica").value();
    CHECK(after.is_open);
    CHECK(after.attempts_left == 1);
    CHECK(school.learner->quiz("prova/pagina").error().code == ErrorCode::invalid_input);
}

}  // namespace
