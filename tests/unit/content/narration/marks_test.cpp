#include "content/narration/marks.hpp"

#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::narration;

namespace {

const Marks two{{{0, 1500, "Ciao & «tutti» <qui>."}, {1750, 3'723'004, "Due --> tre?"}}, "ab12"};

std::string fault_of(const std::string& text) {
    const auto read = read_vtt(text);
    return read.fault ? std::to_string(read.fault->line) + ": " + read.fault->error.message : "";
}

}  // namespace

TEST_CASE("narration: marks are written as WebVTT and read again") {
    const std::string text = vtt_of(two);
    CHECK(text ==
          "WEBVTT\n\nNOTE approdo narrate: made from the words ab12\n\n"
          "00:00:00.000 --> 00:00:01.500\nCiao &amp; «tutti» &lt;qui&gt;.\n\n"
          "00:00:01.750 --> 01:02:03.004\nDue --&gt; tre?\n");
    MarksReading read = read_vtt(text);
    CHECK_FALSE(read.fault);
    REQUIRE(read.marks.cues.size() == 2);
    CHECK(read.marks.cues[1].line == 8);
    for (Mark& one : read.marks.cues) one.line = 0;
    CHECK(read.marks == two);
    CHECK(read.marks.duration_ms() == 3'723'004);
}

TEST_CASE("narration: marks of other programs and of people are read") {
    const auto read = read_vtt(
        "\xEF\xBB\xBFWEBVTT - voce\r\nKind: metadata\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n"
        "NOTE un appunto\r\n\r\nprima\r\n00:01.000 --> 00:02.000 align:start\r\n"
        "<v Anna>Ciao\r\n<b>a tutti</b>.</v>\r\n\r\n\r\n00:02.000 --> 00:03.000\r\nDue.");
    CHECK_FALSE(read.fault);
    CHECK(read.marks.made_of.empty());
    REQUIRE(read.marks.cues.size() == 2);
    CHECK(read.marks.cues[0].text == "Ciao a tutti.");
    CHECK(read.marks.cues[0].from_ms == 1000);
    CHECK(read.marks.cues[1].text == "Due.");
}

TEST_CASE("narration: what is wrong with marks is told with its line") {
    CHECK(fault_of("") == "1: this is not WebVTT");
    CHECK(fault_of("WEBVTT\n") == "1: no sentence is marked here");
    CHECK(fault_of("WEBVTT\n\nuno\n") == "4: the time of a sentence cannot be read");
    for (const char* time : {"00:01 --> 00:02", "0:1.000 --> 00:02.000", "00:01.000 -->",
                             "00:01.0000 --> 00:02.000", "99:99:99:99.000 --> 00:02.000",
                             "9999:00:00.000 --> 9999:00:01.000", "00:01.000-->00:02.000"}) {
        INFO(time);
        CHECK(fault_of("WEBVTT\n\n" + std::string(time) + "\nx\n") ==
              "3: the time of a sentence cannot be read");
    }
    CHECK(fault_of("WEBVTT\n\n00:02.000 --> 00:01.000\nx\n") ==
          "3: sentences do not follow one another in time");
    CHECK(fault_of("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n\n00:01.500 --> 00:03.000\ny\n") ==
          "6: sentences do not follow one another in time");
}

TEST_CASE("narration: every beginning of a file of marks can be read, or is told to be wrong") {
    const std::string text = vtt_of(two);
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const auto read = read_vtt(text.substr(0, i));
        CHECK((read.fault.has_value() || !read.marks.cues.empty()));
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (int bit = 0; bit < 8; ++bit) {
            std::string flipped = text;
            flipped[i] = static_cast<char>(flipped[i] ^ (1 << bit));
            read_vtt(flipped);
        }
    }
}

TEST_CASE("narration: a sentence that is no longer on the page is found") {
    const Script script = script_of("Titolo", "<p>Uno due.</p><p>Tre. Uno due.</p>", "it");
    const auto strange = [&](std::vector<std::string> texts) {
        Marks marks;
        for (std::string& text : texts) marks.cues.push_back({0, 1, std::move(text)});
        const Mark* const found = first_strange(marks, script);
        return found == nullptr ? std::string() : found->text;
    };
    CHECK(strange({"Titolo", "Uno due.", "Tre.", "Uno due."}).empty());
    CHECK(strange({"Uno  due.", "Tre."}).empty());  // a person may leave something out
    CHECK(strange({"Titolo", "Quattro."}) == "Quattro.");
    CHECK(strange({"Tre.", "Titolo"}) == "Titolo");
    CHECK(strange({"Uno due.", "Uno due.", "Uno due."}) == "Uno due.");
}
