#include "content/import/cartridge/cartridge.hpp"

#include "content/import/cartridge/course_builder.hpp"
#include "content/import/foreign/package_address.hpp"

namespace approdo::import {

namespace {

constexpr std::string_view manifest_name = "imsmanifest.xml";

bool recognises(const Source& source) {
    const auto manifest = find_root_file(source, manifest_name);
    return manifest && cartridge::is_cartridge_manifest(beginning_of(source, *manifest));
}

Import read(const Source& source) {
    Import result;
    const auto path = find_root_file(source, manifest_name);
    if (!path) {
        result.report.error(source.file, 0, "there is no imsmanifest.xml, or there are several",
                            "a cartridge has one, at its top");
        return result;
    }
    const auto manifest = cartridge::read_manifest(source, *path, result.report);
    if (manifest) cartridge::build_course(source, *manifest, result);
    if (result.report.has_errors()) result.course = {};
    result.report.settle();
    return result;
}

}  // namespace

constinit const Format cartridge_format{"common-cartridge", "Common Cartridge", recognises, read};

}  // namespace approdo::import
