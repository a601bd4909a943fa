// The shared corpus as a list of sources: which of its files and folders are to be imported, and
// which are no course material, so that none is forgotten.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "content/import/import_file.hpp"

namespace approdo::test {

struct CorpusSource {
    std::string path;      // within the corpus: a file, or a folder that is imported as one
    std::string standard;  // as docs/formats.md calls it
};

// All of them, in the order of the table and by path.
std::vector<CorpusSource> corpus_sources(const std::filesystem::path& corpus);
// Files that belong to no source and are not known to be something else.
std::vector<std::string> unaccounted_files(const std::filesystem::path& corpus);

// One line: "gift/TFTwoFeedback.gift: full, gift, 1 quizzes, 3 questions".
std::string outcome_line(const CorpusSource& source, const import::ImportedFile& file);

}  // namespace approdo::test
