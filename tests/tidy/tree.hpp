// The source tree as the tidy tests see it: our own text files with their lines, without what is
// built or fetched. Read once a run.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace approdo::tidy {

struct SourceFile {
    std::string path;  // from the root, with '/'
    std::vector<std::string> lines;

    std::string folder() const;
    bool ends_with(std::string_view ending) const { return path.ends_with(ending); }
    bool is_cpp() const { return ends_with(".cpp") || ends_with(".hpp"); }
};

struct Include {
    std::string name;
    bool quoted;  // "name" rather than <name>
    std::size_t line;
};

const std::string& root();
const std::string& build_folder();

const std::vector<SourceFile>& source_files();
std::vector<Include> includes_of(const SourceFile& file);

std::string read_text(const std::string& path);

// One line a finding; a test fails with all of them at once, so that one run shows everything.
std::string join(const std::vector<std::string>& findings);

}  // namespace approdo::tidy
