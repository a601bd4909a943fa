// A format that courses or questions come in: how it is recognised, and how it becomes a course.
// One row of the table in content/import/formats.hpp each. Archives are unpacked before
// (unpack.hpp), so that a format only ever sees files in a folder, and the hostile ones are dealt
// with in one place.
//
// Every reading ends in one of three ways, told apart by its report alone: without warnings the
// source was taken in full; each warning is one loss, with its place, reason and what to do; with
// an error it is refused, and the course is empty.
#pragma once

#include <string>
#include <string_view>

#include "content/import/source/report.hpp"
#include "content/import/source/source_files.hpp"
#include "content/model/authored.hpp"

namespace approdo::import {

struct Source {
    const SourceFiles& files;
    std::string file;  // the one file that was given; empty: the whole folder is the source
    std::string name;  // a title where the source has none: the given file's, without extension
    // A folder of the caller's, for files that come inside of others and are too large to hold;
    // empty: they are held.
    std::string scratch = {};
};

struct Import {
    content::AuthoredCourse course;
    Report report;
};

// Nobody sees what a name with a dot at its beginning hides: that it stays behind is said.
void report_hidden(const Source& source, Report& report);

struct Format {
    std::string_view name;   // as commands and reports write it: "moodle-xml"
    std::string_view title;  // as people call it: "Moodle XML"
    // By what the files say, never by their names alone. Cheap: it may look at every candidate.
    bool (*recognises)(const Source& source);
    Import (*read)(const Source& source);
};

}  // namespace approdo::import
