// Values that rules compute with: QTI's base types and cardinalities, and its one NULL. Whole
// numbers and floating-point ones are told apart; a container is never NULL inside; an empty text
// and an empty container are NULL. Identifiers are the author's, as the rules name them: the ids of
// options turn into them where a response enters (item.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "content/model/response.hpp"

namespace approdo::content::processing {

struct Identifier {
    std::string name;
    auto operator<=>(const Identifier&) const = default;
};
// Pairs and directed pairs; the base type of the value says which.
struct NamePair {
    std::string first;
    std::string second;
    auto operator<=>(const NamePair&) const = default;
};
struct Seconds {
    double value = 0;
    bool operator==(const Seconds&) const = default;
};

using Scalar = std::variant<bool, std::int64_t, double, std::string, Identifier, Point, NamePair,
                            Seconds, Uri, UnknownValue>;

struct Value {
    Cardinality cardinality = Cardinality::single;
    BaseType base = BaseType::text;  // of records and NULL: whatever
    std::vector<Scalar> items;
    std::vector<std::string> names;  // of a record's items; otherwise empty

    static Value null() { return {}; }
    static Value of(bool value);
    static Value of(std::int64_t value);
    static Value of(double value);  // NULL unless it is finite
    static Value of_text(std::string text);
    static Value of_identifier(std::string name);
    static Value single(BaseType base, Scalar item);

    bool is_null() const { return items.empty(); }
    bool is_single() const { return cardinality == Cardinality::single; }
    bool is_container() const {
        return cardinality == Cardinality::multiple || cardinality == Cardinality::ordered;
    }
    bool operator==(const Value&) const = default;
};

bool is_number(BaseType base);
// The number that a single value is; nothing for NULL, containers and what is no number.
std::optional<double> number_in(const Value& value);
std::optional<double> number_in(const Scalar& item);
std::optional<std::int64_t> integer_in(const Value& value);
// Truth: a boolean itself; leniently a number but 0, any other value but NULL.
bool is_true(const Value& value);

// Equal as QTI's match compares: numbers as numbers, pairs in either direction, `multiple`
// containers in any order, texts to the letter. Neither may be NULL.
bool same(const Value& a, const Value& b);
bool same(const Scalar& a, const Scalar& b, BaseType base);

// What «single value of this base type» the text writes; nothing when it writes none.
std::optional<Scalar> scalar_from(std::string_view text, BaseType base);
std::string text_of(const Scalar& item);
// For people: items by commas, a record's with their names.
std::string text_of(const Value& value);

// A value that may be put into a variable of this kind: numbers are converted, a single value
// becomes a container of one. Nothing when the kinds do not fit.
std::optional<Value> fitted(Value value, Cardinality cardinality, BaseType base);

// "PT1H30M", "90", in seconds.
std::optional<double> seconds_from(std::string_view text);

}  // namespace approdo::content::processing
