// A file mapped into memory, so that one of any size is read without being held. Pages that were
// read stay with the process until it says that it is done with them: give_back().
#pragma once

#include <string>
#include <string_view>

namespace approdo::import {

class MappedFile {
  public:
    // Empty when it is missing, empty or no file.
    explicit MappedFile(const std::string& on_disk);
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    std::string_view text() const { return text_; }
    // What stands before this position is read no more, or from the disk again.
    void give_back(std::size_t position);
    // Before it is read a second time.
    void begin_again() { given_back_ = 0; }

  private:
    std::string_view text_;
    std::size_t given_back_ = 0;
};

}  // namespace approdo::import
