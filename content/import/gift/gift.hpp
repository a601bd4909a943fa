// GIFT as text: a file into items, with the line of each thing, losing nothing that a writer would
// need. The whole grammar of Moodle's format, and two widenings of ours: several answer blocks in
// one text (a cloze), and lines that begin with «// approdo:» (docs/authoring.md). What cannot be
// read is reported by line, and the rest of the file is read all the same.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/import/source/report.hpp"

namespace approdo::import {

struct GiftText {
    std::string format = "moodle";  // "moodle", "plain", "html", "markdown"
    std::string text;
    bool operator==(const GiftText&) const = default;
};

// "5", "5:0.1" or "4..6", as written.
struct GiftNumber {
    enum class Kind : std::uint8_t { simple, range, high_low, any };
    Kind kind = Kind::simple;
    std::string number;  // or the low end
    std::string other;   // tolerance, or the high end
    bool operator==(const GiftNumber&) const = default;
};

struct GiftChoice {
    bool correct = false;               // written with '=' rather than '~'
    std::optional<std::string> weight;  // percent, as written
    GiftText text;
    std::optional<GiftNumber> number;  // in numerical blocks
    std::optional<GiftText> feedback;
    std::size_t line = 0;
};

struct GiftPair {
    GiftText left;
    std::string right;
    std::size_t line = 0;
};

enum class GiftKind : std::uint8_t {
    multiple_choice,
    true_false,
    short_answer,
    numerical,
    matching,
    essay,
};

// What stands between a pair of braces.
struct GiftBlock {
    GiftKind kind = GiftKind::essay;
    std::vector<GiftChoice> choices;  // also of numerical blocks
    bool single_number = false;       // {#5}: one number without '='
    std::vector<GiftPair> pairs;
    bool is_true = false;
    std::optional<GiftText> first_feedback;   // of true or false: for the wrong answer
    std::optional<GiftText> second_feedback;  // for the right one
    std::optional<GiftText> global_feedback;
    std::uint32_t weight = 1;  // "{2: …}", in a cloze
    std::size_t line = 0;
};

// key=value of an «approdo:» line.
struct Directive {
    std::string key;
    std::string value;
    std::size_t line = 0;
};

enum class GiftItemKind : std::uint8_t { category, description, question };

struct GiftItem {
    GiftItemKind kind = GiftItemKind::description;
    std::string category;  // of a category line
    std::optional<std::string> title;
    std::string format = "moodle";
    // Before, between and after the blocks: blocks.size() + 1. A blank beside a block is kept.
    std::vector<std::string> texts;
    std::vector<GiftBlock> blocks;
    std::optional<std::string> id;
    std::vector<std::string> tags;
    std::vector<Directive> directives;
    std::size_t line = 0;        // of its first character that is no comment
    std::size_t first_line = 0;  // of its first comment, or `line`

    // The text with " _____ " where the blocks stand, as GIFT shows a missing word.
    GiftText stem() const;
    bool has_embedded_answers() const;
};

struct GiftFile {
    std::vector<Directive> header;
    std::size_t header_end_line = 0;  // 0: there is none
    std::vector<GiftItem> items;
};

// One item after the other, so that a file of any size is read without being held. Keeps `text`,
// `name` (what findings call the file) and `report` by reference.
class GiftReader {
  public:
    GiftReader(std::string_view text, const std::string& name, Report& report);
    ~GiftReader();

    const std::vector<Directive>& header() const;
    std::size_t header_end_line() const;  // 0: there is none
    std::optional<GiftItem> next();
    // How far the text has been read.
    std::size_t position() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// All of it at once.
GiftFile parse_gift(std::string_view text, const std::string& name, Report& report);

// "a=1 b=\"two words\"": the part behind «approdo:». Reports what is not key=value.
std::vector<Directive> parse_directives(std::string_view text, std::size_t line,
                                        const std::string& name, Report& report);

}  // namespace approdo::import
