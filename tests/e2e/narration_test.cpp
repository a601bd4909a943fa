// A trainer has pages read aloud by the machine, and what is read travels to learners as a part of
// the course that they may leave out.
#include <filesystem>
#include <fstream>

#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

namespace fs = std::filesystem;

// A course on a desk: two pages, the first in three languages, of which one has no voice.
struct Desk {
    test::TempDir folder;

    Desk() {
        write("corso/course.toml",
              "title = \"Prova\"\nslug = \"prova\"\nlanguages = [\"it\", \"en\", \"tl\"]\n\n"
              "[[modules]]\ntitle = \"Uno\"\n\n[[modules.units]]\nfile = \"a/ciao.md\"\n\n"
              "[[modules.units]]\nfile = \"a/due.md\"\n");
        write("corso/a/ciao.md", "# Ciao\n\nBuongiorno a tutti. Oggi si comincia.\n");
        write("corso/a/ciao.en.md", "# Hello\n\nGood morning.\n");
        write("corso/a/ciao.tl.md", "# Kumusta\n\nMagandang umaga.\n");
        write("corso/a/due.md", "# Due\n\nSolo parole.\n");
    }

    std::string file(const std::string& name) const { return folder.file(name); }
    std::string course() const { return file("corso"); }
    void write(const std::string& name, const std::string& text) const {
        fs::create_directories(fs::path(file(name)).parent_path());
        std::ofstream(file(name), std::ios::binary) << text;
    }
    Completed run(Arguments words, const std::vector<std::string>& environment = {}) const {
        words.insert(words.begin(), {"--home", file("home"), "--lang", "it"});
        return test::run(APPRODO_CLIENT, words, environment);
    }
    value json(Arguments words, int exit_code) const {
        words.push_back("--json");
        const Completed done = run(std::move(words));
        INFO(done.out << done.err);
        REQUIRE(done.exit_code == exit_code);
        return boost::json::parse(done.out);
    }
    // "a/ciao made, a/ciao.en made …"
    std::string narrated(const Arguments& more = {}) const {
        Arguments words{"narrate", course()};
        words.insert(words.end(), more.begin(), more.end());
        words.push_back("--json");
        const Completed done = run(words);
        INFO(done.out << done.err);
        REQUIRE((done.exit_code == 0 || done.exit_code == 3));
        std::string said;
        const value told = boost::json::parse(done.out);
        for (const value& page : told.at("pages").as_array())
            said +=
                (said.empty() ? "" : ", ") + text_at(page, "page") + " " + text_at(page, "state");
        return said;
    }
};

}  // namespace

TEST_CASE("narration: pages are read aloud into files beside them, and again when they change") {
    const Desk desk;
    CHECK(desk.narrated() == "a/ciao made, a/ciao.en made, a/ciao.tl no_voice, a/due made");
    const std::string sound = read_text(desk.file("corso/a/ciao.narration.ogg"));
    const std::string marks = read_text(desk.file("corso/a/ciao.narration.vtt"));
    CHECK(sound.starts_with("OggS"));
    CHECK(sound.find("OpusHead") != std::string::npos);
    CHECK(marks.starts_with("WEBVTT\n\nNOTE approdo narrate: "));
    CHECK(marks.find("\nCiao\n\n") != std::string::npos);
    CHECK(marks.find("\nBuongiorno a tutti.\n\n") != std::string::npos);
    CHECK(marks.find("\nOggi si comincia.\n") != std::string::npos);
    CHECK_FALSE(fs::exists(desk.file("corso/a/ciao.tl.narration.ogg")));
    CHECK(desk.narrated() ==
          "a/ciao unchanged, a/ciao.en unchanged, a/ciao.tl no_voice, a/due unchanged");
    // The same words give the same files.
    CHECK(desk.narrated({"--page", "a/ciao.md", "--again"}) == "a/ciao made");
    CHECK(read_text(desk.file("corso/a/ciao.narration.ogg")) == sound);
    CHECK(read_text(desk.file("corso/a/ciao.narration.vtt")) == marks);

    desk.write("corso/a/due.md", "# Due\n\nAltre parole.\n");
    desk.json({"check", desk.course()}, 0);
    const Completed checked = desk.run({"check", desk.course()});
    CHECK(
        checked.out.find("a/due.narration.vtt: consiglio: le parole della pagina sono cambiate") !=
        std::string::npos);
    CHECK(desk.narrated() ==
          "a/ciao unchanged, a/ciao.en unchanged, a/ciao.tl no_voice, a/due made");
    CHECK(desk.run({"check", desk.course()}).out.find("narration") == std::string::npos);
}

TEST_CASE("narration: what a person recorded is left alone, whatever is asked") {
    const Desk desk;
    const std::string marks = "WEBVTT\n\n00:00.000 --> 00:02.000\nSolo parole.\n";
    desk.write("corso/a/due.narration.mp3", "la mia voce");
    desk.write("corso/a/due.narration.vtt", marks);
    desk.write("corso/a/ciao.narration.m4a", "ancora senza tempi");
    CHECK(desk.narrated({"--again"}) ==
          "a/ciao recorded, a/ciao.en made, a/ciao.tl no_voice, a/due recorded");
    CHECK(read_text(desk.file("corso/a/due.narration.vtt")) == marks);
    CHECK_FALSE(fs::exists(desk.file("corso/a/due.narration.ogg")));
    CHECK_FALSE(fs::exists(desk.file("corso/a/ciao.narration.ogg")));
}

TEST_CASE("narration: what is missing or wrong is told before anything is written") {
    const Desk desk;
    const Completed bare =
        desk.run({"narrate", desk.course()}, {"PATH=" + desk.file("nothing-here")});
    CHECK(bare.exit_code == 1);
    CHECK(bare.err.find("installa il pacchetto espeak-ng di Debian") != std::string::npos);
    const Completed nowhere = desk.run({"narrate", desk.file("altrove")});
    CHECK(nowhere.exit_code == 4);
    CHECK(nowhere.err.find("indica la cartella di un corso") != std::string::npos);
    CHECK(desk.run({"narrate", desk.course(), "--page", "a/tre.md"}).exit_code == 4);
    CHECK(desk.run({"narrate", desk.course(), "--kbit", "3"}).exit_code == 2);
    for (const auto& entry : fs::directory_iterator(desk.file("corso/a")))
        CHECK(entry.path().string().find("narration") == std::string::npos);
}

TEST_CASE("narration: a learner gets a page's sound with the audio, or leaves it out") {
    const Desk desk;
    desk.narrated();
    Site site;
    site.start();
    site.publish_course(desk.course());
    const Person person(site, site.file("nadia"));
    person.run({"join", site.invite(), "--name", "nadia"});
    const value plan = person.run({"get", "prova", "--parts", "text", "--plan"});
    INFO(boost::json::serialize(plan));
    std::int64_t sound_bytes = 0;
    for (const value& part : plan.at("parts").as_array()) {
        if (text_at(part, "part") != "audio") continue;
        CHECK_FALSE(yes_at(part, "chosen"));
        if (text_at(part, "language") == "it") sound_bytes = number_at(part, "bytes");
    }
    CHECK(sound_bytes > 1000);
    person.run({"get", "prova", "--parts", "text"});
    const auto missing = [&] {
        const value all = person.run({"get", "prova", "--plan"});
        return number_at(all, "bytes") - number_at(all, "bytes_here");
    };
    CHECK(missing() >= sound_bytes);
    const value page = person.run({"read", "prova/ciao", "--content-lang", "it"});
    CHECK(text_at(page.at("narration"), "path") == "a/ciao.narration.ogg");
    CHECK(text_at(page.at("narration"), "marks") == "a/ciao.narration.vtt");
    CHECK(number_at(page.at("narration"), "duration_ms") > 1000);
    person.run({"get", "prova"});
    CHECK(missing() == 0);
}

}  // namespace approdo::e2e
