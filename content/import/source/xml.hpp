// XML of foreign sources, read with pugixml after xml_scan.hpp has found it sound: well-formed,
// not nested too deep, without entities of its own; nothing is ever fetched. A document is held
// whole (bounded by limits.hpp); a file of any size is walked with an XmlCursor, which hands out
// one element after the other in the memory that one takes.
//
// What cannot be read becomes an error of the report, with its line.
#pragma once

#include <functional>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "content/import/source/mapped_file.hpp"
#include "content/import/source/report.hpp"
#include "content/import/source/source_files.hpp"
#include "content/import/source/xml_scan.hpp"

namespace approdo::import {

class XmlDocument {
  public:
    pugi::xml_node root() const { return document_.document_element(); }
    // In its file, from 1.
    std::size_t line_of(pugi::xml_node node) const;

  private:
    friend std::optional<XmlDocument> parse_xml(std::string_view, const std::string&, Report&);
    friend class XmlCursor;
    // `text` has passed the scan.
    bool load(std::string_view text, std::size_t first_line);

    pugi::xml_document document_;
    std::vector<std::size_t> line_begins_;  // places in the text
    std::size_t first_line_ = 1;
};

// `bytes` as they lie on the disk, in whatever encoding; `file` is what the report calls them.
std::optional<XmlDocument> parse_xml(std::string_view bytes, const std::string& file,
                                     Report& report);
// A file of the source; that it is absent is reported as well.
std::optional<XmlDocument> read_xml(const SourceFiles& files, const std::string& path,
                                    Report& report);

// An element that is open around the one being looked at.
struct XmlOpen {
    std::string_view name;
    std::string_view tag;  // raw_attribute(tag, "id")
};

class XmlCursor {
  public:
    // Asked once for each start tag outside of what is handed out; path.back() is the tag itself.
    using Wanted = std::function<bool(const std::vector<XmlOpen>& path)>;

    XmlCursor(const SourceFiles& files, std::string path, Report& report);
    XmlCursor(const XmlCursor&) = delete;
    XmlCursor& operator=(const XmlCursor&) = delete;

    // Goes on to the next wanted element; false at the end and when the rest cannot be read, which
    // the report then says.
    bool next(const Wanted& wanted);
    // The one handed out last: its node, and what it stands in, outermost first.
    const XmlDocument& element() const { return element_; }
    const std::vector<XmlOpen>& path() const { return path_; }

  private:
    bool read_element();
    bool broken(std::size_t position, std::string message, std::string mend = {});
    void advance_to(std::size_t position);
    void count_to(std::size_t position, std::size_t lines);

    std::string file_;
    Report& report_;
    std::optional<MappedFile> mapped_;
    std::string converted_;
    std::string_view text_;
    std::optional<XmlScan> scan_;
    XmlDocument element_;
    std::vector<XmlOpen> path_;
    bool handed_out_ = false;
    std::size_t counted_to_ = 0;  // lines before it are counted
    std::size_t lines_before_ = 0;
};

// Names without their namespace's prefix, which every writer chooses differently.
std::string_view local_name(pugi::xml_node node);
std::string_view local_name(std::string_view name);
// The first child element with that local name.
pugi::xml_node child(pugi::xml_node parent, std::string_view name);
std::vector<pugi::xml_node> children(pugi::xml_node parent, std::string_view name);
// Of an attribute with that local name; empty when absent.
std::string_view attribute(pugi::xml_node node, std::string_view name);
// All text within, markup left out.
std::string text_within(pugi::xml_node node);

}  // namespace approdo::import
