// First step of reading GIFT: a file into the lines of its items, one item after the other.
// Comments are taken out and read for ids, tags and directives; blank lines part items unless a
// brace is open.
#pragma once

#include "content/import/gift/gift.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import {

struct GiftLine {
    std::string_view text;
    std::size_t number = 0;
};

struct GiftGroup {
    std::vector<GiftLine> lines;  // without comments
    std::optional<std::string> id;
    std::vector<std::string> tags;
    std::vector<Directive> directives;
    std::size_t first_line = 0;
};

class GiftLines {
  public:
    // Reads the header. All of it is kept by reference.
    GiftLines(std::string_view text, const std::string& name, Report& report);

    const std::vector<Directive>& header() const { return header_; }
    std::size_t header_end_line() const { return header_end_line_; }  // 0: there is none
    std::optional<GiftGroup> next();
    // How far the text has been read.
    std::size_t position() const { return size_ - lines_.rest.size(); }

  private:
    // Those that are still to be read.
    struct Rest {
        std::string_view rest;
        std::size_t number = 0;  // of the last that was taken
        bool at_end() const { return rest.empty(); }
        GiftLine take();
    };

    void read_header();
    void read_comment(std::string_view comment, std::size_t number, GiftGroup& group);
    void take_item(GiftGroup& group);

    std::size_t size_ = 0;
    Rest lines_;
    const std::string& name_;
    Report& report_;
    std::vector<Directive> header_;
    std::size_t header_end_line_ = 0;
    std::vector<GiftLine> seen_;  // of an item whose end is looked for
};

}  // namespace approdo::import
