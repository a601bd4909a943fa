// A package that another program plays, kept whole: every file of it below the unit's folder, its
// structure beside it, one unit in one module. Whether it is completed, the package alone says
// (CompletionKind::by_package): nothing is made up for one that never does.
#pragma once

#include <string>
#include <vector>

#include "content/import/source/format.hpp"

namespace approdo::import {

struct WholePackage {
    content::ForeignPackage package;  // the unit's id is filled in by course_of()
    std::string id;                   // the package's own: the course's ids follow from it
    // In each language that the package speaks. The first may have an empty language: it is then
    // told by the first page, or by the title's letters.
    content::LocalText title;
    // What is opened first, a path of the source with its query, or an outside address; empty:
    // nothing can be opened yet.
    std::string start;
    std::string folder;  // of the source in which the package's files lie; empty: all of it
};

// The paths of the source that belong to the package: those below `folder`, or the one file that
// was given.
std::vector<std::string> package_files(const Source& source, const std::string& folder);

Import course_of(const Source& source, WholePackage package, Report report);

}  // namespace approdo::import
