#include "content/import/h5p/libraries.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>

#include "content/import/h5p/json.hpp"

namespace approdo::import {

using namespace content;
namespace json = boost::json;

namespace {

// The kinds that H5P's own platforms take, in content and, besides, in libraries.
constexpr std::array<std::string_view, 48> in_content{
    ".json", ".png",   ".jpg",  ".jpeg",  ".gif", ".bmp",     ".tif",  ".tiff",   ".eot",  ".ttf",
    ".woff", ".woff2", ".otf",  ".webm",  ".mp4", ".ogg",     ".mp3",  ".m4a",    ".wav",  ".txt",
    ".pdf",  ".rtf",   ".doc",  ".docx",  ".xls", ".xlsx",    ".ppt",  ".pptx",   ".odt",  ".ods",
    ".odp",  ".csv",   ".diff", ".patch", ".md",  ".textile", ".vtt",  ".webvtt", ".gltf", ".glb",
    ".webp", ".svg",   ".oga",  ".opus",  ".ogv", ".mov",     ".avif", ".weba"};
constexpr std::array<std::string_view, 3> in_libraries{".js", ".css", ".map"};

std::vector<std::string> paths_in(const json::value& list) {
    std::vector<std::string> paths;
    if (const json::array* const entries = list.if_array()) {
        for (const json::value& one : *entries) {
            std::string path = text_member(one, "path");
            if (!path.empty()) paths.push_back(std::move(path));
        }
    }
    return paths;
}

std::vector<H5pVersion> versions_in(const json::value& list) {
    std::vector<H5pVersion> versions;
    if (const json::array* const entries = list.if_array()) {
        for (const json::value& one : *entries) {
            if (auto version = version_member(one)) versions.push_back(std::move(*version));
        }
    }
    return versions;
}

std::vector<std::string> words_in(const json::value& list) {
    std::vector<std::string> words;
    if (const json::array* const entries = list.if_array()) {
        for (const json::value& one : *entries) {
            if (const json::string* const word = one.if_string()) words.emplace_back(*word);
        }
    }
    return words;
}

std::optional<H5pLibrary> read_library(const SourceFiles& files, const std::string& folder,
                                       Report& report) {
    const std::string path = folder + "/library.json";
    const auto value = read_json(files, path, Severity::warning, report);
    if (!value) return std::nullopt;
    const auto version = version_member(*value);
    if (!version) {
        report.warning(path, 0, "this library does not say its name and version",
                       "its machineName, majorVersion and minorVersion are needed");
        return std::nullopt;
    }
    H5pLibrary library;
    library.version = *version;
    library.patch = number_member(*value, "patchVersion").value_or(0);
    library.title = text_member(*value, "title");
    library.folder = folder;
    library.runnable = truth_member(*value, "runnable");
    library.scripts = paths_in(member(*value, "preloadedJs"));
    library.styles = paths_in(member(*value, "preloadedCss"));
    library.needs = versions_in(member(*value, "preloadedDependencies"));
    library.may_need = versions_in(member(*value, "dynamicDependencies"));
    library.embed_types = words_in(member(*value, "embedTypes"));
    for (const auto* const list : {&library.scripts, &library.styles}) {
        for (const std::string& file : *list) {
            const auto inside = resolve(path, file);
            if (!inside || !inside->starts_with(folder + "/") || !files.exists(*inside))
                report.warning(path, 0, "the library lacks its file «" + file + "»",
                               "export the package again");
        }
    }
    return library;
}

}  // namespace

std::vector<H5pLibrary> read_libraries(const SourceFiles& files,
                                       const std::vector<std::string>& paths, Report& report) {
    std::vector<H5pLibrary> libraries;
    for (const std::string& path : paths) {
        const std::string folder = folder_of(path);
        if (!path.ends_with("/library.json") || folder.find('/') != std::string::npos) continue;
        if (auto library = read_library(files, folder, report))
            libraries.push_back(std::move(*library));
    }
    return libraries;
}

const H5pLibrary* library_of(const std::vector<H5pLibrary>& libraries, const H5pVersion& version) {
    const auto found = std::find_if(libraries.begin(), libraries.end(),
                                    [&](const auto& one) { return one.version == version; });
    return found == libraries.end() ? nullptr : &*found;
}

bool is_allowed_file(const std::string& path) {
    const std::string extension = extension_of(path);
    const auto has = [&](const auto& list) {
        return std::find(list.begin(), list.end(), extension) != list.end();
    };
    return has(in_content) || (!path.starts_with("content/") && has(in_libraries));
}

}  // namespace approdo::import
