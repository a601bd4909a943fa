// What an item of QTI 1.2 shows and asks, in reading order, whatever boxes of layout its writer put
// around it. Texts are raw HTML, not clean yet.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

namespace approdo::import::qti1 {

struct Label {
    std::string id;
    std::string html;
    std::string area_shape;  // of a hotspot: "Rectangle", "Ellipse", "Bounded"
    std::string area;        // its coordinates, as written
};

enum class Asked { choice, text, number, points, group };
enum class Cardinality { single, multiple, ordered };

struct ResponseField {
    std::string id;
    Asked asked = Asked::choice;
    Cardinality cardinality = Cardinality::single;
    bool shuffle = true;
    std::string html;           // the material within: what this one field asks for
    std::vector<Label> labels;  // that can be chosen
    std::uint32_t rows = 0;     // of a field for typing
    std::uint32_t width = 0;
    std::string picture;  // of a hotspot
    pugi::xml_node node;
};

// A piece of text, or the place of a field.
struct Segment {
    std::string html;
    std::size_t field = 0;  // from 1; 0: text
};

struct Presentation {
    std::vector<Segment> segments;
    std::vector<ResponseField> fields;
    // Blackboard lists the right column of a matching behind the fields, not in them.
    std::vector<std::string> right_column;
};

// `presentation`: the element; nothing from an absent one.
Presentation read_presentation(pugi::xml_node presentation);

// The words of a <material>, <flow_mat> or feedback: HTML, pictures included.
std::string material_html(pugi::xml_node node);

}  // namespace approdo::import::qti1
