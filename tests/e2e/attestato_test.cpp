// From learning to the paper and to whoever is shown it: issued by the site, shown without it, and
// checked in a home that has never heard of it.
#include <filesystem>

#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

constexpr int exit_failure = 1;
constexpr int exit_partly = 3;

// A course of two pages that recognises two hours.
void write_course(const std::string& folder) {
    std::filesystem::create_directories(folder + "/a");
    write_text(folder + "/course.toml",
               "slug = \"sportello\"\ntitle = \"Accoglienza allo sportello\"\nlanguage = \"it\"\n"
               "hours = 2\ncompetence_area = \"Relazione con il pubblico\"\n\n"
               "[[modules]]\ntitle = \"Uno\"\nslug = \"uno\"\n\n"
               "[[modules.units]]\nfile = \"a/prima.md\"\ncompletion = \"opened\"\n\n"
               "[[modules.units]]\nfile = \"a/seconda.md\"\ncompletion = \"opened\"\n");
    write_text(folder + "/a/prima.md", "# Prima\n\nParole.\n");
    write_text(folder + "/a/seconda.md", "# Seconda\n\nAltre parole.\n");
}

const value& course_in(const value& record) {
    return record.at("courses").at(0);
}

struct Office {
    Office() {
        site.start();
        write_course(site.file("course"));
        site.publish_course(site.file("course"));
    }
    Person learner(const std::string& name) {
        Person person(site, site.file(name));
        person.run({"join", site.invite(), "--name", name});
        person.run({"sync"});
        person.run({"get", "sportello"});
        return person;
    }
    value row_of(const std::string& user) {
        for (const value& row : site.admin({"attestation", "list", "Autunno"}))
            if (text_at(row, "user") == user) return row;
        throw std::runtime_error("nobody is called " + user);
    }
    // Somebody with a computer of their own, who knows nothing of the site.
    Completed stranger(Arguments words) const {
        words.insert(words.begin(),
                     {"--home", site.file("stranger"), "--lang", "en", "--json", "--no-input"});
        return test::run(APPRODO_CLIENT, words, {"APPRODO_PASSPHRASE_FILE="});
    }

    Site site;
};

void read_both(const Person& person) {
    person.run({"read", "sportello/prima"});
    person.run({"read", "sportello/seconda"});
}

}  // namespace

TEST_CASE("attestato: it comes when it is earned, and a stranger checks it without any network") {
    Office office;
    const Person bruno = office.learner("bruno");
    const value before = bruno.run({"record"});
    CHECK(yes_at(course_in(before), "attestation_offered"));
    CHECK(text_at(course_in(before).at("attestation_missing").at(0), "what") == "units");
    CHECK(text_at(course_in(before).at("attestation_missing").at(0), "need") == "2");
    CHECK(bruno.try_run({"attestation", "sportello"}).exit_code != 0);
    CHECK_FALSE(yes_at(office.row_of("bruno"), "earned"));

    read_both(bruno);
    CHECK(course_in(bruno.run({"record"})).at("attestation_missing").as_array().empty());
    bruno.run({"sync"});
    bruno.run({"sync"});
    CHECK(text_at(office.row_of("bruno"), "number") == "1");
    const value shown = bruno.run({"attestation", "sportello"});
    CHECK(text_at(shown, "holder") == "bruno");
    CHECK(number_at(shown, "minutes") == 120);
    const std::string pdf = office.site.file("attestato.pdf");
    bruno.run({"attestation", "sportello", "--pdf", pdf});
    CHECK(read_text(pdf).starts_with("%PDF-"));
    const std::string words = text_at(office.site.admin({"site"}).at(0), "words");
    office.site.stop();

    // The site is gone: the laptop still shows it, and a stranger's believes it by the words.
    CHECK(bruno.run({"attestation", "sportello"}) == shown);
    const std::string address = text_at(shown, "address");
    const Completed compared = office.stranger({"verify", address});
    CHECK(compared.exit_code == exit_partly);
    CHECK(text_at(rows_of(compared).at(0), "words") == words);
    CHECK(office.stranger({"verify", address, "--words", words}).exit_code == 0);
    write_text(office.site.file("code.txt"), text_at(shown, "code") + "\n");
    CHECK(office.stranger({"verify", office.site.file("code.txt"), "--words", words}).exit_code ==
          0);
    CHECK(bruno.try_run({"verify", address}).exit_code == 0);

    std::string forged = text_at(shown, "code");
    char& letter = forged[forged.size() / 2];
    letter = letter == 'A' ? 'B' : 'A';
    for (const std::string& wrong : {forged, forged.substr(0, 200), std::string("ciao")}) {
        const Completed refused = office.stranger({"verify", wrong});
        CHECK(refused.exit_code == exit_failure);
        CHECK(refused.out.empty());
    }
    Arguments other{"verify", address, "--words"};
    other.push_back(words.substr(words.find(' ') + 1) + " " + words.substr(0, words.find(' ')));
    CHECK(office.stranger(other).exit_code == exit_failure);
    CHECK_FALSE(std::filesystem::exists(office.site.file("stranger")));
}

TEST_CASE("attestato: a revoked one is told to its holder, at the site and on the laptop") {
    Office office;
    const Person bruno = office.learner("bruno");
    read_both(bruno);
    bruno.run({"sync"});
    bruno.run({"sync"});
    const std::string code = text_at(bruno.run({"attestation", "sportello"}), "code");
    CHECK(office.site.try_admin({"attestation", "verify", code}).exit_code == 0);
    office.site.admin(
        {"attestation", "revoke", "Autunno", "bruno", "--reason", "nome scritto male"});
    const Completed at_site = office.site.try_admin({"attestation", "verify", code});
    CHECK(at_site.exit_code != 0);
    CHECK(text_at(rows_of(at_site).at(0), "reason") == "nome scritto male");
    bruno.run({"sync"});
    const Completed at_home = bruno.try_run({"verify", code});
    CHECK(at_home.exit_code == exit_failure);
    CHECK(bruno.try_run({"attestation", "sportello"}).exit_code != 0);
    office.site.admin({"attestation", "issue", "Autunno", "bruno"});
    bruno.run({"sync"});
    CHECK(text_at(bruno.run({"attestation", "sportello"}), "number") == "2");
    office.site.stop();
}

TEST_CASE("attestato: a site that was restored and learns again issues no second one") {
    Office office;
    const Person bruno = office.learner("bruno");
    office.site.admin({"backup", "create", office.site.file("backup")});
    read_both(bruno);
    bruno.run({"sync"});
    bruno.run({"sync"});
    const value first = bruno.run({"attestation", "sportello"});
    office.site.stop();
    office.site.restore(office.site.file("backup"));
    office.site.start();
    for (int round = 0; round < 4; ++round) bruno.run({"sync"});
    CHECK(text_at(bruno.run({"attestation", "sportello"}), "number") == text_at(first, "number"));
    CHECK(text_at(bruno.run({"attestation", "sportello"}), "code") == text_at(first, "code"));
    CHECK(text_at(office.row_of("bruno"), "number") == text_at(first, "number"));
    office.site.stop();
}

}  // namespace approdo::e2e
