#include "content/import/folder/folder.hpp"

#include "content/import/folder/course_reader.hpp"
#include "content/import/folder/write_ids.hpp"

namespace approdo::import {

FolderReading read_folder(const std::string& folder) {
    FolderReading result;
    const SourceFiles files(folder);
    CourseReader(files, result).run();
    result.report.settle();
    return result;
}

FolderCheck check(const std::string& folder, Random& random) {
    FolderCheck result;
    const SourceFiles files(folder);
    result.ids_written = write_missing_ids(files, random, result.report);
    FolderReading reading = read_folder(folder);
    result.report.findings.insert(result.report.findings.end(), reading.report.findings.begin(),
                                  reading.report.findings.end());
    result.report.settle();
    return result;
}

Result<content::AuthoredCourse> load(const std::string& folder) {
    FolderReading reading = read_folder(folder);
    for (const Finding& one : reading.report.findings) {
        if (one.severity != Severity::error) continue;
        return fail(ErrorCode::invalid_input,
                    place_of(one) + ": " + one.message + " (" + one.mend + "); errors in all: " +
                        std::to_string(reading.report.count(Severity::error)));
    }
    return std::move(reading.course);
}

namespace {

bool recognises_folder(const Source& source) {
    return source.file.empty() && source.files.exists(course_file);
}

Import read_course_folder(const Source& source) {
    FolderReading reading;
    CourseReader(source.files, reading).run();
    reading.report.settle();
    if (reading.report.has_errors()) reading.course = {};
    return {std::move(reading.course), std::move(reading.report)};
}

}  // namespace

const Format folder_format{"course-folder", "course folder", recognises_folder, read_course_folder};

}  // namespace approdo::import
