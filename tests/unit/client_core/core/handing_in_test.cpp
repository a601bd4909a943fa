// Files in answers and assignments: nothing that was said to be saved is lost, and nothing is
// written that no answer names.
#include "client_core/core/answers.hpp"
#include "content/model/handed_work.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/client_core/core/test_course.hpp"

namespace {

using namespace approdo;
using namespace approdo::client;

content::FilePart two_pdfs() {
    content::FilePart wish;
    wish.media_types = {"application/pdf", ".odt"};
    wish.size_max = 200'000;
    wish.count_max = 2;
    return wish;
}

struct School {
    test::SeededRandom random{test::seed_of_run()};
    test::ManualClock clock;
    test::TestSite site{random};
    test::TempDir folder;
    test::TestClient learner{folder.path().string(), random, clock};
    test::TestCourse course{site, random};
    AttemptView attempt;

    School() {
        REQUIRE(learner.join(site).ok());
        course.enrol();
        course.ask_for_files(two_pdfs());
        course.publish("Prima versione");
        REQUIRE(learner.sync(site).ok());
        course.download(*learner);
        REQUIRE(learner->begin_download("prova", {}).ok());
        course.download(*learner);
    }
    // The question of the graded quiz that asks for files, as it stands now.
    QuestionView question() {
        attempt = learner->open_quiz("prova/verifica").value();
        for (const QuestionView& one : attempt.questions) {
            if (one.question.kind == content::QuestionKind::file) return one;
        }
        FAIL("there is no such question");
        return {};
    }
    Bytes bytes(std::size_t size) {
        Bytes made(size);
        random.fill(made);
        return made;
    }
    Hash choose(const std::string& name, ByteView content) {
        return learner->choose_file(name, "application/pdf", content).value().content;
    }
    Result<QuestionView> answer(const std::string& text) {
        const QuestionView asked = question();
        APPRODO_TRY(const auto response, read_answer(asked.question, asked.plan, text));
        return learner->answer(attempt.attempt, asked.question.id, response, 0);
    }
    std::size_t at_site(log::EventType type) { return site.count(type); }
};

std::vector<content::FileValue> files_of(const QuestionView& view) {
    return view.answer ? content::files_in(*view.answer) : std::vector<content::FileValue>();
}

constexpr auto piece = content::event_type::file_piece;

}  // namespace

TEST_CASE("handing in: a file is saved with its answer, read back, and reaches the site whole") {
    School school;
    const Bytes thesis = school.bytes(150'000);
    const Hash hash = school.choose("C:\\Documenti\\tesi.pdf", thesis);
    const auto after = school.answer(hash.hex()).value();
    REQUIRE(files_of(after).size() == 1);
    CHECK(files_of(after)[0].name == "tesi.pdf");
    CHECK(files_of(after)[0].size == thesis.size());
    school.learner.reopen();
    CHECK(files_of(school.question()) == files_of(after));
    CHECK(school.learner->handed_file(hash).value() == thesis);
    REQUIRE(school.learner.sync(school.site).ok());
    CHECK(school.at_site(piece) == 3);
    CHECK(school.learner->status()->events_unsent == 0);
    CHECK(school.learner->status()->quarantined == 0);
    CHECK(school.learner->status()->frozen == 0);
    CHECK(school.learner->handed_file(hash).value() == thesis);
}

TEST_CASE("handing in: what was chosen and not handed in yet is gone with the program") {
    School school;
    const Hash hash = school.choose("tesi.pdf", school.bytes(1000));
    (void)school.question();
    school.learner.reopen();
    const auto refused = school.answer(hash.hex());
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::not_found);
    CHECK(school.learner->handed_file(hash).error().code == ErrorCode::not_found);
    REQUIRE(school.learner.sync(school.site).ok());
    CHECK(school.at_site(piece) == 0);
    CHECK(school.at_site(content::event_type::answered) == 0);
}

TEST_CASE("handing in: a second file is added, one is taken away, none is written twice") {
    School school;
    const Bytes first = school.bytes(70'000);
    const Hash one = school.choose("uno.pdf", first);
    REQUIRE(school.answer(one.hex()).ok());
    school.learner.reopen();
    const Hash two = school.choose("due.pdf", school.bytes(10));
    CHECK(files_of(school.answer(one.hex() + ", " + two.hex()).value()).size() == 2);
    CHECK(files_of(school.answer(two.hex()).value()).size() == 1);
    // The very same bytes again: they are here.
    CHECK(school.choose("di nuovo.pdf", first) == one);
    const auto again = school.answer(one.hex()).value();
    CHECK(files_of(again)[0].name == "di nuovo.pdf");
    CHECK(files_of(school.answer("").value()).empty());
    REQUIRE(school.learner.sync(school.site).ok());
    CHECK(school.at_site(piece) == 3);
}

TEST_CASE("handing in: a question's limits hold, and nothing of what is refused is written") {
    School school;
    const auto code = [&](const Result<QuestionView>& result) {
        return result.ok() ? ErrorCode{} : result.error().code;
    };
    const Hash large = school.choose("grande.pdf", school.bytes(200'001));
    CHECK(code(school.answer(large.hex())) == ErrorCode::too_large);
    const auto text = school.learner->choose_file("a.txt", "text/plain", school.bytes(5)).value();
    CHECK(code(school.answer(text.content.hex())) == ErrorCode::invalid_input);
    const auto by_name =
        school.learner->choose_file("a.ODT", "application/octet-stream", school.bytes(6)).value();
    CHECK(school.answer(by_name.content.hex()).ok());
    std::string three;
    for (int i = 0; i < 3; ++i) {
        three += school.choose(std::to_string(i) + ".pdf", school.bytes(20)).hex() + " ";
    }
    CHECK(code(school.answer(three)) == ErrorCode::invalid_input);
    CHECK(code(school.answer("tesi.pdf")) == ErrorCode::invalid_input);
    CHECK(school.learner->choose_file("vuoto.pdf", "application/pdf", {}).error().code ==
          ErrorCode::invalid_input);
    CHECK_FALSE(school.learner->choose_file("../..", "application/pdf", school.bytes(1)).ok());
    REQUIRE(school.learner.sync(school.site).ok());
    CHECK(school.at_site(piece) == 1);
}

TEST_CASE("assignments: words and files are handed in, again as well, and the last time counts") {
    School school;
    auto& learner = school.learner;
    const auto page = learner->read("prova/compito").value();
    CHECK(page.html.find("Descrivi") != std::string::npos);
    REQUIRE(page.assignment.has_value());
    CHECK(page.assignment->times == 0);
    CHECK(learner->hand_in("prova/compito", "", {}).error().code == ErrorCode::invalid_input);
    CHECK(learner->hand_in("prova/pagina", "a", {}).error().code == ErrorCode::invalid_input);
    const Bytes plan = school.bytes(1000);
    const Hash hash = school.choose("piano.pdf", plan);
    const auto first = learner->hand_in("prova/compito", "Il mio ufficio", {{hash}}).value();
    CHECK(first.times == 1);
    CHECK(first.text == "Il mio ufficio");
    REQUIRE(first.files.size() == 1);
    CHECK(first.completed);
    CHECK(first.waits_for_person);
    learner.reopen();
    // The file was handed in before, and is named again without being chosen.
    const auto second = learner->hand_in("prova/compito", "Corretto", {{hash}}).value();
    CHECK(second.times == 2);
    CHECK(second.text == "Corretto");
    CHECK(second.files == first.files);
    CHECK(learner->handed_file(hash).value() == plan);
    CHECK(learner->read("prova/compito")->assignment->text == "Corretto");
    REQUIRE(learner.sync(school.site).ok());
    CHECK(school.at_site(content::event_type::handed_in) == 2);
    CHECK(school.at_site(content::event_type::completed) == 1);
    CHECK(school.at_site(piece) == 1);
}

TEST_CASE("assignments: what a person says comes back, and a new hand-in waits again") {
    School school;
    auto& learner = school.learner;
    REQUIRE(learner->hand_in("prova/compito", "Prima", {}).ok());
    const auto data = learner->my_data("").value();
    CHECK(data.find("Prima") != std::string::npos);
    content::FeedbackGiven given;
    given.html = "<p>Ben fatto.</p>";
    const auto page = learner->read("prova/compito").value();
    REQUIRE(learner.sync(school.site).ok());
    given.attempt =
        content::attempt_of({{}, {}, school.site.hash_of(content::event_type::handed_in)});
    school.site.say(given, school.course.enrolment, page.unit);
    REQUIRE(learner.sync(school.site).ok());
    const auto view = *learner->read("prova/compito")->assignment;
    CHECK(view.feedback == std::vector<std::string>{"<p>Ben fatto.</p>"});
    CHECK_FALSE(view.waits_for_person);
    const auto again = learner->hand_in("prova/compito", "Seconda", {}).value();
    CHECK(again.feedback.empty());
    CHECK(again.waits_for_person);
}

TEST_CASE("assignments: a file that the site would not keep is refused, and the rest goes on") {
    School school;
    auto& learner = school.learner;
    std::uint32_t kept = 0;
    std::optional<Error> refusal;
    while (!refusal && kept < 20) {
        std::vector<Hash> files;
        while (files.size() < content::handed_files_default) {
            const Bytes film = school.bytes(content::handed_bytes_default);
            files.push_back(school.choose("film.pdf", film));
        }
        const auto handed = learner->hand_in("prova/compito", "", files);
        if (handed.ok()) {
            ++kept;
        } else {
            refusal = handed.error();
        }
    }
    REQUIRE(refusal.has_value());
    CHECK(kept == 10);
    CHECK(refusal->code == ErrorCode::too_large);
    CHECK(refusal->message.find("256 MB") != std::string::npos);
    CHECK(learner->read("prova/compito")->assignment->times == kept);
    CHECK(learner->hand_in("prova/compito", "Porto il resto di persona", {})->times == kept + 1);
    learner.reopen();
    CHECK(learner->status()->frozen == 0);
    CHECK(learner->page_turn("prova/pagina", 2, 20).value());
}
