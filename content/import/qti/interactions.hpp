// Interactions of QTI as parts of the model. Those that have no part of their own become the one
// that takes the same answer, or keep text and answer as UnknownPart; either is reported.
#pragma once

#include <string>
#include <vector>

#include "content/import/qti/place.hpp"
#include "content/model/processing/program.hpp"
#include "content/model/question_key.hpp"

namespace approdo::import::qti {

struct FoundPart {
    content::Part part;
    content::processing::Binding binding;
    std::string interaction;  // its name, as QTI 2.x has it
    std::string after;        // HTML that goes before the mark in the text: pictures, bounds
    bool each_once = false;   // of pairs: each item on the left, or each gap, takes one
};

// What an interaction's reader needs of the body around it.
class Surroundings {
  public:
    virtual ~Surroundings() = default;
    // Clean HTML of an element's content.
    virtual content::RichText rich(pugi::xml_node node) = 0;
    virtual content::Picture picture(pugi::xml_node object) = 0;
    virtual OptionId option_id(std::string_view response, pugi::xml_node option) = 0;
    virtual const content::processing::Declaration* declaration(std::string_view response) = 0;
};

bool is_interaction(std::string_view name);
// Nothing for those that take no answer (media, endAttempt).
std::optional<FoundPart> read_interaction(pugi::xml_node node, std::uint32_t number,
                                          const Place& place, Surroundings& around);

}  // namespace approdo::import::qti
