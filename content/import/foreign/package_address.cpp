#include "content/import/foreign/package_address.hpp"

#include <algorithm>

#include "content/import/source/trimmed.hpp"

namespace approdo::import {

namespace {

constexpr std::size_t beginning_bytes = 64 * 1024;

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return result;
}

}  // namespace

std::optional<std::string> find_root_file(const Source& source, std::string_view name) {
    if (!source.file.empty()) return source.file;
    if (source.files.exists(std::string(name))) return std::string(name);
    std::optional<std::string> found;
    std::size_t depth = 0;
    bool several = false;
    for (const std::string& path : source.files.all()) {
        if (lower(path.substr(path.rfind('/') + 1)) != name) continue;
        const auto slashes = static_cast<std::size_t>(std::count(path.begin(), path.end(), '/'));
        if (found && slashes > depth) continue;
        several = found && slashes == depth;
        found = path;
        depth = slashes;
    }
    return several ? std::nullopt : found;
}

std::string beginning_of(const Source& source, const std::string& path) {
    std::string text(text_of(source.files.beginning(path, beginning_bytes)));
    // What is written in UTF-16 is told apart by the same words.
    std::erase(text, '\0');
    return text;
}

std::string encoded_path(std::string_view path) {
    std::string result;
    for (const char c : path) {
        if (c == '%') {
            result += "%25";
        } else if (c == '?') {
            result += "%3F";
        } else if (c == '#') {
            result += "%23";
        } else {
            result += c;
        }
    }
    return result;
}

bool is_outside(std::string_view address) {
    const std::size_t colon = address.find(':');
    const std::size_t other = address.find_first_of("/?#");
    if (address.starts_with("//")) return true;
    return colon != std::string_view::npos && colon > 1 && colon < other;
}

PackageAddress package_address(std::string_view package_folder, std::string_view folder,
                               std::string_view href) {
    PackageAddress result;
    href = trimmed(href);
    if (is_outside(href) || is_outside(folder)) {
        result.outside = true;
        result.address =
            is_outside(href) ? std::string(href) : std::string(folder) + "/" + std::string(href);
        return result;
    }
    const std::size_t end = std::min(href.find_first_of("?#"), href.size());
    std::string place(href.substr(0, end));
    std::replace(place.begin(), place.end(), '\\', '/');
    const std::string base(package_folder.empty() ? "" : std::string(package_folder) + "/");
    // A path from the root is one from the package's own.
    const std::string from = place.starts_with('/') ? base : std::string(folder) + "/";
    place.erase(0, place.find_first_not_of('/'));
    const auto path = resolve(from + "x", place);
    if (!path || !path->starts_with(base)) return result;
    result.path = *path;
    result.address = encoded_path(path->substr(base.size())) + std::string(href.substr(end));
    return result;
}

std::string folder_with_base(const std::string& folder, std::string_view base) {
    std::string inner(trimmed(base));
    if (inner.empty()) return folder;
    std::replace(inner.begin(), inner.end(), '\\', '/');
    while (inner.ends_with('/')) inner.pop_back();
    if (is_outside(inner)) return inner;
    return folder.empty() ? inner : folder + "/" + inner;
}

}  // namespace approdo::import
