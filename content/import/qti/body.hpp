// An item's body as HTML of a course: content through the allow-list, interactions as marks
// (<span data-part="N">) with their parts beside, printed variables as {name}, feedback taken out.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "content/import/qti/interactions.hpp"
#include "content/import/source/html.hpp"

namespace approdo::import::qti {

// Files that an item names, seen from its own folder; what was used is remembered.
class ItemLinks : public Links {
  public:
    ItemLinks(const SourceFiles* files, std::string from) : files_(files), from_(std::move(from)) {}
    std::optional<Asset> asset(std::string_view address) override;
    std::optional<std::string> link(std::string_view address) override;
    const std::set<std::string>& used() const { return used_; }

  private:
    const SourceFiles* files_;
    std::string from_;
    std::set<std::string> used_;
};

// Feedback that stands in the body or behind it.
struct FoundFeedback {
    std::string outcome;
    std::string value;
    bool when_equal = true;
    std::string html;
};

struct Body {
    content::RichText text;
    std::vector<FoundPart> parts;
    std::vector<FoundFeedback> feedback;
    std::set<std::string> printed;  // names of variables that the text shows
    std::string guide;              // for whoever marks, HTML
    std::set<std::string> assets;
};

// `item`: the item itself; `scope` tells its options' ids apart from all others.
Body read_body(pugi::xml_node item, const Place& place, const std::vector<std::string>& scope,
               const std::vector<content::processing::Declaration>& variables);

}  // namespace approdo::import::qti
