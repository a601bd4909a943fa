// What a learner's own laptop gives away, opened with the learner's own passphrase, after a graded
// and a timed quiz were taken without a network: never what marks them. Every secret is a word of
// its own, so that finding one word is finding the secret.
#include <filesystem>
#include <sstream>

#include "tests/e2e/loot.hpp"
#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

constexpr const char* passphrase = "quattro parole per la prova";

constexpr const char* course_toml = R"(title = "Un corso con segreti"
slug = "segreti"
language = "it"
summary = "Serve a cercare ciò che non deve esserci."

[[modules]]
title = "Modulo"
slug = "modulo"

[[modules.units]]
title = "Esercizio"
file = "esercizio.gift"

[[modules.units]]
title = "Verifica"
file = "verifica.gift"

[[modules.units]]
title = "Prova a tempo"
file = "prova.gift"
)";

// Questions of the kinds whose keys are words or numbers; `mark` makes every word its own.
std::string quiz_text(const std::string& header, const std::string& mark, const char* number) {
    std::ostringstream text;
    text << "// approdo: " << header << "\n\n"
         << "::Breve:: " << mark << "domandabreve {=" << mark << "rispostabreve #" << mark
         << "riscontrobreve ####" << mark << "generalebreve}\n\n"
         << "::Numero:: " << mark << "domandanumero {#=" << number << ":0.25 #" << mark
         << "riscontronumero}\n\n"
         << "::Scelta:: " << mark << "domandascelta {=" << mark << "opzioneuno #" << mark
         << "riscontrouno ~" << mark << "opzionedue #" << mark << "riscontrodue}\n\n"
         << "::Vero:: " << mark << "domandavero {T#" << mark << "riscontrofalso#" << mark
         << "riscontrovero}\n";
    return text.str();
}

// Everything that marks the quiz written by quiz_text(), and nothing that its questions show.
std::vector<std::string> secrets_of(const std::string& mark) {
    std::vector<std::string> words;
    for (const char* word : {"rispostabreve", "riscontrobreve", "generalebreve", "riscontronumero",
                             "riscontrouno", "riscontrodue", "riscontrofalso", "riscontrovero"}) {
        words.push_back(mark + word);
    }
    return words;
}

// How content/model writes a range of numbers down: mantissa and exponent of either end.
std::string range_bytes(std::uint64_t low_hundredths, std::uint64_t high_hundredths) {
    std::string bytes;
    for (const std::uint64_t end : {low_hundredths, high_hundredths}) {
        std::uint64_t rest = end * 2;  // zigzag of a positive number
        for (; rest >= 0x80; rest >>= 7) bytes += static_cast<char>(rest | 0x80);
        bytes += static_cast<char>(rest);
        bytes += '\x03';  // zigzag of the exponent -2
    }
    return bytes;
}

void write_course(const std::string& folder) {
    std::filesystem::create_directories(folder);
    write_text(folder + "/course.toml", course_toml);
    write_text(folder + "/esercizio.gift", quiz_text("mode=practice", "libero", "7431.5"));
    write_text(folder + "/verifica.gift",
               quiz_text("mode=graded attempts=2", "graduato", "8542.5"));
    write_text(folder + "/prova.gift", quiz_text("mode=timed time=15m", "cronometrato", "9653.5"));
}

void take(const Person& learner, const Site& site, const std::string& unit) {
    const value attempt = learner.run({"quiz", unit});
    boost::json::object answers;
    for (const value& question : attempt.at("questions").as_array()) {
        const value& part = question.at("parts").at(0);
        answers[text_at(question, "question")] =
            text_at(part, "kind") == "choice" ? part.at("options").at(0).at("id") : "7";
    }
    const std::string file = site.file("answers.json");
    write_text(file, boost::json::serialize(boost::json::object{{"answers", answers}}));
    const value done = learner.run({"quiz", unit, "--answers", file});
    CHECK(number_at(done, "answered") == 4);
}

TEST_CASE("secrecy: a learner's opened home holds nothing that marks graded or timed work") {
    Site site;
    site.start();
    write_course(site.file("course"));
    site.publish_course(site.file("course"));
    const Person learner = join_and_get(site, "bruno", "segreti");
    learner.run({"sync"});
    site.stop();
    for (const char* unit : {"segreti/esercizio", "segreti/verifica", "segreti/prova"}) {
        take(learner, site, unit);
    }

    const Loot loot(learner.home(), passphrase);
    REQUIRE(loot.pieces() > 100);
    for (const char* mark : {"graduato", "cronometrato"}) {
        for (const std::string& secret : secrets_of(mark)) {
            INFO(secret);
            CHECK_FALSE(loot.holds(secret));
        }
    }
    CHECK_FALSE(loot.holds(range_bytes(8542'25, 8542'75)));
    CHECK_FALSE(loot.holds(range_bytes(9653'25, 9653'75)));
    // The search finds what is there: the questions of all three, and all that marks practice.
    for (const char* mark : {"libero", "graduato", "cronometrato"}) {
        CHECK(loot.holds(std::string(mark) + "domandabreve"));
        CHECK(loot.holds(std::string(mark) + "opzioneuno"));
    }
    for (const std::string& secret : secrets_of("libero")) {
        INFO(secret);
        CHECK(loot.holds(secret));
    }
    CHECK(loot.holds(range_bytes(7431'25, 7431'75)));
}

}  // namespace
}  // namespace approdo::e2e
