// What an entry of a zip file is called, and the extra fields that can say so. Names are UTF-8
// where the entry says it or where they read as such, else what DOS made of letters (CP437).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/bytes.hpp"

namespace approdo::import {

// The first one of that kind; none when the fields are broken before it.
std::optional<ByteView> extra_field(ByteView extra, std::uint16_t kind);
bool extra_fields_fit(ByteView extra);
// In UTF-8, whatever `raw` is; whether the path is safe is asked elsewhere.
std::string name_of_entry(std::string_view raw, std::uint16_t flags, ByteView extra);

}  // namespace approdo::import
