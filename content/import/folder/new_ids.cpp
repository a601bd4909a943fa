#include "content/import/folder/new_ids.hpp"

#include <algorithm>

#include "content/import/source/derived_ids.hpp"

namespace approdo::import {

void DerivedIds::fill(std::initializer_list<std::string_view> place, MutableByteView out) {
    const std::string here = to_hex(derived_id_bytes("course-folder", place, 32));
    for (std::size_t& nth = next_[here];;) {
        const std::string number = std::to_string(nth++);
        const Bytes id = derived_id_bytes("course-folder", {here, number}, out.size());
        if (!taken_.insert(to_hex(id)).second) continue;
        std::copy(id.begin(), id.end(), out.begin());
        return;
    }
}

}  // namespace approdo::import
