// One function a command. Each prints what it has to say and returns the exit code; an error is
// printed by main. Options that belong to one command are its parameters.
#pragma once

#include "client_core/cli/context.hpp"
#include "content/import/source/report.hpp"

namespace approdo::cli {

struct JoinOptions {
    std::string link;  // or the site's address, with `user`
    std::string user;
    std::string name;
    std::string fingerprint;  // the site's words
    std::string parcel;       // write the request there instead of sending it
};
Result<int> join(Context& context, const JoinOptions& options);

struct PassphraseOptions {
    std::string user;
    std::string new_file;  // holds the new one; empty: asked
};
Result<int> change_passphrase(Context& context, const PassphraseOptions& options);

Result<int> courses(Context& context, const std::string& course);
struct GetOptions {
    std::string course;
    std::string parts;
    std::string budget;
    bool plan_only = false;
};
Result<int> get(Context& context, const GetOptions& options);

Result<int> read_unit(Context& context, const std::string& unit, bool with_html);
struct NoteOptions {
    std::string unit;
    std::string text;         // empty: what is there is shown
    unsigned instead_of = 0;  // a number of the list; with no text that note is taken away
};
Result<int> note(Context& context, const NoteOptions& options);
struct QuizOptions {
    std::string unit;
    std::string answers;  // a JSON file; "-": standard input
    bool keep_open = false;
};
Result<int> quiz(Context& context, const QuizOptions& options);
struct ReviewOptions {
    std::string answers;  // as of a quiz; each question is answered once
};
Result<int> review(Context& context, const ReviewOptions& options);
Result<int> record(Context& context);

Result<int> status(Context& context);
Result<int> sync(Context& context);
Result<int> parcel_export(Context& context, const std::string& file);
Result<int> parcel_import(Context& context, const std::string& file);

Result<int> devices(Context& context);
Result<int> doctor(Context& context);
Result<int> lock(Context& context);
Result<int> unlock(Context& context, unsigned seconds);
Result<int> profile_list(Context& context);
Result<int> profile_remove(Context& context, const std::string& name);

// A course folder, or any file that becomes a course.
Result<int> check_course(Context& context, const std::string& path);
struct ImportOptions {
    std::string file;
    std::string folder;  // where to write the course; empty: beside the caller, called as the file
};
Result<int> import_course(Context& context, const ImportOptions& options);
struct ExportOptions {
    std::string course;  // a folder or a file
    std::string format;
    std::string to;
};
Result<int> export_course(Context& context, const ExportOptions& options);
struct PublishOptions {
    std::string folder;
    std::string channel;
    std::string parcel;  // write the package there instead of uploading it
    std::string user;
};
Result<int> publish(Context& context, const PublishOptions& options);
Result<int> class_progress(Context& context, const std::string& course);

// Used by several: what came of reading a file as a course, in words and as JSON; `folder` is where
// it was written, if it was.
class CourseSource;
Result<int> tell_import(Context& context, const CourseSource& source, import::Report report,
                        const std::string& folder);
// What was exchanged, in words or as JSON.
Result<int> exchange_and_report(Context& context, OpenProfile& open);

}  // namespace approdo::cli
