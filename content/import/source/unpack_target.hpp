// The folder that an archive is unpacked into: entries come one by one, are checked against the
// bounds and each other, and written as new files. Used by the two readers of archives only.
#pragma once

#include <fstream>

#include "content/import/source/entry_path.hpp"
#include "content/import/source/unpack.hpp"
#include "sync/base/bytes.hpp"

namespace approdo::import {

class UnpackTarget {
  public:
    UnpackTarget(std::string folder, std::string name, std::uint64_t packed_bytes, Report& report,
                 const UnpackLimits& limits)
        : folder_(std::move(folder)),
          name_(std::move(name)),
          packed_bytes_(packed_bytes),
          report_(report),
          limits_(limits) {}

    // `raw` is the entry's name in UTF-8. Then its bytes follow, then finish_file.
    Result<void> begin_file(std::string_view raw);
    Result<void> write(ByteView bytes);
    Result<void> finish_file();
    Result<void> add_folder(std::string_view raw);
    // What an archive says of itself may be refused before any byte is unpacked.
    Result<void> check_total(std::uint64_t bytes) const;

    const Unpacked& unpacked() const { return unpacked_; }
    // Everything that was written.
    void remove_all();

  private:
    Result<std::string> take_path(std::string_view raw, bool is_folder);

    std::string folder_;
    std::string name_;
    std::uint64_t packed_bytes_;
    Report& report_;
    UnpackLimits limits_;
    EntryPaths paths_;
    std::size_t entries_ = 0;
    Unpacked unpacked_;
    std::ofstream out_;
    bool backslashes_told_ = false;
};

}  // namespace approdo::import
