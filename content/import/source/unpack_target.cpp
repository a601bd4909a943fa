#include "content/import/source/unpack_target.hpp"

#include <filesystem>
#include <stdexcept>

namespace approdo::import {

namespace fs = std::filesystem;

Result<std::string> UnpackTarget::take_path(std::string_view raw, bool is_folder) {
    if (++entries_ > limits_.entries_max)
        return fail(ErrorCode::too_large, "the archive has more than " +
                                              std::to_string(limits_.entries_max) + " entries");
    APPRODO_TRY(const std::string path, safe_entry_path(raw));
    if (raw.find('\\') != std::string_view::npos && !backslashes_told_) {
        backslashes_told_ = true;
        report_.advice(name_, 0,
                       "the archive writes paths with backslashes; they were taken for slashes");
    }
    if (path.empty()) return path;
    APPRODO_TRY(const std::string twin, paths_.add(path, is_folder));
    if (!twin.empty())
        report_.advice(name_, 0,
                       "«" + path + "» and «" + twin + "» differ only by upper and lower case",
                       "rename one: on Windows and macOS one would hide the other");
    return path;
}

Result<void> UnpackTarget::begin_file(std::string_view raw) {
    APPRODO_TRY(const std::string path, take_path(raw, false));
    if (path.empty()) return fail(ErrorCode::invalid_input, "an entry of the archive has no name");
    const fs::path whole = fs::path(folder_) / path;
    fs::create_directories(whole.parent_path());
    out_ = std::ofstream(whole, std::ios::binary | std::ios::trunc);
    if (!out_) throw std::runtime_error("cannot write " + whole.string());
    ++unpacked_.files;
    return {};
}

Result<void> UnpackTarget::check_total(std::uint64_t bytes) const {
    if (bytes > limits_.bytes_max)
        return fail(ErrorCode::too_large, "the archive unpacks to more than " +
                                              std::to_string(limits_.bytes_max / limits::mib) +
                                              " MiB");
    if (bytes > limits_.ratio_free && bytes / limits_.ratio_max > packed_bytes_)
        return fail(ErrorCode::too_large, "the archive unpacks to more than " +
                                              std::to_string(limits_.ratio_max) +
                                              " times its size: no course does");
    return {};
}

Result<void> UnpackTarget::write(ByteView bytes) {
    unpacked_.bytes += bytes.size();
    APPRODO_CHECK(check_total(unpacked_.bytes));
    const std::string_view text = text_of(bytes);
    out_.write(text.data(), static_cast<std::streamsize>(text.size()));
    return {};
}

Result<void> UnpackTarget::finish_file() {
    out_.close();
    if (!out_) throw std::runtime_error("cannot write below " + folder_ + ": is the disk full?");
    return {};
}

Result<void> UnpackTarget::add_folder(std::string_view raw) {
    APPRODO_TRY(const std::string path, take_path(raw, true));
    if (!path.empty()) fs::create_directories(fs::path(folder_) / path);
    return {};
}

void UnpackTarget::remove_all() {
    out_ = std::ofstream();
    std::error_code ignored;
    for (const fs::directory_entry& one : fs::directory_iterator(folder_, ignored))
        fs::remove_all(one.path(), ignored);
}

}  // namespace approdo::import
