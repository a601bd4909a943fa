// A course as a trainer names it on the command line: the folder of one, or any file that becomes
// one. What was unpacked for it lasts as long as this does.
#pragma once

#include <string>

#include "client_core/cli/scratch_folder.hpp"
#include "content/import/import_file.hpp"

namespace approdo::cli {

using import::ImportedFile;
using import::Outcome;

class CourseSource {
  public:
    // Reads it; whether it could be used is in `file().import.report`. A course folder in an
    // archive gets the ids that it lacks; the same ones for the same `ids_for`: whose it becomes.
    explicit CourseSource(const std::string& path, const std::string& ids_for = "anybody");

    const ImportedFile& file() const { return file_; }
    Outcome outcome() const { return outcome_of(file_.import.report); }
    const content::AuthoredCourse& course() const { return file_.import.course; }
    // invalid_input with the first reason, when it was refused.
    Result<void> usable() const;

  private:
    ScratchFolder scratch_;
    ImportedFile file_;
};

}  // namespace approdo::cli
