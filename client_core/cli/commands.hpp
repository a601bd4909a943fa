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
    bool results = false;  // what came of the attempts that were handed in
};
Result<int> quiz(Context& context, const QuizOptions& options);
// What came of what was handed in: marks, and what was said of each answer.
Result<int> quiz_results(Context& context, const std::string& unit);
struct HandInOptions {
    std::string unit;
    std::string text;
    std::string text_file;
    std::vector<std::string> files;
    std::string save;  // a folder: what was handed in is written there
};
// Without words and files: what was handed in so far.
Result<int> hand_in(Context& context, const HandInOptions& options);
Result<int> announcements(Context& context, bool only_new);
struct ReviewOptions {
    std::string answers;  // as of a quiz; each question is answered once
};
Result<int> review(Context& context, const ReviewOptions& options);
Result<int> record(Context& context);
struct AttestationOptions {
    std::string course;
    std::string pdf;  // where to write it; empty: what it says is shown
    std::string user;
};
Result<int> attestation(Context& context, const AttestationOptions& options);
struct VerifyOptions {
    std::string code;   // the code, its address, a file with either; "-": standard input
    std::string words;  // the site's, from paper
};
Result<int> verify(Context& context, const VerifyOptions& options);

struct DataOptions {
    std::string file;  // empty: standard output
    bool with_site = false;
    std::string user;
    std::string reason;
};
Result<int> data_export(Context& context, const DataOptions& options);
Result<int> data_erase(Context& context, const DataOptions& options);
Result<int> data_withdraw(Context& context);
Result<int> data_status(Context& context);

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

struct ServeOptions {
    std::string listen;  // a loopback address; empty: the usual one, or any if it is taken
    std::string web;     // the built app's folder; empty: beside the program
    bool no_open = false;
};
Result<int> serve(Context& context, const ServeOptions& options);

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
struct NarrateOptions {
    std::string folder;
    std::string voice;   // of the speech program; empty: that of each language
    std::string page;    // this one alone
    unsigned kbit = 24;  // a second
    bool again = false;  // also pages whose words did not change
};
Result<int> narrate(Context& context, const NarrateOptions& options);
struct PublishOptions {
    std::string folder;
    std::string channel;
    std::string parcel;  // write the package there instead of uploading it
    std::string user;
};
Result<int> publish(Context& context, const PublishOptions& options);
struct UploadOptions {
    std::string file;
    std::string draft;  // to be replaced; empty: a new one
    std::string user;
    bool publish = false;
};
Result<int> upload(Context& context, const UploadOptions& options);
Result<int> class_progress(Context& context, const std::string& course);

struct MarkOptions {
    std::string attempt;  // its id, or the beginning of it
    std::string edition;
    std::string question;  // its number on the sheet
    std::string points;
    std::string feedback;
    std::string feedback_file;
    std::string seen;  // the beginning of the state that `mark show` showed
    std::string user;
    std::string folder;  // where files are saved
    bool marked_too = false;
    bool nameless = false;
    bool completes = false;  // of an assignment
};
Result<int> mark_list(Context& context, const MarkOptions& options);
Result<int> mark_show(Context& context, const MarkOptions& options);
Result<int> mark_give(Context& context, const MarkOptions& options);
Result<int> mark_files(Context& context, const MarkOptions& options);
struct AnnounceOptions {
    std::string edition;  // course or edition, as in approdo class
    std::string title;    // none: what is announced is listed
    std::string text;
    std::string file;
    std::string language = "it";
    std::string correct;   // an announcement's id, or the beginning of it
    std::string withdraw;  // likewise
    std::string user;
};
Result<int> announce(Context& context, const AnnounceOptions& options);

// A learner's own meetings, as the device has them.
struct OwnMeetingsOptions {
    std::string meeting;   // one alone, by the beginning of its id
    std::string calendar;  // a file to write them to, for a calendar
    std::string attended;  // an id: the person was there
    std::string minutes;   // for so long
};
Result<int> meetings(Context& context, const OwnMeetingsOptions& options);
// A class's meetings, at the site.
struct MeetingOptions {
    std::string edition;  // course or edition, as in approdo class
    std::string title;    // none: what is planned is listed
    std::string start;
    std::string minutes;
    std::string place;
    std::string link;
    std::string notes;
    std::string language = "it";
    std::string change;  // a meeting's id, or the beginning of it
    std::string new_title;
    std::string cancel;  // likewise
    std::string reason;
    std::string attendance;  // likewise
    std::vector<std::string> marks;
    std::string user;
};
Result<int> meeting(Context& context, const MeetingOptions& options);

// Used by several: what an attestato still takes, one line each.
std::string missing_text(const client::MissingView& one);
// What came of reading a file as a course, in words and as JSON; `folder` is where
// it was written, if it was.
class CourseSource;
Result<int> tell_import(Context& context, const CourseSource& source, import::Report report,
                        const std::string& folder);
// What was exchanged, in words or as JSON.
Result<int> exchange_and_report(Context& context, OpenProfile& open);

}  // namespace approdo::cli
