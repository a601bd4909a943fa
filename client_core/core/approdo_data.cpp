// The C interface: one's own data.
#include "client_core/core/approdo.h"
#include "client_core/core/border.hpp"

using namespace approdo;
using namespace approdo::client;

extern "C" {

approdo_code approdo_data(approdo_client* client, const char* of_site, size_t of_site_size,
                          approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const std::string text,
                    client->client->my_data(text_from(of_site, of_site_size)));
        return copy_of(bytes_of(text));
    });
}

approdo_code approdo_erasure_ask(approdo_client* client, const char* words, size_t words_size,
                                 approdo_buffer** out) {
    return guarded(
        out, [&] { return json_of(client->client->ask_erasure(text_from(words, words_size))); });
}

approdo_code approdo_erasure_withdraw(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&] { return json_of(client->client->withdraw_erasure()); });
}

}  // extern "C"
