// A lesson from the trainer's plan to the learner's calendar, and from who was there to the
// attestato that asks for it: through the real programs, with the learner offline in between.
#include <filesystem>

#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

constexpr const char* to_come = "2090-05-04T10:00+02:00";
constexpr std::int64_t to_come_ms = 3'797'568'000'000;
constexpr const char* gone_by = "2025-03-03T09:00Z";

// A page, two hours recognised, an hour of them in a room.
void write_course(const std::string& folder) {
    std::filesystem::create_directories(folder + "/a");
    write_text(folder + "/course.toml",
               "slug = \"sportello\"\ntitle = \"Accoglienza allo sportello\"\nlanguage = \"it\"\n"
               "hours = 2\n\n[rules]\nattended_minutes_min = 60\n\n"
               "[[modules]]\ntitle = \"Uno\"\nslug = \"uno\"\n\n"
               "[[modules.units]]\nfile = \"a/prima.md\"\ncompletion = \"opened\"\n");
    write_text(folder + "/a/prima.md", "# Prima\n\nParole.\n");
}

struct Class {
    Class() : trainer(site, site.file("trainer")), ada(site, site.file("ada")) {
        site.start();
        write_course(site.file("course"));
        site.publish_course(site.file("course"));
        ada.run({"join", site.invite(), "--name", "ada"});
        ada.run({"sync"});
        ada.run({"get", "sportello"});
        ada.run({"read", "sportello/prima"});
        ada.run({"sync"});
        trainer.run({"sync"});
    }
    // What the trainer does with the class's meetings.
    value meeting(Arguments words) const {
        words.insert(words.begin(), {"meeting", "Autunno"});
        return trainer.run(words);
    }
    std::string plan(const char* start) const {
        return text_at(
            meeting({"Lezione; in presenza", "--start", start, "--minutes", "90", "--place",
                     "Sala grande, secondo piano", "--link", "https://incontri.example.org/a"}),
            "id");
    }
    std::string calendar() const {
        ada.run({"meetings", "--calendar", site.file("lezioni.ics")});
        return read_text(site.file("lezioni.ics"));
    }
    value only_meeting() const {
        const value told = ada.run({"meetings"});
        REQUIRE(told.at("meetings").as_array().size() == 1);
        return told.at("meetings").at(0);
    }
    value record() const { return ada.run({"record"}).at("courses").at(0); }

    Site site;
    Person trainer, ada;
};

bool has_line(const std::string& text, const std::string& line) {
    return text.find("\r\n" + line + "\r\n") != std::string::npos;
}
std::string line_of(const std::string& text, const std::string& name) {
    const std::size_t from = text.find("\r\n" + name + ":");
    REQUIRE(from != std::string::npos);
    return text.substr(from + 2, text.find("\r\n", from + 2) - from - 2);
}

}  // namespace

TEST_CASE("meeting: planned, changed and cancelled, it is read offline and goes to the calendar") {
    Class c;
    const std::string id = c.plan(to_come);
    c.ada.run({"sync"});
    c.site.stop();
    const value planned = c.only_meeting();
    CHECK(text_at(planned, "meeting") == id);
    CHECK(number_at(planned, "starts") == to_come_ms);
    CHECK(text_at(planned, "zone") == "Europe/Rome");
    CHECK_FALSE(yes_at(planned, "may_declare"));
    const std::string first = c.calendar();
    CHECK(has_line(first, "DTSTART:20900504T080000Z"));
    CHECK(has_line(first, "DTEND:20900504T093000Z"));
    CHECK(has_line(first, "SUMMARY:Lezione\\; in presenza"));
    CHECK(has_line(first, "LOCATION:Sala grande\\, secondo piano"));
    CHECK(has_line(first, "SEQUENCE:0"));

    c.site.start();
    c.meeting({"--change", id.substr(0, 8), "--place", "Biblioteca"});
    c.meeting({"--cancel", id.substr(0, 8), "--reason", "Sala chiusa"});
    c.ada.run({"sync"});
    c.site.stop();
    const value cancelled = c.only_meeting();
    CHECK(yes_at(cancelled, "cancelled"));
    CHECK(text_at(cancelled, "reason") == "Sala chiusa");
    CHECK(text_at(cancelled, "place") == "Biblioteca");
    const std::string later = c.calendar();
    CHECK(has_line(later, "STATUS:CANCELLED"));
    CHECK(has_line(later, "SEQUENCE:2"));
    CHECK(line_of(later, "UID") == line_of(first, "UID"));
}

TEST_CASE("meeting: who was there is the trainer's to say, and the attestato waits for it") {
    Class c;
    CHECK(text_at(c.record().at("attestation_missing").at(0), "what") == "attendance");
    const std::string id = c.plan(gone_by);
    c.ada.run({"sync"});
    c.ada.run({"meetings", "--attended", id.substr(0, 8), "--minutes", "80"});
    c.ada.run({"sync"});
    CHECK(number_at(c.record(), "minutes_declared") == 80);
    // It counts for nothing until somebody else says so.
    CHECK(text_at(c.record().at("attestation_missing").at(0), "have") == "0");

    const value sheet = c.meeting({"--attendance", id.substr(0, 8)});
    REQUIRE(sheet.at("items").as_array().size() == 1);
    CHECK(number_at(sheet.at("items").at(0), "claimed") == 80);
    CHECK_FALSE(yes_at(sheet.at("items").at(0), "marked"));
    const Arguments beyond{"meeting", "Autunno", "--attendance", id, "--mark", "ada=91"};
    CHECK(c.trainer.try_run(beyond).exit_code != 0);
    const value marked = c.meeting({"--attendance", id, "--mark", "ada=59"});
    CHECK(number_at(marked.at("items").at(0), "minutes") == 59);
    c.ada.run({"sync"});
    CHECK(number_at(c.record(), "minutes_attended") == 59);
    CHECK(number_at(c.record(), "minutes_declared") == 0);
    CHECK(c.record().at("attestations").as_array().empty());

    c.meeting({"--attendance", id, "--mark", "ada"});
    c.ada.run({"sync"});
    c.site.stop();
    CHECK(number_at(c.only_meeting(), "minutes_attended") == 90);
    CHECK(number_at(c.record(), "minutes_attended") == 90);
    CHECK(c.record().at("attestations").as_array().size() == 1);
}

TEST_CASE("meeting: who teaches nobody plans none, and whoever runs the machine may") {
    Class c;
    CHECK(c.ada.try_run({"meeting", "Autunno"}).exit_code != 0);
    CHECK(c.trainer
              .try_run({"meeting", "Autunno", "Lezione", "--start", "domani", "--minutes", "90",
                        "--place", "a"})
              .exit_code != 0);
    CHECK(c.trainer
              .try_run({"meeting", "Autunno", "Lezione", "--start", to_come, "--minutes", "90",
                        "--link", "http://a"})
              .exit_code != 0);
    const Arguments edition{"--edition", "Autunno"};
    const auto admin = [&](Arguments words) {
        words.insert(words.begin(), "meeting");
        words.insert(words.end(), edition.begin(), edition.end());
        return c.site.admin(words);
    };
    const auto made =
        admin({"plan", "Visita", "--start", to_come, "--minutes", "30", "--place", "Archivio"});
    REQUIRE(made.size() == 1);
    const std::string id = text_at(made.front(), "id");
    CHECK(text_at(admin({"change", id, "--title", "Visita guidata"}).front(), "title") ==
          "Visita guidata");
    CHECK(yes_at(admin({"cancel", id, "--reason", "Chiuso"}).front(), "cancelled"));
    CHECK(admin({"list"}).size() == 1);
    CHECK(admin({"attendance", id}).size() == 1);
}

}  // namespace approdo::e2e
