// A course as an author or an importer hands it over to be published: the tree, the files of the
// package, the quizzes in their two halves, the structure of foreign packages. What is large is not
// held: files are named (`source` is where the native side finds their bytes), and a quiz may have
// its questions in a store of the importer's. Whoever goes through quizzes reads them one by one
// with WholeQuiz.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
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

// Questions that are too many to hold.
class QuestionStore {
  public:
    virtual ~QuestionStore() = default;
    virtual std::size_t count() const = 0;
    // In their order.
    virtual std::vector<Question> read() const = 0;
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
    // With one, the quiz has one language, and no question is held here.
    std::shared_ptr<const QuestionStore> elsewhere;

    const QuizSettings& settings() const { return languages.front().shown.settings; }
    std::size_t question_count() const;
};

// A quiz with all its questions, for as long as this lives. What is held is not copied.
class WholeQuiz {
  public:
    explicit WholeQuiz(const AuthoredQuiz& quiz);
    WholeQuiz(const WholeQuiz&) = delete;
    WholeQuiz& operator=(const WholeQuiz&) = delete;

    const AuthoredQuiz& operator*() const { return read_ ? *read_ : quiz_; }
    const AuthoredQuiz* operator->() const { return &**this; }

  private:
    const AuthoredQuiz& quiz_;
    std::optional<AuthoredQuiz> read_;
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
