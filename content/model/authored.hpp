// A course as an author or an importer hands it over to be published: the tree, the files of the
// package, the quizzes in their two halves,
// the structure of foreign packages. Large files are named, not held: `source` is where the
// native side finds their bytes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "content/model/course.hpp"
#include "content/model/foreign.hpp"
#include "content/model/quiz.hpp"

namespace approdo::content {

struct AuthoredFile {
    std::string path;    // inside the package, with '/'
    std::string source;  // on the author's disk; empty: `bytes` are the file
    Bytes bytes;
    std::uint64_t size = 0;
    std::string media_type;
    ContentPart part;
    ModuleId module;  // zero: shared by several modules
};

struct AuthoredPage {
    std::string path;  // the Variant's
    ModuleId module;
    Page page;
};

struct AuthoredQuiz {
    UnitId unit;
    ModuleId module;
    struct InLanguage {
        std::string path;  // the Variant's
        QuizPublic shown;
    };
    std::vector<InLanguage> languages;
    QuizKey key;

    const QuizSettings& settings() const { return languages.front().shown.settings; }
};

// A package of another kind of program, structure and files: the files stand in the course's list,
// below the Variant's path.
struct AuthoredForeign {
    ModuleId module;
    ForeignPackage package;
};

struct AuthoredCourse {
    Course course;
    std::vector<AuthoredPage> pages;
    std::vector<AuthoredQuiz> quizzes;
    std::vector<AuthoredForeign> foreign;
    std::vector<AuthoredFile> files;  // everything else; by path, each once
};

}  // namespace approdo::content
