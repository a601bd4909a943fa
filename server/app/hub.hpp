// A hub stands where there is no connection, or a bad one. What devices bring it passes on at once
// when the site can be reached; else it keeps it, says so, and passes it on later; the site's
// answers wait for the devices that asked. It reads nothing: parcels and chunks are sealed for
// others.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "server/app/hub_folder.hpp"
#include "server/app/router.hpp"
#include "server/store/chunk_store.hpp"

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
    Hub(HubFolder& folder, store::ChunkStore& chunks, AskSite ask);
    ~Hub();
    Hub(const Hub&) = delete;
    Hub& operator=(const Hub&) = delete;

    // POST /sync/v1.
    Response exchange(const Request& request);
    // From here, else from the site, and then kept if there is room.
    std::optional<Bytes> chunk(const ChunkId& id);

    // Passes on what waits until the site cannot be reached or nothing is left; how many went.
    std::size_t pass_on();
    // Does so now and then in the background, until destruction.
    void start(std::chrono::milliseconds every);

  private:
    Response keep(const std::vector<exchange::WholeParcel>& parcels);
    void clear_mail(const std::vector<exchange::WholeParcel>& parcels);
    Response answer_for(const std::vector<exchange::WholeParcel>& parcels, Bytes fresh);

    HubFolder& folder_;
    store::ChunkStore& chunks_;
    AskSite ask_;
    std::mutex passing_;  // one pass at a time, so that no parcel goes twice at once
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace approdo::app
