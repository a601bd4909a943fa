// Files that learners hand in, as they travel: cut into pieces that are events (content::FilePiece)
// and put together again in any order. The answer that names a file by its hash is what makes it
// count; pieces that nobody names, come twice or never come do no harm. Client and site use it.
#pragma once

#include <map>

#include "content/model/handed_work.hpp"

namespace approdo::package {

Hash file_hash(ByteView bytes);
// Of a file that is not empty, and no larger than content::handed_bytes_max.
std::vector<content::FilePiece> pieces_of(ByteView bytes);

// The pieces of one file as they come, in any order and with any repetition. Who only asks whether
// all have come holds none of them.
class FileAssembly {
  public:
    enum class Holds : std::uint8_t { bytes, nothing };

    explicit FileAssembly(content::FileValue file, Holds holds = Holds::bytes)
        : file_(std::move(file)), holds_(holds) {}

    const content::FileValue& file() const { return file_; }
    void take(const content::FilePiece& piece);
    bool is_complete() const;
    // missing: not all of it has come. unauthentic: it is not what the answer names.
    Result<Bytes> bytes() const;

  private:
    struct Cut {
        std::map<std::uint32_t, Bytes> pieces;  // by number
        std::uint64_t bytes = 0;
    };
    const Cut* whole() const;

    content::FileValue file_;
    Holds holds_;
    std::map<std::uint32_t, Cut> cuts_;  // by how many pieces there are
};

}  // namespace approdo::package
