// When each sentence of a narration is spoken, as WebVTT: one cue a sentence, its text that
// sentence. Marks that were made from a page's words say in a note from which, so that they are
// made anew when the words change; those of a recording that a person made have no such note. Reads
// files of others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/narration/script.hpp"
#include "sync/base/result.hpp"

namespace approdo::narration {

struct Mark {
    std::uint32_t from_ms = 0;
    std::uint32_t to_ms = 0;
    std::string text;
    std::size_t line = 0;  // of its time in the file; 0: not from a file
    bool operator==(const Mark&) const = default;
};
struct Marks {
    std::vector<Mark> cues;
    std::string made_of;  // hash of the script; empty: a person made them
    bool operator==(const Marks&) const = default;

    std::uint32_t duration_ms() const { return cues.empty() ? 0 : cues.back().to_ms; }
};

std::string vtt_of(const Marks& marks);

struct MarksFault {
    std::size_t line = 0;
    Error error;
};
struct MarksReading {
    Marks marks;
    std::optional<MarksFault> fault;  // the first one; `marks` are what stands before it
};
MarksReading read_vtt(std::string_view text);

// The first cue whose words do not follow in the script; nothing when all do. How words are set
// apart does not matter.
const Mark* first_strange(const Marks& marks, const Script& script);

}  // namespace approdo::narration
