// Any file or folder that a trainer has, read as a course: unpacked if it is an archive, recognised
// by what is in it, read by its format. What is refused is refused with words for the person who
// dropped it. The course's files lie where they were, or in the scratch folder: keep both until the
// course has been published or written.
#pragma once

#include <string>

#include "content/import/source/format.hpp"

namespace approdo::import {

enum class Outcome : std::uint8_t { full = 1, losses = 2, refused = 3 };
std::string_view name_of(Outcome outcome);
Outcome outcome_of(const Report& report);

struct ImportedFile {
    const Format* format = nullptr;  // null: none has recognised it
    Import import;
};

// `scratch` is an empty folder of the caller's. `ids_for`: whose course it becomes, where the ids
// that a course folder in an archive lacks are given here and now; empty: it is refused without.
ImportedFile import_file(const std::string& path, const std::string& scratch,
                         std::string_view ids_for = {});

// How much of each kind came in.
struct ImportCounts {
    std::size_t modules = 0;
    std::size_t pages = 0;
    std::size_t media = 0;  // units of their own
    std::size_t quizzes = 0;
    std::size_t questions = 0;  // descriptions included, each once for all languages
    std::size_t foreign = 0;
    std::size_t other = 0;  // questionnaires, assignments
    std::size_t files = 0;
};
ImportCounts counts_of(const content::AuthoredCourse& authored);

}  // namespace approdo::import
