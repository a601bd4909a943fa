// <question> of a backup's questions.xml, into the form that all questions of Moodle are built
// from: the same before and after Moodle 4.0, which changed what stands around it.
#pragma once

#include <functional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "content/import/moodle/moodle_question.hpp"

namespace approdo::import {

struct BackupQuestion {
    MoodleQuestion question;
    std::string text;  // of embedded answers, put together anew; question.text looks at it
    bool with_subcategories = false;  // of a random matching
};

// The text of a question within another, by its id: embedded answers are kept as those.
using BackupPart = std::function<std::string_view(std::string_view id)>;

// Into `into`, which stays where it is: its texts look into it and into the node's document.
void read_backup_question(pugi::xml_node node, const BackupPart& part, BackupQuestion& into);

}  // namespace approdo::import
