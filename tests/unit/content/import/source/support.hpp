// Helpers of the import and export tests: files of the shared corpus, and folders that vanish.
#pragma once

#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "tests/support/corpus.hpp"
#include "tests/support/temp_dir.hpp"

namespace approdo {

inline std::optional<std::filesystem::path> corpus_folder(const std::string& name) {
    const auto corpus = test::corpus();
    if (!corpus || !std::filesystem::is_directory(*corpus / name)) return std::nullopt;
    return *corpus / name;
}

inline std::string read_whole(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

class CourseFolder : public test::TempDir {
  public:
    void write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((path() / name).parent_path());
        std::ofstream(path() / name, std::ios::binary) << text;
    }
    std::string read(const std::string& name) const { return read_whole(path() / name); }
    std::string name() const { return path().string(); }
};

}  // namespace approdo
