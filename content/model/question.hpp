// What a learner sees of a question. A question is a text with one or more parts (interactions),
// each with a number under which its response is given; a cloze has several, most have one. Nothing
// in these types depends on which answers are right: that is the key (question_key.hpp), which in
// graded quizzes only the site can open. Options that may be shuffled stand in the order of their
// random ids, so that even their order says nothing.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "content/model/response.hpp"
#include "content/model/text.hpp"
#include "sync/base/ids.hpp"

namespace approdo::content {

// What the author calls it; the parts decide how it is answered and marked. Numbers are encoded.
enum class QuestionKind : std::uint8_t {
    choice_one = 1,
    choice_many = 2,
    true_false = 3,
    short_answer = 4,
    numerical = 5,
    matching = 6,
    ordering = 7,
    cloze = 8,
    essay = 9,
    file = 10,
    hotspot = 11,
    drag_and_drop = 12,
    calculated = 13,
    description = 14,
    composite = 15,  // several parts of mixed kinds, as QTI items may have
    unknown = 16,
};

// The two options of every true-or-false question; their words come from the reader's language.
inline constexpr OptionId option_true{{0, 0, 0, 0, 0, 0, 0, 1}};
inline constexpr OptionId option_false{{0, 0, 0, 0, 0, 0, 0, 2}};

struct Option {
    OptionId id;
    RichText text;
    bool operator==(const Option&) const = default;
};

struct ChoicePart {
    std::vector<Option> options;
    std::uint32_t chosen_max = 1;  // 0: any number
    bool fixed_order = false;      // shown as listed, never shuffled
    bool inline_menu = false;      // a menu within the text
    bool operator==(const ChoicePart&) const = default;
};
struct TextPart {
    std::uint32_t width_characters = 0;  // of the field; 0: the program decides
    bool operator==(const TextPart&) const = default;
};
struct NumberPart {
    std::vector<std::string> units;  // to choose from; empty: none, or typed behind the number
    bool operator==(const NumberPart&) const = default;
};
struct MatchPart {
    std::vector<Option> left;
    std::vector<Option> right;
    bool right_reusable = true;
    bool operator==(const MatchPart&) const = default;
};
struct OrderPart {
    std::vector<Option> items;
    bool operator==(const OrderPart&) const = default;
};
struct EssayPart {
    std::uint32_t lines = 0;
    std::uint32_t words_min = 0;
    std::uint32_t words_max = 0;  // 0: any length
    bool operator==(const EssayPart&) const = default;
};
struct FilePart {
    std::vector<std::string> media_types;  // empty: any
    std::uint64_t size_max = 0;            // bytes, 0: as the site allows
    std::uint32_t count_max = 1;
    bool operator==(const FilePart&) const = default;
};
// Coordinates are pixels of the picture at its own size.
enum class AreaShape : std::uint8_t {
    rectangle = 1,   // x,y,x,y
    circle = 2,      // x,y,radius
    polygon = 3,     // x,y,x,y,x,y…
    ellipse = 4,     // x,y,radius across,radius down
    everywhere = 5,  // no coordinates
};
struct Area {
    AreaShape shape = AreaShape::rectangle;
    std::vector<std::int32_t> coordinates;
    bool operator==(const Area&) const = default;
};
// Its edge belongs to it; false for coordinates that make no sense.
bool contains(const Area& area, const Point& point);
struct Picture {
    std::string path;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::string alternative;
    bool operator==(const Picture&) const = default;
};
// A place on a picture: free (a point is answered), or one of named places.
struct NamedPlace {
    OptionId id;
    Area area;
    std::string label;  // for those who cannot see the picture
    bool operator==(const NamedPlace&) const = default;
};
struct HotspotPart {
    Picture picture;
    std::vector<NamedPlace> places;
    std::uint32_t chosen_max = 1;
    bool operator==(const HotspotPart&) const = default;
};
struct DragItem {
    OptionId id;
    RichText text;
    std::uint32_t uses_max = 1;  // 0: any number
    bool operator==(const DragItem&) const = default;
};
struct DragPart {
    Picture picture;  // empty path: targets are gaps in the text
    std::vector<DragItem> items;
    std::vector<NamedPlace> targets;
    bool operator==(const DragPart&) const = default;
};
// An interaction that this program does not know: its text shows, an answer in words is kept.
struct UnknownPart {
    std::uint64_t tag = 0;  // of the encoding, when a newer program wrote it; 0: from an import
    std::string type;       // its name where it came from
    BaseType base_type = BaseType::text;
    Cardinality cardinality = Cardinality::single;
    Bytes raw;
    bool operator==(const UnknownPart&) const = default;
};

using PartShape = std::variant<ChoicePart, TextPart, NumberPart, MatchPart, OrderPart, EssayPart,
                               FilePart, HotspotPart, DragPart, UnknownPart>;

// The text holds <span data-part="N"></span> where part N stands; parts without one follow the
// text.
struct Part {
    std::uint32_t number = 1;
    PartShape shape;
    std::string label;  // for screen readers where the text around does not say it
    bool operator==(const Part&) const = default;
};

// QTI's template variables, drawn once: value k of each variable belongs to data set k. The seed
// picks the set, the text shows {name}. So formulas are worked out once, by the importer, never at
// marking.
struct TemplateVariable {
    std::string name;
    std::vector<Decimal> values;
    bool operator==(const TemplateVariable&) const = default;
};

// How the options of a choice are lettered where they are listed.
enum class Numbering : std::uint8_t {
    small_letters = 0,
    capital_letters = 1,
    digits = 2,
    small_roman = 3,
    capital_roman = 4,
    none = 5,
};
enum class EssayFormat : std::uint8_t { rich = 0, plain = 1, monospaced = 2 };

// An item of a DragPart fits only targets of its own group.
struct DragGroup {
    OptionId member;  // an item or a target
    std::uint32_t group = 1;
    bool operator==(const DragGroup&) const = default;
};

// What a part says besides its shape; only parts that say something have one.
struct PartDetail {
    std::uint32_t number = 1;
    RichText prefilled;  // what stands in an essay's field at the beginning
    EssayFormat format = EssayFormat::rich;
    bool optional = false;          // may stay empty without a reminder
    std::vector<DragGroup> groups;  // by member; empty: everything fits everywhere
    bool operator==(const PartDetail&) const = default;
};

struct Tail {
    std::uint32_t version = 0;  // 0: as this program writes it
    Bytes unknown;              // what a newer program wrote behind the fields known here
    bool operator==(const Tail&) const = default;
};

struct QuestionPublic {
    static constexpr std::uint32_t first_version = 1;
    static constexpr std::uint32_t format_version = 2;
    QuestionId id;
    QuestionKind kind = QuestionKind::description;
    std::string title;
    RichText text;
    std::vector<Part> parts;
    std::vector<TemplateVariable> variables;
    std::vector<std::string> tags;
    std::string category;  // path with '/', as GIFT's
    bool adaptive = false;
    Numbering numbering = Numbering::small_letters;
    std::string foreign_id;  // the id number that its author gave it elsewhere
    std::vector<PartDetail> details;
    Tail tail;

    const Part* part(std::uint32_t number) const;
    const PartDetail* detail(std::uint32_t number) const;
    std::size_t data_sets() const { return variables.empty() ? 0 : variables[0].values.size(); }
    bool operator==(const QuestionPublic&) const = default;
};

}  // namespace approdo::content
