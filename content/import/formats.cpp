#include "content/import/formats.hpp"

#include <algorithm>

#include "content/import/aiken/aiken_format.hpp"
#include "content/import/cartridge/cartridge.hpp"
#include "content/import/cmi5/cmi5.hpp"
#include "content/import/folder/folder.hpp"
#include "content/import/gift/gift_format.hpp"
#include "content/import/h5p/h5p.hpp"
#include "content/import/moodle/mbz.hpp"
#include "content/import/moodle/moodle_xml.hpp"
#include "content/import/qti/qti.hpp"
#include "content/import/qti1/qti1.hpp"
#include "content/import/scorm/scorm.hpp"
#include "content/import/web/web_formats.hpp"

namespace approdo::import {

std::span<const Format* const> formats() {
    static constexpr const Format* table[] = {
        &folder_format,
        // Packages, each known by the one file that every such package has.
        &h5p_format, &cmi5_format, &mbz_format, &cartridge_format, &scorm_format, &qti_format,
        &qti1_format,
        // Files of questions.
        &moodle_xml_format, &aiken_format, &gift_format,
        // What all the others are made of as well.
        &html_format, &markdown_format};
    return table;
}

const Format* format_of(const Source& source) {
    const auto all = formats();
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const Format* format) { return format->recognises(source); });
    return found == all.end() ? nullptr : *found;
}

}  // namespace approdo::import
