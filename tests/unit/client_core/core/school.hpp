// A learner of a small site with its one course, known and not downloaded yet.
#pragma once

#include "client_core/core/answers.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/client_core/core/test_course.hpp"

namespace approdo::test {

struct School {
    SeededRandom random{seed_of_run()};
    ManualClock clock;
    TestSite site{random};
    TempDir folder;
    TestClient learner{folder.path().string(), random, clock};
    TestCourse course{site, random};

    explicit School(content::Behaviour behaviour = content::Behaviour::deferred) {
        REQUIRE(learner.join(site).ok());
        course.enrol();
        if (behaviour != content::Behaviour::deferred) course.behave(behaviour);
        course.publish("Prima versione");
        REQUIRE(learner.sync(site).ok());
        course.download(*learner);
    }
    void get() {
        REQUIRE(learner->begin_download("prova", {}).ok());
        course.download(*learner);
        REQUIRE(learner->courses()->front().state == client::CourseState::ready);
    }
    content::Response truth(const client::QuestionView& question) {
        return client::read_answer(question.question, question.plan, "vero").value();
    }
    void answer_all(const client::AttemptView& attempt) {
        for (const client::QuestionView& question : attempt.questions) {
            REQUIRE(
                learner->answer(attempt.attempt, question.question.id, truth(question), 0).ok());
        }
    }
    std::size_t at_site(log::EventType type) { return site.count(type); }
};

}  // namespace approdo::test
