// The C interface: attestati.
#include "client_core/core/approdo.h"
#include "client_core/core/border.hpp"

using namespace approdo;
using namespace approdo::client;

extern "C" {

approdo_code approdo_attestation(approdo_client* client, const char* course, size_t course_size,
                                 approdo_buffer** out) {
    return guarded(
        out, [&] { return json_of(client->client->attestation(text_from(course, course_size))); });
}

approdo_code approdo_verify(approdo_client* client, const char* code, size_t code_size,
                            approdo_buffer** out) {
    return guarded(out, [&] {
        const std::string_view text = text_from(code, code_size);
        return json_of(client == nullptr ? Client::verify_for_anybody(text)
                                         : client->client->verify(text));
    });
}

}  // extern "C"
