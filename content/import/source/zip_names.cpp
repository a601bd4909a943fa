#include "content/import/source/zip_names.hpp"

#include <zlib.h>

#include <array>

#include "content/import/source/random_file.hpp"
#include "sync/base/text_encoding.hpp"

namespace approdo::import {
namespace {

struct Field {
    std::uint16_t kind = 0;
    ByteView value;
};

// Takes the first field off `extra`; nothing at its end or when it is broken. Fewer than four bytes
// left over are padding that some programs write.
std::optional<Field> take_field(ByteView& extra) {
    if (extra.size() < 4) return std::nullopt;
    const std::size_t size = little16(extra, 2);
    if (4 + size > extra.size()) return std::nullopt;
    const Field field{little16(extra, 0), extra.subspan(4, size)};
    extra = extra.subspan(4 + size);
    return field;
}

std::string from_cp437(std::string_view text) {
    static constexpr std::array<std::string_view, 128> upper{
        "Ç", "ü", "é", "â", "ä", "à", "å", "ç", "ê", "ë", "è", "ï", "î", "ì", "Ä", "Å",
        "É", "æ", "Æ", "ô", "ö", "ò", "û", "ù", "ÿ", "Ö", "Ü", "¢", "£", "¥", "₧", "ƒ",
        "á", "í", "ó", "ú", "ñ", "Ñ", "ª", "º", "¿", "⌐", "¬", "½", "¼", "¡", "«", "»",
        "░", "▒", "▓", "│", "┤", "╡", "╢", "╖", "╕", "╣", "║", "╗", "╝", "╜", "╛", "┐",
        "└", "┴", "┬", "├", "─", "┼", "╞", "╟", "╚", "╔", "╩", "╦", "╠", "═", "╬", "╧",
        "╨", "╤", "╥", "╙", "╘", "╒", "╓", "╫", "╪", "┘", "┌", "█", "▄", "▌", "▐", "▀",
        "α", "ß", "Γ", "π", "Σ", "σ", "µ", "τ", "Φ", "Θ", "Ω", "δ", "∞", "φ", "ε", "∩",
        "≡", "±", "≥", "≤", "⌠", "⌡", "÷", "≈", "°", "∙", "·", "√", "ⁿ", "²", "■", "\u00A0"};
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            out.push_back(c);
        } else {
            out += upper[byte - 0x80];
        }
    }
    return out;
}

// Field 0x7075: a name in UTF-8, valid only while the other one is what it was made from.
std::string unicode_path(std::string_view raw, ByteView extra) {
    constexpr std::uint16_t kind = 0x7075;
    const ByteView name = bytes_of(raw);
    const auto checksum =
        static_cast<std::uint32_t>(::crc32_z(::crc32_z(0, nullptr, 0), name.data(), name.size()));
    while (const auto field = take_field(extra)) {
        if (field->kind != kind || field->value.size() < 6 || field->value[0] != 1) continue;
        const std::string_view text = text_of(field->value.subspan(5));
        if (little32(field->value, 1) == checksum && is_utf8(text)) return std::string(text);
    }
    return {};
}

}  // namespace

std::optional<ByteView> extra_field(ByteView extra, std::uint16_t kind) {
    while (const auto field = take_field(extra)) {
        if (field->kind == kind) return field->value;
    }
    return std::nullopt;
}

bool extra_fields_fit(ByteView extra) {
    while (take_field(extra)) {
    }
    return extra.size() < 4;
}

std::string name_of_entry(std::string_view raw, std::uint16_t flags, ByteView extra) {
    constexpr std::uint16_t says_utf8 = 1 << 11;
    std::string told = unicode_path(raw, extra);
    if (!told.empty()) return told;
    if (is_utf8(raw) || (flags & says_utf8) != 0) return std::string(raw);
    return from_cp437(raw);
}

}  // namespace approdo::import
