// moodle_backup.xml: what a backup holds, of which course and which Moodle it is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/import/source/report.hpp"
#include "content/import/source/source_files.hpp"

namespace approdo::import {

struct BackupActivity {
    std::string module;   // Moodle's number of it
    std::string section;  // in which it stands
    std::string type;     // "quiz", "page" …
    std::string title;
    std::string folder;
};
struct BackupSection {
    std::string id;
    std::string title;
    std::string folder;
};
struct BackupInventory {
    std::string kind;     // "course", "section" or "activity"
    std::string release;  // of Moodle
    std::string site;     // a hash that tells it apart from others
    std::string course_id;
    std::string context;  // of the course, to which files of its sections belong
    std::string course_title;
    std::string course_format;
    std::string course_folder;  // empty: the course itself is not in the backup
    bool with_users = false;
    std::vector<BackupActivity> activities;
    std::vector<BackupSection> sections;
};

// Nothing when it cannot be read; the report says why.
std::optional<BackupInventory> read_inventory(const SourceFiles& files, Report& report);

}  // namespace approdo::import
