// A trainer with material of their own: any file becomes a folder that can be edited, checked and
// published, or is published as it is; what cannot be used is refused, and leaves nothing behind.
#include <filesystem>
#include <fstream>

#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"
#include "tests/support/zip_maker.hpp"

namespace approdo::e2e {
namespace {

namespace fs = std::filesystem;

// A desk with files on it, and the program.
struct Desk {
    test::TempDir folder;

    std::string file(const std::string& name) const { return folder.file(name); }
    void write(const std::string& name, const std::string& bytes) const {
        std::ofstream(file(name), std::ios::binary) << bytes;
    }
    Completed run(Arguments words) const {
        words.insert(words.begin(), {"--home", file("home"), "--lang", "it"});
        return test::run(APPRODO_CLIENT, words);
    }
    value json(Arguments words, int exit_code) const {
        words.push_back("--json");
        const Completed done = run(std::move(words));
        INFO(done.out << done.err);
        REQUIRE(done.exit_code == exit_code);
        return boost::json::parse(done.out);
    }
};

std::string small_site() {
    return test::ZipMaker()
        .add("sito/index.html",
             "<html lang=\"it\"><head><title>Lo sportello</title></head><body><h1>Ciao</h1>"
             "<p>Leggi <a href=\"due.html\">qui la seconda</a> <img src=\"a.png\" alt=\"A\"></p>"
             "</body></html>")
        .add("sito/due.html", "<html><body><h1>Due</h1><p>Parole.</p></body></html>")
        .add("sito/a.png", "\x89PNG")
        .bytes();
}

void write_folder_in_zip(const Desk& desk) {
    desk.write("corso.zip", test::ZipMaker()
                                .add("corso/course.toml",
                                     "title = \"Prova\"\nlanguage = \"it\"\n\n[[modules]]\n"
                                     "title = \"Uno\"\n\n[[modules.units]]\nfile = \"a.md\"\n")
                                .add("corso/a.md", "# Pagina\n\nCiao\n")
                                .bytes());
}

}  // namespace

TEST_CASE("import: a zip of pages becomes a folder that is checked without errors") {
    const Desk desk;
    desk.write("pagine.zip", small_site());
    const value done =
        desk.json({"import", desk.file("pagine.zip"), "--to", desk.file("corso")}, 0);
    CHECK(text_at(done, "outcome") == "full");
    CHECK(text_at(done, "format") == "html");
    CHECK(text_at(done, "title") == "Lo sportello");
    CHECK(done.at("counts").at("pages").to_number<int>() == 2);
    CHECK(done.at("counts").at("files").to_number<int>() == 1);
    CHECK(fs::exists(desk.file("corso/course.toml")));
    CHECK(fs::file_size(desk.file("corso/a.png")) == 4);
    const value checked = desk.json({"check", desk.file("corso")}, 0);
    CHECK(checked.at("errors").to_number<int>() == 0);
    // A folder with something in it is nobody's to write over.
    const Completed again =
        desk.run({"import", desk.file("pagine.zip"), "--to", desk.file("corso")});
    CHECK(again.exit_code != 0);
    CHECK(again.err.find("non è una cartella vuota") != std::string::npos);
}

TEST_CASE("import: a course folder in an archive gets the ids that it lacks") {
    const Desk desk;
    write_folder_in_zip(desk);
    CHECK(text_at(desk.json({"check", desk.file("corso.zip")}, 0), "outcome") == "full");
    desk.json({"import", desk.file("corso.zip"), "--to", desk.file("corso")}, 0);
    const value checked = desk.json({"check", desk.file("corso")}, 0);
    CHECK(checked.at("errors").to_number<int>() == 0);
    CHECK(checked.at("ids_written").to_number<int>() == 0);
}

TEST_CASE("import: losses are listed in words, and the rest is there") {
    const Desk desk;
    desk.write("domande.txt",
               "Quale?\nA. uno\nB. due\nANSWER: B\n\nE qui?\nA. x\nB. y\nAnswer: A\n");
    const Completed done =
        desk.run({"import", desk.file("domande.txt"), "--to", desk.file("corso")});
    CHECK(done.exit_code == 3);
    CHECK(done.out.find("domande.txt:9: avviso: la risposta non è scritta come chiede Aiken") !=
          std::string::npos);
    CHECK(done.err.find("Importato con perdite (1") != std::string::npos);
    CHECK(fs::exists(desk.file("corso/course.toml")));
    const value checked = desk.json({"check", desk.file("domande.txt")}, 3);
    CHECK(text_at(checked, "outcome") == "losses");
}

TEST_CASE("import: what is no course, or means harm, is refused and leaves nothing") {
    const Desk desk;
    desk.write("opuscolo.pdf", "%PDF-1.7\n");
    desk.write("male.zip",
               test::ZipMaker().add("a.html", "<p>x</p>").add("../fuori.txt", "y").bytes());
    for (const char* name : {"opuscolo.pdf", "male.zip", "manca.zip"}) {
        INFO(name);
        const value done = desk.json({"import", desk.file(name), "--to", desk.file("corso")}, 1);
        CHECK(text_at(done, "outcome") == "refused");
        CHECK(done.at("findings").as_array().size() == 1);
        CHECK_FALSE(fs::exists(desk.file("corso")));
        CHECK_FALSE(fs::exists(desk.file("fuori.txt")));
    }
    const Completed told = desk.run({"import", desk.file("opuscolo.pdf")});
    CHECK(told.out.find("opuscolo.pdf: errore: questo è un PDF, non un corso") !=
          std::string::npos);
}

TEST_CASE("import: a course is written in other formats, which come in again") {
    const Desk desk;
    desk.write("domande.gift",
               "::Uno:: Chi firma? {=la persona ~l'operatore}\n\n::Due:: Quanti? {#3}\n");
    desk.write("pagine.zip", small_site());
    const value pages = desk.json(
        {"export", desk.file("pagine.zip"), "--format", "cartridge", "--to", desk.file("c.imscc")},
        0);
    CHECK(pages.at("losses").as_array().empty());
    const value again = desk.json({"check", desk.file("c.imscc")}, 0);
    CHECK(text_at(again, "format") == "common-cartridge");
    CHECK(again.at("counts").at("pages").to_number<int>() == 2);
    desk.json(
        {"export", desk.file("domande.gift"), "--format", "gift", "--to", desk.file("copia.gift")},
        0);
    CHECK(desk.json({"check", desk.file("copia.gift")}, 0)
              .at("counts")
              .at("questions")
              .to_number<int>() == 2);
    // Moodle's question files have no place for a quiz's rules, QTI none for those of feedback.
    struct Written {
        const char* format;
        const char* file;
        std::size_t losses;
    };
    for (const Written& one :
         {Written{"moodle-xml", "domande.xml", 1}, Written{"qti", "domande.zip", 1}}) {
        INFO(one.format);
        const value written = desk.json({"export", desk.file("domande.gift"), "--format",
                                         one.format, "--to", desk.file(one.file)},
                                        one.losses > 0 ? 3 : 0);
        CHECK(written.at("losses").as_array().size() == one.losses);
        const value read = desk.json({"check", desk.file(one.file)}, 0);
        CHECK(text_at(read, "format") == one.format);
        CHECK(read.at("counts").at("questions").to_number<int>() == 2);
        const Completed pages_alone = desk.run(
            {"export", desk.file("pagine.zip"), "--format", one.format, "--to", desk.file("no")});
        CHECK(pages_alone.exit_code == 2);
        CHECK_FALSE(fs::exists(desk.file("no")));
        const Completed nowhere = desk.run({"export", desk.file("domande.gift"), "--format",
                                            one.format, "--to", desk.file("no/a")});
        CHECK(nowhere.exit_code != 0);
        CHECK(nowhere.err.find("la sua cartella non esiste") != std::string::npos);
    }
    const Completed unknown = desk.run(
        {"export", desk.file("domande.gift"), "--format", "doc", "--to", desk.file("x.doc")});
    CHECK(unknown.exit_code == 2);
    CHECK(unknown.err.find("non c’è un formato «doc»") != std::string::npos);
}

TEST_CASE("import: a file of questions is published as it is, and a learner takes the quiz") {
    Site site;
    const Desk desk;
    desk.write("domande.gift",
               "::Uno:: Chi firma la dichiarazione? {=la persona ~l'operatore}\n\n"
               "Il comune è aperto. {TRUE}\n");
    site.start();
    site.publish_course(desk.file("domande.gift"));
    const Person person = join_and_get(site, "nadia", "domande");
    const value courses = person.run({"courses", "domande"});
    const std::string said = boost::json::serialize(courses);
    INFO(said);
    CHECK(said.find("\"kind\":\"quiz\"") != std::string::npos);
}

TEST_CASE("import: a course folder in an archive is published, twice the same course") {
    Site site;
    const Desk desk;
    write_folder_in_zip(desk);
    site.start();
    site.publish_course(desk.file("corso.zip"));
    const Person trainer(site, site.file("trainer"));
    trainer.run({"publish", desk.file("corso.zip")});
    CHECK(site.admin({"course", "list"}).size() == 1);
}

}  // namespace approdo::e2e
