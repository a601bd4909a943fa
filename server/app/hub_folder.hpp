// What a hub keeps on its disk: sealed parcels on their way to the site (outbox) and answers that
// wait for whoever asked (mail), one file each, under a cap. It can read none of them: a parcel's
// sender is the device that its hello names, or for a join the hash of the request. The outbox is
// never evicted to make room, mail is, oldest first; both can be asked for again. Any thread may
// use it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "sync/exchange/parcel.hpp"

namespace approdo::app {

using SenderKey = Digest16;

// malformed: a parcel whose hello cannot be read.
Result<SenderKey> sender_of(const exchange::WholeParcel& parcel);

class HubFolder {
  public:
    static constexpr std::size_t parcels_per_sender_max = 8;

    // Makes the folder if it is not there. locked: another hub has it.
    static Result<std::unique_ptr<HubFolder>> open(const std::filesystem::path& folder,
                                                   std::uint64_t bytes_max);
    ~HubFolder();
    HubFolder(const HubFolder&) = delete;
    HubFolder& operator=(const HubFolder&) = delete;

    // On disk when it returns. The same bytes twice are one parcel. exhausted: the cap is reached.
    Result<void> put_outgoing(const SenderKey& sender, ByteView parcel);
    struct Outgoing {
        std::filesystem::path path;
        SenderKey sender;
        Bytes parcel;
    };
    // The oldest first, at most about `bytes_max`.
    std::vector<Outgoing> outgoing(std::size_t bytes_max);
    void remove_outgoing(const std::filesystem::path& path);

    void put_mail(const SenderKey& to, ByteView parcels);
    Bytes mail_for(const SenderKey& to);
    void clear_mail(const SenderKey& to);

    // Whether there is room for a chunk besides what must be kept.
    bool has_room_for_chunk(std::size_t bytes);
    void count_chunk(std::size_t bytes);

    struct Counts {
        std::uint64_t outgoing = 0;
        std::uint64_t mail = 0;
        std::uint64_t bytes = 0;
    };
    Counts counts();

  private:
    struct Entry {
        std::string name;  // NUMBER-SENDER-HASH
        SenderKey sender;
        std::uint64_t bytes = 0;
    };
    HubFolder(std::filesystem::path folder, std::uint64_t bytes_max, int lock);
    std::vector<Entry> load(const std::filesystem::path& folder);
    bool store(const std::filesystem::path& folder, std::vector<Entry>& entries,
               const SenderKey& sender, ByteView bytes);
    void drop(const std::filesystem::path& folder, std::vector<Entry>& entries, std::size_t index);
    void keep_newest(const std::filesystem::path& folder, std::vector<Entry>& entries,
                     const SenderKey& sender);

    const std::filesystem::path outbox_folder_;
    const std::filesystem::path mail_folder_;
    const std::uint64_t bytes_max_;
    const int lock_;
    std::mutex mutex_;
    std::uint64_t next_number_ = 1;
    std::uint64_t bytes_ = 0;
    std::vector<Entry> outbox_;  // the oldest first
    std::vector<Entry> mail_;
};

}  // namespace approdo::app
