#include "content/import/source/entry_path.hpp"

#include <algorithm>

#include "content/import/source/limits.hpp"
#include "content/model/compare_text.hpp"
#include "sync/base/text_encoding.hpp"

namespace approdo::import {
namespace {

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

Error unsafe(std::string_view raw, const std::string& reason) {
    return wrong_entry(ErrorCode::invalid_input, raw, reason);
}

bool has_drive(std::string_view path) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return path.size() >= 2 && is_letter(path[0]) && path[1] == ':';
}

// Letters that many disks take for the same.
std::string folded(std::string_view path) {
    std::string out;
    for (const char32_t code : content::comparable(path, content::Case::folded)) {
        for (int shift = 16; shift >= 0; shift -= 8)
            out.push_back(static_cast<char>((code >> shift) & 0xFF));
    }
    return out;
}

}  // namespace

Error wrong_entry(ErrorCode code, std::string_view raw, const std::string& reason) {
    std::string shown(raw.substr(0, 200));
    std::replace_if(shown.begin(), shown.end(), is_control, '?');
    if (!is_utf8(shown)) shown = from_windows_1252(shown);
    return fail(code, "the entry «" + shown + "» cannot be unpacked: " + reason);
}

Result<std::string> safe_entry_path(std::string_view raw) {
    if (!is_utf8(raw)) return unsafe(raw, "its name is not text");
    if (std::any_of(raw.begin(), raw.end(), is_control))
        return unsafe(raw, "control characters stand in its name");
    std::string path(raw);
    std::replace(path.begin(), path.end(), '\\', '/');
    if (path.starts_with('/') || has_drive(path)) return unsafe(raw, "its path is absolute");
    if (path.size() > limits::archive_path_max) return unsafe(raw, "its path is too long");
    std::string result;
    std::size_t depth = 0;
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string part = path.substr(at, end - at);
        at = end + 1;
        if (part == "..") return unsafe(raw, "its path leads out of the archive");
        if (part.empty() || part == ".") continue;
        if (part.size() > limits::archive_name_max) return unsafe(raw, "its name is too long");
        if (++depth > limits::archive_depth_max)
            return unsafe(raw, "its folders are nested too deep");
        result += (result.empty() ? "" : "/") + part;
    }
    return result;
}

Result<std::string> EntryPaths::add(const std::string& path, bool is_folder) {
    // The folders above it come to be with it.
    for (std::size_t slash = path.find('/'); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
        const std::string above = path.substr(0, slash);
        const auto [known, added] = by_folded_.try_emplace(folded(above), Known{above, true});
        if (!known->second.is_folder && known->second.path == above)
            return unsafe(path, "a file has the name of its folder");
    }
    const auto [known, added] = by_folded_.try_emplace(folded(path), Known{path, is_folder});
    if (added) return std::string();
    if (known->second.path != path) return known->second.path;
    if (is_folder && known->second.is_folder) return std::string();
    return unsafe(path, "it is there twice");
}

}  // namespace approdo::import
