// expected.json of the corpus: counts of what is in each file, made by a program that knows nothing
// of ours. Each of its groups is a table of fields, and each field a comparison with what was
// imported; a field that no table has fails the test, so that nothing of it goes unlooked at.
#pragma once

#include <rapidjson/document.h>

#include <filesystem>
#include <map>
#include <span>
#include <string>

#include "content/import/import_file.hpp"
#include "tests/support/test.hpp"

namespace approdo::test {

using Json = rapidjson::Value;

struct ExpectedRow {
    std::string path;                // in the corpus
    std::filesystem::path on_disk;   // the file
    std::filesystem::path unpacked;  // where it was unpacked, if it is an archive
    const Json& fields;
    const import::ImportedFile& file;

    const content::AuthoredCourse& course() const { return file.import.course; }
    const import::Report& report() const { return file.import.report; }
    bool is_refused() const { return import::outcome_of(report()) == import::Outcome::refused; }
};

struct ExpectedField {
    std::string_view name;  // empty: every field of the group
    void (*compare)(const ExpectedRow& row, const std::string& name, const Json& value);
    bool of_refused = false;  // holds where nothing came in, too
};

// By group.
std::span<const ExpectedField> foreign_fields(std::string_view group);
std::span<const ExpectedField> question_fields(std::string_view group);
std::span<const ExpectedField> course_fields(std::string_view group);

// What several of them ask.
void compare_kind(const ExpectedRow& row, const std::string& name, const Json& value);
void compare_files(const ExpectedRow& row, const std::string& name, const Json& value);
std::size_t files_below(const std::filesystem::path& folder);
std::string text_of_file(const std::filesystem::path& path);
// Findings whose message has these words.
std::size_t findings_with(const import::Report& report, std::string_view words);
// Each once, whatever quizzes ask it.
std::map<QuestionId, content::QuestionPublic> distinct_questions(
    const content::AuthoredCourse& course);
// Quizzes that are no question banks; banks are what nobody has to do.
std::size_t quizzes_to_do(const content::AuthoredCourse& course);
// "question_type=…": of questions in Canvas's own form.
void compare_canvas_types(const ExpectedRow& row, const Json& counts);

}  // namespace approdo::test
