// One HTTP/1.1 answer out of bytes as they arrive, over Beast's incremental parser. Private to
// server/net; used by Upstream.
#pragma once

#include <memory>

#include "sync/base/bytes.hpp"

namespace approdo::net {

class AnswerParser {
  public:
    explicit AnswerParser(std::size_t body_bytes_max);
    ~AnswerParser();

    // How many bytes were used; the others are offered again with what follows.
    Result<std::size_t> feed(ByteView bytes);
    // The line ended: an answer without length is whole by that.
    void end();
    bool is_whole() const;
    int status() const;
    Bytes take_body();

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace approdo::net
