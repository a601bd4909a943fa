// A question as Moodle means it, before it is built into the model: the one form that its question
// files (question_xml.hpp) and its backups (backup_question.hpp) are both read into, however
// differently they write it. Texts look into the XML element that is being read and live as long.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace approdo::import {

enum class MoodleFormat : std::uint8_t { moodle = 0, html = 1, plain = 2, markdown = 4 };

// A file that came inside of the XML.
struct MoodleFile {
    std::string_view name;
    std::string_view folder;  // "/" and below
    std::string_view base64;
};

struct MoodleText {
    std::string_view text;
    MoodleFormat format = MoodleFormat::html;
    std::vector<MoodleFile> files;
    // Of a backup, where the files are rows of files.xml: what they belong to
    // (backup_files.hpp). Empty in question files.
    std::string area;

    bool empty() const { return text.empty(); }
};

struct MoodleAnswer {
    MoodleText text;
    std::string_view fraction;  // percent in question files, a part of 1 in backups
    MoodleText feedback;
    std::string_view tolerance;
    std::string_view tolerance_type;
    std::string_view answer_format;
    std::string_view answer_length;
};

struct MoodlePair {
    MoodleText left;  // empty: its right side belongs to nothing
    std::string_view right;
};

struct MoodleHint {
    MoodleText text;
    bool show_right_count = false;
    bool clear_wrong = false;
};

struct MoodleUnit {
    std::string_view name;
    std::string_view multiplier;
};

struct MoodleDataset {
    std::string_view name;
    bool shared = false;
    std::vector<std::pair<std::string_view, std::string_view>> items;  // number, value
};

// Something to drag: a word, a picture or a marker; also the choices of gaps.
struct MoodleDrag {
    std::string_view number;
    MoodleText text;
    std::string_view group;
    std::string_view uses;  // of markers
    bool any_number = false;
};

// Where it goes.
struct MoodleDrop {
    std::string_view number;
    std::string_view choice;
    std::string_view label;
    std::string_view left, top;           // of pictures and texts on a picture
    std::string_view shape, coordinates;  // of markers
};

struct MoodleEssay {
    std::string_view response_format;
    std::string_view lines, words_min, words_max;
    std::string_view attachments, attachments_required, file_types, bytes_max;
    bool required = true;
    MoodleText guide;
    MoodleText prefilled;
};

struct MoodleQuestion {
    std::string_view type;
    std::string_view name;
    std::string_view id_number;
    // What our exporter wrote: the question's id, and those of its options in the order in which
    // they are built.
    std::string_view own_id;
    std::string_view own_options;
    std::string_view points;
    std::string_view penalty;
    std::vector<std::string_view> tags;
    MoodleText text;
    MoodleText general_feedback;
    MoodleText right, partly, wrong;
    bool show_right_count = false;
    std::vector<MoodleHint> hints;

    std::vector<MoodleAnswer> answers;
    bool percent = true;  // what fractions are written in
    bool single = true;
    bool shuffle = true;
    bool case_matters = false;
    std::string_view numbering;
    std::string_view grading;       // of an ordering
    std::string_view select_count;  // how many of its things are shown; 0: all

    std::vector<MoodleUnit> units;
    std::string_view unit_grading;
    std::string_view unit_penalty;
    std::string_view show_units;

    std::vector<MoodlePair> pairs;
    std::vector<MoodleDataset> datasets;
    std::vector<MoodleDrag> drags;
    std::vector<MoodleDrop> drops;
    MoodleText picture;  // whose first file is the picture to drop on
    MoodleEssay essay;
    std::string_view choose;  // how many pairs a random matching has
    std::size_t line = 0;
};

}  // namespace approdo::import
