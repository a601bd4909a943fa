#include "content/narration/sound.hpp"

#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::narration;

namespace {

constexpr SoundFormat mono{22'050, 1, 16};

// So many frames of some sound.
Wav spoken(const Bytes& samples, const SoundFormat& format = mono) {
    return {format, samples};
}

Bytes a_file() {
    Recording recording;
    const Bytes samples(44'100, 7);  // a second
    REQUIRE(recording.add(spoken(samples)).ok());
    return recording.wav();
}

}  // namespace

TEST_CASE("narration: sentences and pauses add up to one recording") {
    const Bytes samples(44'100, 7);
    Recording recording;
    recording.pause(500);
    CHECK(recording.duration_ms() == 0);
    REQUIRE(recording.add(spoken(samples)).ok());
    CHECK(recording.duration_ms() == 1000);
    recording.pause(250);
    REQUIRE(recording.add(spoken(samples)).ok());
    CHECK(recording.duration_ms() >= 2249);
    CHECK(recording.duration_ms() <= 2250);
    const Bytes file = recording.wav();
    const auto read = read_wav(file);
    REQUIRE(read.ok());
    CHECK(read->format == mono);
    CHECK(read->samples.size() % 2 == 0);
    CHECK(read->samples[0] == 7);
    CHECK(read->samples[44'100] == 0);
    CHECK(recording.add(spoken(samples, {16'000, 1, 16})).error().code == ErrorCode::unsupported);
}

TEST_CASE("narration: the length of a stream is the length of what is there") {
    Bytes file = a_file();
    for (std::size_t i = 0; i < 4; ++i) file[40 + i] = i == 3 ? 0x7f : 0xf0;
    const auto read = read_wav(file);
    REQUIRE(read.ok());
    CHECK(read->samples.size() == 44'100);
}

TEST_CASE("narration: what is no PCM is refused, however it is cut or bent") {
    const Bytes file = a_file();
    for (std::size_t i = 0; i < 44; ++i) {
        CHECK_FALSE(read_wav(ByteView(file).first(i)).ok());
        for (int bit = 0; bit < 8; ++bit) {
            Bytes bent = file;
            bent[i] = static_cast<std::uint8_t>(bent[i] ^ (1 << bit));
            const auto read = read_wav(bent);
            if (read.ok()) CHECK(read->samples.size() <= bent.size());
        }
    }
    Bytes packed = file;
    packed[20] = 85;  // MP3 in WAV
    CHECK_FALSE(read_wav(packed).ok());
}
