#include "client_core/core/chosen_files.hpp"

#include <algorithm>

namespace approdo::client {
namespace {

constexpr std::size_t chosen_bytes_max = 2 * content::handed_bytes_max;
constexpr std::size_t media_type_bytes_max = 100;
constexpr std::string_view any_type = "application/octet-stream";

std::string media_type_from(std::string_view type) {
    const bool is_plain = std::all_of(type.begin(), type.end(), [](const char letter) {
        return letter > ' ' && letter < 0x7f && letter != '"' && letter != ';';
    });
    const bool fits = is_plain && type.find('/') != std::string_view::npos;
    return std::string(fits && type.size() <= media_type_bytes_max ? type : any_type);
}

}  // namespace

Result<content::FileValue> ChosenFiles::add(std::string_view name, std::string_view media_type,
                                            ByteView bytes) {
    content::FileValue file;
    file.name = content::file_name_from(name);
    file.media_type = media_type_from(media_type);
    file.size = bytes.size();
    // The place where it is handed in may ask for less.
    APPRODO_CHECK(content::check_files({&file, 1}, {{}, content::handed_bytes_max, 1}));
    file.content = package::file_hash(bytes);
    forget(file.content);
    files_.push_back({file, copy_of(bytes)});
    std::size_t held = 0;
    for (const Chosen& one : files_) held += one.bytes.size();
    while (held > chosen_bytes_max) {
        held -= files_.front().bytes.size();
        files_.pop_front();
    }
    return file;
}

const ChosenFiles::Chosen* ChosenFiles::find(const Hash& content) const {
    const auto found = std::find_if(files_.begin(), files_.end(),
                                    [&](const Chosen& one) { return one.file.content == content; });
    return found == files_.end() ? nullptr : &*found;
}

void ChosenFiles::forget(const Hash& content) {
    std::erase_if(files_, [&](const Chosen& one) { return one.file.content == content; });
}

}  // namespace approdo::client
