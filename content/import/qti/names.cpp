#include "content/import/qti/names.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "content/import/source/trimmed.hpp"
#include "content/model/processing/float_text.hpp"
#include "content/model/processing/operator_names.hpp"

namespace approdo::import::qti {

namespace {

using content::BaseType;
using content::Cardinality;

constexpr std::array<std::pair<std::string_view, BaseType>, 12> base_types{
    {{"identifier", BaseType::identifier},
     {"boolean", BaseType::boolean},
     {"integer", BaseType::integer},
     {"float", BaseType::decimal},
     {"string", BaseType::text},
     {"point", BaseType::point},
     {"pair", BaseType::pair},
     {"directedPair", BaseType::directed_pair},
     {"duration", BaseType::duration},
     {"file", BaseType::file},
     {"uri", BaseType::uri},
     {"intOrIdentifier", BaseType::identifier}}};
constexpr std::array<std::pair<std::string_view, Cardinality>, 4> cardinalities{
    {{"single", Cardinality::single},
     {"multiple", Cardinality::multiple},
     {"ordered", Cardinality::ordered},
     {"record", Cardinality::record}}};
constexpr std::array<std::pair<std::string_view, content::AreaShape>, 5> shapes{
    {{"rect", content::AreaShape::rectangle},
     {"circle", content::AreaShape::circle},
     {"poly", content::AreaShape::polygon},
     {"ellipse", content::AreaShape::ellipse},
     {"default", content::AreaShape::everywhere}}};

template <class List, class T>
std::string_view name_in(const List& list, const T& value) {
    for (const auto& [name, one] : list) {
        if (one == value) return name;
    }
    return {};
}

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

std::string camel(std::string_view name) {
    std::string result;
    bool raise = false;
    for (const char c : name) {
        if (c == '-') {
            raise = true;
            continue;
        }
        const bool lower = c >= 'a' && c <= 'z';
        result.push_back(raise && lower ? static_cast<char>(c - 32) : c);
        raise = false;
    }
    // The two that 2.x writes with capitals.
    if (result == "durationLt") return "durationLT";
    return result == "durationGte" ? "durationGTE" : result;
}

void collect(pugi::xml_node parent, std::string_view name, bool one_only,
             std::vector<pugi::xml_node>& found) {
    for (const pugi::xml_node one : parent.children()) {
        if (one_only && !found.empty()) return;
        if (name_of(one) == name) found.push_back(one);
        collect(one, name, one_only, found);
    }
}

}  // namespace

std::string name_of(pugi::xml_node node) {
    std::string_view name = local_name(node);
    if (name.starts_with("qti-")) name.remove_prefix(4);
    return camel(name);
}

std::string_view attribute_of(pugi::xml_node node, std::string_view name) {
    const std::string_view exact = attribute(node, name);
    if (!exact.empty() || std::none_of(name.begin(), name.end(), is_upper)) return exact;
    return attribute(node, content::processing::dashed(name));
}

bool is_yes(pugi::xml_node node, std::string_view name, bool otherwise) {
    const std::string_view value = attribute_of(node, name);
    return value.empty() ? otherwise : value == "true" || value == "1";
}

std::uint32_t count_of(pugi::xml_node node, std::string_view name, std::uint32_t otherwise) {
    const auto value = content::processing::integer_from(attribute_of(node, name));
    return value && *value >= 0 && *value <= 1'000'000 ? static_cast<std::uint32_t>(*value)
                                                       : otherwise;
}

std::optional<double> number_of(pugi::xml_node node, std::string_view name) {
    return content::processing::float_from(attribute_of(node, name));
}

pugi::xml_node child_of(pugi::xml_node parent, std::string_view name) {
    return parent.find_child([&](pugi::xml_node one) { return name_of(one) == name; });
}

std::vector<pugi::xml_node> children_of(pugi::xml_node parent, std::string_view name) {
    std::vector<pugi::xml_node> found;
    for (const pugi::xml_node one : parent.children()) {
        if (name_of(one) == name) found.push_back(one);
    }
    return found;
}

std::vector<pugi::xml_node> elements_of(pugi::xml_node parent) {
    std::vector<pugi::xml_node> found;
    for (const pugi::xml_node one : parent.children()) {
        if (one.type() == pugi::node_element) found.push_back(one);
    }
    return found;
}

std::vector<pugi::xml_node> all_of(pugi::xml_node parent, std::string_view name) {
    std::vector<pugi::xml_node> found;
    collect(parent, name, false, found);
    return found;
}

pugi::xml_node first_of(pugi::xml_node parent, std::string_view name) {
    std::vector<pugi::xml_node> found;
    collect(parent, name, true, found);
    return found.empty() ? pugi::xml_node() : found.front();
}

std::optional<BaseType> base_type_from(std::string_view name) {
    for (const auto& [known, base] : base_types) {
        if (known == name) return base;
    }
    return std::nullopt;
}

std::string_view base_type_name(BaseType base) {
    return name_in(base_types, base);
}

Cardinality cardinality_from(std::string_view name) {
    for (const auto& [known, cardinality] : cardinalities) {
        if (known == name) return cardinality;
    }
    return Cardinality::single;
}

std::string_view cardinality_name(Cardinality cardinality) {
    return name_in(cardinalities, cardinality);
}

std::optional<content::Area> area_from(std::string_view shape, std::string_view coordinates) {
    const auto known = std::find_if(shapes.begin(), shapes.end(),
                                    [&](const auto& one) { return one.first == shape; });
    if (known == shapes.end()) return std::nullopt;
    content::Area area;
    area.shape = known->second;
    while (!trimmed(coordinates).empty()) {
        const std::size_t end = std::min(coordinates.find(','), coordinates.size());
        std::string_view one = trimmed(coordinates.substr(0, end));
        if (one.ends_with('%')) return std::nullopt;
        const auto value = content::processing::float_from(one);
        if (!value || std::fabs(*value) > 1e6 || area.coordinates.size() >= 2000)
            return std::nullopt;
        area.coordinates.push_back(static_cast<std::int32_t>(std::floor(*value + 0.5)));
        coordinates.remove_prefix(std::min(end + 1, coordinates.size()));
    }
    return area;
}

std::string_view shape_name(content::AreaShape shape) {
    return name_in(shapes, shape);
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    constexpr std::string_view blanks = " \t\r\n";
    for (std::size_t at = text.find_first_not_of(blanks); at != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(blanks, at), text.size());
        words.emplace_back(text.substr(at, end - at));
        at = text.find_first_not_of(blanks, end);
    }
    return words;
}

}  // namespace approdo::import::qti
