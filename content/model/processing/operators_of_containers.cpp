#include <algorithm>

#include "content/model/processing/operators.hpp"

namespace approdo::content::processing {

namespace {

// NULLs are left out; values of two base types make no container.
Value container_of(Cardinality cardinality, const Values& operands, std::size_t first = 0) {
    Value result;
    result.cardinality = cardinality;
    for (std::size_t i = first; i < operands.size(); ++i) {
        const Value& one = operands[i];
        if (one.is_null()) continue;
        if (one.cardinality == Cardinality::record) return Value::null();
        if (result.items.empty()) result.base = one.base;
        if (one.base != result.base) return Value::null();
        result.items.insert(result.items.end(), one.items.begin(), one.items.end());
    }
    return result;
}

Value item_of(const Value& container, std::size_t at) {
    return Value::single(container.base, container.items[at]);
}

Value index_of(const Values& operands) {
    if (operands.size() != 2 || !operands[0].is_container()) return Value::null();
    const auto place = integer_in(operands[1]);
    if (!place || *place < 1 || static_cast<std::uint64_t>(*place) > operands[0].items.size())
        return Value::null();
    return item_of(operands[0], static_cast<std::size_t>(*place - 1));
}

Value field_of(const std::string& name, const Values& operands) {
    if (operands.size() != 1) return Value::null();
    const Value& record = operands[0];
    const auto there = std::find(record.names.begin(), record.names.end(), name);
    const auto at = static_cast<std::size_t>(there - record.names.begin());
    if (at >= record.items.size()) return Value::null();
    return record_item(record.items[at]);
}

Value record_of(const Values& operands) {
    Value result;
    result.cardinality = Cardinality::record;
    for (std::size_t i = 0; i + 1 < operands.size(); i += 2) {
        const Value& value = operands[i + 1];
        if (!value.is_single() || value.is_null() || operands[i].is_null()) continue;
        result.names.push_back(text_of(operands[i].items.front()));
        result.items.push_back(value.items.front());
    }
    return result;
}

bool holds(const Value& container, const Scalar& item) {
    return std::any_of(container.items.begin(), container.items.end(),
                       [&](const Scalar& one) { return same(one, item, container.base); });
}

// QTI names the single value first and the container second; some engines the other way round.
const Value& single_of(const Values& operands) {
    return operands[0].is_container() && operands[1].is_single() ? operands[1] : operands[0];
}
const Value& container_of(const Values& operands) {
    return operands[0].is_container() && operands[1].is_single() ? operands[0] : operands[1];
}

Value member(const Values& operands) {
    if (operands.size() != 2 || operands[0].is_null() || operands[1].is_null())
        return Value::null();
    return Value::of(holds(container_of(operands), single_of(operands).items.front()));
}

Value removed(const Values& operands) {
    if (operands.size() != 2 || operands[0].is_null() || operands[1].is_null())
        return Value::null();
    Value result = container_of(operands);
    std::erase_if(result.items, [&](const Scalar& one) {
        return same(one, single_of(operands).items.front(), result.base);
    });
    return result;
}

bool contains_run(const Value& whole, const Value& part) {
    const auto equal = [&](const Scalar& a, const Scalar& b) { return same(a, b, whole.base); };
    return std::search(whole.items.begin(), whole.items.end(), part.items.begin(), part.items.end(),
                       equal) != whole.items.end();
}

Value contains_all(const Values& operands) {
    if (operands.size() != 2 || operands[0].is_null() || operands[1].is_null())
        return Value::null();
    if (operands[0].cardinality == Cardinality::ordered)
        return Value::of(contains_run(operands[0], operands[1]));
    Value rest = operands[0];
    for (const Scalar& item : operands[1].items) {
        const auto there =
            std::find_if(rest.items.begin(), rest.items.end(),
                         [&](const Scalar& one) { return same(one, item, rest.base); });
        if (there == rest.items.end()) return Value::of(false);
        rest.items.erase(there);
    }
    return Value::of(true);
}

Value repeated(const Values& operands) {
    const auto count = operands.empty() ? std::nullopt : integer_in(operands[0]);
    if (!count || *count < 1) return Value::null();
    const Value once = container_of(Cardinality::ordered, operands, 1);
    Value result;
    result.cardinality = Cardinality::ordered;
    result.base = once.base;
    if (once.items.empty()) return result;
    for (std::int64_t i = 0; i < *count; ++i) {
        if (result.items.size() + once.items.size() > container_items_max) return Value::null();
        result.items.insert(result.items.end(), once.items.begin(), once.items.end());
    }
    return result;
}

}  // namespace

Value record_item(const Scalar& item) {
    struct Base {
        BaseType operator()(bool) const { return BaseType::boolean; }
        BaseType operator()(std::int64_t) const { return BaseType::integer; }
        BaseType operator()(double) const { return BaseType::decimal; }
        BaseType operator()(const std::string&) const { return BaseType::text; }
        BaseType operator()(const Identifier&) const { return BaseType::identifier; }
        BaseType operator()(const Point&) const { return BaseType::point; }
        BaseType operator()(const NamePair&) const { return BaseType::directed_pair; }
        BaseType operator()(const Seconds&) const { return BaseType::duration; }
        BaseType operator()(const Uri&) const { return BaseType::uri; }
        BaseType operator()(const UnknownValue&) const { return BaseType::text; }
    };
    return Value::single(std::visit(Base{}, item), item);
}

std::optional<Value> container_operator(const Expression& expression, const Values& operands) {
    switch (expression.op) {
        case Operator::multiple:
            return container_of(Cardinality::multiple, operands);
        case Operator::ordered:
            return container_of(Cardinality::ordered, operands);
        case Operator::container_size:
            return Value::of(
                static_cast<std::int64_t>(operands.empty() ? 0 : operands[0].items.size()));
        case Operator::index:
            return index_of(operands);
        case Operator::field_value:
            return field_of(expression.name, operands);
        case Operator::record:
            return record_of(operands);
        case Operator::member:
            return member(operands);
        case Operator::remove:
            return removed(operands);
        case Operator::contains:
            return contains_all(operands);
        case Operator::is_null:
            return Value::of(operands.empty() || operands[0].is_null());
        case Operator::repeat:
            return repeated(operands);
        default:
            return std::nullopt;
    }
}

}  // namespace approdo::content::processing
