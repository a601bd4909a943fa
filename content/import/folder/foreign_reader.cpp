#include "content/import/folder/course_reader.hpp"
#include "content/model/encoding.hpp"

// The part of CourseReader that reads packages of other kinds of programs. Their files lie whole in
// a folder; what their manifests said was read when they were imported, and lies beside it.
namespace approdo::import {

using namespace content;

void CourseReader::read_foreign(const UnitJob& job) {
    Unit& unit = unit_of(job);
    unit.foreign_format = job.source->format;
    for (std::size_t i = 0; i < job.files.size(); ++i) {
        const UnitFile& file = job.files[i];
        Variant& variant = unit.variants[i];
        variant.path = file.path;
        variant.start = value_for(job.source->start, file.language, original());
        if (variant.title.empty()) variant.title = stem_of(file.path);
        for (const std::string& path : files_.all()) {
            if (path.starts_with(file.path + "/")) add_file(path, job.module, "");
        }
        // A package works as a whole or not at all: its parts are not picked one by one.
        for (AuthoredFile& one : result_.course.files) {
            if (one.path.starts_with(file.path + "/")) one.part = {PartType::archive, ""};
        }
    }
    const auto inside = resolve("", job.source->structure);
    const auto bytes = inside ? files_.read(*inside) : std::nullopt;
    auto package = bytes ? decode<ForeignPackage>(bytes_of(*bytes))
                         : Result<ForeignPackage>(fail(ErrorCode::not_found, ""));
    if (!package) {
        result_.report.error(course_file, job.source->line,
                             "the structure of this package cannot be read",
                             "import the package anew, and take the unit from there");
        return;
    }
    used_.insert(*inside);
    package->unit = unit.id;
    result_.course.foreign.push_back(
        {result_.course.course.modules[job.module].id, std::move(package).value()});
}

}  // namespace approdo::import
