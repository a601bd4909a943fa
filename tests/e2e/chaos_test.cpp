// Everything at once, with the real programs: people learn and sync over a line that cuts, delays,
// throttles and goes silent; programs are killed and frozen at any moment, the site as well; disks
// are full; one home folder is copied to another laptop; in the middle the site's machine is lost
// and an earlier backup put in its place. In the end the line is good, and every answer that was
// once shown as saved is in the site's report, once. The seed is printed and APPRODO_SEED repeats
// it; APPRODO_E2E_PEOPLE and APPRODO_E2E_SECONDS make it larger and longer.
#include <chrono>
#include <filesystem>
#include <map>
#include <random>

#include "tests/e2e/bad_line.hpp"
#include "tests/e2e/learning.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

using std::chrono::steady_clock;

constexpr int syncs_at_once = 4;
constexpr int sync_tries_max = 12;
constexpr int longest_wait_ms = 500;
constexpr const char* full_disk = "-f 100";  // in blocks of 512 bytes: no file may grow beyond

class Chaos {
  public:
    explicit Chaos(std::uint64_t seed) : random_(seed) {
        site_.start();
        site_.publish_demo_course();
        line_ = std::make_unique<BadLine>(site_.address(), random_.next());
        const auto people = wanted("APPRODO_E2E_PEOPLE", 8);
        for (std::uint64_t i = 0; i < people; ++i) {
            const std::string name = "p" + std::to_string(i);
            laptops_.push_back(
                {name, {site_, join_and_get(site_, name, "accoglienza", line_->address())}});
        }
        line_->make_bad(true);
    }

    void run_for(std::chrono::seconds time) {
        const auto end = steady_clock::now() + time;
        while (steady_clock::now() < end) one_thing();
    }
    void copy_a_home() {
        const Laptop& original = laptops_.front();
        const std::string copy = site_.file("copied");
        std::filesystem::copy(original.learning.person().home(), copy,
                              std::filesystem::copy_options::recursive);
        laptops_.push_back({original.user, {site_, Person(site_, copy)}});
    }
    void back_up() { site_.admin({"backup", "create", site_.file("backup")}); }
    void lose_the_machine() {
        site_.kill();
        site_.restore(site_.file("backup"));
        site_.start();
    }

    void expect_nothing_lost() {
        line_->make_bad(false);
        WARN("connections cut: " << line_->cut_connections() << ", kills: " << kills_
                                 << ", things done: " << things_);
        // Twice: what a restored site or a copied laptop lacks may come from another.
        for (int round = 0; round < 2; ++round) {
            for (const Laptop& laptop : laptops_) sync_whole(laptop.learning.person());
        }
        std::map<std::string, Saved> saved;
        for (const Laptop& laptop : laptops_) {
            saved[laptop.user].insert(laptop.learning.saved().begin(),
                                      laptop.learning.saved().end());
        }
        std::map<std::string, value> rows;
        for (const auto& [user, answers] : saved) {
            rows[user] = site_.progress_of(user);
            INFO(user);
            CHECK(number_at(rows[user], "answers") == static_cast<std::int64_t>(answers.size()));
        }
        site_.stop();
        site_.admin({"rebuild"});
        for (const auto& [user, row] : rows) CHECK(site_.progress_of(user) == row);
        site_.admin({"doctor"});
    }

  private:
    struct Laptop {
        std::string user;
        Learning learning;
    };

    void one_thing() {
        ++things_;
        const auto syncing = begin_syncs();
        Laptop& one = laptops_[random_.below(laptops_.size())];
        switch (random_.below(8)) {
            case 0:
                kill_while_answering(one);
                break;
            case 1:
                answer_on_a_full_disk(one);
                break;
            case 2:
                carry_by_stick(one);
                break;
            case 3:
                freeze_the_site();
                break;
            case 4:
                if (random_.chance(3)) restart_the_site();
                break;
            default:
                if (!is_syncing(one)) one.learning.finish_attempt();
        }
        end_syncs(syncing);
    }

    struct Syncing {
        const Laptop* laptop;
        std::unique_ptr<Process> process;
    };
    std::vector<Syncing> begin_syncs() {
        std::vector<Syncing> all;
        busy_.clear();
        for (int i = 0; i < syncs_at_once; ++i) {
            const Laptop& laptop = laptops_[random_.below(laptops_.size())];
            if (is_syncing(laptop)) continue;
            busy_.insert(&laptop);
            all.push_back({&laptop, laptop.learning.person().begin({"sync"})});
        }
        return all;
    }
    bool is_syncing(const Laptop& laptop) const { return busy_.contains(&laptop); }

    // Some are killed, some sleep for a moment; how the others end is theirs to say.
    void end_syncs(const std::vector<Syncing>& all) {
        for (const Syncing& each : all) {
            each.process->wait_at_most(1 + static_cast<int>(random_.below(longest_wait_ms)));
            if (random_.chance(3)) {
                each.process->kill();
                ++kills_;
            } else if (random_.chance(3)) {
                each.process->freeze();
                each.process->wait_at_most(static_cast<int>(random_.below(200)));
                each.process->thaw();
            }
        }
        for (const Syncing& each : all) each.process->wait();
        busy_.clear();
    }

    void kill_while_answering(Laptop& laptop) {
        if (is_syncing(laptop)) return;
        const auto process = laptop.learning.person().begin(laptop.learning.answering());
        process->wait_at_most(1 + static_cast<int>(random_.below(longest_wait_ms)));
        process->kill();
        process->wait();
        ++kills_;
        laptop.learning.finish_attempt();
    }
    void answer_on_a_full_disk(Laptop& laptop) {
        if (is_syncing(laptop)) return;
        const Completed done =
            laptop.learning.person().begin_limited(full_disk, laptop.learning.answering())->wait();
        INFO(done.out << done.err);
        CHECK(done.exit_code < 128);
        laptop.learning.finish_attempt();
    }
    void carry_by_stick(Laptop& laptop) {
        if (is_syncing(laptop)) return;
        const std::string stick = site_.file("stick" + std::to_string(things_) + ".approdo");
        laptop.learning.person().run({"parcel", "export", stick});
        site_.admin({"parcel", "import", stick});
        if (random_.chance(2)) return;  // the way back is lost
        const std::string back = stick + ".back";
        site_.admin({"parcel", "export", back});
        laptop.learning.person().run({"parcel", "import", back});
    }
    void freeze_the_site() {
        site_.freeze();
        std::this_thread::sleep_for(std::chrono::milliseconds(random_.below(300)));
        site_.thaw();
    }
    void restart_the_site() {
        site_.kill();
        ++kills_;
        site_.start();
    }

    static void sync_whole(const Person& person) {
        Completed done;
        for (int tries = 0; tries < sync_tries_max; ++tries) {
            done = person.try_run({"sync"});
            if (done.exit_code == 0 && number_at(person.run({"status"}), "events_unsent") == 0) {
                return;
            }
        }
        FAIL("something still waits after " << sync_tries_max << " exchanges: " << done.out
                                            << done.err);
    }

    test::SeededRandom random_;
    Site site_;
    std::unique_ptr<BadLine> line_;
    std::vector<Laptop> laptops_;
    std::set<const Laptop*> busy_;
    int things_ = 0;
    int kills_ = 0;
};

TEST_CASE("chaos: whatever was shown as saved is in the report, once, after all of it") {
    const std::uint64_t seed = test::seed_of_run(std::random_device{}());
    WARN("APPRODO_SEED=" << seed);
    const std::chrono::seconds third{wanted("APPRODO_E2E_SECONDS", 45) / 3};
    Chaos chaos(seed);
    chaos.run_for(third);
    chaos.back_up();
    chaos.copy_a_home();
    chaos.run_for(third);
    chaos.lose_the_machine();
    chaos.run_for(third);
    chaos.expect_nothing_lost();
}

}  // namespace
}  // namespace approdo::e2e
