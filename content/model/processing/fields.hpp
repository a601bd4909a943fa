// The fields of rules in the order in which they are encoded, as content/model/fields.hpp has them
// for everything else; and whole rules as bytes.
#pragma once

#include "content/model/codec.hpp"
#include "content/model/processing/program.hpp"

namespace approdo::content::processing {

template <class A, class T>
using FieldRef = typename A::template Ref<T>;

template <class A>
void fields(A& a, FieldRef<A, Identifier> v) {
    a(v.name);
}
template <class A>
void fields(A& a, FieldRef<A, NamePair> v) {
    a(v.first, v.second);
}
template <class A>
void fields(A& a, FieldRef<A, Seconds> v) {
    a(v.value);
}
template <class A>
void fields(A& a, FieldRef<A, Value> v) {
    a(v.cardinality, v.base, v.items, v.names);
}
template <class A>
void fields(A& a, FieldRef<A, Expression> v) {
    a(v.op, v.mode, v.name, v.constant);
    a.deeper([&] { a(v.operands); });
}
template <class A>
void fields(A& a, FieldRef<A, Branch> v) {
    a(v.condition);
    a.deeper([&] { a(v.rules); });
}
template <class A>
void fields(A& a, FieldRef<A, Rule> v) {
    a(v.kind, v.name, v.value, v.branches);
}
template <class A>
void fields(A& a, FieldRef<A, MapEntry> v) {
    a(v.key, v.value, v.case_matters);
}
template <class A>
void fields(A& a, FieldRef<A, AreaEntry> v) {
    a(v.area, v.value);
}
template <class A>
void fields(A& a, FieldRef<A, Limit> v) {
    a(v.is_set, v.value);
}
template <class A>
void fields(A& a, FieldRef<A, Mapping> v) {
    a(v.entries, v.areas, v.otherwise, v.lower, v.upper);
}
template <class A>
void fields(A& a, FieldRef<A, TableEntry> v) {
    a(v.source, v.with_source, v.target);
}
template <class A>
void fields(A& a, FieldRef<A, Table> v) {
    a(v.interpolates, v.entries, v.otherwise);
}
template <class A>
void fields(A& a, FieldRef<A, Declaration> v) {
    a(v.name, v.kind, v.cardinality, v.base, v.initial, v.correct, v.mapping, v.table,
      v.normal_minimum, v.normal_maximum);
}
template <class A>
void fields(A& a, FieldRef<A, OptionName> v) {
    a(v.option, v.name);
}
template <class A>
void fields(A& a, FieldRef<A, Binding> v) {
    a(v.variable, v.part, v.options);
}
template <class A>
void fields(A& a, FieldRef<A, ShownFeedback> v) {
    a(v.outcome, v.value, v.when_equal, v.feedback);
}
template <class A>
void fields(A& a, FieldRef<A, ItemRules> v) {
    a(v.variables, v.bindings, v.drawing, v.responding, v.feedback);
}

Bytes encode(const ItemRules& rules);
Result<ItemRules> decode_item_rules(ByteView bytes);

}  // namespace approdo::content::processing
