#include <algorithm>

#include "content/model/compare_text.hpp"
#include "content/model/processing/operators.hpp"

namespace approdo::content::processing {

namespace {

double within(const Mapping& mapping, double sum) {
    if (mapping.lower.is_set && sum < mapping.lower.value) sum = mapping.lower.value;
    if (mapping.upper.is_set && sum > mapping.upper.value) sum = mapping.upper.value;
    return sum;
}

bool is_key_of(const MapEntry& entry, const Scalar& item, BaseType base) {
    const auto* key = std::get_if<std::string>(&entry.key);
    const auto* text = std::get_if<std::string>(&item);
    if (key == nullptr || text == nullptr || entry.case_matters) return same(entry.key, item, base);
    return code_points(*key, Case::folded) == code_points(*text, Case::folded);
}

}  // namespace

double mapped_value(const Mapping& mapping, const Value& value) {
    double sum = 0;
    for (const Scalar& item : value.items) {
        const auto entry =
            std::find_if(mapping.entries.begin(), mapping.entries.end(),
                         [&](const MapEntry& one) { return is_key_of(one, item, value.base); });
        sum += entry == mapping.entries.end() ? mapping.otherwise : entry->value;
    }
    return within(mapping, sum);
}

double mapped_points(const Mapping& mapping, const Value& value) {
    std::vector<bool> counted(mapping.areas.size());
    double sum = 0;
    for (const Scalar& item : value.items) {
        const Point* const point = std::get_if<Point>(&item);
        bool hit = false;
        // An area counts once, however many points fall into it.
        for (std::size_t i = 0; point != nullptr && i < mapping.areas.size() && !hit; ++i) {
            if (!contains(mapping.areas[i].area, *point)) continue;
            hit = true;
            if (!counted[i]) sum += mapping.areas[i].value;
            counted[i] = true;
        }
        if (!hit) sum += mapping.otherwise;
    }
    return within(mapping, sum);
}

Value looked_up(const Table& table, const Value& source) {
    const auto number = number_in(source);
    if (!number) return table.otherwise;
    for (const TableEntry& entry : table.entries) {
        const bool fits = !table.interpolates ? *number == entry.source
                          : entry.with_source ? *number >= entry.source
                                              : *number > entry.source;
        if (fits) return entry.target;
    }
    return table.otherwise;
}

}  // namespace approdo::content::processing
