#include "content/import/source/course_files.hpp"

#include "content/import/source/image_size.hpp"

namespace approdo::import {

using namespace content;

std::string CourseFiles::add(const std::string& path, const ModuleId& module,
                             const std::string& language) {
    const auto [place, is_new] = files_.try_emplace(path);
    AuthoredFile& file = place->second;
    if (!is_new) {
        if (file.module != module) file.module = {};
        if (file.part.language != language) file.part.language.clear();
        return path;
    }
    const FileType type = type_of(path);
    file.path = path;
    file.source = source_.on_disk(path);
    file.size = source_.size(path);
    file.media_type = type.media_type;
    file.part = {type.part, language};
    file.module = module;
    return path;
}

std::vector<AuthoredFile> CourseFiles::take() {
    std::vector<AuthoredFile> files;
    for (auto& [path, file] : files_) files.push_back(std::move(file));
    files_.clear();
    return files;
}

std::optional<Links::Asset> SourceLinks::asset(std::string_view address) {
    constexpr std::size_t head_bytes = 256 * 1024;  // where a picture says its size
    const auto path = resolve(from_, address);
    if (!path || !files_.source().exists(*path)) return std::nullopt;
    Asset asset;
    if (type_of(*path).part == PartType::picture)
        asset.size = image_size(files_.source().beginning(*path, head_bytes));
    asset.path = files_.add(*path, module_);
    return asset;
}

std::optional<std::string> SourceLinks::link(std::string_view address) {
    const auto path = resolve(from_, address);
    if (!path) return std::nullopt;
    const std::size_t hash = address.find('#');
    if (const auto page = page_ ? page_(*path) : std::nullopt)
        return *page + std::string(hash == std::string_view::npos ? "" : address.substr(hash));
    if (!files_.source().exists(*path)) return std::nullopt;
    return files_.add(*path, module_, language_);
}

}  // namespace approdo::import
