// A folder in memory, where there is one, that a fuzz target of an importer writes its input to:
// the formats read files. What was imported has to keep the promises of every format.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <vector>

#include "content/import/source/format.hpp"
#include "content/model/encoding.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace approdo::fuzz {

class ImportScratch {
  public:
    ImportScratch() {
        const bool memory = std::filesystem::is_directory("/dev/shm");
        const auto base =
            memory ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path();
        folder_ = (base / "approdo-fuzz-XXXXXX").string();
        if (mkdtemp(folder_.data()) == nullptr) std::abort();
    }
    ImportScratch(const ImportScratch&) = delete;
    ImportScratch& operator=(const ImportScratch&) = delete;
    ~ImportScratch() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    void write(const std::string& path, ByteView bytes) const {
        const std::filesystem::path target = std::filesystem::path(folder_) / path;
        std::filesystem::create_directories(target.parent_path());
        std::ofstream(target, std::ios::binary) << text_of(bytes);
    }

    // Of the whole folder, or of one file alone.
    void read(const import::Format& format, const std::string& file = {}) const {
        const import::SourceFiles files(folder_);
        const import::Source source{files, file, "source"};
        if (!format.recognises(source)) return;
        const import::Import result = format.read(source);
        const content::AuthoredCourse& course = result.course;
        if (result.report.has_errors()) {
            // Refused as a whole: never half a course.
            FUZZ_PROMISE(course.course.modules.empty() && course.files.empty() &&
                         course.pages.empty() && course.quizzes.empty() && course.foreign.empty());
            return;
        }
        for (const content::AuthoredForeign& one : course.foreign) {
            const auto again =
                content::decode<content::ForeignPackage>(content::encode(one.package));
            FUZZ_PROMISE(again.ok() && again.value() == one.package);
        }
        for (const content::AuthoredPage& one : course.pages) {
            FUZZ_PROMISE(one.page.html.find("<script") == std::string::npos);
        }
        for (const content::AuthoredQuiz& one : course.quizzes) {
            const content::WholeQuiz quiz(one);
            const auto& shown = quiz->languages.front().shown.questions;
            FUZZ_PROMISE(shown.size() == quiz->key.questions.size());
            for (std::size_t i = 0; i < shown.size(); ++i)
                FUZZ_PROMISE(content::join(shown[i], quiz->key.questions[i]).ok());
        }
    }

  private:
    std::string folder_;
};

inline Bytes seed_of(char kind, std::string_view text) {
    Bytes seed{static_cast<std::uint8_t>(kind)};
    append(seed, bytes_of(text));
    return seed;
}

// A package of several files, one of them strange at a time: the input's first byte says which of
// them the rest of it is, the others are sound.
struct PackageFile {
    const char* path;
    std::string_view sound;
};

inline std::vector<Bytes> seeds_of(std::span<const PackageFile> package) {
    std::vector<Bytes> seeds;
    for (std::size_t i = 0; i < package.size(); ++i)
        seeds.push_back(seed_of(static_cast<char>(i), package[i].sound));
    return seeds;
}

inline void read_package(std::span<const PackageFile> package, ByteView input,
                         const import::Format& format) {
    if (input.empty()) return;
    static const ImportScratch scratch;
    const std::size_t strange = input[0] % package.size();
    for (std::size_t i = 0; i < package.size(); ++i)
        scratch.write(package[i].path,
                      i == strange ? input.subspan(1) : bytes_of(package[i].sound));
    scratch.read(format);
}

}  // namespace approdo::fuzz
