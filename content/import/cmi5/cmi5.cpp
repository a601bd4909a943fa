#include "content/import/cmi5/cmi5.hpp"

#include <algorithm>

#include "content/import/cmi5/structure_reader.hpp"
#include "content/import/foreign/package_address.hpp"
#include "content/import/foreign/whole_package.hpp"

namespace approdo::import {

using namespace content;

namespace {

constexpr std::string_view structure_name = "cmi5.xml";

bool recognises(const Source& source) {
    const auto path = find_root_file(source, structure_name);
    if (!path) return false;
    const std::string beginning = beginning_of(source, *path);
    return beginning.find("courseStructure") != std::string::npos;
}

Import read(const Source& source) {
    Import refused;
    const auto path = find_root_file(source, structure_name);
    if (!path) {
        refused.report.error(source.file, 0, "there is no cmi5.xml, or there are several",
                             "a cmi5 package has one, at its top");
        return refused;
    }
    auto course = read_course_structure(source, *path, refused.report);
    if (!course) return refused;
    WholePackage whole;
    whole.folder = source.file.empty() ? folder_of(*path) : std::string();
    whole.package.format = "cmi5";
    whole.package.metadata.identifier = course->id;
    whole.package.metadata.title = course->title;
    whole.package.metadata.description = course->description;
    whole.id = course->id;
    whole.title = course->title;
    // There is a unit, and each has an address: the reader refuses anything else.
    const auto first =
        std::find_if(course->nodes.begin(), course->nodes.end(),
                     [](const Cmi5Node& one) { return one.kind == Cmi5Kind::assignable_unit; });
    whole.start = first->address;
    if (!whole.folder.empty() && !is_outside(whole.start))
        whole.start = whole.folder + "/" + whole.start;
    whole.package.shape = std::move(*course);
    return course_of(source, std::move(whole), std::move(refused.report));
}

}  // namespace

constinit const Format cmi5_format{"cmi5", "cmi5", recognises, read};

}  // namespace approdo::import
