// Carries parcels and chunks between a client and its site over HTTP: whole exchanges until nothing
// more is due, what is carried for others, content that is wanted. Stateless; every failure leaves
// the client as it was and can be tried again.
#pragma once

#include <functional>

#include "client_core/cli/http_client.hpp"
#include "client_core/core/client.hpp"

namespace approdo::cli {

struct SyncTotals {
    std::uint64_t exchanges = 0;
    std::uint64_t bytes_sent = 0;
    std::uint64_t bytes_received = 0;
    std::uint64_t segments_taken = 0;
    std::uint64_t chunks_taken = 0;
    std::uint64_t parcels_forwarded = 0;
    bool receipt = false;
    bool carried = false;       // by a hub that has no way to the site at present
    bool more_follows = false;  // of an older history
    std::vector<Error> faults;
    std::vector<std::string> notices;
};

class Courier {
  public:
    // Of bytes that came and bytes that are still known to be missing.
    using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

    Courier(client::Client& client, HttpClient& http) : client_(client), http_(http) {}

    Result<Bytes> post(ByteView parcels);
    // How far: until nothing more is due, or until there is something to show; the history that the
    // site's snapshot stands for can follow later.
    enum class Until : std::uint8_t { done, usable };
    Result<void> exchange_all(SyncTotals& totals, Until until = Until::done);
    Result<void> forward_carried(SyncTotals& totals);
    Result<void> fetch_chunks(SyncTotals& totals, const Progress& progress);

  private:
    Result<client::SyncReport> exchange(SyncTotals& totals);

    client::Client& client_;
    HttpClient& http_;
};

// The error in a site's answer, or one made of its status.
Error error_of(const HttpAnswer& answer);

}  // namespace approdo::cli
