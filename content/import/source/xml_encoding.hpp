// The bytes of an XML file into UTF-8: by their byte-order mark, else by the encoding that the
// declaration names, else as UTF-8. Knows what files of courses are really saved in: UTF-8, UTF-16,
// ASCII, ISO 8859-1 and Windows-1252. Whether UTF-8 is sound is left to the scan.
#pragma once

#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace approdo::import {

// Where `bytes` are UTF-8 already, `text` looks at them (without a byte-order mark) and `holder`
// stays empty; else `holder` has the text.
struct XmlText {
    std::string_view text;
    std::string holder;
};
Result<XmlText> xml_as_utf8(std::string_view bytes);

}  // namespace approdo::import
