// Walks XML text and tells its tags one by one: where elements begin and end, and whether the text
// is well-formed at all. It is what stands between foreign XML and the parser: nesting is bounded,
// entities are never declared or expanded, and the first mistake is named with its line. The text
// may be a mapped file of any size; what does not claim to be UTF-8 has been through
// xml_encoding.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace approdo::import {

enum class XmlTagKind : std::uint8_t { open, close, empty };
struct XmlTag {
    XmlTagKind kind = XmlTagKind::open;
    std::string_view name;
    std::string_view text;  // "<question type="truefalse">"
    std::size_t begin = 0;  // of `text`
    std::size_t end = 0;
};

struct XmlProblem {
    std::size_t position = 0;  // in the text; see line_at
    std::string message;
};

class XmlScan {
  public:
    enum class Step : std::uint8_t { tag, end, broken };

    explicit XmlScan(std::string_view text) : text_(text) {}

    // The next tag; `end` only when the document was well-formed as a whole. Nothing is to be read
    // after `broken`.
    Step next();
    const XmlTag& tag() const { return tag_; }
    const XmlProblem& problem() const { return problem_; }
    // How many elements are open, after the tag that came last.
    std::size_t depth() const { return open_.size(); }

  private:
    // Each returns whether all was well; `tag_read_` says that a tag came of it.
    bool read_text();
    bool read_markup();
    bool read_open();
    bool read_attributes();
    bool read_close();
    bool read_comment();
    bool read_section();
    bool read_instruction();
    bool read_declaration(std::string_view inside);
    bool read_doctype();
    bool check_text(std::size_t begin, std::size_t end);
    bool check_references(std::size_t begin, std::size_t end);
    std::string_view take_name();
    void skip_blanks();
    bool starts(std::string_view what) const { return text_.substr(at_, what.size()) == what; }
    bool wrong(std::size_t at, std::string message);

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<std::string_view> open_;
    std::vector<std::string_view> attributes_;  // names, of the tag being read
    XmlTag tag_;
    XmlProblem problem_;
    bool tag_read_ = false;
    bool root_seen_ = false;
};

// From 1.
std::size_t line_at(std::string_view text, std::size_t position);
// The value of an attribute of a start tag as it stands, references and all; empty when absent.
std::string_view raw_attribute(std::string_view tag, std::string_view name);

}  // namespace approdo::import
