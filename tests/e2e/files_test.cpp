// Files that a learner hands in, from the laptop to the trainer's folder: by network, by stick and
// by hub, through the real programs, with the learner offline until the work is done.
#include <filesystem>
#include <optional>

#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

constexpr const char* quiz = "sportello/modulo";
constexpr const char* assignment = "sportello/compito";

// A page, a question that asks for a PDF, and an assignment that a trainer completes.
void write_course(const std::string& folder) {
    std::filesystem::create_directories(folder + "/a");
    write_text(folder + "/course.toml",
               "slug = \"sportello\"\ntitle = \"Accoglienza allo sportello\"\nlanguage = \"it\"\n"
               "hours = 2\n\n[[modules]]\ntitle = \"Uno\"\nslug = \"uno\"\n\n"
               "[[modules.units]]\nfile = \"a/modulo.gift\"\ntitle = \"Il modulo\"\n\n"
               "[[modules.units]]\nfile = \"a/compito.md\"\nkind = \"assignment\"\n"
               "completion = \"by_trainer\"\n");
    write_text(folder + "/a/modulo.gift",
               "// approdo: mode=graded attempts=3\n\n"
               "// approdo: type=file media=application/pdf size=1MB files=2\n"
               "::Modulo:: Consegna il modulo compilato. {}\n");
    write_text(folder + "/a/compito.md", "# Il mio ufficio\n\nDescrivilo, con una pianta.\n");
}

// Bytes that no coder makes smaller, and more than one segment holds.
std::string bytes_of_size(std::size_t size) {
    std::string bytes;
    std::uint32_t state = 7;
    for (std::size_t i = 0; i < size; ++i) {
        state = state * 1'664'525 + 1'013'904'223;
        bytes += static_cast<char>(state >> 24);
    }
    return bytes;
}

enum class Way { direct, hub };

struct Class {
    explicit Class(Way way = Way::direct)
        : trainer(site, site.file("trainer")), ada(site, site.file("ada")) {
        site.start();
        write_course(site.file("course"));
        site.publish_course(site.file("course"));
        if (way == Way::hub) {
            hub.emplace(site, site.file("hub"));
            hub->start();
        }
        ada.run({"join", hub ? site.invite(hub->address()) : site.invite(), "--name", "ada"});
        ada.run({"sync"});
        ada.run({"get", "sportello"});
        trainer.run({"sync"});
        write_text(site.file("modulo.pdf"), form);
        write_text(site.file("pianta.png"), plan);
    }
    // The work of an afternoon without a network.
    void work() const {
        write_text(site.file("answers.json"), "[\"" + site.file("modulo.pdf") + "\"]");
        ada.run({"quiz", quiz, "--answers", site.file("answers.json")});
        const value handed =
            ada.run({"hand-in", assignment, "--text", "Piano terra", site.file("pianta.png")});
        CHECK(number_at(handed, "times") == 1);
        CHECK(text_at(handed.at("files").at(0), "name") == "pianta.png");
    }
    // What waits for a mark, quiz first.
    std::vector<value> waiting() const {
        const value list = trainer.run({"mark", "list"});
        std::vector<value> quizzes, others;
        for (const value& line : list.at("items").as_array()) {
            (line.as_object().contains("assignment") ? others : quizzes).push_back(line);
        }
        quizzes.insert(quizzes.end(), others.begin(), others.end());
        return quizzes;
    }
    void expect_both_saved(const std::string& folder) const {
        const auto lines = waiting();
        REQUIRE(lines.size() == 2);
        for (const value& line : lines) {
            trainer.run({"mark", "files", text_at(line, "attempt"), "--to", site.file(folder)});
        }
        CHECK(read_text(site.file(folder + "/modulo.pdf")) == form);
        CHECK(read_text(site.file(folder + "/pianta.png")) == plan);
    }

    const std::string form = bytes_of_size(900'000);
    const std::string plan = bytes_of_size(61'441);
    Site site;
    std::optional<Hub> hub;
    Person trainer, ada;
};

}  // namespace

TEST_CASE("files: handed in offline they reach the trainer by network, and the words come back") {
    Class c;
    c.site.stop();
    c.work();
    // Read back from the laptop itself.
    c.ada.run({"hand-in", assignment, "--save", c.site.file("again")});
    CHECK(read_text(c.site.file("again/pianta.png")) == c.plan);
    c.site.start();
    c.ada.run({"sync"});
    REQUIRE(number_at(c.site.progress_of("ada"), "answers") == 1);
    c.expect_both_saved("saved");
    CHECK(number_at(c.ada.run({"status"}), "quarantined") == 0);

    const std::string id = text_at(c.waiting()[1], "attempt");
    const value after =
        c.trainer.run({"mark", "give", id, "--feedback", "Bene: **chiara**.", "--completed"});
    CHECK(yes_at(after, "completed"));
    c.ada.run({"sync"});
    const value told = c.ada.run({"hand-in", assignment});
    CHECK(yes_at(told, "completed"));
    CHECK(std::string(told.at("feedback").at(0).as_string()).find("<strong>chiara</strong>") !=
          std::string::npos);
    // The learner is told what to do where a file does not fit.
    write_text(c.site.file("lista.txt"), "a");
    write_text(c.site.file("wrong.json"), "[\"" + c.site.file("lista.txt") + "\"]");
    const Completed refused = c.ada.try_run({"quiz", quiz, "--answers", c.site.file("wrong.json")});
    CHECK(refused.exit_code != 0);
    CHECK(refused.err.find("application/pdf") != std::string::npos);
}

TEST_CASE("files: by stick they arrive as they do by network") {
    Class c;
    c.site.stop();
    c.work();
    c.ada.run({"parcel", "export", c.site.file("out.approdo")});
    c.site.admin({"parcel", "import", c.site.file("out.approdo")});
    c.site.admin({"parcel", "export", c.site.file("back.approdo")});
    c.ada.run({"parcel", "import", c.site.file("back.approdo")});
    CHECK(number_at(c.ada.run({"status"}), "events_unsent") == 0);
    c.site.start();
    REQUIRE(number_at(c.site.progress_of("ada"), "answers") == 1);
    c.expect_both_saved("saved");
}

TEST_CASE("files: a hub takes them in while the site is away, and brings them there itself") {
    Class c(Way::hub);
    c.site.stop();
    c.work();
    // The hub's word is not the site's.
    CHECK(c.ada.try_run({"sync"}).exit_code != 0);
    CHECK(number_at(c.ada.run({"status"}), "events_durable") == 0);
    c.site.start();
    REQUIRE(answers_in_report_at_last(c.site, "ada", 1) == 1);
    c.expect_both_saved("saved");
    c.ada.run({"sync"});
    CHECK(number_at(c.ada.run({"status"}), "events_unsent") == 0);
}

}  // namespace approdo::e2e
