// All that one request and its answer need while they are under way. Private to Connection, which
// makes one at a request's first byte and drops it after the answer's last.
#pragma once

#include <array>
#include <optional>

#include "server/net/connection.hpp"
#include "server/net/request_parser.hpp"

namespace approdo::net {

struct Connection::Exchange {
    explicit Exchange(std::size_t header_bytes_max) : parser(header_bytes_max) {}

    RequestParser parser;
    Bytes input;  // arrived and not consumed; after the request's end it belongs to the next one
    std::size_t input_used = 0;

    app::RouteMatch match;
    std::string request_id;
    std::string peer;
    std::string method;
    std::string pattern;
    bool head_judged = false;
    bool http_1_0 = false;
    bool head_only = false;
    bool body_unread = false;
    std::string who;  // whose share the body counts to
    std::size_t body_reserved = 0;

    std::optional<app::Response> response;
    std::string head_text;
    std::array<ByteView, 3> views;
    std::size_t view_count = 0;
    const app::FileBody* file = nullptr;  // what follows the views, from file_at on
    std::size_t file_at = 0;
    std::shared_ptr<app::BodySource> source;
    Bytes piece;
    bool interim = false;  // what is being written is «100 Continue»

    std::uint64_t started_us = 0;
    std::uint64_t transfer_due_us = 0;
    std::uint64_t bytes_in = 0;
    std::uint64_t bytes_out = 0;

    void show(std::initializer_list<ByteView> parts) {
        view_count = 0;
        for (const ByteView part : parts)
            if (!part.empty()) views[view_count++] = part;
    }
    std::span<const ByteView> unsent() const { return {views.data(), view_count}; }
    bool sends_file() const { return file != nullptr && file_at < file->size(); }
    void advance(std::size_t bytes);
};

}  // namespace approdo::net
