// What is different between a course as it was published and as it would be: by its units and
// questions, in the words of who reads it, never by its bytes. The site tells a trainer before a
// version is published.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "content/package/publisher.hpp"
#include "content/package/reader.hpp"
#include "server/app/package_shelf.hpp"

namespace approdo::app {

enum class ChangeKind : std::uint8_t { added, removed, changed, renamed, moved };
std::string_view name_of(ChangeKind kind);

struct UnitChange {
    UnitId unit;
    ChangeKind kind = ChangeKind::changed;
    std::string title;
    std::string title_before;  // of a renamed one
    std::string module;        // its title
    content::UnitKind what = content::UnitKind::page;
    std::size_t questions_added = 0;
    std::size_t questions_removed = 0;
    std::size_t questions_changed = 0;
};

// What publishing a course would mean.
struct CourseChanges {
    CourseId course;
    ContentVersion version;         // that is published now; 0: none
    std::vector<UnitChange> units;  // empty as well for a course that is new
    std::uint64_t enrolled = 0;     // active, in all its editions
    std::uint64_t under_way = 0;    // who began and has not completed it
    std::uint64_t done = 0;
    std::uint64_t package_bytes = 0;  // of the whole new version
    std::uint64_t update_bytes = 0;   // for a device that has the present one
};

// A version that was published, to read of.
struct EarlierCourse {
    const PublishedVersion& version;
    const package::PackageReader& reader;
};

// In the order of the new course; what was removed comes last. Both in the language that the new
// course was written in. `files` reads the authored files.
Result<std::vector<UnitChange>> changes_between(const EarlierCourse& before,
                                                const content::AuthoredCourse& after,
                                                package::FileSource& files);

}  // namespace approdo::app
