#include "tests/corpus/walk.hpp"

#include <algorithm>

namespace approdo::test {
namespace {

namespace fs = std::filesystem;

// What a path begins and ends with decides; the first rule that fits holds.
struct Rule {
    std::string_view begin;
    std::string_view end;
    std::string_view standard;  // empty: no course material
    bool is_folder = false;     // the folder that begins so is one source
};
constexpr Rule rules[] = {
    {"README.md", "", "", false},
    {"expected.json", "", "", false},
    {"LICENSES/", "", "", false},
    // Material of other matters: badges, tokens, statements, rosters, texts, rules for checks.
    {"open-badges/", "", "", false},
    {"jose/", "", "", false},
    {"xapi/", "", "", false},
    {"oneroster/", "", "", false},
    {"text/", "", "", false},
    {"accessibility/", "", "", false},
    {"scorm2004-adl/manifests/", ".xml", "SCORM 2004 manifests of the ADL test suite", false},
    {"scorm2004-adl/", ".properties", "", false},  // scripts for a run time
    {"scorm-packages/", "", "SCORM 1.2 and 2004", false},
    {"cmi5/requirements.json", "", "", false},
    {"cmi5/CourseStructure.xsd", "", "", false},
    {"cmi5/", "", "cmi5", false},
    {"qti/items-1.2/", ".xml", "QTI 1.2", false},
    {"qti/packages/instructure", "", "QTI 1.2", false},
    {"qti/packages/kennisnet", ".zip", "QTI 3.0", false},
    {"qti/packages/", ".zip", "QTI 2.1 and 2.2", false},
    {"qti/scoring-2.2/", "item.xml", "QTI 2.1 and 2.2", false},
    {"qti/scoring-2.2/", ".json", "", false},  // responses and what they score
    {"common-cartridge/", ".imscc", "Common Cartridge", false},
    {"gift/", ".gift", "GIFT", false},
    {"gift/", ".json", "", false},  // the files' parse trees
    {"aiken/", ".txt", "Aiken", false},
    {"moodle-xml/", ".xml", "Moodle XML", false},
    {"moodle-mbz/", ".mbz", "Moodle backup", false},
    {"h5p/", ".h5p", "H5P", false},
    {"markdown-course/opensource-guide/", "", "Markdown folders", true},
    {"markdown-course/rock-paper-scissors/", "", "Markdown folders", true},
    {"hostile-zip/", ".zip", "zip files with nothing of a course, or hostile", false},
};

const Rule* rule_for(const std::string& path) {
    const auto found = std::find_if(std::begin(rules), std::end(rules), [&](const Rule& rule) {
        return path.starts_with(rule.begin) && path.ends_with(rule.end);
    });
    return found == std::end(rules) ? nullptr : found;
}

std::vector<std::string> all_files(const fs::path& corpus) {
    std::vector<std::string> files;
    for (const auto& one : fs::recursive_directory_iterator(corpus)) {
        if (one.is_regular_file())
            files.push_back(one.path().lexically_relative(corpus).generic_string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

std::vector<CorpusSource> corpus_sources(const fs::path& corpus) {
    std::vector<CorpusSource> sources;
    const std::vector<std::string> files = all_files(corpus);
    for (const Rule& rule : rules) {
        for (const std::string& path : files) {
            if (rule_for(path) != &rule || rule.standard.empty()) continue;
            std::string source = path;
            if (rule.is_folder) source = rule.begin.substr(0, rule.begin.size() - 1);
            if (sources.empty() || sources.back().path != source)
                sources.push_back({source, std::string(rule.standard)});
        }
    }
    return sources;
}

std::vector<std::string> unaccounted_files(const fs::path& corpus) {
    std::vector<std::string> left = all_files(corpus);
    std::erase_if(left, [](const std::string& path) { return rule_for(path) != nullptr; });
    return left;
}

std::string outcome_line(const CorpusSource& source, const import::ImportedFile& file) {
    const import::Report& report = file.import.report;
    std::string line =
        source.path + ": " + std::string(import::name_of(import::outcome_of(report)));
    if (file.format != nullptr) line += ", " + std::string(file.format->name);
    const import::ImportCounts counts = import::counts_of(file.import.course);
    const auto add = [&](std::size_t count, const char* name) {
        if (count > 0) line += ", " + std::to_string(count) + " " + name;
    };
    add(counts.modules, "modules");
    add(counts.pages, "pages");
    add(counts.media, "media");
    add(counts.quizzes, "quizzes");
    add(counts.questions, "questions");
    add(counts.foreign, "packages");
    add(counts.other, "other units");
    add(counts.files, "files");
    add(report.count(import::Severity::warning), "losses");
    for (const import::Finding& one : report.findings) {
        if (one.severity == import::Severity::error)
            return line + ": " + import::place_of(one) + ": " + one.message;
    }
    return line;
}

}  // namespace approdo::test
