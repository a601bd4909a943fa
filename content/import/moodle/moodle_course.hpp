// Puts the course together that an import of Moodle's hands over: modules, and units with their
// pages, files and quizzes, each with ids that follow from Moodle's, and with a name of its own.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "content/import/source/html.hpp"
#include "content/import/source/report.hpp"
#include "content/model/authored.hpp"

namespace approdo::import {

class MoodleCourse {
  public:
    // `origin` tells this course apart from all others: ids follow from it.
    MoodleCourse(std::string format, std::string origin, std::string language);

    content::Course& course() { return authored_.course; }
    void set_title(const std::string& title);
    content::Module& add_module(const std::string& foreign_id, const std::string& title);
    std::size_t modules() const { return authored_.course.modules.size(); }
    std::vector<content::AuthoredQuiz>& quizzes() { return authored_.quizzes; }

    // Into the last module, with the one variant of its language.
    content::Unit& add_unit(content::UnitKind kind, const std::string& foreign_id,
                            const std::string& title);
    const std::string& origin() const { return origin_; }
    UnitId unit_id(const std::string& foreign_id) const;
    // What the last unit shows.
    void set_page(CleanHtml html);
    void set_file(const std::string& path, const std::string& media_type);
    content::AuthoredQuiz& add_quiz();
    static void add_question(content::AuthoredQuiz& quiz, content::Question question);

    // Takes everything out; the files belong to the course as a whole.
    content::AuthoredCourse finish(std::vector<content::AuthoredFile> files);

  private:
    content::Unit& last_unit() { return authored_.course.modules.back().units.back(); }

    std::string format_;
    std::string origin_;
    std::string language_;
    content::AuthoredCourse authored_;
    std::set<std::string> module_slugs_;
    std::set<std::string> unit_slugs_;
};

}  // namespace approdo::import
