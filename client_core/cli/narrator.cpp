#include "client_core/cli/narrator.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace approdo::cli {
namespace {

const OtherProgram speaker{"espeak-ng", "espeak-ng"};
const OtherProgram encoder{"opusenc", "opus-tools"};

// Time to take in what was said, and more where a new thought begins.
constexpr std::uint32_t pause_ms = 250;
constexpr std::uint32_t block_pause_ms = 600;

std::string primary(std::string_view tag) {
    return std::string(tag.substr(0, tag.find_first_of("-_+")));
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out)
        return fail(ErrorCode::exhausted, "cannot write " + path + ": check the space on the disk");
    return {};
}

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

Result<void> Narrator::look_for_programs() const {
    for (const OtherProgram* const program : {&speaker, &encoder}) {
        APPRODO_TRY(const int code, run_program(*program, {"--version"}));
        static_cast<void>(code);  // it runs, which is what was asked
    }
    return {};
}

std::string Narrator::voice_for(const std::string& language) const {
    return !voice_.empty() && primary(voice_) == primary(language) ? voice_ : language;
}

Result<bool> Narrator::can_speak(const std::string& language) {
    const std::string voice = voice_for(language);
    const auto known = voices_.find(voice);
    if (known != voices_.end()) return known->second;
    APPRODO_TRY(const int code, run_program(speaker, {"-q", "-v", voice, "a"}));
    voices_[voice] = code == 0;
    return code == 0;
}

Result<void> Narrator::speak_sentence(const narration::Sentence& sentence,
                                      const std::string& page_voice, narration::Recording& into) {
    APPRODO_TRY(const bool has_voice, can_speak(sentence.language));
    const std::string voice = has_voice ? voice_for(sentence.language) : page_voice;
    const std::string words = scratch_.file("sentence.txt");
    const std::string sound = scratch_.file("sentence.wav");
    // In a file: what begins with a dash is no option there, and what is long has room.
    APPRODO_CHECK(write_file(words, sentence.text + "\n"));
    APPRODO_TRY(const int code,
                run_program(speaker, {"-b", "1", "-v", voice, "-f", words, "-w", sound}));
    if (code != 0)
        return fail(ErrorCode::unsupported,
                    "espeak-ng could not speak «" + sentence.text + "» with the voice " + voice);
    const std::string bytes = read_file(sound);
    APPRODO_TRY(const narration::Wav wav, narration::read_wav(bytes_of(bytes)));
    return into.add(wav);
}

Result<std::string> Narrator::encoded(const Bytes& wav) const {
    const std::string from = scratch_.file("page.wav");
    const std::string to = scratch_.file("page.ogg");
    APPRODO_CHECK(write_file(from, text_of(wav)));
    // The same words give the same bytes: the stream's number is not left to chance.
    APPRODO_TRY(const int code,
                run_program(encoder, {"--quiet", "--speech", "--framesize", "60", "--serial", "1",
                                      "--bitrate", std::to_string(kbit_), from, to}));
    const std::string sound = read_file(to);
    if (code != 0 || sound.empty())
        return fail(ErrorCode::unsupported, "opusenc could not encode the sound of a page");
    return sound;
}

Result<Narration> Narrator::speak(const narration::Script& script) {
    Narration made;
    narration::Recording recording;
    const std::string page_voice = voice_for(script.empty() ? "" : script.front().language);
    for (const narration::Sentence& sentence : script) {
        const std::uint32_t from = recording.duration_ms();
        APPRODO_CHECK(speak_sentence(sentence, page_voice, recording));
        // One that makes no sound still has its moment.
        const std::uint32_t to = std::max(recording.duration_ms(), from + 1);
        made.marks.cues.push_back({from, to, sentence.text});
        recording.pause(sentence.ends_block ? block_pause_ms : pause_ms);
    }
    made.marks.made_of = narration::hash_of(script);
    APPRODO_TRY(made.sound, encoded(recording.wav()));
    return made;
}

}  // namespace approdo::cli
