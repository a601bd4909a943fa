// One question as <question> of a question file. What of it has no place there is said, once for
// each kind of loss; a question that has no form there at all is written as its text.
#pragma once

#include <string>
#include <vector>

#include "content/export/moodle_xml/moodle_xml.hpp"
#include "content/export/moodle_xml/xml_out.hpp"
#include "content/model/question_key.hpp"

namespace approdo::content_export::moodle {

class QuestionWriter {
  public:
    QuestionWriter(const content::QuestionPublic& of, const content::QuestionKey& with,
                   const std::string& language, const FileBytes& files,
                   std::vector<std::string>& dropped)
        : shown(of), key(with), language_(language), files_(files), dropped_(dropped) {}

    std::string run();

    // For the forms, which are functions of their own (special_questions.hpp, cloze_writer.hpp).
    void lose(const std::string& what);
    // Ids go along in the order in which the importer asks for them.
    void add_id(const OptionId& id);
    // The words of this language; empty where there are none.
    std::string html_of(const content::LocalRich& text) const;
    std::string feedback_of(content::FeedbackId id) const;
    // <element format="html"><text>…</text><file>…</file></element>
    void text(const std::string& element, const std::string& html);
    // What stands within such an element.
    void text_inside(const std::string& html);
    void file(const std::string& path);
    void answer(const std::string& percent, const std::string& html, content::FeedbackId feedback,
                const std::string& rest = {});

    const content::QuestionPublic& shown;
    const content::QuestionKey& key;
    XmlOut out;

  private:
    void head(const std::string& type, const std::string& question_html);
    void tail();

    const std::string& language_;
    const FileBytes& files_;
    std::vector<std::string>& dropped_;
    std::string ids_;
    std::string unknown_;
};

// "33.33333", as answers have it.
std::string percent_of(content::Share share);
// Text without markup, as fields have it that are not HTML.
std::string words_of(const std::string& html);
// A range as its middle and what may be off it; `exact` says whether that is all of it.
struct Middle {
    content::Decimal centre;
    content::Decimal tolerance;
    bool exact = true;
};
Middle middle_of(const content::DecimalRange& range);

}  // namespace approdo::content_export::moodle
