// A course as plain values: course › module › unit. Ids are random, written into the source once
// and stable through every rename; everything a learner does names them. Paths are those of files
// inside the package, with '/' and never leading outside it. Dates are local dates of the named
// time zone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/model/number.hpp"
#include "content/model/question.hpp"
#include "content/model/text.hpp"
#include "sync/base/ids.hpp"

namespace approdo::content {

// Proleptic Gregorian calendar; year 0 means «no date».
struct LocalDate {
    std::uint16_t year = 0;
    std::uint8_t month = 0;
    std::uint8_t day = 0;
    bool is_set() const { return year != 0; }
    auto operator<=>(const LocalDate&) const = default;
};
Result<LocalDate> local_date_from(std::string_view text);  // 2026-09-01
std::string local_date_text(const LocalDate& date);

// From the first moment of `from` to the last moment of `until`, in `zone` (IANA; empty: the
// edition's). It is shown and reported; it never refuses finished work.
struct Availability {
    LocalDate from;
    LocalDate until;
    std::string zone;
    bool is_limited() const { return from.is_set() || until.is_set(); }
    bool operator==(const Availability&) const = default;
};

enum class UnitKind : std::uint8_t {
    page = 1,
    media = 2,
    quiz = 3,
    questionnaire = 4,
    assignment = 5,
    foreign = 6,  // SCORM, cmi5, H5P …
};

enum class CompletionKind : std::uint8_t {
    opened = 1,      // seen once
    read = 2,        // scrolled or paged to the end
    watched = 3,     // a share of the media's seconds
    submitted = 4,   // an attempt handed in
    passed = 5,      // the pass mark reached
    declared = 6,    // the learner says so
    by_trainer = 7,  // a person says so
    by_package = 8,  // the foreign package says so
};
struct CompletionRule {
    CompletionKind kind = CompletionKind::opened;
    Share share = Share::all();     // of `watched`
    std::uint32_t seconds_min = 0;  // time on the unit, besides
    bool operator==(const CompletionRule&) const = default;
};

enum class PrerequisiteKind : std::uint8_t { completed = 1, passed = 2, opened = 3 };
struct Prerequisite {
    UnitId unit;  // zero when it asks for a whole module
    ModuleId module;
    PrerequisiteKind kind = PrerequisiteKind::completed;
    bool operator==(const Prerequisite&) const = default;
};

// A part is what a learner picks at download: words, sound, moving pictures, each by language.
enum class PartType : std::uint8_t {
    text = 1,
    picture = 2,
    audio = 3,
    video = 4,
    document = 5,
    archive = 6
};
struct ContentPart {
    PartType type = PartType::text;
    std::string language;  // empty: for every language
    auto operator<=>(const ContentPart&) const = default;
};

// The last two belong to pages: the page read aloud, and when each of its sentences is spoken.
enum class TrackKind : std::uint8_t {
    captions = 1,
    subtitles = 2,
    descriptions = 3,
    chapters = 4,
    narration = 5,
    sentences = 6,
};
struct Track {
    TrackKind kind = TrackKind::captions;
    std::string language;
    std::string path;  // WebVTT; of a narration: sound
    bool operator==(const Track&) const = default;
};

// A unit in one language. `path` is the page, the media file, the quiz's public part, the foreign
// package's folder.
struct Variant {
    std::string language;
    Direction direction = Direction::left_to_right;
    std::string path;
    std::string title;
    std::string media_type;
    std::string transcript_path;
    std::string start;  // of a foreign package: the file to open, with its query
    std::vector<Track> tracks;
    std::uint32_t duration_ms = 0;  // of media; 0: unknown
    std::uint32_t words = 0;        // of pages
    bool operator==(const Variant&) const = default;
};

struct Unit {
    static constexpr std::uint32_t format_version = 1;
    UnitId id;
    UnitKind kind = UnitKind::page;
    std::string slug;  // how people write it in commands and addresses; unique in its module
    std::vector<Variant> variants;
    std::uint32_t minutes = 0;  // that the author expects it to take
    bool required = true;
    // How often the publisher has marked it to be done again. A completion carries the count that
    // held when it was made; one with a lower count does not carry over.
    std::uint32_t to_be_done_again = 0;
    CompletionRule completion;
    Availability availability;
    std::vector<Prerequisite> prerequisites;
    std::string foreign_format;  // "scorm-1.2", "cmi5" …
    Tail tail;

    // The variant to show somebody who reads `language`: see LocalText::in.
    const Variant* variant(std::string_view language) const;
    bool operator==(const Unit&) const = default;
};

struct Module {
    static constexpr std::uint32_t format_version = 1;
    ModuleId id;
    std::string slug;
    LocalText title;
    LocalText summary;
    Availability availability;
    std::vector<Prerequisite> prerequisites;
    std::vector<Unit> units;
    Tail tail;
    bool operator==(const Module&) const = default;
};

// When the course counts as completed, and as passed.
struct CourseRules {
    // Of the required units; all of them by default.
    Share units_completed = Share::all();
    // Mean of the best scores of quizzes that are graded or timed; none asked by default.
    Share pass_mark = Share::none();
    // Each quiz with its own pass mark has to be passed, besides.
    bool every_quiz_passed = true;
    std::uint32_t seconds_min = 0;
    // At the edition's meetings, as trainers marked them.
    std::uint32_t attended_minutes_min = 0;
    bool operator==(const CourseRules&) const = default;
};

struct Course {
    static constexpr std::uint32_t first_version = 1;
    static constexpr std::uint32_t format_version = 2;  // since then attendance may be asked for
    CourseId id;
    std::string slug;
    std::vector<std::string> languages;  // the first is the one it was written in
    LocalText title;
    LocalText summary;
    std::string competence_area;
    std::uint32_t minutes_recognised = 0;
    std::string licence;  // SPDX
    std::vector<std::string> authors;
    CourseRules rules;
    Availability availability;
    std::vector<Module> modules;
    Tail tail;

    const Unit* unit(const UnitId& unit_id) const;
    const Module* module_of(const UnitId& unit_id) const;
    // "module/unit", or a unit's slug alone where only one has it.
    const Unit* unit_called(std::string_view name) const;
    bool operator==(const Course&) const = default;
};

// One page in one language, as the reader shows it.
struct Page {
    static constexpr std::uint32_t format_version = 1;
    UnitId unit;
    std::string language;
    Direction direction = Direction::left_to_right;
    std::string title;
    // Clean, without a heading of the first level: readers show `title` as that. Top-level blocks
    // are numbered by data-block. Addresses are paths inside the package, «unit:<id>#anchor» or
    // outside.
    std::string html;
    std::uint32_t blocks = 0;           // how many there are: what «furthest read» counts
    std::vector<std::string> pictures;  // paths it shows, so that a download knows
    Tail tail;
    bool operator==(const Page&) const = default;
};

}  // namespace approdo::content
