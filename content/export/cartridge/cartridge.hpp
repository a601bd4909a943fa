// A course as a Common Cartridge 1.3: pages and files as web content, quizzes in the profile's
// QTI 1.2, assignments by the standard's extension, modules and units as the organisation. It goes
// to a sink file by file; whoever owns the sink packs it. A cartridge has one language: the
// course's first. Whatever the format has no place for is listed.
#pragma once

#include "content/export/course_folder.hpp"

namespace approdo::content_export {

Result<FolderExport> write_cartridge(const content::AuthoredCourse& authored, FolderSink& sink);

}  // namespace approdo::content_export
