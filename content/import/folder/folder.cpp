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
    RandomIds new_ids(random);
    result.ids_written = write_missing_ids(files, new_ids, result.report).count;
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

Import read_with_ids(const Source& source, std::string_view owner) {
    DerivedIds new_ids;
    Report unwritten;
    const WrittenIds written = write_missing_ids(source.files, new_ids, unwritten, owner);
    Import import = read_course_folder(source);
    written.forget_in(import.report);
    if (written.count > 0) {
        import.report.advice(course_file, 0, "what had no id yet was given one",
                             "to go on with the course take its folder from here: the ids are "
                             "written in it");
    }
    auto& findings = import.report.findings;
    findings.insert(findings.end(), unwritten.findings.begin(), unwritten.findings.end());
    import.report.settle();
    if (import.report.has_errors()) import.course = {};
    return import;
}

const Format folder_format{"course-folder", "course folder", recognises_folder, read_course_folder};

}  // namespace approdo::import
