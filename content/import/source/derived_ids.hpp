// Ids of things that came from elsewhere, derived from the ids they had there: the same file read
// twice gives the same ids, and a later version of it keeps those of whatever stayed. Parts are
// hashed with their lengths, so {"a", "bc"} and {"ab", "c"} differ. Never derive an option's id
// from whether it is right: ids are public, and what they are made of can be tried out.
#pragma once

#include <initializer_list>
#include <string_view>
#include <type_traits>

#include "sync/base/ids.hpp"

namespace approdo::import {

// What an id is of: a course, its module and its unit may have one name in the source, but not one
// id.
template <class Id>
constexpr std::string_view kind_of_id() {
    if constexpr (std::is_same_v<Id, CourseId>) return "course";
    if constexpr (std::is_same_v<Id, ModuleId>) return "module";
    if constexpr (std::is_same_v<Id, UnitId>) return "unit";
    if constexpr (std::is_same_v<Id, QuestionId>) return "question";
    if constexpr (std::is_same_v<Id, OptionId>) return "option";
}

// At most 32 bytes.
Bytes derived_id_bytes(std::string_view format, std::initializer_list<std::string_view> path,
                       std::size_t size, std::string_view kind = {});

// `format` as Format::name says it; `path` leads from the package to the thing: its kind, its id.
template <class Id>
Id derived_id(std::string_view format, std::initializer_list<std::string_view> path) {
    return *Id::from(derived_id_bytes(format, path, Id::size, kind_of_id<Id>()));
}

}  // namespace approdo::import
