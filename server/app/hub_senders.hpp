// The devices that a hub knows: those to which the site once gave an answer through it. Anybody can
// invent a sender, nobody an answer of the site's to it. Ids alone, one after another in one file;
// what is lost of it in a power cut is learned again. Not safe for several threads at once;
// HubFolder, its only caller, sees to that.
#pragma once

#include <unordered_set>

#include "server/app/hub_parcels.hpp"

namespace approdo::app {

class HubSenders {
  public:
    static constexpr std::size_t known_max = 100'000;

    explicit HubSenders(std::filesystem::path file);

    bool knows(const SenderKey& sender) const { return known_.contains(sender); }
    // When there are too many it begins anew: those who are still there are learned again.
    void learn(const SenderKey& sender);

  private:
    const std::filesystem::path file_;
    std::unordered_set<SenderKey> known_;
};

// Whether these bytes, which the site sent, have an answer for that device in them.
bool answers_device(const std::vector<exchange::WholeParcel>& parcels, const SenderKey& device);

}  // namespace approdo::app
