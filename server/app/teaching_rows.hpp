// What those who teach see and write: answers that wait for their mark, and announcements. Plain
// rows like those of site_rows.hpp; texts that people wrote are HTML only where the name says so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/model/learning.hpp"

namespace approdo::app {

struct MarkingWish {
    std::optional<EditionId> edition;  // none: all that the actor may mark
    bool marked_too = false;           // also what persons have marked already
    bool nameless = false;             // without names and in no person's order
};

// A file that was handed in, as its answer names it.
struct HandedFile {
    Hash content;
    std::string name;
    std::string media_type;  // as the learner's machine called it
    std::uint64_t size = 0;
    bool arrived = false;  // all of it
};
struct HandedBytes {
    std::string name;
    Bytes bytes;
};

// A handed-in attempt with answers that a person marks, or what was handed in for an assignment.
struct MarkingLine {
    content::AttemptId attempt;
    EnrolmentId enrolment;
    EditionId edition;
    AccountId account;  // zero where names are left out
    std::string display_name;
    std::string edition_name;
    std::string course_title;
    std::string unit_title;
    std::uint32_t number = 1;  // of the attempt
    UtcMs handed_in;           // by the device's clock
    std::uint32_t waiting = 0;
    std::uint32_t marked = 0;
    content::Points points;  // so far
    content::Points points_max;
    bool is_assignment = false;  // one answer without points: words and files
};
struct MarkingList {
    std::vector<MarkingLine> lines;  // the oldest first
    bool more = false;               // than a list holds
};

struct GivenMark {
    AccountId by;
    std::string name;
    UtcMs at;
    content::Points points;
    std::string html;
    std::string source;
};

struct AnswerToMark {
    QuestionId question;
    std::string title;
    std::string html;    // the question, as this learner saw it
    std::string answer;  // in words
    std::vector<HandedFile> files;
    std::string guide_html;
    content::Points points_max;
    content::Points by_machine;  // for parts that need no person
    bool waits = true;
    std::optional<GivenMark> mark;
    Hash state;  // of what is shown here; goes back with the mark
};
struct MarkingSheet {
    MarkingLine line;
    std::string language;  // of the attempt
    bool right_to_left = false;
    bool passed = false;
    bool completes = false;  // an assignment that counts as completed once a person says so
    bool completed = false;
    std::vector<AnswerToMark> answers;
};

struct NewMark {
    QuestionId question;
    Hash state;  // as the sheet had it: nobody's mark is written over unseen
    content::Points points;
    std::string feedback;    // Markdown; empty: none
    bool completes = false;  // of an assignment: it counts as completed
};

struct NewAnnouncement {
    std::string title;
    std::string text;  // Markdown
    std::string language;
};
struct AnnouncementRow {
    content::PostId id;
    EditionId edition;
    std::string title;
    std::string html;
    std::string source;
    std::string language;
    AccountId by;
    std::string name;
    UtcMs published;
    UtcMs written;  // later than that: corrected
    Hash state;     // goes back with a correction
};

}  // namespace approdo::app
