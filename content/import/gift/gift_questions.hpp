// From GIFT as text to questions as values: the two halves, ids included. One file is one quiz in
// one language; merge_languages() puts the keys of several languages into one.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "content/import/gift/gift.hpp"
#include "content/import/source/html.hpp"
#include "content/model/quiz.hpp"

namespace approdo::import {

struct QuizReading {
    std::string language;
    std::string file;  // what findings call it
    Links& links;
    Report& report;
    bool ids_required = true;    // false: a missing id is derived from the file and the words
    bool questionnaire = false;  // no answer is right or wrong
};

struct QuizSource {
    std::string title;
    content::RichText introduction;
    content::QuizSettings settings;
    std::vector<content::QuizSection> sections;
    content::QuizRules rules;
    std::vector<content::Question> questions;
    std::vector<std::size_t> lines;  // of the questions
};

// Takes a file's items one after the other.
class QuizReader {
  public:
    // Keeps `reading` by reference.
    QuizReader(const std::vector<Directive>& header, const QuizReading& reading);

    // Nothing for a category, and for what cannot be read, which is reported.
    std::optional<content::Question> take(const GiftItem& item);
    // All but the questions.
    QuizSource& quiz() { return quiz_; }

  private:
    const QuizReading& reading_;
    QuizSource quiz_;
    std::string category_;
    // How many items are called alike so far, by a hash of the name: a file may have very many, and
    // two names that fall together are only numbered on.
    std::unordered_map<std::uint64_t, std::uint32_t> called_;
};

QuizSource read_quiz(const GiftFile& file, const QuizReading& reading);

// What one text of a GIFT file becomes: clean HTML.
content::RichText rich_from_gift(const GiftText& text, const QuizReading& reading,
                                 std::size_t line);

// Adds a translation's texts to the key of the original. False when the answers are not the same
// ones; `why` says which.
bool merge_language(content::QuestionKey& key, const content::QuestionKey& translated,
                    std::string& why);

}  // namespace approdo::import
