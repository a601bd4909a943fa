// A page read aloud by files beside it.
#include <algorithm>

#include "content/import/folder/folder.hpp"
#include "content/narration/marks.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/content/import/source/support.hpp"

using namespace approdo;
using namespace approdo::content;
using namespace approdo::import;

namespace {

const std::string marks =
    "WEBVTT\n\n00:00.000 --> 00:01.000\nAccogliere\n\n00:01.250 --> 00:02.500\nUno due.\n";

struct OnePage : CourseFolder {
    OnePage() {
        write("course.toml",
              "title = \"Prova\"\nlanguages = [\"it\", \"en\"]\n[[modules]]\ntitle = "
              "\"Uno\"\n[[modules.units]]\nfile = \"a/pagina.md\"\n");
        write("a/pagina.md", "# Accogliere\n\nUno due. Tre.\n");
        write("a/pagina.en.md", "# Welcome\n\nOne two.\n");
    }
};

FolderReading read_again(const CourseFolder& folder) {
    test::SeededRandom random(5);
    check(folder.name(), random);
    return read_folder(folder.name());
}

std::vector<std::string> told_by(const FolderReading& reading) {
    std::vector<std::string> lines;
    for (const Finding& one : reading.report.findings)
        lines.push_back(line_of(one, name_of(one.severity)));
    return lines;
}

const Variant& variant_in(const FolderReading& reading, std::size_t index) {
    return reading.course.course.modules.at(0).units.at(0).variants.at(index);
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("folder: sound and marks beside a page read it aloud, in its language") {
    const OnePage folder;
    folder.write("a/pagina.narration.ogg", "OggS");
    folder.write("a/pagina.narration.vtt", marks);
    const FolderReading reading = read_again(folder);
    CHECK(told_by(reading).empty());
    CHECK(variant_in(reading, 0).tracks ==
          std::vector<Track>{{TrackKind::narration, "it", "a/pagina.narration.ogg"},
                             {TrackKind::sentences, "it", "a/pagina.narration.vtt"}});
    CHECK(variant_in(reading, 0).duration_ms == 2500);
    CHECK(variant_in(reading, 1).tracks.empty());
    REQUIRE(reading.course.files.size() == 2);
    for (const AuthoredFile& file : reading.course.files)
        CHECK(file.part == ContentPart{PartType::audio, "it"});
}

TEST_CASE("folder: a translation has a narration of its own, in any format of sound") {
    for (const char* const end : {".opus", ".mp3", ".m4a"}) {
        const OnePage folder;
        folder.write("a/pagina.en.narration" + std::string(end), "sound");
        folder.write("a/pagina.en.narration.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nWelcome\n");
        const FolderReading reading = read_again(folder);
        CHECK(told_by(reading).empty());
        CHECK(variant_in(reading, 0).tracks.empty());
        CHECK(variant_in(reading, 1).tracks.size() == 2);
    }
}

TEST_CASE("folder: one file of a narration alone is reported, with what to do") {
    const OnePage alone;
    alone.write("a/pagina.narration.ogg", "OggS");
    FolderReading reading = read_again(alone);
    CHECK(told_by(reading) ==
          Lines{"a/pagina.narration.ogg: warning: this page is read aloud, but nothing says when "
                "each sentence is spoken: it was left out (write «pagina.narration.vtt» beside it, "
                "one cue a sentence)"});
    CHECK(variant_in(reading, 0).tracks.empty());
    const OnePage silent;
    silent.write("a/pagina.narration.vtt", marks);
    reading = read_again(silent);
    REQUIRE(told_by(reading).size() == 1);
    CHECK(told_by(reading)[0].find("or run `approdo narrate`") != std::string::npos);
    CHECK(variant_in(reading, 0).tracks.empty());
}

TEST_CASE("folder: marks that cannot be read are an error with their line") {
    const OnePage folder;
    folder.write("a/pagina.narration.ogg", "OggS");
    folder.write("a/pagina.narration.vtt", "WEBVTT\n\n0 --> 1\nAccogliere\n");
    const FolderReading reading = read_again(folder);
    CHECK(told_by(reading) ==
          Lines{"a/pagina.narration.vtt:3: error: the time of a sentence cannot be read (correct "
                "it, or take it out and run `approdo narrate`)"});
}

TEST_CASE("folder: words that changed since a page was read aloud are told") {
    const OnePage folder;
    folder.write("a/pagina.narration.ogg", "OggS");
    const auto script = narration::script_of("Accogliere", "<p>Uno due. Tre.</p>", "it");
    const std::string note =
        "WEBVTT\n\nNOTE approdo narrate: made from the words " + narration::hash_of(script);
    folder.write("a/pagina.narration.vtt", note + marks.substr(6));
    CHECK(told_by(read_again(folder)).empty());
    folder.write("a/pagina.md", "# Accogliere\n\nUno due. Quattro.\n");
    CHECK(told_by(read_again(folder)) ==
          Lines{"a/pagina.narration.vtt: advice: the words of the page changed since it was read "
                "aloud (run `approdo narrate` on the folder)"});
    // What a person recorded: the words that are spoken have to be there.
    folder.write("a/pagina.narration.vtt", marks);
    CHECK(told_by(read_again(folder)).empty());
    folder.write("a/pagina.md", "# Accogliere\n\nDue.\n");
    const Lines told = told_by(read_again(folder));
    REQUIRE(told.size() == 1);
    CHECK(told[0].starts_with("a/pagina.narration.vtt:6: advice: «Uno due.» is read aloud and"));
}
