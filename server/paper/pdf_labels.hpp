// What a reader with a screen reader needs and the drawing library does not write: the language of
// the document, that its title is shown, and words in the place of its one picture. Papers are
// handed through it as the last step.
#pragma once

#include <string>

#include "sync/base/bytes.hpp"

namespace approdo::paper {

Bytes labelled(const Bytes& pdf, const std::string& language, const std::string& picture);

}  // namespace approdo::paper
