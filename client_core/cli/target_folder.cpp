#include "client_core/cli/target_folder.hpp"

#include <fstream>

#include "client_core/cli/texts.hpp"

namespace approdo::cli {

namespace fs = std::filesystem;

TargetFolder::TargetFolder(fs::path folder, const content::AuthoredCourse& course,
                           const Console& console)
    : folder_(std::move(folder)), bar_(console, say({"Scrivo", "Writing"})) {
    for (const content::AuthoredFile& file : course.files) bytes_ += file.size;
}

TargetFolder::~TargetFolder() {
    if (!begun_ || whole_) return;
    std::error_code ignored;
    for (const fs::directory_entry& one : fs::directory_iterator(folder_, ignored))
        fs::remove_all(one.path(), ignored);
    if (made_) fs::remove(folder_, ignored);
}

Result<void> TargetFolder::begin() {
    made_ = !fs::exists(folder_);
    if (!made_ && (!fs::is_directory(folder_) || !fs::is_empty(folder_)))
        return fail(ErrorCode::conflict,
                    "«" + folder_.string() + "» is not an empty folder: name another with --to");
    fs::create_directories(folder_);
    begun_ = true;
    return {};
}

Result<void> TargetFolder::write(const std::string& path, ByteView bytes) {
    std::ofstream out(place_of(path), std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out)
        return fail(ErrorCode::exhausted, "cannot write " + path + ": check the space on the disk");
    return {};
}

Result<void> TargetFolder::copy(const std::string& path, const content::AuthoredFile& file) {
    fs::copy_file(file.source, place_of(path), fs::copy_options::overwrite_existing);
    bar_.show(done_ += file.size, bytes_);
    return {};
}

fs::path TargetFolder::place_of(const std::string& path) const {
    fs::path place = folder_ / path;
    fs::create_directories(place.parent_path());
    return place;
}

}  // namespace approdo::cli
