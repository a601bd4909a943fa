// What waits at the site for devices that no network reaches, beside the answers to what they sent:
// the first parcel for one that just joined, and the content of its courses. Content is put
// together when a stick leaves, from what the device last said that it has, so that nothing large
// lies about. A device that meets the site over a network gets everything there: its mail goes.
#pragma once

#include <functional>

#include "server/app/package_shelf.hpp"
#include "sync/exchange/hello.hpp"

namespace approdo::app {

class StickMail {
  public:
    using WriteOut = std::function<void(ByteView)>;

    StickMail(const SiteKeys& keys, PackageShelf& packages) : keys_(keys), packages_(packages) {}

    // All that a device may read which joined a moment ago, as a parcel for it: with its content it
    // can begin to learn after this one journey.
    Bytes welcome(store::Session& session, const DeviceId& device);
    // What the site has said since its last answer to the device, marks above all.
    void add_news(store::Session& session, const DeviceId& device, UtcMs now);
    // Remembers what the device asks for in a parcel of its own; the newest counts.
    void note_wish(store::Session& session, const DeviceId& device,
                   const exchange::WholeParcel& parcel, UtcMs now);
    // The device came by network.
    void forget(store::Session& session, const DeviceId& device);

    // Chunks that the device asked for, and those of its courses' newest versions that it lacks, in
    // parcels of a few MiB; stops at about `bytes_max` and goes on with the next journey.
    void write_content(store::Session& session, const DeviceId& device,
                       const exchange::WholeParcel& wish, std::uint64_t bytes_max,
                       const WriteOut& write);

  private:
    // What the device lacks if it took all that it was sent; noted as sent.
    std::optional<Bytes> news_for(store::Session& session, const DeviceId& device);
    std::vector<ChunkId> chunks_for(store::Session& session, const DeviceId& device,
                                    const exchange::WholeParcel& wish);

    const SiteKeys& keys_;
    PackageShelf& packages_;
};

}  // namespace approdo::app
