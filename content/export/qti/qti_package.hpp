// The quizzes of a course as a package of QTI 3.0: an item for each question, a test for each quiz,
// the files they show, a manifest. It goes to a sink file by file. Whatever QTI has no place for,
// pages and other units first of all, is listed.
#pragma once

#include "content/export/course_folder.hpp"

namespace approdo::content_export {

Result<FolderExport> write_qti(const content::AuthoredCourse& authored, FolderSink& sink);

}  // namespace approdo::content_export
