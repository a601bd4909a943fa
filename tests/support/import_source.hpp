// What importers' tests read from: a folder made in the test, one file of it alone, or a file of
// the corpus, unpacked as the program does it.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "content/import/source/format.hpp"
#include "content/import/source/unpack.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/temp_dir.hpp"

namespace approdo::test {

class ImportSource {
  public:
    ImportSource() = default;

    ImportSource& add(const std::string& path, std::string_view text) {
        const std::filesystem::path target = dir_.path() / path;
        std::filesystem::create_directories(target.parent_path());
        std::ofstream(target, std::ios::binary) << text;
        return *this;
    }
    // An archive's files, or one file under its own name.
    ImportSource& add_corpus(const std::string& path) {
        const std::filesystem::path from = corpus().value() / path;
        import::Report report;
        if (import::archive_kind(from.string()) != import::ArchiveKind::none) {
            const auto unpacked = import::unpack(from.string(), dir_.path().string(), path, report);
            if (!unpacked.ok()) throw std::runtime_error(unpacked.error().message);
            return *this;
        }
        std::filesystem::copy_file(from, dir_.path() / from.filename());
        file_ = from.filename().string();
        return *this;
    }

    approdo::import::Import read(const import::Format& format,
                                 const std::string& name = "source") const {
        const import::SourceFiles files(dir_.path().string());
        return format.read(import::Source{files, file_, name});
    }
    // With one file alone, as if it had been given and nothing else.
    approdo::import::Import read_file(const import::Format& format, const std::string& file) const {
        const import::SourceFiles files(dir_.path().string());
        return format.read(import::Source{files, file, import::stem_of(file)});
    }
    bool is_recognised(const import::Format& format) const {
        const import::SourceFiles files(dir_.path().string());
        return format.recognises(import::Source{files, file_, "source"});
    }

  private:
    TempDir dir_;
    std::string file_;
};  // namespace approdo::test

// Whether a finding says these words, in its message or in how to mend it.
inline bool says(const import::Report& report, std::string_view words) {
    return std::any_of(report.findings.begin(), report.findings.end(), [&](const auto& one) {
        return (one.message + " " + one.mend).find(words) != std::string::npos;
    });
}
// All findings in one text, for a test's own report.
inline std::string text_of(const import::Report& report) {
    std::string text;
    for (const import::Finding& one : report.findings)
        text += import::line_of(one, import::name_of(one.severity)) + "\n";
    return text;
}

}  // namespace approdo::test
