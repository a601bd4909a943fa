// Speaks the script of a page with the machine's speech program (espeak-ng), sentence by sentence,
// and has the whole made small (opusenc, to Opus). Writes nothing but in a folder of its own.
#pragma once

#include <map>
#include <string>

#include "client_core/cli/other_program.hpp"
#include "client_core/cli/scratch_folder.hpp"
#include "content/narration/marks.hpp"
#include "content/narration/sound.hpp"

namespace approdo::cli {

inline constexpr unsigned narration_kbit_min = 6;
inline constexpr unsigned narration_kbit_max = 64;

struct Narration {
    std::string sound;  // bytes of an Ogg file
    narration::Marks marks;
};

class Narrator {
  public:
    // `voice`: of espeak-ng, such as it+f3, for texts in its language; empty: the language's own.
    Narrator(std::string voice, unsigned kbit) : voice_(std::move(voice)), kbit_(kbit) {}

    // An error tells which program is missing.
    Result<void> look_for_programs() const;
    // Whether there is a voice for this language.
    Result<bool> can_speak(const std::string& language);
    Result<Narration> speak(const narration::Script& script);

  private:
    std::string voice_for(const std::string& language) const;
    Result<void> speak_sentence(const narration::Sentence& sentence, const std::string& page_voice,
                                narration::Recording& into);
    Result<std::string> encoded(const Bytes& wav) const;

    std::string voice_;
    unsigned kbit_;
    ScratchFolder scratch_;
    std::map<std::string, bool> voices_;  // that were asked for, by name
};

}  // namespace approdo::cli
