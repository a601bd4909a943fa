// Names for requests and the Date line of answers. Private to server/net, network thread only.
#pragma once

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

namespace approdo::net {

// 16 hex digits: 8 that differ from one start of the server to the next, 8 that count.
class RequestNames {
  public:
    RequestNames();
    std::string next();

  private:
    std::uint32_t start_ = 0;
    std::uint32_t count_ = 0;
};

// RFC 9110 §5.6.7, written anew when the second changes.
class DateLine {
  public:
    std::string_view line();

  private:
    std::time_t second_ = 0;
    std::string text_;
};

std::string http_date(std::time_t second);

}  // namespace approdo::net
