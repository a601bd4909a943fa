#include "content/narration/sound.hpp"

#include <algorithm>

namespace approdo::narration {
namespace {

constexpr std::size_t header_bytes = 44;
constexpr std::uint16_t pcm = 1;

std::uint32_t number_at(ByteView bytes, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = size; i > 0; --i) value = value << 8 | bytes[at + i - 1];
    return value;
}

void append_number(Bytes& to, std::uint64_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
        to.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

Error not_wav() {
    return fail(ErrorCode::malformed, "the speech program wrote no sound that can be read");
}

Result<SoundFormat> format_in(ByteView chunk) {
    if (chunk.size() < 16 || number_at(chunk, 0, 2) != pcm) return not_wav();
    SoundFormat format;
    format.channels = static_cast<std::uint16_t>(number_at(chunk, 2, 2));
    format.rate = number_at(chunk, 4, 4);
    format.bits = static_cast<std::uint16_t>(number_at(chunk, 14, 2));
    const bool usable = format.channels > 0 && format.channels <= 2 && format.rate >= 8000 &&
                        format.rate <= 192'000 && (format.bits == 8 || format.bits == 16);
    if (!usable) return not_wav();
    return format;
}

}  // namespace

Result<Wav> read_wav(ByteView file) {
    if (file.size() < 12 || text_of(file.first(4)) != "RIFF" ||
        text_of(file.subspan(8, 4)) != "WAVE")
        return not_wav();
    Wav wav;
    std::size_t at = 12;
    while (at + 8 <= file.size()) {
        const std::string_view name = text_of(file.subspan(at, 4));
        const std::size_t length =
            std::min<std::size_t>(number_at(file, at + 4, 4), file.size() - at - 8);
        const ByteView chunk = file.subspan(at + 8, length);
        if (name == "fmt ") {
            APPRODO_TRY(wav.format, format_in(chunk));
        } else if (name == "data") {
            if (wav.format.rate == 0) return not_wav();
            const std::size_t frame = std::size_t{wav.format.channels} * (wav.format.bits / 8U);
            wav.samples = chunk.first(chunk.size() - chunk.size() % frame);
            return wav;
        }
        at += 8 + length + length % 2;
    }
    return not_wav();
}

Result<void> Recording::add(const Wav& spoken) {
    if (!format_) format_ = spoken.format;
    if (!(*format_ == spoken.format))
        return fail(ErrorCode::unsupported,
                    "the voices of this page have different rates: choose one with --voice");
    append(samples_, spoken.samples);
    return {};
}

void Recording::pause(std::uint32_t ms) {
    if (!format_) return;
    const std::uint64_t frames = std::uint64_t{format_->rate} * ms / 1000;
    const std::uint64_t bytes = frames * format_->channels * (format_->bits / 8U);
    // Silence is the middle: of 8 bits that is 128.
    samples_.insert(samples_.end(), static_cast<std::size_t>(bytes),
                    format_->bits == 8 ? std::uint8_t{128} : std::uint8_t{0});
}

std::uint32_t Recording::duration_ms() const {
    if (!format_) return 0;
    return static_cast<std::uint32_t>(samples_.size() * std::uint64_t{1000} /
                                      format_->bytes_a_second());
}

Bytes Recording::wav() const {
    const SoundFormat format = format_.value_or(SoundFormat{22'050, 1, 16});
    const std::uint32_t frame = std::uint32_t{format.channels} * (format.bits / 8U);
    Bytes out = copy_of(bytes_of("RIFF"));
    append_number(out, header_bytes - 8 + samples_.size(), 4);
    append(out, bytes_of("WAVEfmt "));
    append_number(out, 16, 4);
    append_number(out, pcm, 2);
    append_number(out, format.channels, 2);
    append_number(out, format.rate, 4);
    append_number(out, format.bytes_a_second(), 4);
    append_number(out, frame, 2);
    append_number(out, format.bits, 2);
    append(out, bytes_of("data"));
    append_number(out, samples_.size(), 4);
    append(out, samples_);
    return out;
}

}  // namespace approdo::narration
