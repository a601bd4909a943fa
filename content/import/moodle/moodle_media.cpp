#include "content/import/moodle/moodle_media.hpp"

#include <algorithm>
#include <array>

#include "content/import/source/derived_ids.hpp"

namespace approdo::import {

namespace {

constexpr std::size_t beginning_max = 4096;  // enough for the size of a picture

constexpr std::array<std::uint8_t, 256> base64_values() {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::array<std::uint8_t, 256> values{};
    values.fill(255);
    for (std::size_t i = 0; i < letters.size(); ++i)
        values[static_cast<std::uint8_t>(letters[i])] = static_cast<std::uint8_t>(i);
    return values;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// A name that every disk takes.
std::string safe_name(std::string_view name) {
    std::string safe;
    for (const char c :
         name.substr(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1)) {
        const bool odd = static_cast<std::uint8_t>(c) < 0x21 ||
                         std::string_view("\\/:*?\"<>|#%&").find(c) != std::string_view::npos;
        safe.push_back(odd ? '_' : c);
    }
    if (safe.size() > 100) safe.erase(0, safe.size() - 100);
    // A cut must not begin within a character.
    while (!safe.empty() && (static_cast<std::uint8_t>(safe[0]) & 0xC0) == 0x80) safe.erase(0, 1);
    return safe.empty() || safe == "." || safe == ".." ? "file" : safe;
}

}  // namespace

std::optional<Bytes> bytes_from_base64(std::string_view text) {
    static constexpr auto values = base64_values();
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3);
    std::uint32_t held = 0;
    int bits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<std::uint8_t>(text[i]);
        const std::uint8_t value = values[c];
        if (value == 255) {
            if (c <= ' ') continue;
            if (c != '=') return std::nullopt;
            // Padding: only more of it may follow.
            if (text.find_first_not_of("= \t\r\n", i) != std::string_view::npos)
                return std::nullopt;
            break;
        }
        held = (held << 6) | value;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes.push_back(static_cast<std::uint8_t>(held >> bits));
        held &= (1U << bits) - 1;
    }
    return bytes;
}

std::string percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        if (low < 0) {
            decoded.push_back(text[i]);
            continue;
        }
        decoded.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    return decoded;
}

void MoodleMedia::use(const std::string& path, const std::string& language) {
    Uses& uses = uses_[path];
    uses.modules.insert(modules_.begin(), modules_.end());
    uses.languages.insert(language);
}

std::vector<content::AuthoredFile> MoodleMedia::take_files() {
    std::vector<content::AuthoredFile> files;
    for (auto& [path, file] : files_) {
        const Uses& uses = uses_[path];
        if (uses.modules.size() == 1) file.module = *uses.modules.begin();
        if (uses.languages.size() == 1) file.part.language = *uses.languages.begin();
        files.push_back(std::move(file));
    }
    files_.clear();
    return files;
}

std::string MoodleMedia::content_id(ByteView bytes) {
    return to_hex(derived_id_bytes("moodle-file", {text_of(bytes)}, 8));
}

Links::Asset MoodleMedia::keep(std::string_view name, Bytes bytes) {
    const std::string id = content_id(bytes);
    content::AuthoredFile file;
    file.size = bytes.size();
    file.bytes = std::move(bytes);
    const Bytes beginning(file.bytes.begin(),
                          file.bytes.begin() + static_cast<std::ptrdiff_t>(
                                                   std::min(beginning_max, file.bytes.size())));
    return entered(name, id, std::move(file), beginning);
}

Links::Asset MoodleMedia::keep_on_disk(std::string_view name, std::string_view content_id,
                                       const std::string& source, std::uint64_t size,
                                       ByteView beginning) {
    content::AuthoredFile file;
    file.source = source;
    file.size = size;
    return entered(name, content_id.substr(0, 16), std::move(file), beginning);
}

Links::Asset MoodleMedia::entered(std::string_view name, std::string_view content_id,
                                  content::AuthoredFile file, ByteView beginning) {
    file.path = "media/" + std::string(content_id) + "/" + safe_name(name);
    const FileType type = type_of(file.path);
    file.media_type = type.media_type;
    file.part.type = type.part;
    Links::Asset asset{file.path, image_size(beginning)};
    files_.emplace(file.path, std::move(file));
    return asset;
}

std::optional<Links::Asset> EmbeddedMedia::find(const MoodleText& text, std::string_view path) {
    for (const MoodleFile& file : text.files) {
        std::string full(file.folder.empty() ? "/" : file.folder);
        full += file.name;
        if (full.substr(1) != path && file.name != path) continue;
        auto bytes = bytes_from_base64(file.base64);
        if (!bytes) return std::nullopt;
        return put(file.name, std::move(*bytes));
    }
    return std::nullopt;
}

Links::Asset EmbeddedMedia::put(std::string_view name, Bytes bytes) {
    if (!has_scratch_) return keep(name, std::move(bytes));
    const std::string id = content_id(bytes);
    const std::string path = "embedded-" + id;
    if (!scratch_.exists(path)) scratch_.write(path, text_of(bytes));
    return keep_on_disk(name, id, scratch_.on_disk(path), bytes.size(),
                        ByteView(bytes).first(std::min(beginning_max, bytes.size())));
}

}  // namespace approdo::import
