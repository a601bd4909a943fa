#include "content/import/scorm/scorm.hpp"

#include "content/import/foreign/package_address.hpp"
#include "content/import/foreign/whole_package.hpp"
#include "content/import/scorm/manifest_reader.hpp"

namespace approdo::import {

namespace {

constexpr std::string_view manifest_name = "imsmanifest.xml";

bool recognises(const Source& source) {
    const auto manifest = find_root_file(source, manifest_name);
    return manifest && is_scorm_manifest(beginning_of(source, *manifest));
}

Import read(const Source& source) {
    Import refused;
    const auto manifest = find_root_file(source, manifest_name);
    if (!manifest) {
        refused.report.error(source.file, 0, "there is no imsmanifest.xml, or there are several",
                             "a SCORM package has one, at its top");
        return refused;
    }
    auto reading = read_scorm_manifest(source, *manifest, refused.report);
    if (!reading) return refused;
    if (!reading->folder.empty())
        refused.report.warning(*manifest, 0, "the manifest does not lie at the top of the package",
                               "what lies outside its folder is left out");
    WholePackage whole;
    whole.package.format = reading->format;
    whole.package.metadata = std::move(reading->metadata);
    whole.id = reading->scorm.id;
    whole.package.shape = std::move(reading->scorm);
    if (!reading->title.empty())
        whole.title = content::LocalText(reading->language, reading->title);
    whole.start = reading->start;
    whole.folder = reading->folder;
    return course_of(source, std::move(whole), std::move(refused.report));
}

}  // namespace

constinit const Format scorm_format{"scorm", "SCORM", recognises, read};

}  // namespace approdo::import
