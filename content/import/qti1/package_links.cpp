#include "content/import/qti1/package_links.hpp"

#include <algorithm>

#include "content/import/source/image_size.hpp"

namespace approdo::import {

using namespace content;

namespace {

constexpr std::size_t picture_header = 256 * 1024;
constexpr std::string_view file_base = "$IMS-CC-FILEBASE$";

// The dollar signs of placeholders, which editors write as %24.
std::string with_placeholders(std::string_view address) {
    constexpr std::string_view mark = "%24";
    std::string result;
    for (std::size_t at = 0; at < address.size();) {
        const std::size_t found = std::min(address.find(mark, at), address.size());
        result += address.substr(at, found - at);
        if (found < address.size()) result.push_back('$');
        at = found + mark.size();
    }
    return result;
}

std::string anchor_in(std::string_view address) {
    const std::size_t hash = address.find('#');
    return std::string(hash == std::string_view::npos ? "" : address.substr(hash));
}

// "…/quizzes/i4f68?module=1" → "i4f68"
std::string last_name(std::string_view address) {
    address = address.substr(0, address.find_first_of("?#"));
    return std::string(address.substr(address.rfind('/') + 1));
}

}  // namespace

std::string PackageFiles::add(const std::string& path, const ModuleId& module,
                              const std::string& language) {
    const auto [place, is_new] = files_.try_emplace(path);
    AuthoredFile& file = place->second;
    if (!is_new) {
        if (file.module != module) file.module = {};
        if (file.part.language != language) file.part.language.clear();
        return file.path;
    }
    const FileType type = type_of(path);
    // What was exported from here keeps its place.
    file.path = path.starts_with("files/") ? path : "files/" + path;
    file.source = source_.files.on_disk(path);
    file.size = source_.files.size(path);
    file.media_type = type.media_type;
    file.part = {type.part, language};
    file.module = module;
    return file.path;
}

std::vector<AuthoredFile> PackageFiles::take() {
    std::vector<AuthoredFile> files;
    for (auto& [path, file] : files_) files.push_back(std::move(file));
    files_.clear();
    return files;
}

std::optional<std::string> PackageLinks::path_of(std::string_view raw) const {
    std::string address = with_placeholders(raw);
    std::vector<std::optional<std::string>> places;
    if (const std::size_t base = address.find(file_base); base != std::string::npos) {
        // The standard counts from the file's own folder; Canvas from web_resources, others from
        // the top.
        address.erase(0, base + file_base.size());
        while (address.starts_with('/')) address.erase(0, 1);
        places = {resolve("web_resources/x", address), resolve(from_, address),
                  resolve("", address)};
    } else {
        places = {resolve(from_, address), resolve("", address)};
    }
    for (const auto& place : places) {
        if (place && (files_.has(*place) || targets_.by_path.contains(*place))) return place;
    }
    return std::nullopt;
}

std::optional<Links::Asset> PackageLinks::asset(std::string_view address) {
    const auto path = path_of(address);
    if (!path || !files_.has(*path)) return std::nullopt;
    Asset result;
    if (type_of(*path).part == PartType::picture)
        result.size = image_size(files_.source().files.beginning(*path, picture_header));
    result.path = files_.add(*path, module_);
    return result;
}

std::optional<std::string> PackageLinks::link(std::string_view raw) {
    const std::string address = with_placeholders(raw);
    const auto unit_at = [&](const auto& units, const std::string& name) {
        const auto found = units.find(name);
        return found == units.end()
                   ? std::nullopt
                   : std::optional<std::string>("unit:" + found->second.hex() + anchor_in(address));
    };
    if (address.find("$WIKI_REFERENCE$") != std::string::npos)
        return unit_at(targets_.by_path, "wiki_content/" + last_name(address) + ".html");
    if (address.find("$CANVAS_OBJECT_REFERENCE$") != std::string::npos) {
        const std::string name = last_name(address);
        if (auto unit = unit_at(targets_.by_resource, name)) return unit;
        return unit_at(targets_.by_path, "wiki_content/" + name + ".html");
    }
    const auto path = path_of(address);
    if (!path) return std::nullopt;
    // The page that shows a file stands for it everywhere but on that page itself.
    const bool own_file = *path == from_ && extension_of(*path).find("htm") == std::string::npos;
    if (!own_file) {
        if (auto unit = unit_at(targets_.by_path, *path)) return unit;
    }
    return files_.add(*path, module_, language_);
}

}  // namespace approdo::import
