#include <algorithm>

#include "content/import/folder/course_reader.hpp"
#include "content/narration/marks.hpp"

// The part of CourseReader that finds a page read aloud beside the page: one file of sound, and one
// of marks that say when each sentence is spoken.
namespace approdo::import {

using namespace content;

namespace {

std::string sound_beside(const SourceFiles& files, const std::string& base) {
    for (const char* const end : narration::sound_ends) {
        if (files.exists(base + end)) return base + end;
    }
    return {};
}

}  // namespace

void CourseReader::read_narration(const UnitJob& job, Variant& variant, const AuthoredPage& page) {
    Report& report = result_.report;
    const std::string base = narration::narration_of(page.path);
    const std::string marks = base + ".vtt";
    const std::string sound = sound_beside(files_, base);
    const bool is_marked = files_.exists(marks);
    if (sound.empty() && !is_marked) return;
    if (!sound.empty()) used_.insert(sound);
    if (!is_marked) {
        report.warning(sound, 0,
                       "this page is read aloud, but nothing says when each sentence is spoken: it "
                       "was left out",
                       "write «" + stem_of(marks) + ".vtt» beside it, one cue a sentence");
        return;
    }
    if (sound.empty()) {
        report.warning(marks, 0,
                       "sentences are marked, but the sound in which they are spoken is missing: "
                       "they were left out",
                       "put «" + stem_of(marks) + ".ogg» beside it, or run `approdo narrate`");
        return;
    }
    if (!check_narration(marks, variant, page.page)) return;
    add_narration(sound, TrackKind::narration, job, variant);
    add_narration(marks, TrackKind::sentences, job, variant);
}

bool CourseReader::check_narration(const std::string& marks_path, Variant& variant,
                                   const Page& page) {
    Report& report = result_.report;
    const auto read = narration::read_vtt(read_text(marks_path));
    if (read.fault) {
        report.error(marks_path, read.fault->line, read.fault->error.message,
                     "correct it, or take it out and run `approdo narrate`");
        return false;
    }
    variant.duration_ms = read.marks.duration_ms();
    const auto script = narration::script_of(page.title, page.html, variant.language);
    if (!read.marks.made_of.empty()) {
        if (read.marks.made_of != narration::hash_of(script))
            report.advice(marks_path, 0, "the words of the page changed since it was read aloud",
                          "run `approdo narrate` on the folder");
        return true;
    }
    if (const narration::Mark* const strange = narration::first_strange(read.marks, script))
        report.advice(marks_path, strange->line,
                      "«" + strange->text + "» is read aloud and does not follow on the page",
                      "correct the cue, or record the page again: each cue is one sentence of it");
    return true;
}

void CourseReader::add_narration(const std::string& path, TrackKind kind, const UnitJob& job,
                                 Variant& variant) {
    variant.tracks.push_back(
        {kind, variant.language, add_file(path, job.module, variant.language)});
    // The marks go with the sound: neither is of use without the other.
    const auto file = std::find_if(result_.course.files.begin(), result_.course.files.end(),
                                   [&](const AuthoredFile& one) { return one.path == path; });
    if (file != result_.course.files.end()) file->part.type = PartType::audio;
}

}  // namespace approdo::import
