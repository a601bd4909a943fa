// What a hub keeps on its disk, under one cap: sealed parcels on their way to the site (outbox),
// answers that wait for whoever asked (mail), chunks, and the hub's own key. It can read none of
// them. When room is needed, chunks go first, those that were not asked for longest before others,
// then mail, the oldest first: both come from the site again. The outbox is never evicted, for the
// hub gave its word on it: at the cap a new parcel is refused and stays with its sender. Senders to
// whom the site never answered through this hub have half of the cap together: whoever invents
// senders leaves the other half to those that are known. Any thread may use it.
#pragma once

#include <mutex>

#include "server/app/hub_chunks.hpp"
#include "server/app/hub_senders.hpp"
#include "sync/base/clock.hpp"
#include "sync/crypto/sign.hpp"

namespace approdo::app {

class HubFolder {
  public:
    // Of one sender, none of them held by another.
    static constexpr std::size_t parcels_per_sender_max = 8;

    // Makes the folder and the key if they are not there. locked: another hub has it. forbidden:
    // others can read the key.
    static Result<std::unique_ptr<HubFolder>> open(const std::filesystem::path& folder,
                                                   std::uint64_t bytes_max, Random& random);
    ~HubFolder();
    HubFolder(const HubFolder&) = delete;
    HubFolder& operator=(const HubFolder&) = delete;

    const crypto::SigningKey& key() const { return key_; }

    // On disk when it returns. The same bytes twice are one parcel; a sender's older parcels go
    // when the new one holds all that they do. exhausted: the cap is reached, or that of unknown
    // senders, or the disk is full.
    Result<void> put_outgoing(const SeenParcel& seen, ByteView parcel);
    struct Outgoing {
        std::string name;
        SeenParcel seen;
        Bytes parcel;
    };
    // The oldest first, at most about `bytes_max`.
    std::vector<Outgoing> outgoing(std::size_t bytes_max);
    void remove_outgoing(const std::string& name);
    // Up to where the outbox holds this sender's logs.
    log::Frontier heads_held(const SenderKey& sender);

    bool knows(const SenderKey& sender);
    // The site gave this sender an answer.
    void learn(const SenderKey& sender);

    void put_mail(const SenderKey& to, ByteView parcels);
    Bytes mail_for(const SenderKey& to);
    void clear_mail(const SenderKey& to);

    std::optional<Bytes> chunk(const ChunkId& id);
    // Kept if there is room besides the parcels, or room can be made among the chunks.
    void put_chunk(const ChunkId& id, ByteView sealed);

    struct Counts {
        std::uint64_t outgoing = 0;
        std::uint64_t mail = 0;
        std::uint64_t bytes = 0;
        std::uint64_t chunk_bytes = 0;
        std::uint64_t chunks_evicted = 0;
    };
    Counts counts();

  private:
    HubFolder(const std::filesystem::path& folder, std::uint64_t bytes_max, int lock,
              crypto::SigningKey key);
    std::uint64_t bytes() const { return outbox_.bytes() + mail_.bytes() + chunks_.bytes(); }
    bool make_room(std::uint64_t bytes);
    std::uint64_t bytes_of_unknown() const;

    const std::uint64_t bytes_max_;
    const int lock_;
    const crypto::SigningKey key_;
    std::mutex mutex_;
    HubParcels outbox_;
    HubParcels mail_;
    HubChunks chunks_;
    HubSenders senders_;
};

}  // namespace approdo::app
