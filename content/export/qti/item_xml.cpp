#include "content/export/qti/item_xml.hpp"

#include <algorithm>
#include <map>

#include "content/export/qti/key_rules.hpp"
#include "content/export/qti/rules_xml.hpp"
#include "content/export/qti/xml_tree.hpp"

namespace approdo::content_export::qti {

namespace {

using namespace content;
using processing::VariableKind;

constexpr std::string_view item_namespace = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0";

class ItemWriter {
  public:
    ItemWriter(const Question& question, const std::string& language)
        : question_(question), language_(language) {}

    ItemXml write() {
        rules_ = rules_of(question_, result_.dropped);
        pugi::xml_document document;
        pugi::xml_node root = add(document, "assessmentItem");
        root.append_attribute("xmlns") = std::string(item_namespace).c_str();
        write_head(root);
        write_declarations(root, VariableKind::response);
        write_declarations(root, VariableKind::outcome);
        write_declarations(root, VariableKind::drawn);
        if (!rules_.drawing.empty())
            write_rules(add(root, "templateProcessing"), rules_.drawing, RulesOf::templates);
        write_body(add(root, "itemBody"));
        if (!rules_.responding.empty())
            write_rules(add(root, "responseProcessing"), rules_.responding, RulesOf::responses);
        write_feedback(root);
        result_.text = document_text(document);
        return std::move(result_);
    }

  private:
    void write_head(pugi::xml_node root) {
        const QuestionPublic& shown = question_.shown;
        set(root, "identifier", shown.foreign_id.empty() ? "q" + shown.id.hex() : shown.foreign_id);
        // The importer takes the id out of it again.
        set(root, "label", "approdo-" + shown.id.hex());
        set(root, "title", shown.title);
        set(root, "adaptive", shown.adaptive);
        set(root, "timeDependent", false);
        root.append_attribute("xml:lang") = language_.c_str();
    }
    void write_declarations(pugi::xml_node root, VariableKind kind) {
        for (const processing::Declaration& one : rules_.variables) {
            if (one.kind == kind) write_declaration(root, one);
        }
    }

    void write_body(pugi::xml_node body) {
        add_html(body, question_.shown.text.html);
        print_variables(body);
        for (const Part& part : question_.shown.parts) {
            const std::string number = std::to_string(part.number);
            const pugi::xml_node mark = body.find_node([&](pugi::xml_node node) {
                return std::string_view(node.name()) == "span" &&
                       number == node.attribute("data-part").value();
            });
            pugi::xml_node holder = mark ? mark.parent() : body;
            // Where it goes now; the mark itself is taken away afterwards.
            const pugi::xml_node made = interaction(part, holder);
            if (!mark) continue;
            if (!is_inline(part) && std::string_view(holder.name()) == "p")
                holder.parent().insert_move_after(made, holder);
            else
                holder.insert_move_after(made, mark);
            mark.parent().remove_child(mark);
        }
        // A body holds blocks only; plain words and inline interactions need one around them.
        wrap_words(body);
    }
    static bool is_inline(const Part& part) {
        const auto* choice = std::get_if<ChoicePart>(&part.shape);
        return (choice != nullptr && choice->inline_menu) ||
               std::holds_alternative<TextPart>(part.shape) ||
               std::holds_alternative<NumberPart>(part.shape);
    }
    static bool is_phrase(pugi::xml_node node) {
        if (node.type() != pugi::node_element) return true;
        const std::string_view name = node.name();
        if (name == "qti-inline-choice-interaction" || name == "qti-text-entry-interaction")
            return true;
        if (name.starts_with("qti-") && name != "qti-printed-variable") return false;
        for (const std::string_view block :
             {"p",   "div",    "ul",      "ol",      "dl",      "table", "blockquote",
              "pre", "figure", "h1",      "h2",      "h3",      "h4",    "h5",
              "h6",  "hr",     "section", "article", "details", "aside"}) {
            if (name == block) return false;
        }
        return true;
    }
    static void wrap_words(pugi::xml_node body) {
        pugi::xml_node around;
        for (pugi::xml_node node = body.first_child(); node;) {
            const pugi::xml_node next = node.next_sibling();
            if (!is_phrase(node)) {
                around = {};
            } else {
                if (!around) {
                    around = body.insert_child_before("div", node);
                    // So that the importer takes it away again.
                    around.append_attribute("data-approdo-words") = "true";
                }
                around.append_move(node);
            }
            node = next;
        }
    }
    void print_variables(pugi::xml_node parent) {
        for (pugi::xml_node node = parent.first_child(); node; node = node.next_sibling()) {
            if (node.type() == pugi::node_element) {
                print_variables(node);
                continue;
            }
            for (const TemplateVariable& variable : question_.shown.variables) {
                const std::string text = node.value();
                const std::string mark = "{" + variable.name + "}";
                const std::size_t at = text.find(mark);
                if (at == std::string::npos) continue;
                pugi::xml_node rest = parent.insert_child_after(pugi::node_pcdata, node);
                rest.set_value(text.substr(at + mark.size()).c_str());
                pugi::xml_node printed = parent.insert_child_after("qti-printed-variable", node);
                printed.append_attribute("identifier") = variable.name.c_str();
                node.set_value(text.substr(0, at).c_str());
            }
        }
    }

    std::string name_of_option(const Part& part, const OptionId& option) const {
        for (const processing::Binding& binding : rules_.bindings) {
            if (binding.part != part.number) continue;
            for (const processing::OptionName& one : binding.options) {
                if (one.option == option) return one.name;
            }
        }
        return option_name(option);
    }
    std::string variable_of(const Part& part) const {
        for (const processing::Binding& binding : rules_.bindings) {
            if (binding.part == part.number) return binding.variable;
        }
        return "RESPONSE_" + std::to_string(part.number);
    }

    pugi::xml_node begin(const Part& part, pugi::xml_node parent, std::string_view name) {
        const pugi::xml_node node = add(parent, name);
        set(node, "responseIdentifier", variable_of(part));
        if (!part.label.empty()) set(node, "label", part.label);
        return node;
    }
    pugi::xml_node option(const Part& part, pugi::xml_node parent, std::string_view element,
                          const OptionId& id) {
        pugi::xml_node node = add(parent, element);
        const std::string name = name_of_option(part, id);
        set(node, "identifier", name);
        if (name != option_name(id)) node.append_attribute("data-approdo-id") = id.hex().c_str();
        return node;
    }
    void options(const Part& part, pugi::xml_node parent, std::string_view element,
                 const std::vector<Option>& list) {
        for (const Option& one : list)
            add_html(option(part, parent, element, one.id), words_of(one));
    }
    // Each reader's program has words of its own for true and false; others need some.
    std::string words_of(const Option& one) const {
        const bool is_truth = one.id == option_true || one.id == option_false;
        if (!is_truth || !one.text.empty()) return one.text.html;
        const bool italian = primary_language(language_) == "it";
        if (one.id == option_true) return italian ? "Vero" : "True";
        return italian ? "Falso" : "False";
    }
    static void picture(pugi::xml_node parent, const Picture& picture) {
        pugi::xml_node image = parent.append_child("img");
        image.append_attribute("src") = picture.path.c_str();
        image.append_attribute("alt") = picture.alternative.c_str();
        if (picture.width > 0) image.append_attribute("width") = picture.width;
        if (picture.height > 0) image.append_attribute("height") = picture.height;
    }
    void places(const Part& part, pugi::xml_node parent, std::string_view element,
                const std::vector<NamedPlace>& list) {
        for (const NamedPlace& one : list) {
            const pugi::xml_node node = option(part, parent, element, one.id);
            set(node, "shape", name_of(one.area.shape));
            set(node, "coords", coordinates_of(one.area));
            set(node, "hotspotLabel", one.label);
            if (element == "associableHotspot") set(node, "matchMax", std::string_view("1"));
        }
    }

    // Columns stand in orders of their own.
    static bool same_options(std::vector<Option> left, std::vector<Option> right) {
        const auto by_id = [](const Option& a, const Option& b) { return a.id < b.id; };
        std::sort(left.begin(), left.end(), by_id);
        std::sort(right.begin(), right.end(), by_id);
        return left == right;
    }

    pugi::xml_node interaction(const Part& part, pugi::xml_node parent) {
        return std::visit([&](const auto& shape) { return write(part, parent, shape); },
                          part.shape);
    }
    pugi::xml_node write(const Part& part, pugi::xml_node parent, const ChoicePart& shape) {
        const bool menu = shape.inline_menu;
        pugi::xml_node node =
            begin(part, parent, menu ? "inlineChoiceInteraction" : "choiceInteraction");
        set(node, "shuffle", !shape.fixed_order);
        if (!menu) set(node, "maxChoices", std::to_string(shape.chosen_max));
        options(part, node, menu ? "inlineChoice" : "simpleChoice", shape.options);
        return node;
    }
    pugi::xml_node write(const Part& part, pugi::xml_node parent, const TextPart& shape) {
        pugi::xml_node node = begin(part, parent, "textEntryInteraction");
        if (shape.width_characters > 0)
            set(node, "expectedLength", std::to_string(shape.width_characters));
        return node;
    }
    pugi::xml_node write(const Part& part, pugi::xml_node parent, const NumberPart&) {
        return begin(part, parent, "textEntryInteraction");
    }
    pugi::xml_node write(const Part& part, pugi::xml_node parent, const MatchPart& shape) {
        const bool one_column = same_options(shape.left, shape.right);
        pugi::xml_node node =
            begin(part, parent, one_column ? "associateInteraction" : "matchInteraction");
        set(node, "shuffle", true);
        set(node, "maxAssociations", std::string_view("0"));
        if (one_column) {
            options(part, node, "simpleAssociableChoice", shape.left);
            return node;
        }
        for (const auto* const column : {&shape.left, &shape.right}) {
            const pugi::xml_node set_node = add(node, "simpleMatchSet");
            options(part, set_node, "simpleAssociableChoice", *column);
            const bool left = column == &shape.left;
            for (pugi::xml_node one : set_node.children())
                set(one, "matchMax", std::string_view(left || !shape.right_reusable ? "1" : "0"));
        }
        return node;
    }
    pugi::xml_node write(const Part& part, pugi::xml_node parent, const OrderPart& shape) {
        pugi::xml_node node = begin(part, parent, "orderInteraction");
        set(node, "shuffle", true);
        options(part, node, "simpleChoice", shape.items);
        return node;
    }
    pugi::xml_node write(const Part& part, pugi::xml_node parent, const EssayPart& shape) {
        pugi::xml_node node = begin(part, parent, "extendedTextInteraction");
        if (shape.lines > 0) set(node, "expectedLines", std::to_string(shape.lines));
        if (shape.words_min > 0 || shape.words_max > 0)
            result_.dropped.push_back("the number of words of an essay");
        return node;
    }
    pugi::xml_node write(const Part& part, pugi::xml_node parent, const FilePart& shape) {
        pugi::xml_node node = begin(part, parent, "uploadInteraction");
        std::string types;
        for (const std::string& type : shape.media_types)
            types += (types.empty() ? "" : " ") + type;
        if (!types.empty()) set(node, "type", types);
        if (shape.size_max > 0 || shape.count_max > 1)
            result_.dropped.push_back("number and size of files");
        return node;
    }
    pugi::xml_node write(const Part& part, pugi::xml_node parent, const HotspotPart& shape) {
        const bool free = shape.places.empty();
        pugi::xml_node node =
            begin(part, parent, free ? "selectPointInteraction" : "hotspotInteraction");
        set(node, "maxChoices", std::to_string(shape.chosen_max));
        picture(node, shape.picture);
        places(part, node, "hotspotChoice", shape.places);
        return node;
    }
    pugi::xml_node write(const Part& part, pugi::xml_node parent, const DragPart& shape) {
        const bool in_text = shape.picture.path.empty();
        pugi::xml_node node =
            begin(part, parent, in_text ? "gapMatchInteraction" : "graphicGapMatchInteraction");
        if (!in_text) picture(node, shape.picture);
        for (const DragItem& one : shape.items) {
            const pugi::xml_node item = option(part, node, "gapText", one.id);
            set(item, "matchMax", std::to_string(one.uses_max));
            add_html(item, one.text.html);
        }
        if (!in_text) {
            places(part, node, "associableHotspot", shape.targets);
            return node;
        }
        result_.dropped.push_back("where in the text its gaps stand: they follow it");
        pugi::xml_node text = node.append_child("p");
        for (const NamedPlace& one : shape.targets) option(part, text, "gap", one.id);
        return node;
    }
    pugi::xml_node write(const Part& part, pugi::xml_node parent, const UnknownPart& shape) {
        result_.dropped.push_back("an interaction that is not known here (" + shape.type + ")");
        return begin(part, parent, "extendedTextInteraction");
    }

    void write_feedback(pugi::xml_node root) {
        for (const processing::ShownFeedback& one : rules_.feedback) {
            const LocalRich* const text = question_.key.feedback_text(one.feedback);
            if (text == nullptr || text->empty()) continue;
            const pugi::xml_node node = add(root, "modalFeedback");
            set(node, "outcomeIdentifier", one.outcome);
            set(node, "identifier", one.value);
            set(node, "showHide", std::string_view(one.when_equal ? "show" : "hide"));
            const RichText* const words = text->in(language_);
            add_html(add(node, "contentBody"), words == nullptr ? "" : words->html);
        }
    }

    const Question& question_;
    std::string language_;
    processing::ItemRules rules_;
    ItemXml result_;
};

}  // namespace

ItemXml write_item(const Question& question, const std::string& language) {
    return ItemWriter(question, language).write();
}

}  // namespace approdo::content_export::qti
