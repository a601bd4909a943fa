// Marks of sentences and speech as others wrote them, and pages as they are divided into sentences.
// Marks that are read are in order and mean the same when they are written again; of a page every
// word is spoken in its order.
#include "content/narration/blocks.hpp"
#include "content/narration/marks.hpp"
#include "content/narration/sound.hpp"
#include "tests/fuzz/entry.hpp"

using namespace approdo;
using namespace approdo::narration;

namespace {

void read_marks(std::string_view text) {
    const MarksReading read = read_vtt(text);
    FUZZ_PROMISE(read.fault.has_value() || !read.marks.cues.empty());
    std::uint32_t last = 0;
    for (const Mark& one : read.marks.cues) {
        FUZZ_PROMISE(one.from_ms >= last && one.to_ms > one.from_ms && one.line > 0);
        last = one.to_ms;
    }
    if (read.fault) return;
    Marks marks = read.marks;
    // What stands behind the note's words may be anything but a hash.
    marks.made_of.clear();
    const MarksReading again = read_vtt(vtt_of(marks));
    FUZZ_PROMISE(!again.fault && again.marks.cues.size() == marks.cues.size());
    for (std::size_t i = 0; i < marks.cues.size(); ++i) {
        FUZZ_PROMISE(again.marks.cues[i].text == marks.cues[i].text);
        FUZZ_PROMISE(again.marks.cues[i].from_ms == marks.cues[i].from_ms);
    }
}

void read_sound(ByteView input) {
    const auto wav = read_wav(input);
    if (!wav.ok()) return;
    FUZZ_PROMISE(wav->samples.size() <= input.size());
    Recording recording;
    FUZZ_PROMISE(recording.add(*wav).ok());
    const Bytes file = recording.wav();
    const auto again = read_wav(file);
    FUZZ_PROMISE(again.ok() && again->format == wav->format);
    FUZZ_PROMISE(again->samples.size() == wav->samples.size());
}

void speak_page(std::string_view html) {
    Marks marks;
    const Script script = script_of("", html, "it");
    for (const Sentence& one : script) {
        FUZZ_PROMISE(!one.text.empty() && one.text == on_one_line(one.text));
        marks.cues.push_back({0, 1, one.text});
    }
    FUZZ_PROMISE(first_strange(marks, script) == nullptr);
}

}  // namespace

void approdo_fuzz_one(ByteView input) {
    read_marks(text_of(input));
    read_sound(input);
    speak_page(text_of(input));
}

std::vector<Bytes> approdo_fuzz_seeds() {
    std::vector<Bytes> seeds;
    for (const char* text :
         {"WEBVTT\n\nNOTE approdo narrate: made from the words ab\n\n00:00:00.000 --> "
          "00:00:01.500\nCiao &amp; tutti.\n\n00:01.750 --> 01:02:03.004\nDue\n",
          "\xEF\xBB\xBFWEBVTT\r\n\r\nuno\r\n00:01.000 --> 00:02.000 align:start\r\n<v A>Uno</v>",
          "<p>Uno. <b>Due</b>&nbsp;art. 3!</p><ul lang=\"ar\"><li>x&#x20AC;</li></ul><audio>y"}) {
        seeds.push_back(copy_of(bytes_of(std::string_view(text))));
    }
    const Bytes samples(64, 3);
    Recording recording;
    if (recording.add({{22'050, 1, 16}, samples}).ok()) seeds.push_back(recording.wav());
    return seeds;
}
