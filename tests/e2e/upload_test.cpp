// A trainer brings files to the site as they are: the site reads them, says what is wrong, and
// publishes; a learner gets the course. What means harm is refused in words, and others are served.
#include <signal.h>

#include <filesystem>
#include <fstream>

#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"
#include "tests/support/zip_maker.hpp"

namespace approdo::e2e {
namespace {

namespace fs = std::filesystem;

constexpr const char* questions = "::Uno:: Chi firma? {=la persona ~l'operatore}\n";

struct Desk {
    Site site;
    Person trainer;

    Desk() : trainer(started(site), site.file("trainer")) {
        trainer.run({"join", site.founder_link(), "--name", "anna"});
    }
    static const Site& started(Site& site) {
        site.start();
        return site;
    }
    std::string write(const std::string& name, const std::string& bytes) const {
        write_text(site.file(name), bytes);
        return site.file(name);
    }
    value refused(const std::string& file) const {
        const Completed done = trainer.try_run({"upload", file, "--publish"});
        INFO(done.out << done.err);
        REQUIRE(done.exit_code == 1);
        return rows_of(done).at(0);
    }
};

// The process that reads a file for this server, while there is one.
pid_t reader_of(pid_t server) {
    for (const auto& thread : fs::directory_iterator("/proc/" + std::to_string(server) + "/task")) {
        std::ifstream children(thread.path() / "children");
        pid_t child = 0;
        if (children >> child) return child;
    }
    return 0;
}

}  // namespace

TEST_CASE("upload: the site reads a file and publishes it, and a learner takes the course") {
    Desk desk;
    const std::string file = desk.write("domande.gift", questions);
    const value first = desk.trainer.run({"upload", file, "--publish"});
    CHECK(number_at(first, "version") == 1);
    const value courses = desk.site.admin({"course", "list"}).at(0);
    const std::string organisation = text_at(desk.site.admin({"org", "list"}).at(0), "id");
    desk.site.admin(
        {"edition", "add", "Autunno", "--course", text_at(courses, "id"), "--org", organisation});
    const value link = desk.site
                           .admin({"invite", "--role", "learner", "--org", organisation, "--course",
                                   text_at(courses, "id"), "--address", desk.site.address()})
                           .at(0);
    const Person learner(desk.site, desk.site.file("learner"));
    learner.run({"join", text_at(link, "link"), "--name", "ada"});
    learner.run({"get", "domande"});

    // The next version of the same file is one of the same course.
    desk.write("domande.gift", std::string(questions) + "\n::Due:: Quanti? {#3}\n");
    const value draft = desk.trainer.run({"upload", file});
    CHECK(number_at(draft, "units_changed") == 1);
    CHECK(number_at(draft, "enrolled") == 1);
    CHECK(number_at(draft, "update_bytes") > 0);
    CHECK(number_at(desk.site.admin({"course", "list"}).at(0), "version") == 1);
    const value second = desk.trainer.run({"upload", file, "--publish"});
    CHECK(number_at(second, "version") == 2);
}

TEST_CASE("upload: a course folder in an archive gets the ids that it lacks, each time the same") {
    Desk desk;
    const auto archive = [&](const std::string& page) {
        return desk.write("prova.zip",
                          test::ZipMaker()
                              .add("prova/course.toml",
                                   "title = \"Prova\"\nlanguage = \"it\"\n\n[[modules]]\ntitle = "
                                   "\"Uno\"\n\n[[modules.units]]\nfile = \"pagina.md\"\n\n"
                                   "[[modules.units]]\nfile = \"quiz.gift\"\n")
                              .add("prova/pagina.md", page)
                              .add("prova/quiz.gift", questions)
                              .bytes());
    };
    const value first = desk.trainer.run({"upload", archive("# Pagina\n\nCiao\n"), "--publish"});
    CHECK(number_at(first, "version") == 1);
    const value same = desk.trainer.run({"upload", archive("# Pagina\n\nCiao\n")});
    CHECK(number_at(same, "units_changed") == 0);
    const value corrected = desk.trainer.run({"upload", archive("# Pagina\n\nCiao a tutti\n")});
    CHECK(number_at(corrected, "units_changed") == 1);
    const auto& courses = desk.site.admin({"course", "list"});
    CHECK(courses.size() == 1);
}

TEST_CASE("upload: what is no course, or means harm, is refused in words, and others are served") {
    Desk desk;
    const std::string bomb(64 * 1024, 'x');
    const std::string files[] = {
        desk.write("opuscolo.pdf", "%PDF-1.7\n"),
        desk.write("fuori.zip",
                   test::ZipMaker().add("a.html", "<p>x</p>").add("../fuori.txt", "y").bytes()),
        desk.write("mezzo.zip", test::ZipMaker().add("a.html", bomb).bytes().substr(0, 30'000)),
        desk.write("vuoto.mbz", "\x1f\x8b nothing that unpacks")};
    for (const std::string& file : files) {
        INFO(file);
        const value report = desk.refused(file);
        REQUIRE_FALSE(report.at("findings").as_array().empty());
        CHECK(text_at(report.at("findings").at(0), "severity") == "error");
        CHECK_FALSE(text_at(report.at("findings").at(0), "message").empty());
    }
    CHECK(desk.site.admin({"course", "list"}).empty());
    // The server is there as before, and a corrected file takes the place of a bad one.
    const std::string draft = text_at(desk.refused(files[0]), "draft");
    const std::string good = desk.write("domande.gift", questions);
    const value done = desk.trainer.run({"upload", good, "--draft", draft, "--publish"});
    CHECK(text_at(done, "draft") == draft);
    CHECK(number_at(done, "version") == 1);
}

TEST_CASE("upload: where the process that reads a file is killed, the report says what to do") {
    Desk desk;
    std::string many;
    for (int i = 0; i < 50'000; ++i) {
        many += "::" + std::to_string(i) + ":: Chi firma? {=la persona ~l'operatore}\n\n";
    }
    const std::string file = desk.write("domande.gift", many);
    const auto upload = desk.trainer.begin({"upload", file, "--publish"});
    pid_t reader = 0;
    while (reader == 0 && !upload->wait_at_most(1)) reader = reader_of(desk.site.process());
    REQUIRE(reader > 0);
    REQUIRE(::kill(reader, SIGKILL) == 0);
    const Completed done = upload->wait();
    INFO(done.out << done.err);
    CHECK(done.exit_code == 1);
    CHECK(done.out.find("cannot be read within the memory and space") != std::string::npos);
    // The server goes on, and reads the next file.
    const std::string good = desk.write("una.gift", questions);
    CHECK(number_at(desk.trainer.run({"upload", good, "--publish"}), "version") == 1);
}

TEST_CASE("upload: a draft that was brought before the server was killed is there afterwards") {
    Desk desk;
    const std::string file = desk.write("domande.gift", questions);
    const std::string draft = text_at(desk.trainer.run({"upload", file}), "draft");
    desk.site.kill();
    desk.site.start();
    const value done = desk.trainer.run({"upload", file, "--draft", draft, "--publish"});
    CHECK(number_at(done, "version") == 1);
}

}  // namespace approdo::e2e
