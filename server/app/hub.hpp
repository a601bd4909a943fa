// A hub stands where there is no connection, or a bad one. What devices bring it passes on at once
// when the site can be reached; else it keeps it, gives its signed word that it does, and passes it
// on later, without what the site has got by another way meanwhile; the site's answers wait for the
// devices that asked. It reads nothing: parcels and chunks are sealed for others. It has no thread
// until start().
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "server/app/hub_comparison.hpp"
#include "server/app/hub_folder.hpp"
#include "server/app/router.hpp"

namespace approdo::app {

struct HubAnswer {
    int status = 0;
    Bytes body;
};
// One request to the site; unavailable: there is no way to it at present. Runs on worker threads.
using AskSite = std::function<Result<HubAnswer>(std::string_view method, std::string_view target,
                                                ByteView body)>;

class Hub {
  public:
    Hub(HubFolder& folder, Clock& clock, AskSite ask);
    ~Hub();
    Hub(const Hub&) = delete;
    Hub& operator=(const Hub&) = delete;

    // POST /sync/v1.
    Response exchange(const Request& request);
    // From here, else from the site, and then kept if there is room.
    std::optional<Bytes> chunk(const ChunkId& id);

    struct Passed {
        std::size_t parcels = 0;
        std::size_t segments_spared = 0;  // that the site had already
    };
    // Passes on what waits until the site cannot be reached or nothing is left.
    Passed pass_on();
    // Does so now and then in the background, until destruction.
    void start(std::chrono::milliseconds every);

  private:
    Response keep(const std::vector<exchange::WholeParcel>& parcels);
    Bytes mail_for(const std::vector<exchange::WholeParcel>& parcels);
    void clear_mail(const std::vector<exchange::WholeParcel>& parcels);
    // The site answered: whom it answered to is somebody.
    void learn_senders(const std::vector<exchange::WholeParcel>& parcels, ByteView answer);
    Bytes word_to(const SeenParcel& seen, const SiteId& site);
    Bytes as_carried(const exchange::WholeParcel& parcel, const std::set<Hash>& held);
    std::set<Hash> held_of(const std::vector<HubFolder::Outgoing>& waiting);

    HubFolder& folder_;
    Clock& clock_;
    AskSite ask_;
    std::mutex passing_;  // one pass at a time, so that no parcel goes twice at once
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace approdo::app
