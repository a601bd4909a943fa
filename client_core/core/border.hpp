// The border of the C interface, for its own files approdo*.cpp: what the host gave, arguments as
// views, and results as buffers. Here ends what the environment threw; nothing passes into C.
#pragma once

#include <memory>

#include "client_core/core/approdo.h"
#include "client_core/core/client.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"
#include "sync/sql/error.hpp"

// What a handle stands for. The key stays with the client, so that further slots can be made for
// it.
struct approdo_client {
    std::unique_ptr<approdo::client::Client> client;
    approdo::crypto::SymmetricKey key;
};

namespace approdo::client {

constexpr approdo_code code_environment = 255;

// One a program: approdo_set_host and approdo_set_language fill it.
struct Process {
    approdo_host host{};
    Clock* clock = nullptr;
    Random* random = nullptr;
    std::string language = "en";  // of messages
};
Process& process();

std::string_view text_from(const char* text, std::size_t size);
ByteView bytes_from(const std::uint8_t* bytes, std::size_t size);
// What a client in this folder is given; missing: no host was set.
Result<Host> host_in(std::string_view folder);

void put(approdo_buffer** out, ByteView bytes);
// As every shell says it: the layers below speak English, and the catalogue translates.
approdo_code failed(approdo_buffer** out, const Error& error, approdo_code code);

template <class Work>
approdo_code guarded(approdo_buffer** out, const Work& work) noexcept {
    if (out != nullptr) *out = nullptr;
    try {
        const Result<Bytes> result = work();
        if (!result.ok()) {
            return failed(out, result.error(), static_cast<approdo_code>(result.error().code));
        }
        put(out, *result);
        return 0;
    } catch (const sql::SqlError& error) {
        try {
            return failed(out, sql::to_error(error), code_environment);
        } catch (const std::exception&) {
            return code_environment;
        }
    } catch (const std::exception&) {
        return code_environment;
    }
}

// For verbs whose result is a view.
template <class View>
Result<Bytes> json_of(const Result<View>& view) {
    if (!view.ok()) return view.error();
    return copy_of(bytes_of(to_json(*view)));
}
// {"schema":1} and what `write` adds.
template <class Write>
Bytes object_of(const Write& write) {
    JsonWriter json;
    json.begin_object().member("schema", json_schema);
    write(json);
    json.end_object();
    return copy_of(bytes_of(json.take()));
}
Bytes done();

}  // namespace approdo::client
