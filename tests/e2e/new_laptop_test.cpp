// A laptop is lost, a new one is set up with the name and the passphrase alone.
#include <cctype>

#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

TEST_CASE("new laptop: name and passphrase bring the whole record back, and work goes on") {
    Site site;
    site.start();
    site.publish_demo_course();
    const Person before = join_and_get(site, "bruno");
    write_text(site.file("practice.json"), practice_answers());
    write_text(site.file("graded.json"), graded_answers());
    before.run({"quiz", practice_unit, "--answers", site.file("practice.json")});
    before.run({"quiz", graded_unit, "--answers", site.file("graded.json")});
    before.run({"sync"});
    before.run({"sync"});
    const value old_record = before.run({"record"});

    const Person after(site, site.file("new-laptop"));
    const value joined = after.run({"join", site.founder_link(), "--user", "bruno"});
    CHECK(text_at(joined, "name") == "bruno");
    CHECK(after.run({"devices"}).at("devices").as_array().size() == 2);
    after.run({"get", "accoglienza"});
    CHECK(after.run({"record"}) == old_record);

    after.run({"quiz", practice_unit, "--answers", site.file("practice.json")});
    after.run({"sync"});
    CHECK(number_at(site.progress_of("bruno"), "answers") == 13);

    SECTION("a wrong passphrase opens nothing") {
        const Person thief(site, site.file("thief"));
        write_text(site.file("passphrase"), "un'altra frase, provata a caso\n");
        CHECK(thief.try_run({"join", site.founder_link(), "--user", "bruno"}).exit_code != 0);
        CHECK(thief.try_run({"record"}).exit_code != 0);
    }
    site.stop();
}

TEST_CASE("new laptop: a note reaches it, and comes back changed") {
    Site site;
    site.start();
    site.publish_demo_course();
    const Person before = join_and_get(site, "bruno");
    const Person after(site, site.file("new-laptop"));
    after.run({"join", site.founder_link(), "--user", "bruno"});
    after.run({"get", "accoglienza"});
    const auto notes_of = [](const Person& person) {
        std::vector<std::string> texts;
        const value shown = person.run({"note", practice_unit});
        for (const value& note : shown.at("notes").as_array())
            texts.push_back(text_at(note, "text"));
        return texts;
    };
    before.run({"note", practice_unit, "Da rileggere"});
    before.run({"sync"});
    after.run({"sync"});
    CHECK(notes_of(after) == std::vector<std::string>{"Da rileggere"});
    after.run({"note", practice_unit, "Riletto", "--instead", "1"});
    after.run({"sync"});
    before.run({"sync"});
    CHECK(notes_of(before) == std::vector<std::string>{"Riletto"});
    before.run({"note", practice_unit, "--instead", "1"});
    before.run({"sync"});
    after.run({"sync"});
    CHECK(notes_of(after).empty());
    site.stop();
}

// A site with one account, and somebody with its address alone.
struct AtTheOffice {
    AtTheOffice() {
        site.start();
        Person(site, site.file("anna")).run({"join", site.founder_link(), "--name", "anna"});
        words = text_at(site.admin({"site"}).at(0), "words");
    }
    Arguments join(const std::string& fingerprint) const {
        return {"join", site.address(), "--user", "anna", "--fingerprint", fingerprint};
    }

    Site site;
    Person laptop{site, site.file("new-laptop")};
    std::string words;
};

TEST_CASE("new laptop: the site's address and its words are as good as a link") {
    AtTheOffice office;
    std::string shouted = office.words;
    for (char& letter : shouted) {
        letter = letter == ' ' ? '-' : static_cast<char>(std::toupper(letter));
    }
    const value joined = office.laptop.run(office.join(shouted));
    CHECK(text_at(joined, "name") == "anna");
    office.laptop.run({"sync"});
    CHECK(office.site.admin({"device", "list", "anna"}).size() == 2);
}

TEST_CASE("new laptop: another site's words stop before anything is sent or made") {
    AtTheOffice office;
    Site other;
    other.start();
    const std::string wrong = text_at(other.admin({"site"}).at(0), "words");
    const Completed refused = office.laptop.try_run(office.join(wrong));
    CHECK(refused.exit_code == 1);
    CHECK(refused.err.find("not the words of the site that answers") != std::string::npos);
    CHECK(office.laptop.try_run(office.join("only three words")).exit_code == 2);
    CHECK(office.laptop.try_run({"status"}).exit_code == 10);  // no profile was left behind
    // A link pins its site already; words that are given count all the same.
    CHECK(
        office.laptop
            .try_run({"join", office.site.founder_link(), "--user", "anna", "--fingerprint", wrong})
            .exit_code == 1);
}

TEST_CASE("new laptop: without words nobody is trusted unasked, and an address invites nobody") {
    AtTheOffice office;
    const Completed unasked =
        office.laptop.try_run({"join", office.site.address(), "--user", "anna", "--no-input"});
    CHECK(unasked.exit_code == 2);
    CHECK(unasked.err.find("--fingerprint") != std::string::npos);
    CHECK(unasked.err.find(office.words) == std::string::npos);
    // «Yes to every question» answers none that nobody looked at.
    CHECK(office.laptop.try_run({"join", office.site.address(), "--user", "anna", "--yes"})
              .exit_code == 2);
    const Completed nobody = office.laptop.try_run({"join", office.site.address()});
    CHECK(nobody.exit_code == 2);
    CHECK(nobody.err.find("invites nobody") != std::string::npos);
    CHECK(office.laptop.try_run({"status"}).exit_code == 10);
}

}  // namespace
}  // namespace approdo::e2e
