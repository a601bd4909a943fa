// How long a learner waits for the program: for `approdo status` of an unlocked profile, and for an
// answer until it is on the disk. Status waits for nothing, so its processor time is its duration
// on a machine that does nothing else; an answer waits for the disk and is timed by the clock.
#include <sys/syscall.h>
#include <unistd.h>

#include "client_core/core/answers.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/program_site.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/source_dir.hpp"
#include "tests/unit/client_core/core/test_course.hpp"

namespace approdo::bench {
namespace {

// A learner with the demo course and some work behind her.
struct Learner {
    ProgramSite site;

    Learner() {
        // Where nobody signed in, unlocking would keep the key for its own process only.
        constexpr long join_session_keyring = 1;
        ::syscall(SYS_keyctl, join_session_keyring, nullptr);
        const test::TempDir course;
        std::filesystem::copy(test::source_dir() / "content/samples/accoglienza",
                              course.path() / "course", std::filesystem::copy_options::recursive);
        site.publish_first(course.file("course"));
        site.join("lucia", site.address());
        site.person("lucia", {"get", "accoglienza"});
        site.person("lucia", {"read", "accoglienza/accogliere"});
        site.person("lucia", {"unlock"});
        site.lose_passphrase();
    }
};

double cold_start_ms() {
    static const Learner learner;
    try {
        return learner.site.run_as("lucia", {"status"}).cpu_s * 1000;
    } catch (const std::runtime_error& failure) {
        throw Absent(std::string("a profile does not stay unlocked here: ") + failure.what());
    }
}

// The facade as every shell uses it, over encrypted databases on the disk.
class Student {
  public:
    Student() {
        (void)test::must(learner_.join(site_));
        course_.enrol();
        course_.publish("Prima versione");
        (void)test::must(learner_.sync(site_));
        course_.download(*learner_);
        (void)test::must(learner_->begin_download("prova", {}));
        course_.download(*learner_);
        attempt_ = test::must(learner_->open_quiz("prova/esercizio"));
    }

    double answer_ms() {
        const client::QuestionView& question = attempt_.questions[count_ % 2];
        const char* word = count_++ % 4 < 2 ? "vero" : "falso";
        const auto response =
            test::must(client::read_answer(question.question, question.plan, word));
        const double seconds = seconds_of([&] {
            (void)test::must(
                learner_->answer(attempt_.attempt, question.question.id, response, 1500));
        });
        return seconds * 1000;
    }

  private:
    test::SeededRandom random_{1};
    test::ManualClock clock_;
    test::TestSite site_{random_};
    test::TempDir folder_;
    test::TestClient learner_{folder_.path().string(), random_, clock_};
    test::TestCourse course_{site_, random_};
    client::AttemptView attempt_;
    std::size_t count_ = 0;
};

double answer_saved_ms() {
    static Student student;
    return student.answer_ms();
}

}  // namespace

void add_client(std::vector<Metric>& metrics) {
    metrics.push_back({"client.cold_start_ms", "ms", 30, Better::lower, cold_start_ms, 31});
    metrics.push_back({"client.answer_saved_ms", "ms", 2, Better::lower, answer_saved_ms, 101});
}

}  // namespace approdo::bench
