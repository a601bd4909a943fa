// Files that the person chose and that nothing names yet: in memory alone, so that what is taken
// back or never handed in leaves nothing behind. The answer that names one writes it into the log
// with itself; until then nothing was said to be saved.
#pragma once

#include <deque>

#include "content/package/file_pieces.hpp"

namespace approdo::client {

class ChosenFiles {
  public:
    struct Chosen {
        content::FileValue file;
        Bytes bytes;
    };

    // too_large, invalid_input: no place takes such a file. The eldest go when there is no room.
    Result<content::FileValue> add(std::string_view name, std::string_view media_type,
                                   ByteView bytes);
    const Chosen* find(const Hash& content) const;
    void forget(const Hash& content);

  private:
    std::deque<Chosen> files_;
};

}  // namespace approdo::client
