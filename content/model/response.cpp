#include "content/model/response.hpp"

#include <algorithm>

namespace approdo::content {

namespace {

// Decimal has no order of its own by design (1e1 and 10 would differ); a stored one is normal, so
// its fields order it well enough for a canonical sequence.
bool before(const Value& a, const Value& b) {
    if (a.index() != b.index()) return a.index() < b.index();
    return std::visit(
        [&](const auto& left) {
            using T = std::decay_t<decltype(left)>;
            const T& right = std::get<T>(b);
            if constexpr (std::is_same_v<T, Decimal>) {
                return std::pair(left.exponent, left.mantissa) <
                       std::pair(right.exponent, right.mantissa);
            } else {
                return left < right;
            }
        },
        a);
}

void sort_values(PartResponse& part) {
    for (Value& value : part.values) {
        if (Pair* pair = std::get_if<Pair>(&value); pair && pair->second < pair->first)
            std::swap(pair->first, pair->second);
    }
    if (part.cardinality != Cardinality::multiple) return;
    std::sort(part.values.begin(), part.values.end(), before);
    part.values.erase(std::unique(part.values.begin(), part.values.end()), part.values.end());
}

}  // namespace

const PartResponse* Response::part(std::uint32_t number) const {
    for (const PartResponse& one : parts) {
        if (one.part == number) return &one;
    }
    return nullptr;
}

PartResponse& Response::at(std::uint32_t number) {
    for (PartResponse& one : parts) {
        if (one.part == number) return one;
    }
    PartResponse added;
    added.part = number;
    return parts.emplace_back(std::move(added));
}

bool Response::is_empty() const {
    return std::all_of(parts.begin(), parts.end(),
                       [](const PartResponse& part) { return part.values.empty(); });
}

Response canonical(Response response) {
    for (PartResponse& part : response.parts) {
        sort_values(part);
        if (part.cardinality != Cardinality::record) part.names.clear();
        part.names.resize(part.cardinality == Cardinality::record ? part.values.size() : 0);
    }
    std::erase_if(response.parts, [](const PartResponse& part) { return part.values.empty(); });
    std::stable_sort(response.parts.begin(), response.parts.end(),
                     [](const PartResponse& a, const PartResponse& b) { return a.part < b.part; });
    const auto last =
        std::unique(response.parts.begin(), response.parts.end(),
                    [](const PartResponse& a, const PartResponse& b) { return a.part == b.part; });
    response.parts.erase(last, response.parts.end());
    return response;
}

Response choose(std::vector<OptionId> options) {
    Response response;
    PartResponse& part = response.at(1);
    part.cardinality = Cardinality::multiple;
    part.values.assign(options.begin(), options.end());
    return canonical(std::move(response));
}

Response type_text(std::string text) {
    Response response;
    response.at(1).values.emplace_back(std::move(text));
    return response;
}

Response put_in_order(std::vector<OptionId> options) {
    Response response;
    PartResponse& part = response.at(1);
    part.cardinality = Cardinality::ordered;
    part.values.assign(options.begin(), options.end());
    return response;
}

Response match(std::vector<DirectedPair> pairs) {
    Response response;
    PartResponse& part = response.at(1);
    part.cardinality = Cardinality::multiple;
    part.values.assign(pairs.begin(), pairs.end());
    return canonical(std::move(response));
}

}  // namespace approdo::content
