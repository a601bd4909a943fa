// The activities of a backup into units: pages, files and links as pages and media, assignments; of
// everything else its description, with a warning that names the type. Quizzes are in
// backup_quizzes.hpp.
#pragma once

#include <string>

#include "content/import/moodle/backup_files.hpp"
#include "content/import/moodle/backup_inventory.hpp"
#include "content/import/moodle/moodle_course.hpp"
#include "content/import/moodle/moodle_text.hpp"

namespace approdo::import {

class BackupActivities {
  public:
    BackupActivities(const SourceFiles& files, BackupFiles& media, MoodleCourse& course,
                     const MoodleReading& reading)
        : files_(files), media_(media), course_(course), reading_(reading) {}

    // Into the course's last module.
    void add(const BackupActivity& activity);

  private:
    struct Now;
    void add_page(const Now& now);
    void add_link(const Now& now);
    void add_resource(const Now& now);
    void add_folder(const Now& now);
    void add_book(const Now& now);
    void add_lesson(const Now& now);
    void add_assignment(const Now& now);
    void add_rest(const Now& now);
    void add_text_page(const Now& now, const std::string& id, const std::string& title,
                       const MoodleText& text);
    // The files of an area, as links; empty when there are none.
    std::string list_of_files(const std::string& area) const;
    void lost(const Now& now, std::string message, std::string mend = {});

    const SourceFiles& files_;
    BackupFiles& media_;
    MoodleCourse& course_;
    const MoodleReading& reading_;
};

// What Moodle says of every activity: whether it is shown, how it is completed, who may see it.
void read_module(const SourceFiles& files, const BackupActivity& activity, content::Unit& unit,
                 Report& report);

}  // namespace approdo::import
