// The allow-list itself: which elements and attributes a page may have, and which addresses.
#pragma once

#include <cstdint>
#include <string_view>

namespace approdo::import {

enum class ElementRule : std::uint8_t {
    keep,
    unwrap,  // its content stays: presentational and unknown elements
    drop,    // with its content: scripts, frames, forms …
};
ElementRule rule_of(std::string_view element);
bool is_void_element(std::string_view element);
bool is_block_element(std::string_view element);
bool is_wrapper_element(std::string_view element);
// Attributes whose value is text, a number or a keyword; addresses are treated one by one.
bool is_plain_attribute(std::string_view element, std::string_view attribute);

enum class AddressKind : std::uint8_t {
    inside,
    anchor,
    outside,
    mail,
    unit,
    data_picture,
    forbidden
};
AddressKind kind_of_address(std::string_view address);

}  // namespace approdo::import
