// Which versions of which channels this device knows: their signed heads, how far each is, and the
// parts that were picked. Rows of progress.db; PackageShelf is the only caller.
#pragma once

#include "content/package/reader.hpp"
#include "sync/sql/database.hpp"

namespace approdo::client {

// Numbers are in the database.
enum class PackageState : std::uint8_t {
    announced = 1,
    downloading = 2,
    ready = 3,
    superseded = 4,  // a newer version is ready; kept while attempts on it are open
    extending = 5,   // ready, and further parts of it are being downloaded
};

struct PackageRow {
    ChannelId channel;
    ContentVersion version;
    package::SignedHead head;
    PackageState state = PackageState::announced;
    package::PartChoice choice;
};

class PackageStore {
  public:
    explicit PackageStore(sql::Database& database) : database_(database) {}

    std::optional<package::SignedDescriptor> descriptor(const ChannelId& channel);
    ContentVersion newest(const ChannelId& channel);
    // Of a verified head that goes forward.
    void announce(const ChannelId& channel, ContentVersion version,
                  const package::SignedDescriptor& descriptor, const package::SignedHead& head);
    std::vector<PackageRow> all();
    std::vector<PackageRow> of(const ChannelId& channel);  // newest first
    void set_state(const ChannelId& channel, ContentVersion version, PackageState state);
    void set_choice(const ChannelId& channel, ContentVersion version,
                    const package::PartChoice& choice);
    void remove(const ChannelId& channel, ContentVersion version);

  private:
    std::vector<PackageRow> read(sql::Statement rows);

    sql::Database& database_;
};

}  // namespace approdo::client
