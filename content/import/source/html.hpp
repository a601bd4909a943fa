// HTML from outside into the HTML of a course: parsed as a browser would (gumbo), written anew from
// an allow-list. What comes out has no script, style, frame or form, fetches nothing from the
// network, gives each picture its size, numbers its top-level blocks (data-block) and its headings'
// anchors. Cleaning twice gives the same as cleaning once. Everything dropped is reported.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/import/source/image_size.hpp"
#include "content/import/source/report.hpp"
#include "content/model/text.hpp"

namespace approdo::import {

// What the cleaner asks about addresses inside the course.
class Links {
  public:
    struct Asset {
        std::string path;  // inside the package
        std::optional<ImageSize> size;
    };
    virtual ~Links() = default;
    // A picture, sound, film or caption file; nothing when it is not there.
    virtual std::optional<Asset> asset(std::string_view address) = 0;
    // What a link becomes: unit:<id>#anchor, or a package path; nothing when it leads nowhere.
    virtual std::optional<std::string> link(std::string_view address) = 0;
};

struct HtmlFinding {
    Severity severity = Severity::warning;
    std::string message;
    std::string mend;
    std::string needle;  // to find the line in the source; may be empty
};

struct HtmlOptions {
    content::Direction direction = content::Direction::left_to_right;
    bool is_page = true;  // numbers blocks, gives headings anchors, takes a first h1 as the title
};

struct CleanHtml {
    std::string html;
    std::string title;  // a first h1, taken out of `html`
    std::uint32_t blocks = 0;
    std::uint32_t words = 0;           // of a page; nobody counts those of a question
    std::vector<std::string> assets;   // package paths, each once
    std::vector<std::string> anchors;  // that links may lead to
    std::vector<HtmlFinding> findings;
};

CleanHtml clean_html(std::string_view html, Links& links, const HtmlOptions& options);

// Findings in a text that other programs wrote: a picture that it lost or a link that leads nowhere
// is a loss, and no reason to refuse the rest. A course folder is held to more by its reader.
void report_losses(const std::vector<HtmlFinding>& findings, const std::string& file,
                   std::size_t line, Report& report);

}  // namespace approdo::import
