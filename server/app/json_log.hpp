// The server's own log: one JSON object a line, on standard error or in a file. Lines are handed to
// a thread of their own through a bounded queue, so that a slow disk never holds up the network;
// when the queue is full the oldest line goes. No line carries a body, a token or a path with a
// code in it.
#pragma once

#include <boost/json/object.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace approdo::app {

enum class LogLevel : std::uint8_t { debug, info, warning, error };
Result<LogLevel> log_level_from(std::string_view name);

class JsonLog {
  public:
    // An empty file name is standard error.
    static Result<std::unique_ptr<JsonLog>> open(const std::string& file, LogLevel least);
    ~JsonLog();
    JsonLog(const JsonLog&) = delete;
    JsonLog& operator=(const JsonLog&) = delete;

    // Ask before making fields that would be thrown away.
    bool writes(LogLevel level) const;
    // {"time":"2026-11-23T21:30:00.123Z","level":"info","event":…, fields…}
    void write(LogLevel level, std::string_view event, boost::json::object fields = {});

  private:
    class Impl;
    explicit JsonLog(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace approdo::app
