#include "content/export/moodle_xml/special_questions.hpp"

#include <algorithm>

namespace approdo::content_export::moodle {

using namespace content;

namespace {

std::string leaf(std::string_view element, const std::string& text) {
    XmlOut out;
    out.leaf(element, text);
    return out.take();
}

// How many of the unit make one of the first: the other way round than the model says it.
std::string multiplier_of(QuestionWriter& writer, const Decimal& factor) {
    if (factor.mantissa == 1) return decimal_text({1, -factor.exponent});
    // Only what ends can be written: 1/8 is 0.125, 1/3 is cut.
    std::string digits = "0.";
    std::int64_t rest = 1;
    for (int i = 0; i < 15 && rest != 0; ++i) {
        rest *= 10;
        digits += static_cast<char>('0' + rest / factor.mantissa % 10);
        rest %= factor.mantissa;
    }
    if (rest != 0) writer.lose("the multiplier of a unit is cut after 15 digits");
    auto inverse = decimal_from(digits);
    if (!inverse) return "1";
    inverse->exponent -= factor.exponent;
    return decimal_text(*inverse);
}

void write_units(QuestionWriter& writer, const NumberPart& part, const NumberKey& key) {
    if (key.units.empty()) return;
    writer.out.leaf("unitgradingtype", key.unit_required ? "2" : "0");
    writer.out.leaf("unitpenalty", fraction_text(key.unit_penalty));
    writer.out.leaf("showunits", part.units.empty() ? "0" : "2");
    writer.out.leaf("unitsleft", "0");
    writer.out.open("units");
    for (const NumberUnit& unit : key.units) {
        writer.out.open("unit");
        writer.out.leaf("multiplier", multiplier_of(writer, unit.factor));
        writer.out.leaf("unit_name", unit.name);
        writer.out.close("unit");
    }
    writer.out.close("units");
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines{""};
    for (const char c : text) {
        if (c == '\n') {
            lines.emplace_back();
        } else {
            lines.back().push_back(c);
        }
    }
    return lines;
}

void write_data_sets(QuestionWriter& writer) {
    writer.out.open("dataset_definitions");
    for (const TemplateVariable& variable : writer.shown.variables) {
        // Formulas within the text are worked out again.
        if (variable.name.starts_with('=')) continue;
        writer.out.open("dataset_definition");
        for (const auto& [element, words] :
             {std::pair{"status", std::string("private")}, std::pair{"name", variable.name},
              std::pair{"distribution", std::string("uniform")}}) {
            writer.out.open(element);
            writer.out.leaf("text", words);
            writer.out.close(element);
        }
        writer.out.leaf("type", "calculated");
        const std::string count = std::to_string(variable.values.size());
        writer.out.leaf("itemcount", count);
        writer.out.open("dataset_items");
        int number = 0;
        for (const Decimal& value : variable.values) {
            writer.out.open("dataset_item");
            writer.out.leaf("number", std::to_string(++number));
            writer.out.leaf("value", decimal_text(value));
            writer.out.close("dataset_item");
        }
        writer.out.close("dataset_items");
        writer.out.leaf("number_of_items", count);
        writer.out.close("dataset_definition");
    }
    writer.out.close("dataset_definitions");
}

const PartDetail& detail_of(const QuestionPublic& shown, std::uint32_t number) {
    static const PartDetail none;
    const PartDetail* const found = shown.detail(number);
    return found == nullptr ? none : *found;
}

std::string coordinates_of(const Area& area) {
    const auto& c = area.coordinates;
    const auto number = [&](std::size_t i) { return std::to_string(c[i]); };
    const auto span = [&](std::size_t i) {
        return std::to_string(std::int64_t{c[i + 2]} - std::int64_t{c[i]});
    };
    if (area.shape == AreaShape::circle && c.size() == 3)
        return number(0) + "," + number(1) + ";" + number(2);
    if (area.shape == AreaShape::rectangle && c.size() == 4)
        return number(0) + "," + number(1) + ";" + span(0) + "," + span(1);
    std::string text;
    for (std::size_t i = 0; i + 1 < c.size(); i += 2)
        text += (text.empty() ? "" : ";") + number(i) + "," + number(i + 1);
    return text;
}

std::string attribute_of(const std::string& html, const std::string& name) {
    const std::size_t at = html.find(" " + name + "=\"");
    if (at == std::string::npos) return {};
    const std::size_t begin = at + name.size() + 3;
    return html.substr(begin, html.find('"', begin) - begin);
}

// A picture to drag is a file with its words beside it; everything else is text.
void write_item(QuestionWriter& writer, const std::string& html) {
    const bool is_picture = html.starts_with("<img ") && html.find('>') == html.size() - 1;
    if (!is_picture) return writer.text_inside(html);
    writer.out.leaf("text", words_of(attribute_of(html, "alt")));
    writer.file(words_of(attribute_of(html, "src")));
}

std::uint32_t group_of(const PartDetail& detail, const OptionId& member) {
    for (const DragGroup& one : detail.groups) {
        if (one.member == member) return one.group;
    }
    return 1;
}

}  // namespace

void write_numbers(QuestionWriter& writer) {
    const auto& part = std::get<NumberPart>(writer.shown.parts[0].shape);
    const auto& key = std::get<NumberKey>(writer.key.parts[0].shape);
    if (key.unit_required && key.units.empty())
        writer.lose("that a unit is asked for, though none is known");
    for (const NumberAnswer& one : key.answers) {
        const Middle middle = middle_of(one.range);
        if (!one.any && !middle.exact)
            writer.lose("a range of numbers is narrower in Moodle by its last digit");
        writer.answer(percent_of(one.share), one.any ? "*" : decimal_text(middle.centre),
                      one.feedback, leaf("tolerance", decimal_text(middle.tolerance)));
    }
    write_units(writer, part, key);
}

void write_calculated(QuestionWriter& writer) {
    const auto& part = std::get<NumberPart>(writer.shown.parts[0].shape);
    const auto& key = std::get<NumberKey>(writer.key.parts[0].shape);
    const std::vector<std::string> formulas = lines_of(key.formula);
    for (std::size_t k = 0; k < key.answers_per_set && k < formulas.size(); ++k) {
        const auto& rules = writer.key.formula_rules;
        const FormulaRule rule = k < rules.size() ? rules[k] : FormulaRule{};
        writer.answer(percent_of(key.answers[k].share), formulas[k], key.answers[k].feedback,
                      leaf("tolerance", decimal_text(rule.tolerance)) +
                          leaf("tolerancetype", std::to_string(static_cast<int>(rule.kind))) +
                          leaf("correctanswerformat", rule.significant ? "2" : "1") +
                          leaf("correctanswerlength", std::to_string(rule.places)));
    }
    write_units(writer, part, key);
    write_data_sets(writer);
}

void write_calculated_choice(QuestionWriter& writer) {
    write_choices(writer);
    write_data_sets(writer);
}

void write_essay(QuestionWriter& writer) {
    constexpr const char* formats[] = {"editor", "plain", "monospaced"};
    bool words = false;
    bool files = false;
    for (const Part& part : writer.shown.parts) {
        const PartDetail& detail = detail_of(writer.shown, part.number);
        if (const auto* const essay = std::get_if<EssayPart>(&part.shape)) {
            words = true;
            writer.out.leaf(
                "responseformat",
                formats[std::min<std::size_t>(static_cast<std::size_t>(detail.format), 2)]);
            writer.out.leaf("responserequired", detail.optional ? "0" : "1");
            writer.out.leaf("responsefieldlines", std::to_string(essay->lines));
            if (essay->words_min > 0)
                writer.out.leaf("minwordlimit", std::to_string(essay->words_min));
            if (essay->words_max > 0)
                writer.out.leaf("maxwordlimit", std::to_string(essay->words_max));
            writer.text("responsetemplate", detail.prefilled.html);
        }
        if (const auto* const file = std::get_if<FilePart>(&part.shape)) {
            files = true;
            writer.out.leaf("attachments", std::to_string(file->count_max));
            writer.out.leaf("attachmentsrequired", detail.optional ? "0" : "1");
            writer.out.leaf("maxbytes", std::to_string(file->size_max));
            std::string types;
            for (const std::string& type : file->media_types)
                types += (types.empty() ? "" : ",") + type;
            writer.out.leaf("filetypeslist", types);
        }
    }
    if (!words) writer.out.leaf("responseformat", "noinline");
    if (!files) writer.out.leaf("attachments", "0");
    const auto* const person = std::get_if<PersonKey>(&writer.key.parts[0].shape);
    if (person != nullptr) writer.text("graderinfo", writer.html_of(person->guide));
}

void write_drag(QuestionWriter& writer) {
    const auto& part = std::get<DragPart>(writer.shown.parts[0].shape);
    const auto& key = std::get<DragKey>(writer.key.parts[0].shape);
    const PartDetail& detail = detail_of(writer.shown, writer.shown.parts[0].number);
    if (key.all_or_nothing) writer.lose("Moodle gives points for each right place");
    writer.file(part.picture.path);
    std::size_t number = 0;
    for (const DragItem& item : part.items) {
        writer.add_id(item.id);
        writer.out.open("drag");
        writer.out.leaf("no", std::to_string(++number));
        write_item(writer, item.text.html);
        writer.out.leaf("draggroup", std::to_string(group_of(detail, item.id)));
        if (item.uses_max == 0) writer.out.empty("infinite");
        writer.out.close("drag");
    }
    number = 0;
    for (const NamedPlace& target : part.targets) {
        writer.add_id(target.id);
        std::size_t choice = 0;
        for (const MatchPair& pair : key.pairs) {
            for (std::size_t i = 0; i < part.items.size() && pair.right == target.id; ++i) {
                if (part.items[i].id == pair.left) choice = i + 1;
            }
        }
        if (choice == 0 || target.area.coordinates.size() < 2) {
            writer.lose("places that nothing belongs to");
            continue;
        }
        writer.out.open("drop");
        writer.out.leaf("text", target.label);
        writer.out.leaf("no", std::to_string(++number));
        writer.out.leaf("choice", std::to_string(choice));
        writer.out.leaf("xleft", std::to_string(target.area.coordinates[0]));
        writer.out.leaf("ytop", std::to_string(target.area.coordinates[1]));
        writer.out.close("drop");
    }
}

bool fits_markers(const QuestionPublic& shown, const QuestionKey& key) {
    const auto* const first =
        shown.parts.empty() ? nullptr : std::get_if<HotspotPart>(&shown.parts[0].shape);
    if (first == nullptr) return false;
    return std::all_of(shown.parts.begin(), shown.parts.end(), [&](const Part& part) {
        const auto* const hotspot = std::get_if<HotspotPart>(&part.shape);
        const PartKey* const its = key.part(part.number);
        const auto* const areas = its == nullptr ? nullptr : std::get_if<HotspotKey>(&its->shape);
        return hotspot != nullptr && areas != nullptr && hotspot->picture == first->picture &&
               hotspot->places.empty() && !areas->areas.empty();
    });
}

void write_markers(QuestionWriter& writer) {
    writer.file(std::get<HotspotPart>(writer.shown.parts[0].shape).picture.path);
    std::string drops;
    std::size_t number = 0;
    std::size_t drop = 0;
    for (const Part& part : writer.shown.parts) {
        const auto& hotspot = std::get<HotspotPart>(part.shape);
        writer.out.open("drag");
        writer.out.leaf("no", std::to_string(++number));
        writer.out.leaf("text", part.label);
        if (hotspot.chosen_max == 0) writer.out.empty("infinite");
        writer.out.leaf("noofdrags", std::to_string(std::max(hotspot.chosen_max, 1U)));
        writer.out.close("drag");
        for (const AreaAnswer& one :
             std::get<HotspotKey>(writer.key.part(part.number)->shape).areas) {
            constexpr const char* shapes[] = {"", "rectangle", "circle", "polygon"};
            if (one.feedback != 0) writer.lose("feedback for single areas");
            drops +=
                "<drop>" + leaf("no", std::to_string(++drop)) +
                leaf("shape",
                     shapes[std::min<std::size_t>(static_cast<std::size_t>(one.area.shape), 3)]) +
                leaf("coords", coordinates_of(one.area)) + leaf("choice", std::to_string(number)) +
                "</drop>\n";
        }
    }
    writer.out.raw(drops);
}

}  // namespace approdo::content_export::moodle
