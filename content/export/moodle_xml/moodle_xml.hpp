// Questions as Moodle XML: everything of the model that Moodle has a place for, and the rest in
// words, as a list. Our own ids go along in an element that Moodle passes over, so that reading the
// file again gives the same questions and keys. Written question by question, whatever the size.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/authored.hpp"

namespace approdo::content_export {

// The bytes of a file of the package; nothing when they cannot be had.
using FileBytes = std::function<std::optional<Bytes>(const std::string& path)>;
using TextSink = std::function<Result<void>(std::string_view)>;

struct MoodleXmlExport {
    std::size_t questions = 0;
    std::vector<std::string> dropped;  // in words
};
// Several quizzes follow each other by calls of write_questions() between the two ends.
Result<void> begin_moodle_xml(const TextSink& sink, const std::string& language);
Result<void> end_moodle_xml(const TextSink& sink);
Result<MoodleXmlExport> write_questions(const content::QuizPublic& quiz,
                                        const content::QuizKey& key, const FileBytes& files,
                                        const TextSink& sink);

// All quizzes of a course, in the language it was written in, one after the other.
Result<MoodleXmlExport> write_moodle_xml(const content::AuthoredCourse& authored,
                                         const TextSink& sink);

// All of one quiz at once.
struct MoodleXmlText {
    std::string text;
    std::vector<std::string> dropped;
};
MoodleXmlText moodle_xml_of(const content::QuizPublic& quiz, const content::QuizKey& key,
                            const FileBytes& files);

}  // namespace approdo::content_export
