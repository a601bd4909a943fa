// The C interface: files that are handed in, and assignments.
#include "client_core/core/approdo.h"
#include "client_core/core/border.hpp"

namespace approdo::client {
namespace {

// Hashes in hex, apart by commas; empty: none.
Result<std::vector<Hash>> hashes_from(std::string_view text) {
    std::vector<Hash> hashes;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        APPRODO_TRY(const Hash hash, Hash::from_hex(text.substr(0, comma)));
        hashes.push_back(hash);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return hashes;
}

}  // namespace
}  // namespace approdo::client

using namespace approdo;
using namespace approdo::client;

extern "C" {

approdo_code approdo_file_choose(approdo_client* client, const char* name, size_t name_size,
                                 const char* type, size_t type_size, const uint8_t* bytes,
                                 size_t bytes_size, approdo_buffer** out) {
    return guarded(out, [&] {
        return json_of(client->client->choose_file(
            text_from(name, name_size), text_from(type, type_size), bytes_from(bytes, bytes_size)));
    });
}

approdo_code approdo_hand_in(approdo_client* client, const char* unit, size_t unit_size,
                             const char* text, size_t text_size, const char* files,
                             size_t files_size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto hashes, hashes_from(text_from(files, files_size)));
        return json_of(client->client->hand_in(text_from(unit, unit_size),
                                               text_from(text, text_size), hashes));
    });
}

approdo_code approdo_handed_file(approdo_client* client, const char* file, size_t file_size,
                                 approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const Hash hash, Hash::from_hex(text_from(file, file_size)));
        return client->client->handed_file(hash);
    });
}

}  // extern "C"
