// All that somebody finds who opens a learner's home with the learner's own passphrase: every value
// of every table of both databases, and every chunk of content that the keys in there open. Tests
// search it for what must not be there.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "content/package/reader.hpp"
#include "sync/sql/database.hpp"

namespace approdo::e2e {

class Loot {
  public:
    // Fails the test when a chunk that is there stays closed: the search would prove nothing.
    Loot(const std::string& home, std::string_view passphrase);

    // Whether the text lies in any of it: as it is, in UTF-16, in hex or in base64, and in all that
    // is compressed with zstd.
    bool holds(std::string_view text) const;
    std::size_t pieces() const { return pieces_.size(); }

  private:
    void take_values(sql::Database& database);
    void take_content(const package::PackageReader& reader, std::set<ChunkId>& opened);
    void take_papers(const package::PackageReader& reader, sql::Database& progress);
    void take(ByteView bytes);

    std::vector<Bytes> pieces_;
};

}  // namespace approdo::e2e
