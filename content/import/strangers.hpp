// What a file seems to be that no format recognises: in words for the person who dropped it, with
// what could be done instead.
#pragma once

#include <string>

#include "content/import/source/format.hpp"

namespace approdo::import {

struct Stranger {
    std::string message;
    std::string mend;
};
Stranger stranger_of(const Source& source);

}  // namespace approdo::import
