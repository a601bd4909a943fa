#include "content/import/qti/interactions.hpp"

#include <algorithm>

#include "content/import/qti/names.hpp"
#include "content/import/source/html_text.hpp"

namespace approdo::import::qti {

namespace {

using namespace content;

class InteractionReader {
  public:
    InteractionReader(pugi::xml_node node, std::uint32_t number, const Place& place,
                      Surroundings& around)
        : node_(node), place_(place), around_(around), name_(name_of(node)) {
        found_.interaction = name_;
        found_.part.number = number;
        found_.part.label = attribute_of(node, "label");
        found_.binding.part = number;
        found_.binding.variable = attribute_of(node, "responseIdentifier");
        declared_ = around.declaration(found_.binding.variable);
    }

    std::optional<FoundPart> read() {
        if (name_ == "mediaInteraction" || name_ == "endAttemptInteraction") {
            warning(node_, "the interaction «" + name_ + "» takes no answer here",
                    "its content shows, how often it is used is not counted");
            return std::nullopt;
        }
        if (!read_shape()) unknown();
        return std::move(found_);
    }

  private:
    void warning(pugi::xml_node node, std::string message, std::string mend) {
        place_.report.warning(place_.file, place_.line_of(node), std::move(message),
                              std::move(mend));
    }

    bool read_shape() {
        if (name_ == "choiceInteraction") return choice("simpleChoice", false);
        if (name_ == "inlineChoiceInteraction") return choice("inlineChoice", true);
        if (name_ == "hottextInteraction") return choice("hottext", false);
        if (name_ == "orderInteraction") return order("simpleChoice");
        if (name_ == "associateInteraction") return associate("simpleAssociableChoice");
        if (name_ == "matchInteraction") return match();
        if (name_ == "gapMatchInteraction") return gap_match();
        if (name_ == "textEntryInteraction") return text_entry();
        if (name_ == "extendedTextInteraction") return essay();
        if (name_ == "uploadInteraction") return upload();
        if (name_ == "sliderInteraction") return slider();
        if (name_ == "hotspotInteraction") return hotspot();
        if (name_ == "selectPointInteraction") return points(node_);
        if (name_ == "positionObjectInteraction") return points(node_.parent());
        if (name_ == "graphicGapMatchInteraction") return graphic_gap_match();
        if (name_ == "graphicOrderInteraction") return on_picture(true);
        if (name_ == "graphicAssociateInteraction") return on_picture(false);
        if (name_ == "drawingInteraction") return drawing();
        return false;
    }

    OptionId named(pugi::xml_node option) {
        const std::string_view identifier = attribute_of(option, "identifier");
        const OptionId id = around_.option_id(found_.binding.variable, option);
        found_.binding.options.push_back({id, std::string(identifier)});
        return id;
    }
    std::vector<Option> options(const std::vector<pugi::xml_node>& nodes) {
        std::vector<Option> list;
        for (const pugi::xml_node one : nodes) {
            const OptionId id = named(one);
            list.push_back({id, around_.rich(one)});
        }
        return list;
    }
    std::uint32_t choices_max() const {
        const bool many = declared_ != nullptr && declared_->cardinality != Cardinality::single;
        return count_of(node_, "maxChoices", many ? 0 : 1);
    }

    bool choice(const char* option, bool inline_menu) {
        const bool hottext = std::string_view(option) == "hottext";
        ChoicePart part;
        const auto nodes = hottext ? all_of(node_, option) : children_of(node_, option);
        part.options = options(nodes);
        part.chosen_max = inline_menu ? 1 : choices_max();
        part.fixed_order = hottext || !is_yes(node_, "shuffle");
        part.inline_menu = inline_menu;
        for (const pugi::xml_node one : nodes) {
            // A single fixed option fixes all of them: their place may be part of their words.
            if (is_yes(one, "fixed")) part.fixed_order = true;
            if (!attribute_of(one, "templateIdentifier").empty())
                warning(node_,
                        "an option shows only for some values of «" +
                            std::string(attribute_of(one, "templateIdentifier")) + "»",
                        "it always shows");
        }
        found_.part.shape = std::move(part);
        return true;
    }
    bool order(const char* option) {
        OrderPart part;
        part.items = options(children_of(node_, option));
        if (count_of(node_, "maxChoices") > 0)
            warning(node_, "only some of the options have to be put in order",
                    "learners put all of them in order");
        found_.part.shape = std::move(part);
        return true;
    }
    bool associate(const char* option) {
        MatchPart part;
        part.left = options(children_of(node_, option));
        part.right = part.left;
        found_.part.shape = std::move(part);
        return true;
    }
    bool match() {
        const auto sets = children_of(node_, "simpleMatchSet");
        if (sets.size() != 2) return false;
        MatchPart part;
        const auto left = children_of(sets[0], "simpleAssociableChoice");
        part.left = options(left);
        found_.each_once = std::all_of(left.begin(), left.end(), [](pugi::xml_node one) {
            return count_of(one, "matchMax", 1) == 1;
        });
        const auto right = children_of(sets[1], "simpleAssociableChoice");
        part.right = options(right);
        part.right_reusable = std::any_of(right.begin(), right.end(), [](pugi::xml_node one) {
            return count_of(one, "matchMax", 1) != 1;
        });
        found_.part.shape = std::move(part);
        return true;
    }
    std::vector<DragItem> drag_items(std::initializer_list<const char*> names) {
        std::vector<DragItem> items;
        for (const pugi::xml_node one : elements_of(node_)) {
            const std::string name = name_of(one);
            if (std::find(names.begin(), names.end(), name) == names.end()) continue;
            DragItem& item = items.emplace_back();
            item.id = named(one);
            item.text = around_.rich(one);
            item.uses_max = count_of(one, "matchMax", 1);
        }
        return items;
    }
    bool gap_match() {
        DragPart part;
        part.items = drag_items({"gapText", "gapImg"});
        std::uint32_t number = 0;
        for (const pugi::xml_node one : all_of(node_, "gap")) {
            NamedPlace& place = part.targets.emplace_back();
            place.id = named(one);
            place.label = std::to_string(++number);
        }
        found_.each_once = true;
        found_.part.shape = std::move(part);
        return !found_.binding.options.empty();
    }
    bool text_entry() {
        const BaseType base = declared_ == nullptr ? BaseType::text : declared_->base;
        if (base == BaseType::integer || base == BaseType::decimal) {
            found_.part.shape = NumberPart{};
        } else {
            found_.part.shape = TextPart{count_of(node_, "expectedLength")};
        }
        return true;
    }
    bool essay() {
        EssayPart part;
        part.lines = count_of(node_, "expectedLines");
        found_.part.shape = part;
        return true;
    }
    bool upload() {
        FilePart part;
        part.media_types = words_of(attribute_of(node_, "type"));
        found_.part.shape = std::move(part);
        return true;
    }
    bool drawing() {
        FilePart part;
        part.media_types = {"image/png", "image/jpeg", "image/svg+xml"};
        found_.part.shape = std::move(part);
        if (const pugi::xml_node object = picture_in(node_)) found_.after = picture_html(object);
        warning(node_, "drawing on a picture is done outside the course",
                "learners hand in a picture that they have drawn");
        return true;
    }
    bool slider() {
        found_.part.shape = NumberPart{};
        found_.after = "<p>" + escaped_text(attribute_of(node_, "lowerBound")) + " – " +
                       escaped_text(attribute_of(node_, "upperBound")) + "</p>";
        place_.report.advice(place_.file, place_.line_of(node_),
                             "a slider becomes a field for a number");
        return true;
    }

    static pugi::xml_node picture_in(pugi::xml_node node) {
        for (const char* name : {"object", "img", "picture"}) {
            if (const pugi::xml_node found = child_of(node, name)) return found;
        }
        return {};
    }
    std::string picture_html(pugi::xml_node object) {
        const Picture picture = around_.picture(object);
        if (picture.path.empty()) return {};
        std::string html = "<img src=\"" + escaped_attribute(picture.path) + "\"";
        html += " alt=\"" + escaped_attribute(picture.alternative) + "\"";
        if (picture.width > 0 && picture.height > 0)
            html += " width=\"" + std::to_string(picture.width) + "\" height=\"" +
                    std::to_string(picture.height) + "\"";
        return html + ">";
    }
    std::vector<NamedPlace> places(const char* name) {
        std::vector<NamedPlace> list;
        for (const pugi::xml_node one : children_of(node_, name)) {
            const auto area = area_from(attribute_of(one, "shape"), attribute_of(one, "coords"));
            if (!area)
                warning(node_, "an area of the picture has no shape that can be used",
                        "it can be chosen by its name only: give its coordinates in pixels");
            NamedPlace& place = list.emplace_back();
            place.id = named(one);
            if (area) place.area = *area;
            const std::string_view label = attribute_of(one, "hotspotLabel");
            place.label = label.empty() ? std::to_string(list.size()) : std::string(label);
        }
        return list;
    }
    bool hotspot() {
        HotspotPart part;
        part.picture = around_.picture(picture_in(node_));
        part.places = places("hotspotChoice");
        part.chosen_max = choices_max();
        found_.part.shape = std::move(part);
        return true;
    }
    bool points(pugi::xml_node with_picture) {
        HotspotPart part;
        part.picture = around_.picture(picture_in(with_picture));
        part.chosen_max = choices_max();
        found_.part.shape = std::move(part);
        return true;
    }
    bool graphic_gap_match() {
        DragPart part;
        part.picture = around_.picture(picture_in(node_));
        part.items = drag_items({"gapImg", "gapText"});
        part.targets = places("associableHotspot");
        found_.part.shape = std::move(part);
        return true;
    }
    // Its places by their labels, beside the picture.
    bool on_picture(bool ordered) {
        std::vector<Option> list;
        for (const NamedPlace& place : places(ordered ? "hotspotChoice" : "associableHotspot"))
            list.push_back({place.id, {escaped_text(place.label), {}, {}}});
        found_.after = picture_html(picture_in(node_));
        warning(node_,
                ordered ? "places on a picture are put in order by their names"
                        : "places on a picture are paired by their names",
                "give each of them a label that says where it is");
        if (ordered)
            found_.part.shape = OrderPart{list};
        else
            found_.part.shape = MatchPart{list, list, true};
        return true;
    }
    void unknown() {
        UnknownPart part;
        const std::string_view custom = attribute_of(node_, "customInteractionTypeIdentifier");
        part.type = custom.empty() ? name_ : std::string(custom);
        if (declared_ != nullptr) {
            part.base_type = declared_->base;
            part.cardinality = declared_->cardinality;
        }
        found_.part.shape = std::move(part);
        warning(node_, "the interaction «" + name_ + "» is not known here",
                "its text shows, and an answer in words is kept");
    }

    pugi::xml_node node_;
    const Place& place_;
    Surroundings& around_;
    std::string name_;
    const processing::Declaration* declared_ = nullptr;
    FoundPart found_;
};

}  // namespace

bool is_interaction(std::string_view name) {
    return name.ends_with("Interaction");
}

std::optional<FoundPart> read_interaction(pugi::xml_node node, std::uint32_t number,
                                          const Place& place, Surroundings& around) {
    return InteractionReader(node, number, place, around).read();
}

}  // namespace approdo::import::qti
