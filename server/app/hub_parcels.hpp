// Parcels in one folder of a hub, one file each, the oldest first: NUMBER-SENDER-HASH. What stands
// in the clear about each (which logs' segments it has) is kept in memory, read anew at a start.
// Not safe for several threads at once; HubFolder, its only caller, sees to that.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sync/exchange/parcel.hpp"
#include "sync/log/frontier.hpp"

namespace approdo::app {

// The device that a parcel's hello names, or for a join the hash of the request.
using SenderKey = Digest16;

// A segment as a courier sees it.
struct SeenSegment {
    LogId log;
    Seq first;
    Seq last;
    Digest16 previous;
    Digest16 head;
    Hash frame;
};

struct SeenParcel {
    SenderKey sender;
    Digest16 hello;            // its MAC; zero: a join
    std::vector<Hash> frames;  // of all frames but the hello, ascending
    std::vector<SeenSegment> segments;
};
// malformed: its hello cannot be read.
Result<SeenParcel> look_at(const exchange::WholeParcel& parcel);
// Up to where the segments lead their logs.
log::Frontier heads_of(const std::vector<SeenSegment>& segments);

class HubParcels {
  public:
    struct Entry {
        std::string name;
        std::uint64_t bytes = 0;  // that it takes on the disk: in blocks
        SeenParcel seen;
    };

    // Makes the folder; what a killed program left half written is removed. Only with `look` are
    // the parcels looked into: answers have several in one file.
    HubParcels(std::filesystem::path folder, bool look);

    const std::vector<Entry>& entries() const { return entries_; }
    std::uint64_t bytes() const { return bytes_; }
    static std::uint64_t bytes_on_disk(std::uint64_t size);
    Bytes read(const Entry& entry) const;
    bool has(const SenderKey& sender, ByteView bytes) const;
    // On the disk when it returns. Throws when the disk fails; then nothing is there.
    void put(SeenParcel seen, ByteView bytes);
    void remove(const std::string& name);
    void remove_oldest() { remove(entries_.front().name); }
    // Removes a sender's older parcels that hold nothing but what a newer one of it holds, too.
    void remove_covered(const SenderKey& sender);
    std::size_t count_of(const SenderKey& sender) const;

  private:
    void drop(std::size_t index);

    const std::filesystem::path folder_;
    std::vector<Entry> entries_;
    std::uint64_t bytes_ = 0;
    std::uint64_t next_number_ = 1;
};

}  // namespace approdo::app
