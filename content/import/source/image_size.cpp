#include "content/import/source/image_size.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace approdo::import {

namespace {

std::uint32_t big(ByteView bytes, std::size_t at, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = (value << 8) | bytes[at + i];
    return value;
}

std::uint32_t little(ByteView bytes, std::size_t at, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = count; i > 0; --i) value = (value << 8) | bytes[at + i - 1];
    return value;
}

// Frames of JPEG are segments of marker and length; the size stands in the start-of-frame one.
std::optional<ImageSize> jpeg_size(ByteView bytes) {
    std::size_t at = 2;
    while (at + 9 < bytes.size()) {
        if (bytes[at] != 0xFF) return std::nullopt;
        const std::uint8_t marker = bytes[at + 1];
        if (marker == 0xFF) {
            ++at;
            continue;
        }
        const bool frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame) return ImageSize{big(bytes, at + 7, 2), big(bytes, at + 5, 2)};
        const bool alone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
        at += alone ? 2 : 2 + big(bytes, at + 2, 2);
    }
    return std::nullopt;
}

std::optional<ImageSize> webp_size(ByteView bytes) {
    if (bytes.size() < 30) return std::nullopt;
    const std::string_view kind = text_of(bytes.subspan(12, 4));
    if (kind == "VP8 ")
        return ImageSize{little(bytes, 26, 2) & 0x3FFF, little(bytes, 28, 2) & 0x3FFF};
    if (kind == "VP8L") {
        const std::uint32_t bits = little(bytes, 21, 4);
        return ImageSize{(bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1};
    }
    if (kind == "VP8X") return ImageSize{little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1};
    return std::nullopt;
}

// The value of an attribute of the <svg> element, as a number of pixels; 0 when it is absent or
// relative.
std::uint32_t svg_number(std::string_view text) {
    std::uint32_t value = 0;
    std::size_t at = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9' && value < 100'000)
        value = value * 10 + static_cast<std::uint32_t>(text[at++] - '0');
    return at < text.size() && text.substr(at).starts_with("%") ? 0 : value;
}

std::string_view attribute(std::string_view element, std::string_view name) {
    for (std::size_t at = element.find(name); at != std::string_view::npos;
         at = element.find(name, at + 1)) {
        const std::string_view blanks = " \t\r\n";
        if (at == 0 || blanks.find(element[at - 1]) == std::string_view::npos) continue;
        std::size_t value = element.find_first_not_of(blanks, at + name.size());
        if (value == std::string_view::npos || element[value] != '=') continue;
        value = element.find_first_not_of(blanks, value + 1);
        if (value == std::string_view::npos || (element[value] != '"' && element[value] != '\''))
            continue;
        const std::size_t end = element.find(element[value], value + 1);
        if (end == std::string_view::npos) return {};
        return element.substr(value + 1, end - value - 1);
    }
    return {};
}

std::optional<ImageSize> svg_size(std::string_view text) {
    const std::size_t start = text.find("<svg");
    if (start == std::string_view::npos) return std::nullopt;
    const std::string_view element = text.substr(start, text.find('>', start) - start);
    ImageSize size{svg_number(attribute(element, "width")),
                   svg_number(attribute(element, "height"))};
    if (size.width > 0 && size.height > 0) return size;
    // "min-x min-y width height"
    std::string box(attribute(element, "viewBox"));
    std::replace(box.begin(), box.end(), ',', ' ');
    std::string_view rest = box;
    std::string_view fields[4];
    for (std::string_view& field : fields) {
        rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
        const std::size_t end = std::min(rest.find_first_of(" \t\r\n"), rest.size());
        field = rest.substr(0, end);
        rest.remove_prefix(end);
    }
    size = {svg_number(fields[2]), svg_number(fields[3])};
    if (size.width == 0 || size.height == 0) return std::nullopt;
    return size;
}

}  // namespace

std::optional<ImageSize> image_size(ByteView bytes) {
    const std::string_view text = text_of(bytes);
    if (text.starts_with("\x89PNG\r\n\x1A\n") && bytes.size() >= 24)
        return ImageSize{big(bytes, 16, 4), big(bytes, 20, 4)};
    if ((text.starts_with("GIF87a") || text.starts_with("GIF89a")) && bytes.size() >= 10)
        return ImageSize{little(bytes, 6, 2), little(bytes, 8, 2)};
    if (text.starts_with("\xFF\xD8")) return jpeg_size(bytes);
    if (text.starts_with("RIFF") && text.size() > 12 && text.substr(8, 4) == "WEBP")
        return webp_size(bytes);
    return svg_size(text.substr(0, 4096));
}

}  // namespace approdo::import
