// Uploads under way, one file each: a trainer's package may take several evenings on a slow line,
// so what has arrived stays through a restart and the sender goes on at the byte where it stopped.
// The file's name holds whose it is and how long it will be; its size is how far it is. An upload
// that nobody went on with for two weeks goes. Worker threads use it, several at once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

#include "sync/base/clock.hpp"

namespace approdo::app {

using UploadId = FixedBytes<struct UploadTag, 16>;

class UploadFolder {
  public:
    struct Limits {
        std::uint64_t upload_bytes_max = 8ULL * 1024 * 1024 * 1024;
        std::uint64_t bytes_max = 64ULL * 1024 * 1024 * 1024;  // announced by all together
        std::size_t per_account_max = 4;
    };
    struct State {
        UploadId id;
        std::uint64_t bytes_received = 0;
        std::uint64_t bytes_announced = 0;
        bool complete() const { return bytes_received == bytes_announced; }
    };

    // Makes the folder if it is not there.
    UploadFolder(std::filesystem::path folder, Random& random, Limits limits);

    Result<State> begin(const AccountId& owner, std::uint64_t bytes);
    // not_found as well for an upload of somebody else.
    Result<State> find(const AccountId& owner, const UploadId& id);
    // conflict: `offset` is not where the upload stands; find() says where. On disk on return.
    Result<State> append(const AccountId& owner, const UploadId& id, std::uint64_t offset,
                         ByteView bytes);
    // Where a complete upload lies. It stays until remove().
    Result<std::filesystem::path> finished(const AccountId& owner, const UploadId& id);
    void remove(const AccountId& owner, const UploadId& id);

  private:
    struct Entry {
        State state;
        AccountId owner;
        std::filesystem::path path;
    };
    static std::optional<Entry> entry_of(const std::filesystem::path& path);
    std::optional<Entry> entry(const AccountId& owner, const UploadId& id);
    void remove_stale();

    const std::filesystem::path folder_;
    Random& random_;
    const Limits limits_;
    std::mutex mutex_;
};

}  // namespace approdo::app
