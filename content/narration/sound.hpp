// Spoken sentences put together to one recording: PCM in WAV files of one kind, as a speech program
// writes them, with silence between. Holds one page's sound. Called by the command that speaks.
#pragma once

#include <cstdint>
#include <optional>

#include "sync/base/bytes.hpp"

namespace approdo::narration {

struct SoundFormat {
    std::uint32_t rate = 0;  // frames a second
    std::uint16_t channels = 0;
    std::uint16_t bits = 0;  // of one sample
    bool operator==(const SoundFormat&) const = default;

    std::uint64_t bytes_a_second() const { return std::uint64_t{rate} * channels * (bits / 8U); }
};
// Looks into the bytes of the file.
struct Wav {
    SoundFormat format;
    ByteView samples;
};
// PCM alone. Where the length in the header is that of a stream, what is there counts.
Result<Wav> read_wav(ByteView file);

class Recording {
  public:
    // The first one decides the format; another is refused.
    Result<void> add(const Wav& spoken);
    // In the format that is known by then; nothing before the first sentence.
    void pause(std::uint32_t ms);
    std::uint32_t duration_ms() const;
    Bytes wav() const;

  private:
    std::optional<SoundFormat> format_;
    Bytes samples_;
};

}  // namespace approdo::narration
