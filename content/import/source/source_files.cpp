#include "content/import/source/source_files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace approdo::import {

namespace fs = std::filesystem;
using content::PartType;

bool SourceFiles::exists(const std::string& path) const {
    std::error_code error;
    const fs::path real = fs::weakly_canonical(fs::path(on_disk(path)), error);
    if (error || !fs::is_regular_file(real, error) || error) return false;
    // A link that leads out of the folder is not part of the course.
    const fs::path root = fs::weakly_canonical(fs::path(folder_), error);
    const auto [end, rest] = std::mismatch(root.begin(), root.end(), real.begin(), real.end());
    return !error && (end == root.end() || end->empty());
}

bool SourceFiles::has(const std::string& folder) const {
    std::error_code error;
    return fs::is_directory(fs::path(on_disk(folder)), error);
}

std::uint64_t SourceFiles::size(const std::string& path) const {
    return fs::file_size(fs::path(on_disk(path)));
}

std::optional<std::string> SourceFiles::read(const std::string& path) const {
    if (!exists(path)) return std::nullopt;
    std::ifstream in(on_disk(path), std::ios::binary);
    if (!in) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

Bytes SourceFiles::beginning(const std::string& path, std::size_t bytes_max) const {
    std::ifstream in(on_disk(path), std::ios::binary);
    std::string text(bytes_max, '\0');
    in.read(text.data(), static_cast<std::streamsize>(bytes_max));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, in.gcount())));
    return copy_of(bytes_of(text));
}

void SourceFiles::write(const std::string& path, std::string_view text) const {
    const std::string temporary = on_disk(path) + ".approdo-new";
    {
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        out.write(text.data(), static_cast<std::streamsize>(text.size()));
        out.flush();
        if (!out)
            throw std::runtime_error("cannot write " + temporary +
                                     ": is the disk full, or the folder read-only?");
    }
    // On the disk before it takes the old one's name: a power cut must not leave an empty file.
    const int handle = ::open(temporary.c_str(), O_RDONLY | O_CLOEXEC);
    const bool kept = handle >= 0 && ::fsync(handle) == 0;
    if (handle >= 0) ::close(handle);
    if (!kept) throw std::runtime_error("cannot write " + temporary + " to the disk");
    fs::rename(temporary, on_disk(path));
}

std::vector<std::string> SourceFiles::all() const {
    std::vector<std::string> result;
    std::error_code error;
    fs::recursive_directory_iterator place(folder_, fs::directory_options::skip_permission_denied,
                                           error);
    for (; !error && place != fs::recursive_directory_iterator(); place.increment(error)) {
        if (place->path().filename().string().starts_with('.')) {
            if (place->is_directory()) place.disable_recursion_pending();
            continue;
        }
        if (place->is_regular_file())
            result.push_back(fs::path(place->path()).lexically_relative(folder_).generic_string());
    }
    std::sort(result.begin(), result.end());
    return result;
}

std::vector<std::string> SourceFiles::hidden() const {
    static constexpr std::string_view left_behind[] = {
        ".DS_Store", ".git",     ".gitignore",      ".gitattributes", ".gitkeep",       ".svn",
        ".hg",       ".Trashes", ".Spotlight-V100", ".fseventsd",     ".TemporaryItems"};
    std::vector<std::string> result;
    std::error_code error;
    fs::recursive_directory_iterator place(folder_, fs::directory_options::skip_permission_denied,
                                           error);
    for (; !error && place != fs::recursive_directory_iterator(); place.increment(error)) {
        const std::string name = place->path().filename().string();
        if (!name.starts_with('.')) continue;
        if (place->is_directory()) place.disable_recursion_pending();
        const bool known = name.starts_with("._") ||
                           std::find(std::begin(left_behind), std::end(left_behind), name) !=
                               std::end(left_behind);
        if (!known)
            result.push_back(fs::path(place->path()).lexically_relative(folder_).generic_string());
    }
    std::sort(result.begin(), result.end());
    return result;
}

std::optional<std::string> resolve(std::string_view from, std::string_view address) {
    address = address.substr(0, address.find_first_of("?#"));
    std::string decoded;
    const auto digit = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        if (c >= 'A' && c <= 'F') return c - 'A' + 10;
        return -1;
    };
    for (std::size_t i = 0; i < address.size(); ++i) {
        if (address[i] == '%' && i + 2 < address.size() && digit(address[i + 1]) >= 0 &&
            digit(address[i + 2]) >= 0) {
            decoded.push_back(
                static_cast<char>(digit(address[i + 1]) * 16 + digit(address[i + 2])));
            i += 2;
        } else {
            decoded.push_back(address[i]);
        }
    }
    if (decoded.empty() || decoded.find('\0') != std::string::npos ||
        decoded.find('\\') != std::string::npos)
        return std::nullopt;
    const bool from_root = decoded.front() == '/';
    std::vector<std::string> parts;
    const std::string whole = from_root ? decoded : folder_of(from) + "/" + decoded;
    for (std::size_t at = 0; at <= whole.size();) {
        const std::size_t end = std::min(whole.find('/', at), whole.size());
        const std::string part = whole.substr(at, end - at);
        at = end + 1;
        if (part.empty() || part == ".") continue;
        if (part != "..") {
            parts.push_back(part);
        } else if (parts.empty()) {
            return std::nullopt;
        } else {
            parts.pop_back();
        }
    }
    std::string path;
    for (const std::string& part : parts) path += (path.empty() ? "" : "/") + part;
    if (path.empty()) return std::nullopt;
    return path;
}

std::string folder_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return std::string(slash == std::string_view::npos ? std::string_view{}
                                                       : path.substr(0, slash));
}

std::string extension_of(std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return {};
    std::string extension(name.substr(dot));
    for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return extension;
}

std::string stem_of(std::string_view path) {
    std::string_view name = path.substr(path.rfind('/') + 1);
    const std::size_t dot = name.rfind('.');
    if (dot != std::string_view::npos && dot > 0) name = name.substr(0, dot);
    return std::string(name);
}

FileType type_of(std::string_view path) {
    struct Known {
        std::string_view extension;
        std::string_view media_type;
        PartType part;
    };
    static constexpr std::array<Known, 30> known{{
        {".png", "image/png", PartType::picture},
        {".jpg", "image/jpeg", PartType::picture},
        {".jpeg", "image/jpeg", PartType::picture},
        {".gif", "image/gif", PartType::picture},
        {".webp", "image/webp", PartType::picture},
        {".svg", "image/svg+xml", PartType::picture},
        {".avif", "image/avif", PartType::picture},
        {".mp3", "audio/mpeg", PartType::audio},
        {".ogg", "audio/ogg", PartType::audio},
        {".oga", "audio/ogg", PartType::audio},
        {".opus", "audio/ogg", PartType::audio},
        {".m4a", "audio/mp4", PartType::audio},
        {".wav", "audio/wav", PartType::audio},
        {".flac", "audio/flac", PartType::audio},
        {".mp4", "video/mp4", PartType::video},
        {".webm", "video/webm", PartType::video},
        {".ogv", "video/ogg", PartType::video},
        {".mov", "video/quicktime", PartType::video},
        {".m4v", "video/mp4", PartType::video},
        {".vtt", "text/vtt", PartType::text},
        {".txt", "text/plain", PartType::text},
        {".csv", "text/csv", PartType::document},
        {".pdf", "application/pdf", PartType::document},
        {".odt", "application/vnd.oasis.opendocument.text", PartType::document},
        {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         PartType::document},
        {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         PartType::document},
        {".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation",
         PartType::document},
        {".zip", "application/zip", PartType::archive},
        {".h5p", "application/zip", PartType::archive},
        {".json", "application/json", PartType::document},
    }};
    const std::string extension = extension_of(path);
    for (const Known& one : known) {
        if (one.extension == extension) return {std::string(one.media_type), one.part};
    }
    return {"application/octet-stream", PartType::document};
}

}  // namespace approdo::import
