// The one text file of a source, in UTF-8: looked at where it lies, so that one of any size is read
// without being held. What is saved in another encoding is converted, and reported.
#pragma once

#include <string>
#include <string_view>

#include "content/import/source/format.hpp"
#include "content/import/source/mapped_file.hpp"

namespace approdo::import {

class FileText {
  public:
    FileText(const Source& source, Report& report);

    std::string_view text() const { return converted_.empty() ? mapped_.text() : converted_; }
    // What stands before this position is read no more.
    void give_back(std::size_t position);

  private:
    bool is_utf8_in_steps();

    MappedFile mapped_;
    std::string converted_;
};

}  // namespace approdo::import
