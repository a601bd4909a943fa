#include "content/import/qti/declarations.hpp"

#include "content/import/qti/names.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import::qti {

namespace {

using namespace content::processing;
using content::BaseType;
using content::Cardinality;

class DeclarationReader {
  public:
    DeclarationReader(pugi::xml_node node, VariableKind kind, const Place& place)
        : node_(node), place_(place) {
        result_.kind = kind;
    }

    Declaration read() {
        result_.name = attribute_of(node_, "identifier");
        result_.cardinality = cardinality_from(attribute_of(node_, "cardinality"));
        const std::string_view base = attribute_of(node_, "baseType");
        result_.base = base_type_from(base).value_or(BaseType::text);
        if (!base.empty() && !base_type_from(base))
            place_.report.warning(place_.file, place_.line_of(node_),
                                  "the type of the variable «" + result_.name + "» is not known",
                                  "it was read as text");
        result_.initial = values_in(child_of(node_, "defaultValue"));
        // A form that QTI does not know, and some tools write.
        if (result_.initial.is_null()) add(result_.initial, attribute_of(node_, "defaultValue"));
        result_.correct = values_in(child_of(node_, "correctResponse"));
        read_limits();
        if (const pugi::xml_node mapping = child_of(node_, "mapping")) read_mapping(mapping);
        if (const pugi::xml_node areas = child_of(node_, "areaMapping")) read_areas(areas);
        read_table();
        return result_;
    }

  private:
    void add(Value& values, std::string_view text) {
        if (trimmed(text).empty()) return;
        if (auto item =
                scalar_from(result_.base == BaseType::text ? text : trimmed(text), result_.base)) {
            values.items.push_back(std::move(*item));
            return;
        }
        place_.report.warning(place_.file, place_.line_of(node_),
                              "«" + std::string(trimmed(text)) +
                                  "» is no value for the variable «" + result_.name + "»",
                              "it was left out");
    }
    Value values_in(pugi::xml_node list) {
        Value values;
        values.cardinality = result_.cardinality;
        values.base = result_.base;
        for (const pugi::xml_node one : children_of(list, "value")) {
            if (result_.cardinality == Cardinality::record) {
                add_field(values, one);
                continue;
            }
            add(values, text_within(one));
            if (result_.cardinality == Cardinality::single && !values.is_null()) break;
        }
        return values;
    }
    void add_field(Value& values, pugi::xml_node one) {
        const auto base = base_type_from(attribute_of(one, "baseType")).value_or(BaseType::text);
        auto item = scalar_from(trimmed(text_within(one)), base);
        if (!item) return;
        values.names.emplace_back(attribute_of(one, "fieldIdentifier"));
        values.items.push_back(std::move(*item));
    }
    static Limit limit(pugi::xml_node node, std::string_view name) {
        const auto value = number_of(node, name);
        return {value.has_value(), value.value_or(0)};
    }
    void read_limits() {
        result_.normal_minimum = limit(node_, "normalMinimum");
        result_.normal_maximum = limit(node_, "normalMaximum");
    }
    void read_bounds(pugi::xml_node node) {
        result_.mapping.otherwise = number_of(node, "defaultValue").value_or(0);
        result_.mapping.lower = limit(node, "lowerBound");
        result_.mapping.upper = limit(node, "upperBound");
    }
    void read_mapping(pugi::xml_node mapping) {
        read_bounds(mapping);
        const bool case_matters = is_yes(mapping, "caseSensitive", true);
        for (const pugi::xml_node one : children_of(mapping, "mapEntry")) {
            const std::string_view text = attribute_of(one, "mapKey");
            const auto key =
                scalar_from(result_.base == BaseType::text ? text : trimmed(text), result_.base);
            if (!key) {
                place_.report.warning(place_.file, place_.line_of(one),
                                      "«" + std::string(text) + "» is no value for the variable «" +
                                          result_.name + "»",
                                      "it was left out");
                continue;
            }
            result_.mapping.entries.push_back({*key, number_of(one, "mappedValue").value_or(0),
                                               is_yes(one, "caseSensitive", case_matters)});
        }
    }
    void read_areas(pugi::xml_node areas) {
        read_bounds(areas);
        for (const pugi::xml_node one : children_of(areas, "areaMapEntry")) {
            const auto area = area_from(attribute_of(one, "shape"), attribute_of(one, "coords"));
            if (!area) {
                place_.report.warning(place_.file, place_.line_of(one),
                                      "this area has no shape that can be used",
                                      "give its coordinates in pixels");
                continue;
            }
            result_.mapping.areas.push_back({*area, number_of(one, "mappedValue").value_or(0)});
        }
    }
    Value target(pugi::xml_node one, std::string_view name) {
        Value value;
        value.base = result_.base;
        add(value, attribute_of(one, name));
        return value;
    }
    void read_table() {
        const pugi::xml_node matching = child_of(node_, "matchTable");
        const pugi::xml_node table = matching ? matching : child_of(node_, "interpolationTable");
        if (!table) return;
        result_.table.interpolates = !matching;
        result_.table.otherwise = target(table, "defaultValue");
        for (const pugi::xml_node one :
             children_of(table, matching ? "matchTableEntry" : "interpolationTableEntry")) {
            TableEntry entry;
            entry.source = number_of(one, "sourceValue").value_or(0);
            entry.with_source = is_yes(one, "includeBoundary", true);
            entry.target = target(one, "targetValue");
            result_.table.entries.push_back(std::move(entry));
        }
    }

    pugi::xml_node node_;
    const Place& place_;
    Declaration result_;
};

}  // namespace

std::vector<Declaration> read_declarations(pugi::xml_node parent, const Place& place) {
    struct Kind {
        std::string_view element;
        VariableKind kind;
    };
    std::vector<Declaration> result;
    for (const Kind& kind : {Kind{"responseDeclaration", VariableKind::response},
                             Kind{"outcomeDeclaration", VariableKind::outcome},
                             Kind{"templateDeclaration", VariableKind::drawn},
                             Kind{"contextDeclaration", VariableKind::drawn}}) {
        for (const pugi::xml_node node : children_of(parent, kind.element))
            result.push_back(DeclarationReader(node, kind.kind, place).read());
    }
    return result;
}

}  // namespace approdo::import::qti
